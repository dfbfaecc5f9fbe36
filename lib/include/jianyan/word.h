// Writing into Word files: changes as tracked changes or straight into the text, remarks as comments.
//
//   jianyan::WordWriteOptions options;
//   options.date = "2026-01-15T08:00:00Z";
//   options.comments = {{finding.span, "句末连用两个句号"}};
//   jianyan::Result<std::string> bytes = jianyan::write_word(document, result.edits(), options);
//
// And their layout: lay_out_word() applies a standard to a Word file, make_word() makes one of a draft in text.
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
#include "jianyan/data.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/layout.h"
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

/// A Word file after lay_out_word().
struct LaidOutWord {
  std::string bytes;
  std::size_t paragraphs = 0;       ///< that changed
  std::size_t sections = 0;         ///< likewise: paper, margins, page numbers
  std::vector<Message> notes = {};  ///< what was left as it is, and why
};

/// The document's file as it was read, with pages, title, headings and body set as the standard wants: the rules of the
/// category `layout` find nothing any more, unless footers hold other text (`notes` says so). Text, numbering, tables,
/// text boxes and notes stay. Changes of layout are not tracked. What conforms is left alone, so a second time changes
/// nothing.
/// Precondition: origin() is a WordOrigin. Errors: not_editable (signed or protected), damaged.
/// @throws LoadError when the data lacks the names of fonts.
[[nodiscard]] JIANYAN_EXPORT Result<LaidOutWord> lay_out_word(const Document& document, const LayoutStandard& standard,
                                                              const Data& data);

/// A Word file of a draft in text or Markdown, set as the standard wants: title, headings by level, body, attachment
/// note, signature and date, page numbers. Of Markdown, tables stay; links, emphasis and pictures do not.
/// `options`: author and date, for the file's properties. Precondition: origin() is a TextOrigin.
[[nodiscard]] JIANYAN_EXPORT Result<std::string> make_word(const Document& document, const LayoutStandard& standard,
                                                           const WordWriteOptions& options = {});

/// Where a stretch of a cleaned text was in the original. `changes` are those that clean() made.
[[nodiscard]] JIANYAN_EXPORT Span original_span(std::span<const Change> changes, Span span);

}  // namespace jianyan
