// Word files on any bytes: as the archive, or as the content of its body beside a list of numbers and styles. What is
// read keeps the promises of document.h; edits of what may be edited, and comments anywhere, give a file whose text is
// the wanted one, and so does a layout, which keeps the text. The first byte chooses the form, and how the edits fall.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/word.h"
#include "unit/word_samples.h"
#include "word/word_file.h"

namespace {

using namespace jianyan;

void require(bool condition) {
  if (!condition) std::abort();
}

bool on_code_point(std::string_view text, std::uint32_t offset) {
  return offset >= text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

std::string archive_of(std::string_view body) {
  static const std::string kStyles = testing::part(
      "styles",
      "<w:style w:styleId=\"1\" w:default=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"2\"/></w:style>"
      "<w:style w:styleId=\"2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
      "</w:style>");
  static const std::string kNumbering = testing::part(
      "numbering", "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
                   "w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">"
                   "<w:abstractNumId w:val=\"0\"/></w:num>");
  return testing::zip_of(testing::word_members(body, {{"styles", kStyles}, {"numbering", kNumbering},
                                   {"footnotes", testing::part("footnotes", body)}}), false);
}

void check_blocks(const Document& document) {
  std::uint32_t last = 0;
  for (const Block& block : document.blocks()) {
    require(last <= block.span.begin && !block.span.empty() && block.span.end <= document.text().size());
    require(block.span.contains(block.content));
    require(on_code_point(document.text(), block.content.begin) && on_code_point(document.text(), block.content.end));
    last = block.span.end;
  }
}

/// One edit in each stretch, of a length that `seed` gives.
std::vector<Edit> edits_of(const Document& document, std::uint8_t seed) {
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

/// A second time changes nothing.
void check_layout(const Document& document, const ReadOptions& options) {
  static const std::shared_ptr<const Data> data = Data::open(JIANYAN_DATA_FILE);
  const auto once = lay_out_word(document, {}, *data);
  if (!once) return;
  const auto again = read_document(once->bytes, options);
  require(again.has_value() && again->text().starts_with(std::get<WordOrigin>(document.origin()).file->text()));
  const auto twice = lay_out_word(*again, {}, *data);
  require(twice.has_value() && twice->bytes == once->bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  ReadOptions options;
  options.name = "a.docx";
  const auto document = read_document((data[0] & 2) != 0 ? std::string(rest) : archive_of(rest), options);
  if (!document || document->format() != Format::word) return 0;
  check_blocks(*document);
  if (data[0] % 5 == 0) check_layout(*document, options);
  const std::vector<Edit> edits = edits_of(*document, data[0]);
  WordWriteOptions write;
  if ((data[0] & 4) != 0) write.changes = WordChanges::direct;
  if ((data[0] & 8) != 0) {
    const auto end = static_cast<std::uint32_t>(document->text().size());
    write.comments = {{{0, 0}, "甲"}, {{end / 3, end / 2}, "乙"}, {{end, end}, "丙"}};
    for (Span* span : {&write.comments[1].span}) {
      while (!on_code_point(document->text(), span->begin)) --span->begin;
      while (!on_code_point(document->text(), span->end)) ++span->end;
    }
  }
  const auto bytes = write_word(*document, edits, write);
  if (!bytes) {
    require(bytes.error().code == ErrorCode::not_editable || (data[0] & 2) != 0);
    return 0;
  }
  const auto again = read_document(*bytes, options);
  require(again.has_value());
  require(again->text() == apply_edits(document->text(), edits));
  return 0;
}
