// What must hold of every Word file that can be read: its document keeps the promises of document.h; edits of what may
// be edited, and comments anywhere, give a file whose text is the wanted one, and so does a layout, which keeps the text.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/word.h"
#include "unit/word_samples.h"
#include "word/word_file.h"

namespace jianyan::testing {

inline void require(bool condition) {
  if (!condition) std::abort();
}

inline bool on_code_point(std::string_view text, std::uint32_t offset) {
  return offset >= text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

/// A part with numbers for paragraphs: 一、 and so on for those with w:numId 1.
inline std::string chinese_numbers() {
  return part("numbering", "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
                           "w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num "
                           "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
}

inline void check_blocks(const Document& document) {
  std::uint32_t last = 0;
  for (const Block& block : document.blocks()) {
    require(last <= block.span.begin && !block.span.empty() && block.span.end <= document.text().size());
    require(block.span.contains(block.content));
    require(on_code_point(document.text(), block.content.begin) && on_code_point(document.text(), block.content.end));
    last = block.span.end;
  }
}

/// What is found beside the text lies inside of it, in order.
inline void check_leftovers(const Document& document) {
  const WordFile& file = *std::get<WordOrigin>(document.origin()).file;
  const WordLeftovers& found = file.leftovers();
  for (const auto* spans : {&found.hidden, &found.highlighted, &found.coloured, &found.placeholders}) {
    std::uint32_t last = 0;
    for (const Span span : *spans) {
      require(last <= span.begin && !span.empty() && span.end <= file.text().size());
      require(on_code_point(file.text(), span.begin) && on_code_point(file.text(), span.end));
      last = span.end;
    }
  }
  for (const Annotations* list : {&found.changes, &found.comments})
    require(list->paragraph == 0 || list->paragraph < file.layout()->paragraphs.size());
}

/// A second time changes nothing.
inline void check_layout(const Document& document, const ReadOptions& options) {
  static const std::shared_ptr<const Data> data = Data::open(JIANYAN_DATA_FILE);
  const auto once = lay_out_word(document, {}, *data);
  if (!once) return;
  const auto again = read_document(once->bytes, options);
  require(again.has_value() && again->text().starts_with(std::get<WordOrigin>(document.origin()).file->text()));
  const auto twice = lay_out_word(*again, {}, *data);
  require(twice.has_value() && twice->bytes == once->bytes);
}

/// One edit in each stretch, of a length that `seed` gives.
inline std::vector<Edit> edits_of(const Document& document, std::uint8_t seed) {
  std::vector<Edit> edits;
  for (const Span stretch : std::get<WordOrigin>(document.origin()).layout->editable) {
    std::uint32_t begin = stretch.begin + seed % (stretch.size() + 1);
    while (!on_code_point(document.text(), begin)) ++begin;
    std::uint32_t end = std::min(stretch.end, begin + seed / 16);
    while (!on_code_point(document.text(), end)) ++end;
    // Not empty: a paragraph without text shows no automatic number either.
    Edit edit{{begin, end}, (seed & 1) != 0 ? "<改>" : " "};
    if (!edits.empty() && edits.back().span.end >= begin) continue;
    require(document.may_edit(edit));
    edits.push_back(std::move(edit));
  }
  return edits;
}

/// At the begin, somewhere inside, at the end.
inline std::vector<WordComment> comments_on(const Document& document) {
  const auto end = static_cast<std::uint32_t>(document.text().size());
  Span inside{end / 3, end / 2};
  while (!on_code_point(document.text(), inside.begin)) --inside.begin;
  while (!on_code_point(document.text(), inside.end)) ++inside.end;
  return {{{0, 0}, "甲"}, {inside, "乙"}, {{end, end}, "丙"}};
}

/// Writes edits, and reads what came of it; nothing where it could not be written. How the edits fall, `seed` says;
/// `damaged` is whether parts of the file that are needed for comments may be damaged.
inline std::optional<Document> check_edits(const Document& document, const ReadOptions& options, std::uint8_t seed,
                                           bool damaged) {
  const std::vector<Edit> edits = edits_of(document, seed);
  WordWriteOptions write;
  if ((seed & 4) != 0) write.changes = WordChanges::direct;
  if ((seed & 8) != 0) write.comments = comments_on(document);
  const auto bytes = write_word(document, edits, write);
  if (!bytes) {
    require(bytes.error().code == ErrorCode::not_editable || damaged);
    return std::nullopt;
  }
  auto again = read_document(*bytes, options);
  require(again.has_value());
  require(again->text() == apply_edits(document.text(), edits));
  return *std::move(again);
}

}  // namespace jianyan::testing
