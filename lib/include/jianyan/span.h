// A range of text, and its replacement: the one coordinate of the library.
//
//   std::string_view text = document.text();
//   jianyan::Span span{0, 6};                     // the first two characters of "建议……"
//   text.substr(span.begin, span.size());         // "建议"
//
// Units: UTF-8 bytes of Document::text(), half-open [begin, end), always on code-point boundaries. Lines, columns, code
// points, UTF-16 units and positions in Word files are computed at the edge, in reports.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "jianyan/export.h"

namespace jianyan {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  [[nodiscard]] constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  /// True where the two share a byte. An empty span overlaps what strictly encloses it.
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// "Put `replacement` where `span` is." An empty span inserts, an empty replacement deletes.
/// A list of edits is sorted by span and disjoint wherever the library takes or gives one.
struct Edit {
  Span span;
  std::string replacement;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// The text with the edits applied. Preconditions: sorted, disjoint.
[[nodiscard]] JIANYAN_EXPORT std::string apply_edits(std::string_view text, std::span<const Edit> edits);

}  // namespace jianyan
