// The page number in a header or footer.
#pragma once

#include <string_view>

#include "jianyan/layout.h"
#include "word/theme.h"

namespace jianyan {

/// From the bytes of the part. The first field PAGE counts.
[[nodiscard]] PageNumberLayout read_page_number(std::string_view bytes, RunStyles& styles);

}  // namespace jianyan
