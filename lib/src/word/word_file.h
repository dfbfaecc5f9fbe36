// A Word file as it was read: its package, the parts that hold text, and the way from the text back to their bytes.
//
// The text of a document is that of the body, of its text boxes, of the notes, and of headers and footers, in this
// order; a line end stands behind each paragraph.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/message.h"
#include "jianyan/result.h"
#include "jianyan/span.h"
#include "word/leftovers.h"
#include "word/package.h"
#include "word/page_layout.h"
#include "word/relationships.h"
#include "word/story.h"

namespace jianyan {

/// What moves when the text is edited: paragraphs, and the stretches that may be edited, sorted and disjoint.
struct WordLayout {
  std::vector<WordParagraph> paragraphs;
  std::vector<Span> editable;

  /// Whether an edit may be made there. O(log stretches).
  [[nodiscard]] bool may_edit(Span span) const;
  /// The layout of the text that the edits make. Precondition: sorted, disjoint, each allowed by may_edit().
  [[nodiscard]] WordLayout after(std::span<const Edit> edits) const;
  /// Where a stretch of the text of `original` is, from which edits may have led here: if so, its paragraph.
  [[nodiscard]] Span place_of(Span span, const WordLayout& original) const;
};

struct WordPart {
  std::string name;
  std::string bytes;  ///< UTF-8
  Place place = Place::body;
  std::vector<Relationship> relationships;  ///< of the main part only
};

/// How a file is protected against changes.
enum class WordProtection : std::uint8_t { none, revisions_only, locked };

class WordFile {
 public:
  /// Errors: damaged, encrypted, too_large, unsupported_format.
  [[nodiscard]] static Result<std::shared_ptr<const WordFile>> read(std::string_view bytes);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::shared_ptr<const WordLayout>& layout() const { return layout_; }
  [[nodiscard]] const Package& package() const { return package_; }
  [[nodiscard]] const std::vector<WordPart>& parts() const { return parts_; }  ///< the main part comes first
  [[nodiscard]] const std::vector<WordRun>& runs() const { return runs_; }
  /// Sorted by `begin`, which is in text().
  [[nodiscard]] const std::vector<WordPiece>& pieces() const { return pieces_; }
  /// Pieces of text boxes that the file holds twice, with the places of what was read; sorted by `begin`.
  [[nodiscard]] const std::vector<WordPiece>& twins() const { return twins_; }
  [[nodiscard]] const std::vector<std::uint32_t>& ids() const { return ids_; }
  /// How it is set; read when first asked for. Thread-safe.
  [[nodiscard]] const PageLayout& page_layout() const;
  /// What a reader should not find in it; read when first asked for. Thread-safe.
  [[nodiscard]] const WordLeftovers& leftovers() const;
  /// UTF-8 bytes of a member; empty where there is none, or it cannot be read.
  [[nodiscard]] std::string bytes_of(const std::string& name) const;
  /// The same, of the part that is related to the main one in this way.
  [[nodiscard]] std::string related_part(std::string_view type) const;
  [[nodiscard]] bool is_signed() const { return signed_; }
  [[nodiscard]] bool has_macros() const { return macros_; }
  [[nodiscard]] WordProtection protection() const { return protection_; }
  /// What a user should know before using the result.
  [[nodiscard]] const std::vector<Message>& notes() const { return notes_; }

 private:
  explicit WordFile(Package package) : package_(std::move(package)) {}
  std::optional<Error> find_main_part();
  std::optional<Error> read_settings();
  std::optional<Error> read_part(const std::string& name, Place place, const Styles& styles, Numbering& numbering);
  std::optional<Error> read_text();
  void add_story(Story story, std::uint32_t first_run, std::uint32_t first_cell);
  void find_editable();
  void add_notes();

  Package package_;
  std::vector<WordPart> parts_;
  std::string text_;
  std::vector<WordRun> runs_;
  std::vector<WordPiece> pieces_, twins_;
  std::vector<WordParagraph> paragraphs_;
  std::vector<std::uint32_t> ids_;
  std::shared_ptr<const WordLayout> layout_;
  std::vector<Message> notes_;
  WordProtection protection_ = WordProtection::none;
  std::uint32_t cells_ = 0;
  bool signed_ = false;
  bool macros_ = false;
  bool foreign_content_ = false;
  mutable std::once_flag page_layout_read_;
  mutable PageLayout page_layout_;
  mutable std::once_flag leftovers_read_;
  mutable WordLeftovers leftovers_;
};

}  // namespace jianyan
