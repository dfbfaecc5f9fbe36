// Numbering marks at the beginning of a line: 一、 （一） 1. （1） ① 第一， 一是 第一章 第一条 and bullets, in their standard forms
// and in the wrong ones that drafts have: 一. 一， （一）、 (一) 1、 １． 1) ㈠ ⑴ ⒈.
//
//   std::optional<Mark> mark = parse_mark(text, block.span);
//   if (mark && document.text(mark->span) != standard_mark(mark->style, mark->number)) ...  // a wrong form
//
// The order of the levels and their forms: GB/T 15834—2011 B.3 and GB/T 9704—2012 7.3.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jianyan/span.h"
#include "text/han_number.h"

namespace jianyan {

enum class MarkStyle : std::uint8_t {
  han,              ///< 一、
  han_bracketed,    ///< （一）
  digit,            ///< 1.
  digit_bracketed,  ///< （1）
  circled,          ///< ①
  ordinal,          ///< 第一，
  clause,           ///< 一是 一要
  chapter,          ///< 第一章, 第一编, 第一篇, 第一部分
  section,          ///< 第一节
  article,          ///< 第一条
  bullet,           ///< ● • - and the like; number is 0
};

struct Mark {
  MarkStyle style;
  std::uint32_t number;
  Span span;  ///< with brackets and the stop that follows, without blanks around it
};

/// The mark that `line` begins with; blanks before it are skipped. O(1).
/// Numbers that are no marks are left alone: 1.5公里, 2025年, 12：30, 1,200, 一、二年级.
[[nodiscard]] std::optional<Mark> parse_mark(std::string_view text, Span line) noexcept;

/// Depth of a heading with such a mark: 一、 and 第一章 1, （一） and 第一节 2, 1. 3, （1） 4, ① 5; 0 for the others.
[[nodiscard]] std::uint8_t mark_level(MarkStyle style) noexcept;

/// The mark as the standard wants it; empty for bullets, for circled numbers over 50, and for 第……章 and the like, whose
/// form depends on more than the number.
[[nodiscard]] std::string standard_mark(MarkStyle style, std::uint32_t number);

/// 一 十二 二十 一百零五 三万: the value of a cardinal number written out, below 10^8. Not 一百五 (150 or 105?), 一二, 百.
[[nodiscard]] std::optional<std::uint32_t> parse_han_number(std::string_view number) noexcept;

}  // namespace jianyan
