// Word files on any bytes: as the archive, or as the content of its body beside a list of numbers and styles. The first
// byte chooses the form, and how the edits fall.
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/word_checks.h"
#include "unit/word_samples.h"

namespace {

using namespace jianyan;

std::string archive_of(std::string_view body) {
  static const std::string kStyles = testing::part(
      "styles",
      "<w:style w:styleId=\"1\" w:default=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"2\"/></w:style>"
      "<w:style w:styleId=\"2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
      "</w:style>");
  return testing::zip_of(testing::word_members(body, {{"styles", kStyles}, {"numbering", testing::chinese_numbers()},
                                   {"footnotes", testing::part("footnotes", body)}}), false);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool archive = (data[0] & 2) != 0;
  ReadOptions options;
  options.name = "a.docx";
  const auto document = read_document(archive ? std::string(rest) : archive_of(rest), options);
  if (!document || document->format() != Format::word) return 0;
  testing::check_blocks(*document);
  testing::check_leftovers(*document);
  if (data[0] % 5 == 0) testing::check_layout(*document, options);
  (void)testing::check_edits(*document, options, data[0], archive);
  return 0;
}
