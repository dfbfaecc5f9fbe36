// The text of a document as reports may show it: what identifies persons (numbers of identity and bank cards,
// telephones, addresses and the like) stands in it with stars, whichever rules were run.
//
//   jianyan::MaskedText shown(document);
//   shown.text(finding.span);                       // "138****0000"
//   shown.replacement(edit.span, edit.replacement); // what an edit puts there, with stars if it touches such data
//
// The text has as many bytes as the document's own, so spans mean the same in both. Every report that quotes a draft
// goes through it; files that are written do not. Immutable; O(n) to make.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/span.h"

namespace jianyan {

class JIANYAN_EXPORT MaskedText {
 public:
  explicit MaskedText(const Document& document);

  [[nodiscard]] std::string_view text() const& noexcept { return text_; }
  std::string_view text() const&& = delete;
  [[nodiscard]] std::string_view text(Span span) const& noexcept {
    return std::string_view(text_).substr(span.begin, span.size());
  }
  std::string_view text(Span span) const&& = delete;

  /// Whether a part of the span is not shown.
  [[nodiscard]] bool hides(Span span) const noexcept;
  /// `replacement` as it may be shown: with stars where the span that it replaces is not shown.
  [[nodiscard]] std::string replacement(Span span, std::string_view replacement) const;

 private:
  std::string text_;
  std::vector<Span> hidden_;  // sorted, disjoint
};

}  // namespace jianyan
