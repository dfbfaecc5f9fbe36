// Writing into Word files: the bytes are a program that opens and closes elements, so that every input is a file that
// can be read, edited and written, and what is written edited once more. The first two bytes say how the edits fall.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/word_checks.h"
#include "unit/word_samples.h"

namespace {

using namespace jianyan;

/// What may be opened; closed by its name, the first word.
constexpr std::array<std::string_view, 30> kElements{
    "w:p", "w:r", "w:t", "w:p", "w:r", "w:t xml:space=\"preserve\"", "w:ins w:id=\"7\" w:author=\"甲\"",
    "w:del w:id=\"8\" w:author=\"甲\"", "w:hyperlink w:anchor=\"a\"", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtPr",
    "w:sdtContent", "w:pict", "w:txbxContent", "mc:AlternateContent", "mc:Choice Requires=\"wps\"", "mc:Fallback",
    "w:fldSimple w:instr=\"PAGE\"", "w:instrText", "w:ruby", "w:rubyBase", "w:moveTo w:id=\"9\"", "w:smartTag",
    "w:pPr", "w:rPr", "w:delText", "w:sectPr"};

/// What stands by itself.
constexpr std::array<std::string_view, 30> kPieces{
    "服务体系", ",", "a b", "&amp;", "&#x20000;", "<!-- 注 -->", "<![CDATA[码]]>", "<?x y?>", " ", "。。",
    "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:sym w:char=\"F0B7\"/>", "<w:drawing/>",
    "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>", "HYPERLINK", "<w:lock w:val=\"contentLocked\"/>",
    "<w:bookmarkStart w:id=\"1\" w:name=\"b\"/>", "<w:commentRangeStart w:id=\"2\"/>",
    "<w:footnoteReference w:id=\"1\"/>", "<w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr>",
    "<w:rPr><w:b/><w:rPrChange w:id=\"6\"><w:rPr/></w:rPrChange></w:rPr>",
    "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>", "<w:r><w:t>甲,乙</w:t></w:r>",
    "<w:p><w:r><w:t>完善,不断</w:t></w:r></w:p>", "<w:t>部署</w:t>",
    "<w:rPr><w:vanish/><w:highlight w:val=\"red\"/><w:color w:val=\"FF0000\"/></w:rPr>"};

std::string body_of(const std::uint8_t* data, std::size_t size) {
  std::string body;
  std::vector<std::string_view> open;
  const auto close = [&] {
    body += "</" + std::string(open.back()) + ">";
    open.pop_back();
  };
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t number = data[i] % 64;
    if (number < kElements.size()) {
      const std::string_view element = kElements[number];
      body += "<" + std::string(element) + ">";
      open.push_back(element.substr(0, element.find(' ')));
    } else if (number < kElements.size() + kPieces.size()) {
      body += kPieces[number - kElements.size()];
    } else if (!open.empty()) {
      close();
    }
  }
  while (!open.empty()) close();
  return body;
}

std::string file_of(const std::string& body, bool notes) {
  testing::Members parts{{"numbering", testing::chinese_numbers()}};
  if (notes) parts["footnotes"] = testing::part("footnotes", "<w:footnote>" + body + "</w:footnote>");
  return testing::zip_of(testing::word_members(body, parts), false);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  ReadOptions options;
  options.name = "a.docx";
  const auto read = read_document(file_of(body_of(data + 2, size - 2), data[1] % 8 == 2), options);
  if (!read) return 0;  // too deep
  std::optional<Document> document;
  for (const std::uint8_t seed : {data[0], data[1]}) {
    const Document& before = document ? *document : *read;
    testing::check_blocks(before);
    testing::check_leftovers(before);
    if (seed % 64 == 5) testing::check_layout(before, options);
    document = testing::check_edits(before, options, seed, false);
    if (!document) return 0;
  }
  return 0;
}
