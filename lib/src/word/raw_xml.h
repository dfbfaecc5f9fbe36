// Tags in raw XML that expat has found to be well-formed, so that bytes can be moved about without being written anew.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/span.h"

namespace jianyan {

/// An element, by offsets into the bytes.
struct RawElement {
  Span whole;
  Span start_tag;    ///< of an empty element, the whole
  Span content;      ///< between the tags
  bool empty = false;  ///< <w:r/>
};

/// Where the next tag from `at` on begins, or bytes.size().
[[nodiscard]] std::size_t next_tag(std::string_view bytes, std::size_t at);
/// The element whose start tag begins at `begin`.
[[nodiscard]] RawElement raw_element(std::string_view bytes, std::uint32_t begin);
/// Its start tag only.
[[nodiscard]] Span raw_start_tag(std::string_view bytes, std::uint32_t begin);
/// The elements in a stretch of content, without those inside them.
[[nodiscard]] std::vector<RawElement> raw_children(std::string_view bytes, Span content);

/// What Word shows of the content of a w:t: no blanks at its ends, where xml:space does not preserve them.
[[nodiscard]] Span shown_text(std::string_view bytes, const RawElement& text);

/// "w:r" of <w:r w:rsidR="…">
[[nodiscard]] std::string_view raw_name(std::string_view bytes, std::uint32_t begin);
/// "w:" of "w:r"; empty without one.
[[nodiscard]] std::string_view raw_prefix(std::string_view name);
/// "r" of "w:r".
[[nodiscard]] std::string_view raw_local(std::string_view name);

/// Precondition: there is one.
[[nodiscard]] RawElement raw_root(std::string_view bytes);
/// The root's content with `added` at its end. Precondition: one root element.
[[nodiscard]] std::string append_to_root(std::string bytes, std::string_view added);

}  // namespace jianyan
