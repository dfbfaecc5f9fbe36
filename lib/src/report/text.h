// What the forms of a report that people read share.
#pragma once

#include <string>
#include <string_view>

#include "jianyan/diagnostic.h"
#include "jianyan/masked_text.h"
#include "jianyan/message.h"
#include "report/locations.h"
#include "report/place.h"

namespace jianyan {

/// What stands before findings and changes: "path:line:column: ", or in a Word file, which has no lines, its place as
/// people call it: "path:三、（二）第2段: ".
class HeadWriter {
 public:
  /// All must outlive it.
  HeadWriter(std::string_view path, const Document& document, const MaskedText& shown, const Locations& locations,
             Language language)
      : path_(path), word_(document.format() == Format::word), locations_(locations),
        places_(document, shown.text(), language) {}

  /// Precondition: `offset` is one of the locations. Ascending offsets are cheap.
  void append(std::string& out, std::uint32_t offset);
  [[nodiscard]] bool word() const { return word_; }

 private:
  std::string_view path_;
  bool word_;
  const Locations& locations_;
  PlaceFinder places_;
};

/// “the text around the span”, on one line.
void append_context(std::string& out, const MaskedText& shown, Span span);
/// 警告, or the English name.
[[nodiscard]] std::string_view severity_word(Severity severity, Language language);
/// “before”改为“after”, 删去“before”, 加上“after”.
void append_replacement(std::string& out, std::string_view before, std::string_view after, Language language);
/// The path as servers of repositories know the file: without the "./" that a walk through "." puts before it. GitLab
/// shows no finding of "./a.txt".
[[nodiscard]] std::string_view path_in_repository(std::string_view path);

/// Whether programs may read a fix in a report. An edit of what is not shown would lead whoever applies it from there
/// to write stars into the draft.
[[nodiscard]] bool may_show(const Fix& fix, const MaskedText& shown);

/// What a fix does, as one replacement, as it may be shown.
struct Replacement {
  Span span;  ///< from the first edit to the last
  std::string_view before;
  std::string after;
};
/// Precondition: the finding has a fix.
[[nodiscard]] Replacement replacement_of(const MaskedText& shown, const Diagnostic& finding);
/// What the fix makes of the finding: 改为“。”, or “a”改为“b” where it touches other text than the finding.
void append_fix(std::string& out, const MaskedText& shown, const Diagnostic& finding, Language language);

/// The message and the clause: for formats with one field for both.
[[nodiscard]] std::string description_of(const Diagnostic& finding, Language language);

/// 标点, or the English name.
[[nodiscard]] std::string_view category_word(Category category, Language language);

}  // namespace jianyan
