// Writing into Word files: changes as tracked changes or straight into the text, remarks as comments.
//
//   jianyan::WordWriteOptions options;
//   options.date = "2026-01-15T08:00:00Z";
//   options.comments = {{finding.span, "句末连用两个句号"}};
//   jianyan::Result<std::string> bytes = jianyan::write_word(document, result.edits(), options);
//
// Bytes are spliced into the parts that change, and nothing is written anew: runs keep their properties, other people's
// tracked changes stay theirs, and every other member of the archive stays as it is. The same input gives the same
// bytes. Thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "jianyan/cleaner.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/result.h"
#include "jianyan/span.h"

namespace jianyan {

enum class WordChanges : std::uint8_t {
  tracked,  ///< for a person to accept or reject
  direct,   ///< replaced, with the properties of the first run that is touched
};

/// A remark on a stretch of the text. Where Word allows no comment (notes, headers, text boxes), and where there is no
/// text, it stands at the nearest text of the body.
struct WordComment {
  Span span;
  std::string text;  ///< a line end begins a paragraph
};

struct WordWriteOptions {
  WordChanges changes = WordChanges::tracked;
  std::string author = "jianyan";
  std::string date = {};  ///< 2026-01-15T08:00:00Z; empty: undated
  std::vector<WordComment> comments = {};
};

/// The document's file with the edits and comments. `document` is the one that was read from the file.
/// Preconditions: origin() is a WordOrigin; edits are sorted, disjoint.
/// Errors: not_editable (an edit that may_edit() refuses; a signed or protected file), damaged.
/// Complexity: O(size of the parts that change + edits · log n).
[[nodiscard]] JIANYAN_EXPORT Result<std::string> write_word(const Document& document, std::span<const Edit> edits,
                                                            const WordWriteOptions& options = {});

/// Where a stretch of a cleaned text was in the original. `changes` are those that clean() made.
[[nodiscard]] JIANYAN_EXPORT Span original_span(std::span<const Change> changes, Span span);

}  // namespace jianyan
