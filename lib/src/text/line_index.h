// Lines and columns of offsets, for reports.
//
//   LineIndex lines(document.text());
//   auto [line, column] = lines.position(offset);   // both from 1; the column counts code points
//
// A line ends at LF, CR LF, or a CR alone; the line end belongs to the line it ends. As in an editor, what follows the
// last line end is a line even when it is empty: "a\n" has two lines, "" has one.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "jianyan/span.h"

namespace jianyan {

class LineIndex {
 public:
  struct Position {
    std::uint32_t line;
    std::uint32_t column;
  };

  /// O(n). `text` must outlive the index.
  explicit LineIndex(std::string_view text);

  /// `offset` is at most the size of the text. O(log lines + length of the line).
  [[nodiscard]] Position position(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::uint32_t line_count() const noexcept { return static_cast<std::uint32_t>(starts_.size()); }
  /// Span of a line (from 1 to line_count()) without its line end.
  [[nodiscard]] Span line(std::uint32_t number) const noexcept;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

/// Turns byte offsets into code-point and UTF-16 offsets. Queries that come in ascending order cost O(n) together.
class OffsetConverter {
 public:
  struct Offsets {
    std::uint32_t code_points;
    std::uint32_t utf16_units;
  };

  explicit OffsetConverter(std::string_view text) : text_(text) {}
  [[nodiscard]] Offsets at(std::uint32_t byte_offset) noexcept;

 private:
  std::string_view text_;
  std::uint32_t byte_ = 0;
  Offsets here_{0, 0};
};

}  // namespace jianyan
