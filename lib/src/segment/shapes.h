// Tokens that are known by their form: where they end, and of which kind they are.
//
// What is one token follows the standard of the People's Daily corpus (Yu Shiwen et al., "Specification for Corpus
// Processing at Peking University", 2003): numbers with their 万, 亿 and % are one token, points of time (2025年, 3月, 5日)
// are one each, lengths of time (二十 年) are two.
#pragma once

#include <array>
#include <cstdint>

#include "jianyan/segmenter.h"
#include "segment/piece.h"

namespace jianyan {

struct Shape {
  std::uint32_t end;  ///< one past its last code point
  TokenKind kind;
};

/// At most a few shapes begin at one place.
class Shapes {
 public:
  void add(std::uint32_t end, TokenKind kind) noexcept { shapes_[size_++] = {end, kind}; }
  [[nodiscard]] const Shape* begin() const noexcept { return shapes_.data(); }
  [[nodiscard]] const Shape* end() const noexcept { return shapes_.data() + size_; }

 private:
  std::array<Shape, 4> shapes_;
  std::uint32_t size_ = 0;
};

/// 一 二 … 十 百 千 万 亿 〇 零 两, with which a number in Han characters may begin, and 第.
[[nodiscard]] constexpr bool may_begin_number(char32_t c) noexcept {
  switch (c) {
    case U'〇': case U'零': case U'一': case U'二': case U'两': case U'三': case U'四': case U'五': case U'六': case U'七':
    case U'八': case U'九': case U'十': case U'百': case U'千': case U'万': case U'亿': case U'第':
      return true;
    default:
      return false;
  }
}

/// Shapes that begin at `begin`. For a Han character: numbers and dates of two characters or more, perhaps none. For
/// every other character exactly one, the longest. Precondition: begin < piece.size().
[[nodiscard]] Shapes find_shapes(const Piece& piece, std::uint32_t begin);

}  // namespace jianyan
