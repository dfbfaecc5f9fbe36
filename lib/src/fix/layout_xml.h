// What Word files say of layout, as XML with the prefix w:, for the files that are written anew and for those that are
// changed.
#pragma once

#include <string>
#include <string_view>

#include "jianyan/layout.h"

namespace jianyan {

inline constexpr std::string_view kTransitionalWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// 28 characters of size 3 are a little wider than the type area of the standard: each gives this many twips.
inline constexpr int kTighter = -5;

/// The type area in twips.
[[nodiscard]] inline int text_width(const LayoutStandard& standard) {
  return standard.width - standard.left - standard.right;
}

/// w:pgSz and w:pgMar, with header and footer at distances that put the page number 7 mm below the type area.
[[nodiscard]] std::string page_size(const LayoutStandard& standard);
[[nodiscard]] std::string page_margins(const LayoutStandard& standard);

/// A part with the page number between dashes, at the right (odd pages) or the left (even ones), one character from the
/// edge. `word_namespace`: transitional or strict.
[[nodiscard]] std::string page_number_footer(const LayoutStandard& standard, bool even,
                                             std::string_view word_namespace);

}  // namespace jianyan
