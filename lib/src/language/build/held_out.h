// Which paragraphs of a text are kept for measuring models and never trained on. By content, so that repeats go
// together, and the same as errors.held_out() of tools/train, so that no model sees what another is measured on.
#pragma once

#include <string_view>

namespace jianyan {

/// True for about one paragraph in 50. Blanks at both ends do not count.
[[nodiscard]] bool is_held_out(std::string_view paragraph);

/// Without blanks at both ends, ASCII ones and those of Chinese text.
[[nodiscard]] std::string_view trimmed(std::string_view paragraph);

}  // namespace jianyan
