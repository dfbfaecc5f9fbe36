// The readers: text in, blocks out. A file a format.
#pragma once

#include <string_view>
#include <vector>

#include "jianyan/document.h"
#include "word/word_file.h"

namespace jianyan {

/// What a reader finds; see Document::blocks() and Document::masked().
struct Reading {
  std::vector<Block> blocks;
  std::vector<Span> masked;
};

/// `text` is valid UTF-8 below 4 GiB. All are O(n).
[[nodiscard]] Reading read_text(std::string_view text);
[[nodiscard]] Reading read_markdown(std::string_view text);
[[nodiscard]] Reading read_title(std::string_view text);
[[nodiscard]] Reading read_word(std::string_view text, const WordLayout& layout);

}  // namespace jianyan
