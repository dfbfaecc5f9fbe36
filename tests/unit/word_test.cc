// Reading Word files. What is written is tested in word_writer_test.cc; real files by tests/eval/word_*.py.
#include <doctest/doctest.h>

#include "jianyan/document.h"
#include "word/numbering.h"
#include "word/word_file.h"
#include "word_samples.h"

namespace jianyan {
namespace {

using testing::paragraph;
using testing::part;
using testing::word_file;

std::string text_of(const std::string& bytes) {
  const auto document = read_document(bytes);
  REQUIRE_MESSAGE(document.has_value(), document.error().message.en);
  return std::string(document->text());
}

ErrorCode error_of(std::string_view bytes, std::string name = "draft.docx") {
  ReadOptions options;
  options.name = std::move(name);
  const auto document = read_document(bytes, options);
  REQUIRE_FALSE(document.has_value());
  CHECK_FALSE(document.error().message.zh.empty());
  CHECK_FALSE(document.error().message.en.empty());
  return document.error().code;
}

Document read(const std::string& bytes) {
  auto document = read_document(bytes);
  REQUIRE(document.has_value());
  return *std::move(document);
}

bool may_replace(const Document& document, std::string_view text) {
  const auto begin = static_cast<std::uint32_t>(document.text().find(text));
  return document.may_edit({{begin, begin + static_cast<std::uint32_t>(text.size())}, "新"});
}

TEST_CASE("word: paragraphs, runs, tabs and breaks") {
  CHECK(text_of(word_file(paragraph("甲") + "<w:p/>" +
                          "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">乙 </w:t></w:r><w:proofErr/>"
                          "<w:r><w:t>丙&amp;&#x4E01;</w:t><w:tab/><w:t>戊</w:t><w:br/><w:t>己</w:t></w:r></w:p>")) ==
        "甲\n\n乙 丙&丁\t戊\n己\n");
  CHECK(text_of(word_file("<w:p><w:r><w:t>a<!-- c -->b<![CDATA[<c>]]></w:t><w:noBreakHyphen/><w:sym/></w:r></w:p>")) ==
        "ab<c>-\uFFFC\n");
}

TEST_CASE("word: blanks at the ends of a text are shown where they are preserved") {
  const auto texts = [](const std::string& text) { return text_of(word_file("<w:p><w:r>" + text + "</w:r></w:p>")); };
  CHECK(texts("<w:t> 甲 乙\n</w:t><w:t> </w:t><w:t xml:space=\"preserve\"> 丙 </w:t>") == "甲 乙 丙 \n");
  CHECK(texts("<w:t>\r\n <!-- 注 --> 甲&#32;</w:t>") == " 甲 \n");
}

TEST_CASE("word: tracked changes are read as accepted") {
  CHECK(text_of(word_file("<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r>"
                          "</w:ins><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>")) == "增\n");
  // A deleted mark joins two paragraphs.
  CHECK(text_of(word_file("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>" +
                          paragraph("乙"))) == "甲乙\n");
  CHECK(text_of(word_file("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("删") +
                          "</w:tc></w:tr><w:tr><w:tc>" + paragraph("留") + "</w:tc></w:tr></w:tbl>")) == "留\n");
}

TEST_CASE("word: results of fields are read and not edited; a field without an end hides nothing") {
  const std::string field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>"
                            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>结果</w:t></w:r>";
  const std::string end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>后</w:t></w:r>";
  const Document document = read(word_file("<w:p><w:r><w:t>前</w:t></w:r>" + field + end + "</w:p>"));
  CHECK(document.text() == "前结果后\n");
  CHECK(may_replace(document, "前"));
  CHECK_FALSE(may_replace(document, "结果"));
  CHECK(may_replace(document, "后"));
  const Document open = read(word_file("<w:p>" + field + "</w:p>" + paragraph("再后")));
  CHECK(open.text() == "结果\n再后\n");
  CHECK(may_replace(open, "结果"));
  CHECK(text_of(word_file("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>" + paragraph("甲"))) == "\n甲\n");
}

TEST_CASE("word: the result of a link is text, but not inside of another field") {
  const auto field = [](const std::string& instruction, const std::string& result) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + instruction +
           " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + result +
           "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  };
  const std::string link = field("HYPERLINK \"http://a.cn\"", "<w:r><w:t>网站</w:t></w:r>");
  CHECK(may_replace(read(word_file("<w:p>" + link + "</w:p>")), "网站"));
  CHECK_FALSE(may_replace(read(word_file("<w:p>" + field("TOC", link) + "</w:p>")), "网站"));
}

TEST_CASE("word: locked and bound content, placeholders, ruby and simple fields are not edited") {
  for (const char* properties : {"<w:lock w:val=\"contentLocked\"/>", "<w:dataBinding/>", "<w:showingPlcHdr/>"}) {
    const Document document = read(word_file("<w:sdt><w:sdtPr>" + std::string(properties) + "</w:sdtPr><w:sdtContent>" +
                                             paragraph("控件") + "</w:sdtContent></w:sdt>"));
    CHECK(document.text() == "控件\n");
    CHECK_FALSE(may_replace(document, "控件"));
  }
  const Document free =
      read(word_file("<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件") + "</w:sdtContent></w:sdt>"));
  CHECK(may_replace(free, "控件"));
  const Document simple = read(word_file("<w:p><w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple></w:p>"));
  CHECK_FALSE(may_replace(simple, "域"));
  const Document ruby = read(word_file("<w:p><w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r>"
                                       "<w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"));
  CHECK(ruby.text() == "音\n");
  CHECK_FALSE(may_replace(ruby, "音"));
}

TEST_CASE("word: a text box is read once, behind the body") {
  const std::string box = "<w:txbxContent>" + paragraph("框中") + "</w:txbxContent>";
  const Document document =
      read(word_file("<w:p><w:r><w:t>甲</w:t><mc:AlternateContent><mc:Choice><w:drawing>" + box +
                     "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                     "</w:pict></mc:Fallback></mc:AlternateContent><w:t>乙</w:t></w:r></w:p>" + paragraph("丙")));
  CHECK(document.text() == "甲乙\n丙\n框中\n");
  CHECK(document.blocks().back().kind == BlockKind::text_box);
}

TEST_CASE("word: notes, headers and footers come last") {
  const Document document = read(word_file(
      paragraph("正文"),
      {{"footnotes", part("footnotes", "<w:footnote w:type=\"separator\" w:id=\"0\">" + paragraph("线") +
                                           "</w:footnote><w:footnote w:id=\"1\">" + paragraph("注") + "</w:footnote>")},
       {"header", part("hdr", paragraph("眉"))}}));
  CHECK(document.text() == "正文\n注\n眉\n");
  CHECK(document.blocks()[1].kind == BlockKind::note);
  CHECK(document.blocks()[2].kind == BlockKind::margin);
}

TEST_CASE("word: automatic numbers stand before the text") {
  const auto level = [](int number, const std::string& format, const std::string& text) {
    return "<w:lvl w:ilvl=\"" + std::to_string(number) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format +
           "\"/><w:lvlText w:val=\"" + text + "\"/></w:lvl>";
  };
  const std::string numbering =
      part("numbering", "<w:abstractNum w:abstractNumId=\"0\">" + level(0, "chineseCounting", "%1、") +
                            level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.") +
                            "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                            "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
                            "<w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>");
  const auto item = [](int list, int at, const std::string& text) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(at) + "\"/><w:numId w:val=\"" +
           std::to_string(list) + "\"/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  };
  const Document document = read(word_file(item(1, 0, "基本情况") + item(1, 1, "甲") + item(1, 1, "乙") + item(1, 2, "5公里") +
                                               item(1, 0, "建议") + item(1, 1, "丙") + item(2, 0, "另起"),
                                           {{"numbering", numbering}}));
  CHECK(document.text() == "一、基本情况\n（一）甲\n（二）乙\n1. 5公里\n二、建议\n（一）丙\n五、另起\n");
  CHECK(document.blocks()[0].kind == BlockKind::heading);
  CHECK(document.text(document.blocks()[0].mark) == "一、");
  CHECK_FALSE(may_replace(document, "一、"));
  CHECK(may_replace(document, "基本情况"));
}

TEST_CASE("word: numbers in Word's formats") {
  CHECK(formatted_number(12, "chineseCountingThousand") == "十二");
  CHECK(formatted_number(12, "chineseLegalSimplified") == "壹拾贰");
  CHECK(formatted_number(3, "decimalEnclosedCircle") == "③");
  CHECK(formatted_number(21, "decimalEnclosedCircle") == "㉑");
  CHECK(formatted_number(4, "upperRoman") == "IV");
  CHECK(formatted_number(28, "lowerLetter") == "bb");
  CHECK(formatted_number(2, "ideographTraditional") == "乙");
  CHECK(formatted_number(7, "decimalZero") == "07");
  CHECK(formatted_number(3, "ordinal") == "3rd");
  CHECK(formatted_number(3, "decimalFullWidth") == "３");
  CHECK(formatted_number(0, "upperRoman") == "0");
  CHECK(formatted_number(1, "ordinalText") == "First");
  CHECK(formatted_number(20, "ordinalText") == "Twentieth");
  CHECK(formatted_number(1234, "ordinalText") == "One thousand two hundred thirty-fourth");
  CHECK(formatted_number(45, "cardinalText") == "Forty-five");
  CHECK(formatted_number(100, "cardinalText") == "One hundred");
}

TEST_CASE("word: headings by style, titles, tables of contents, cells") {
  const std::string styles = part(
      "styles", "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"2\">"
                "<w:name w:val=\"我的\"/><w:basedOn w:val=\"1\"/></w:style>"
                "<w:style w:styleId=\"3\"><w:name w:val=\"toc 1\"/></w:style>"
                "<w:style w:styleId=\"4\"><w:name w:val=\"Title\"/></w:style>"
                "<w:style w:styleId=\"5\"><w:basedOn w:val=\"6\"/></w:style>"
                "<w:style w:styleId=\"6\"><w:basedOn w:val=\"5\"/></w:style>");
  const auto styled = [](int style, const std::string& text) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + std::to_string(style) + "\"/></w:pPr><w:r><w:t>" + text +
           "</w:t></w:r></w:p>";
  };
  const Document document = read(word_file(styled(4, "关于修桥的建议") + styled(3, "一、背景 1") + styled(2, "背景") +
                                               styled(5, "旧桥建于三十年前，已经不能满足通行需要。") +
                                               "<w:tbl><w:tr><w:tc>" + paragraph("姓名") + "</w:tc></w:tr></w:tbl>",
                                           {{"styles", styles}}));
  const std::span<const Block> blocks = document.blocks();
  REQUIRE(blocks.size() == 5);
  CHECK(blocks[0].kind == BlockKind::title);
  CHECK(blocks[1].kind == BlockKind::front_matter);
  CHECK(blocks[2].kind == BlockKind::heading);
  CHECK(blocks[2].level == 1);
  CHECK(blocks[3].kind == BlockKind::paragraph);
  CHECK(blocks[4].kind == BlockKind::table_cell);
  CHECK(document.scope() == Scope::draft);

  const Document headed = read(word_file(paragraph("县人民代表大会第三次会议") + styled(4, "关于修桥的建议") +
                                             paragraph("旧桥建于三十年前，已经不能满足通行需要。"),
                                         {{"styles", styles}}));
  CHECK(headed.blocks()[0].kind == BlockKind::paragraph);  // the style says which line is the title
  CHECK(headed.blocks()[1].kind == BlockKind::title);
}

TEST_CASE("word: cells of a form with a label and what is beside it are fields") {
  const auto row = [](std::initializer_list<const char*> cells) {
    std::string out = "<w:tr>";
    for (const char* cell : cells) out += "<w:tc>" + (*cell == '\0' ? "<w:p/>" : paragraph(cell)) + "</w:tc>";
    return out + "</w:tr>";
  };
  const Document document =
      read(word_file("<w:tbl>" + row({"案　　由", "关于修桥的建议"}) + row({"领衔代表：", "张三", "联系电话", ""}) +
                     row({"姓名", "职务"}) + row({"李四", "备注"}) + row({"教师", "建议"}) + "</w:tbl>"));
  std::string kinds;
  for (const Block& block : document.blocks())
    kinds += std::string(block_kind_name(block.kind)) + " " + std::string(document.text(block.mark)) + "|" +
             std::string(document.text(block.content)) + "\n";
  CHECK(kinds == "form_field 案　　由|关于修桥的建议\nform_field 领衔代表：|张三\nform_field 联系电话|\n"
                 "table_cell |姓名\ntable_cell |职务\ntable_cell |李四\ntable_cell |备注\ntable_cell |教师\ntable_cell |建议\n");
}

TEST_CASE("word: other prefixes, strict files, UTF-16 parts, byte-order marks") {
  const auto with_document = [](std::string document) {
    testing::Members members = testing::word_members("");
    members["word/document.xml"] = std::move(document);
    return testing::zip_of(members);
  };
  const std::string uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  CHECK(text_of(with_document("<document xmlns=\"" + uri + "\"><body><p><r><t>甲</t></r></p></body></document>")) ==
        "甲\n");
  CHECK(text_of(with_document("\xEF\xBB\xBF<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
                              "<x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>")) == "甲\n");
  const std::string ascii = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><document xmlns=\"" + uri +
                            "\"><body><p><r><t>a</t></r></p></body></document>";
  std::string wide = "\xFF\xFE";
  for (const char c : ascii) (wide += c) += '\0';
  CHECK(text_of(with_document(wide)) == "a\n");
  CHECK(error_of(with_document("<?xml version=\"1.0\" encoding=\"GBK\"?>" + ascii.substr(38))) == ErrorCode::damaged);
}

TEST_CASE("word: what is broken or made to deceive is refused, each with its message") {
  const std::string good = word_file(paragraph("甲"));
  CHECK(error_of(good.substr(0, good.size() / 2)) == ErrorCode::damaged);
  CHECK(error_of("") == ErrorCode::damaged);
  CHECK(error_of("纯文本") == ErrorCode::unsupported_format);
  CHECK(error_of("纯文本", "~$draft.docx") == ErrorCode::unsupported_format);
  CHECK(error_of("%PDF-1.7", "a.pdf") == ErrorCode::unsupported_format);
  CHECK(error_of(testing::zip_of({{"a.txt", "甲"}})) == ErrorCode::unsupported_format);
  CHECK(error_of(word_file("<w:p>")) == ErrorCode::damaged);
  std::string deep;
  for (int i = 0; i < 3000; ++i) deep += "<w:sdt>";
  CHECK(error_of(word_file(deep)) == ErrorCode::too_large);
  CHECK(error_of(word_file(std::string(std::size_t{64} << 20, ' '))) == ErrorCode::too_large);
  // A second name in the directory, in Info-ZIP's field for Unicode.
  std::string named = good;
  const std::size_t entry = named.find("PK\1\2"), end = named.find("PK\5\6");
  const std::string name = named.substr(entry + 46, static_cast<unsigned char>(named[entry + 28]));
  const std::string field = std::string("up\x6\0\1", 5) + "ABCDx";
  named.insert(entry + 46 + name.size(), field);
  named[entry + 30] = static_cast<char>(named[entry + 30] + static_cast<char>(field.size()));
  named[end + field.size() + 12] = static_cast<char>(named[end + field.size() + 12] + static_cast<char>(field.size()));
  CHECK(error_of(named) == ErrorCode::damaged);
  testing::Members members = testing::word_members("");
  members["word/document.xml"] = "<!DOCTYPE a [<!ENTITY b \"c\">]>" + members["word/document.xml"];
  CHECK(error_of(testing::zip_of(members)) == ErrorCode::damaged);
  std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  CHECK(error_of(ole, "a.doc") == ErrorCode::unsupported_format);
  for (const char c : std::string("EncryptedPackage")) (ole += c) += '\0';
  CHECK(error_of(ole) == ErrorCode::encrypted);
}

TEST_CASE("word: notes tell of signatures, protection and macros") {
  const std::string settings = part("settings", "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>");
  CHECK(read(word_file(paragraph("甲"), {{"settings", settings}})).notes().size() == 1);
  CHECK(read(word_file(paragraph("甲"), {{"_xmlsignatures/origin.sigs", ""}})).notes().size() == 1);
  CHECK(read(word_file(paragraph("甲"), {{"vbaProject", ""}})).notes().size() == 1);
  CHECK(read(word_file(paragraph("甲"))).notes().empty());
}

TEST_CASE("word: hidden and marked text, as runs themselves say") {
  const auto run = [](const std::string& properties, const std::string& text) {
    return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
  };
  using Stretches = std::vector<Span> WordLeftovers::*;
  const auto texts = [](const std::string& body, const testing::Members& more, Stretches stretches) {
    const Document document = read(word_file(body, more));
    std::string out;
    for (const Span span : std::get<WordOrigin>(document.origin()).file->leftovers().*stretches)
      out += std::string(document.text(span)) + "|";
    return out;
  };
  const std::string hidden = run("<w:vanish/>", "甲") + run("<w:vanish/><w:color w:val=\"FF0000\"/>", "乙") +
                             run("<w:vanish w:val=\"0\"/>", "丙") +
                             run("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "丁") +
                             run("<w:vanish/><w:specVanish/>", "戊") + run("<w:vanish/>", " ") +
                             run("<w:color w:val=\"FFFFFF\"/>", "白");
  const std::string body = "<w:p>" + hidden + "</w:p>";
  CHECK(texts(body, {}, &WordLeftovers::hidden) == "甲乙|白|");
  const std::string shaded =
      part("styles", "<w:style w:styleId=\"1\"><w:rPr><w:shd w:fill=\"000000\"/></w:rPr></w:style>");
  CHECK(texts(body, {{"styles", shaded}}, &WordLeftovers::hidden) == "甲乙|");
  CHECK(texts(body, {}, &WordLeftovers::coloured) == "乙|");

  const std::string marked = "<w:p>" + run("<w:highlight w:val=\"yellow\"/>", "甲") +
                             run("<w:highlight w:val=\"none\"/><w:color w:val=\"333333\"/>", "乙") +
                             run("<w:color w:val=\"C00000\" w:themeColor=\"accent2\"/>", "丙") +
                             "<w:hyperlink>" + run("<w:color w:val=\"00B050\"/>", "丁") + "</w:hyperlink>" +
                             run("<w:color w:val=\"00B050\"/>", "戊") + "</w:p>";
  CHECK(texts(marked, {}, &WordLeftovers::highlighted) == "甲|");
  CHECK(texts(marked, {}, &WordLeftovers::coloured) == "戊|");
  const std::string head = "<w:p>" + run("<w:color w:val=\"FF0000\"/><w:vanish/>", "头") + "</w:p>";
  const std::string control = "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("", "单击") +
                              "</w:sdtContent></w:sdt>" + run("", "甲") + "<w:sdt><w:sdtContent>" + run("", "乙") +
                              "</w:sdtContent></w:sdt></w:p>";
  CHECK(texts(control, {}, &WordLeftovers::placeholders) == "单击|");
  const testing::Members header{{"header", part("hdr", head)}};
  CHECK(texts(paragraph("甲"), header, &WordLeftovers::coloured).empty());
  CHECK(texts(paragraph("甲"), header, &WordLeftovers::hidden) == "头|");
}

TEST_CASE("word: changes and comments with their authors, names in the properties") {
  const std::string changed =
      "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\" w:author=\"甲\"/></w:rPr></w:pPr><w:del w:id=\"2\" w:author=\"乙\"><w:r>"
      "<w:delText>删</w:delText></w:r></w:del></w:p>";
  const std::string commented = "<w:p><w:r><w:t>四</w:t></w:r><w:r><w:commentReference w:id=\"3\"/></w:r></w:p>";
  const std::string comment = "<w:comment w:id=\"3\" w:author=\"丙\">" + paragraph("看") + "</w:comment>";
  testing::Members members = testing::word_members(paragraph("一") + paragraph("二") + changed + commented,
                                                   {{"comments", part("comments", comment)}});
  std::string& top = members["_rels/.rels"];
  top.insert(top.find("</Relationships>"),
             "<Relationship Id=\"r2\" Type=\"a/core-properties\" Target=\"core.xml\"/>"
             "<Relationship Id=\"r3\" Type=\"a/extended-properties\" Target=\"app.xml\"/>");
  members["core.xml"] = "<c:coreProperties xmlns:c=\"c\" xmlns:d=\"d\"><d:creator>丁&amp;</d:creator>"
                        "<c:lastModifiedBy>戊</c:lastModifiedBy></c:coreProperties>";
  members["app.xml"] = "<Properties><Company>己</Company><Manager/></Properties>";
  const Document document = read(testing::zip_of(members));
  const WordLeftovers& leftovers = std::get<WordOrigin>(document.origin()).file->leftovers();
  CHECK(leftovers.changes.count == 2);
  CHECK(leftovers.changes.authors == std::vector<std::string>{"甲", "乙"});
  CHECK(leftovers.changes.paragraph == 2);
  CHECK(leftovers.comments.count == 1);
  CHECK(leftovers.comments.authors == std::vector<std::string>{"丙"});
  CHECK(leftovers.comments.paragraph == 3);
  CHECK(leftovers.creator == "丁&");
  CHECK(leftovers.last_editor == "戊");
  CHECK(leftovers.company == "己");
  CHECK(leftovers.manager.empty());
}

TEST_CASE("word: a document after edits keeps its paragraphs") {
  const Document document = read(word_file(paragraph("甲乙") + "<w:p/>" + paragraph("丙")));
  const Document edited = document.with_edits(std::vector<Edit>{{{0, 3}, ""}, {{6, 6}, "丁"}, {{8, 11}, "戊己"}});
  CHECK(edited.text() == "乙丁\n\n戊己\n");
  CHECK(edited.may_edit({{8, 14}, ""}));
  CHECK_FALSE(edited.may_edit({{7, 14}, ""}));
  CHECK_FALSE(edited.may_edit({{8, 14}, "两\n行"}));
  CHECK(Document::from_text("甲\n乙").may_edit({{3, 4}, "\n\n"}));
}

}  // namespace
}  // namespace jianyan
