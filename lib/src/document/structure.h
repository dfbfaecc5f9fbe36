// Gives blocks their kinds. Shared by all readers: a reader cuts its format into blocks, and knows the kinds that the
// format itself marks (code, table cells, Markdown headings); all else is text, and what that is shows in its words
// and its place.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/document.h"

namespace jianyan {

class Structure {
 public:
  /// `text` must outlive the Structure.
  explicit Structure(std::string_view text) : text_(text) {}

  /// A block whose kind the format does not say: span and content are set. A line with several form fields becomes a
  /// block a field.
  void add_text(Block block);
  /// A heading that the format marks as one; a numbering mark at the head of its content joins the mark.
  void add_heading(Block block);
  /// A block of known kind.
  void add(Block block);

  /// Finds what depends on the place in the draft: title, salutation, signature, date. Call once, at the end.
  [[nodiscard]] std::vector<Block> finish();

 private:
  [[nodiscard]] std::string_view content(const Block& block) const {
    return text_.substr(block.content.begin, block.content.size());
  }
  std::vector<Block> cut_foot(Block& block) const;
  void classify(const Block& block);
  bool add_form_fields(const Block& block);
  bool add_attachment(const Block& block);
  bool add_marked(const Block& block);
  [[nodiscard]] bool continues_list(const Block& block) const;
  /// How many lines from `first`, which begins with 关于, are a title; 0: none.
  [[nodiscard]] std::size_t title_lines(std::size_t first) const;
  [[nodiscard]] bool can_be_plain_title(const Block& block) const;
  void find_title();
  void find_salutation();
  void find_signature();

  std::string_view text_;
  std::vector<Block> blocks_;
};

[[nodiscard]] Scope scope_of(std::span<const Block> blocks) noexcept;

}  // namespace jianyan
