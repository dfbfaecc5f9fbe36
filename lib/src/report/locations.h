// Where byte offsets are, in all the units of reports at once.
//
// A report needs a handful of offsets of each finding, not in order (a fix may begin before its finding), in a text
// whose one line may be 50 MB long. So the offsets are collected first, sorted, and found in one pass over the text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/cleaner.h"
#include "jianyan/diagnostic.h"
#include "jianyan/segmenter.h"

namespace jianyan {

struct Location {
  std::uint32_t line;    ///< from 1; ends at LF, CR LF, or CR alone
  std::uint32_t column;  ///< from 1, in code points
  std::uint32_t code_points;
  std::uint32_t utf16_units;
  std::uint32_t line_begin;  ///< byte offset
};

class Locations {
 public:
  /// Those of the spans, of the edits of the fixes, and of the candidates.
  Locations(std::string_view text, std::span<const Diagnostic> findings);
  Locations(std::string_view text, std::span<const Change> changes);
  Locations(std::string_view text, std::span<const Token> tokens);

  /// Precondition: `offset` is one of them. O(log offsets).
  [[nodiscard]] const Location& at(std::uint32_t offset) const noexcept;

 private:
  void add(Span span);
  void find_in(std::string_view text);

  std::vector<std::uint32_t> offsets_;  // sorted
  std::vector<Location> locations_;     // parallel to offsets_
};

}  // namespace jianyan
