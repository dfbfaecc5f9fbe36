// Applies the fixes of a linter until nothing is left to apply, and writes the result back into the file.
//
//   jianyan::CleanResult result = jianyan::clean(document, linter, {});
//   for (const jianyan::Change& change : result.changes)
//     std::cout << change.before << " -> " << change.after << '\n';
//   jianyan::Result<std::string> bytes = jianyan::write_document(document, result.edits());
//
// A second clean() of the result changes nothing. Text that no change touches stays byte for byte as it was.
// All functions are thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/linter.h"
#include "jianyan/result.h"
#include "jianyan/suppress.h"

namespace jianyan {

/// One change of the original text, composed of one or more fixes that touch each other.
struct Change {
  const RuleInfo* rule = nullptr;  ///< of the first fix
  Span span;                       ///< in the original text
  std::string before;              ///< the text of the span
  std::string after;
  Safety safety = Safety::safe;    ///< the least safe of the fixes
  Message message;                 ///< of the first fix
};

struct CleanOptions {
  bool suggest = false;                  ///< apply `suggest` fixes too
  Suppressions* suppressions = nullptr;  ///< of the document; what it silences is neither mended nor left over
};

struct JIANYAN_EXPORT CleanResult {
  Document document;                  ///< the cleaned text, read again
  std::vector<Change> changes;        ///< sorted by span, disjoint
  std::vector<Diagnostic> remaining;  ///< findings of the cleaned text

  /// The changes as edits of the original text.
  [[nodiscard]] std::vector<Edit> edits() const;
};

/// Lints and applies in rounds, at most ten. Of two overlapping fixes in a round the first by position wins (at the
/// same position, the one of the rule whose id sorts first); the other gets its chance in the next round.
[[nodiscard]] JIANYAN_EXPORT CleanResult clean(const Document& document, const Linter& linter,
                                               CleanOptions options = {});

/// The document's file with the edits applied; `document` is the original one.
/// Errors: not_encodable.
[[nodiscard]] JIANYAN_EXPORT Result<std::string> write_document(const Document& document, std::span<const Edit> edits);

}  // namespace jianyan
