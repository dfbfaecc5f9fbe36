// Document and its values; how a text is cut is in the readers and in structure.cc.
#include "jianyan/document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/readers.h"
#include "document/structure.h"
#include "text/utf8.h"
#include "word/word_file.h"

namespace jianyan {
namespace {

bool ends_with_ignoring_case(std::string_view name, std::string_view suffix) {
  if (name.size() < suffix.size()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(suffix.begin(), suffix.end(), name.end() - static_cast<std::ptrdiff_t>(suffix.size()),
                    [&](char a, char b) { return a == lower(b); });
}

Format choose_format(const ReadOptions& options) {
  if (options.format) return *options.format;
  const std::string_view name = options.name;
  const bool markdown = ends_with_ignoring_case(name, ".md") || ends_with_ignoring_case(name, ".markdown");
  return markdown ? Format::markdown : Format::text;
}

Reading read(std::string_view text, Format format, const Origin& origin) {
  if (const auto* word = std::get_if<WordOrigin>(&origin)) return read_word(text, *word->layout);
  switch (format) {
    case Format::markdown: return read_markdown(text);
    case Format::title: return read_title(text);
    case Format::text:
    case Format::word: break;
  }
  return read_text(text);
}

}  // namespace

std::string_view block_kind_name(BlockKind kind) noexcept {
  constexpr std::array<std::string_view, kBlockKinds> kNames{
      "title",     "form_field", "salutation", "heading",    "paragraph", "list_item",    "table_cell", "quotation",
      "signature", "date",       "attachment", "text_box",   "note",      "margin",       "code",       "link_target",
      "front_matter", "comment",
  };
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view format_name(Format format) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"text", "markdown", "title", "word"};
  return kNames[static_cast<std::size_t>(format)];
}

Document::Document(std::string text, Origin origin, Format format, const ReadOptions& options)
    : text_(std::move(text)), origin_(std::move(origin)), format_(format), scope_given_(options.scope),
      title_apart_(options.title_apart) {
  Reading reading = read(text_, format_, origin_);
  blocks_ = std::move(reading.blocks);
  masked_ = std::move(reading.masked);
  scope_ = options.scope ? *options.scope : scope_of(blocks_);
}

Document Document::from_text(std::string text, const ReadOptions& options) {
  if (valid_utf8_prefix(text) != text.size()) text = repair_utf8(text);
  return Document(std::move(text), TextOrigin{}, choose_format(options), options);
}

Document Document::from_decoded(DecodedText decoded, const ReadOptions& options) {
  return Document(std::move(decoded.text), std::move(decoded.origin), choose_format(options), options);
}

Document Document::from_word(WordOrigin origin, const ReadOptions& options) {
  std::string text = origin.file->text();
  return Document(std::move(text), std::move(origin), Format::word, options);
}

Document Document::with_edits(std::span<const Edit> edits) const {
  ReadOptions options;
  options.scope = scope_given_;
  options.title_apart = title_apart_;
  Origin origin = origin_;
  if (auto* word = std::get_if<WordOrigin>(&origin)) {
    word->layout = std::make_shared<const WordLayout>(word->layout->after(edits));
  }
  return Document(apply_edits(text_, edits), std::move(origin), format_, options);
}

bool Document::may_edit(const Edit& edit) const noexcept {
  const auto* word = std::get_if<WordOrigin>(&origin_);
  return word == nullptr ||
         (word->layout->may_edit(edit.span) && edit.replacement.find_first_of("\n\r") == std::string::npos);
}

std::span<const Message> Document::notes() const& noexcept {
  const auto* word = std::get_if<WordOrigin>(&origin_);
  return word == nullptr ? std::span<const Message>() : word->file->notes();
}

const ParagraphLayout* Document::layout_of(const Block& block) const& {
  const auto* word = std::get_if<WordOrigin>(&origin_);
  if (word == nullptr) return nullptr;
  const std::vector<WordParagraph>& paragraphs = word->layout->paragraphs;
  const auto after = std::upper_bound(paragraphs.begin(), paragraphs.end(), block.span.begin,
                                      [](std::uint32_t at, const WordParagraph& p) { return at < p.span.begin; });
  const std::vector<ParagraphLayout>& layouts = word->file->page_layout().paragraphs;
  const auto number = static_cast<std::size_t>(after - paragraphs.begin());
  return number == 0 || number > layouts.size() ? nullptr : &layouts[number - 1];
}

std::span<const SectionLayout> Document::sections() const& {
  const auto* word = std::get_if<WordOrigin>(&origin_);
  return word == nullptr ? std::span<const SectionLayout>() : word->file->page_layout().sections;
}

const Block* Document::block_at(std::uint32_t offset) const& noexcept {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), offset,
                                      [](std::uint32_t value, const Block& block) { return value < block.span.begin; });
  return after == blocks_.begin() ? nullptr : &*std::prev(after);
}

}  // namespace jianyan
