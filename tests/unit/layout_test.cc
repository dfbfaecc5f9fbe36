// The layout of Word files: how it is read, judged, applied and written. The rules have golden cases besides.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "jianyan/config.h"
#include "jianyan/word.h"
#include "layout_examples.h"
#include "test_data.h"
#include "word/fonts.h"
#include "word/package.h"
#include "word_samples.h"

namespace jianyan {
namespace {

using testing::layout_example;
using testing::member;
using testing::paragraph;
using testing::part;
using testing::word_file;

Document read(const std::string& bytes) {
  ReadOptions options;
  options.scope = Scope::draft;
  auto document = read_document(bytes, options);
  REQUIRE_MESSAGE(document.has_value(), document.error().message.en);
  return *std::move(document);
}

const ParagraphLayout& layout_of(const Document& document, std::size_t block) {
  const ParagraphLayout* layout = document.layout_of(document.blocks()[block]);
  REQUIRE(layout != nullptr);
  return *layout;
}

/// What the rules of layout say, a line each.
std::string findings(const Document& document, const LayoutStandard& standard = {}) {
  LintOptions options;
  options.selection = options.on_request = RuleSelection::parse({.select = {"layout"}}).value();
  options.layout = standard;
  std::string out;
  for (const Diagnostic& found : Linter(testing::test_data(), options).lint(document))
    out += fmt::format("{} {}\n", found.rule->id, found.message.zh);
  return out;
}

std::string laid_out(const std::string& bytes, const LayoutStandard& standard = {}) {
  auto result = lay_out_word(read(bytes), standard, *testing::test_data());
  REQUIRE_MESSAGE(result.has_value(), result.error().message.en);
  return result->bytes;
}

/// The check is silent, a second time changes nothing, and the text is the same but for page numbers at its end.
void check_fixed_point(const std::string& bytes, const LayoutStandard& standard = {}) {
  const std::string once = laid_out(bytes, standard);
  CHECK(findings(read(once), standard) == "");
  CHECK(laid_out(once, standard) == once);
  const Document before = read(bytes), after = read(once);
  const auto body = [](const Document& document) {
    std::string text;
    for (const Block& block : document.blocks())
      if (block.kind != BlockKind::margin) text += std::string(document.text(block.span)) + "\n";
    return text;
  };
  CHECK(body(before) == body(after));
}

const std::string kDraft =
    "关于加强农村公路养护的通知\n各乡镇人民政府：\n为做好农村公路养护工作，现将有关事项通知如下。\n一、落实责任\n"
    "各乡镇要明确专人负责，每月巡查一次，发现损坏及时修复。\n（一）建立台账\n每条公路要有养护记录，记录保存三年以上。\n"
    "附件：1.养护标准\n2.巡查记录表\n县交通运输局\n2025年3月5日\n";

TEST_CASE("layout: defaults, styles, themes and direct properties are put together") {
  const std::string styles = part(
      "styles",
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\"/>"
      "<w:sz w:val=\"21\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"278\" "
      "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:pPr><w:jc "
      "w:val=\"both\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"正文 缩进\"/><w:basedOn w:val=\"a\"/><w:pPr><w:ind "
      "w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/>"
      "</w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"c\"><w:name w:val=\"强\"/><w:rPr><w:b/><w:spacing "
      "w:val=\"20\"/></w:rPr>"
      "</w:style>");
  const std::string theme =
      "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:fontScheme>"
      "<a:majorFont><a:latin typeface=\"Cambria\"/><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"黑体\"/>"
      "</a:majorFont><a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:font script=\"Hans\" "
      "typeface=\"等线\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>";
  const Document document = read(word_file(
      paragraph("默认") +
          "<w:p><w:pPr><w:pStyle w:val=\"b\"/><w:spacing w:line=\"560\" w:lineRule=\"exact\"/></w:pPr><w:r>"
          "<w:t>甲乙丙</w:t>"
          "</w:r><w:r><w:rPr><w:rStyle w:val=\"c\"/><w:rFonts w:eastAsia=\"楷体\"/></w:rPr><w:t>丁a</w:t></w:r></w:p>",
      {{"styles", styles}, {"theme", theme}}));
  const ParagraphLayout& plain = layout_of(document, 0);
  CHECK(plain.style == "Normal");
  CHECK(plain.alignment == Alignment::justified);
  CHECK(plain.after == 160);
  CHECK(plain.line == 278);
  CHECK(plain.line_rule == LineRule::multiple);
  REQUIRE(plain.main_style() != nullptr);
  CHECK(plain.main_style()->font == "等线");
  CHECK(plain.main_style()->latin_font == "Calibri");
  CHECK(plain.main_style()->half_points == 21);
  const ParagraphLayout& styled = layout_of(document, 1);
  CHECK(styled.style == "正文 缩进");
  CHECK(styled.first_line_characters == 200);
  CHECK(styled.first_line == 640);
  CHECK(styled.line == 560);
  CHECK(styled.line_rule == LineRule::exact);
  REQUIRE(styled.text.size() == 2);
  CHECK(styled.text[0].style == TextStyle{"仿宋", "Calibri", 32, false});
  CHECK(styled.text[0].han == 3);
  CHECK(styled.text[1].style == TextStyle{"楷体", "Calibri", 32, true});
  CHECK(styled.text[1].han == 1);
  CHECK(styled.text[1].other == 1);
  CHECK(styled.main_style() == &styled.text[0].style);
  REQUIRE(document.sections().size() == 1);
  CHECK(document.sections()[0].width == 12240);
}

TEST_CASE("layout: sections, their grids and page numbers") {
  const std::string footer =
      part("ftr", "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=\" PAGE \\* "
                  "MERGEFORMAT \"><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> —"
                  "</w:t></w:r></w:p>");
  const Document document = read(word_file(
      "<w:p><w:pPr><w:sectPr><w:footerReference w:type=\"default\" xmlns:r=\"http://schemas.openxmlformats.org/"
      "officeDocument/2006/relationships\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar "
      "w:top=\"2098\" w:bottom=\"1984\" w:left=\"1588\" w:right=\"1474\" w:gutter=\"10\"/><w:docGrid "
      "w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>" +
          paragraph("乙") + "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>",
      {{"footer", footer}}));
  REQUIRE(document.sections().size() == 2);
  const SectionLayout& first = document.sections()[0];
  CHECK(first.grid_pitch == 579);
  CHECK(first.gutter == 10);
  CHECK(first.odd.present);
  CHECK(first.odd.dashes);
  CHECK_FALSE(first.odd.other_text);
  CHECK(first.odd.alignment == Alignment::right);
  CHECK(first.odd.style.half_points == 28);
  CHECK_FALSE(first.even.present);
  CHECK(document.sections()[1].landscape);
  CHECK(document.sections()[1].odd.present);  // as in the section before
  CHECK(layout_of(document, 0).section == 0);
  CHECK(layout_of(document, 1).section == 1);
}

TEST_CASE("layout: values of the configuration") {
  LayoutStandard standard;
  CHECK_FALSE(set_layout_value(standard, "title", "方正小标宋简体|宋体 小二"));
  CHECK(standard.title.fonts == std::vector<std::string>{"方正小标宋简体", "宋体"});
  CHECK(standard.title.half_points == 36);
  CHECK_FALSE(set_layout_value(standard, "body", "Times New Roman 10.5磅"));
  CHECK(standard.body.fonts.front() == "Times New Roman");
  CHECK(standard.body.half_points == 21);
  CHECK_FALSE(set_layout_value(standard, "left", "28.2"));
  CHECK(standard.left == 1599);
  CHECK_FALSE(set_layout_value(standard, "paper", "184x260"));
  CHECK(standard.height == 14740);
  CHECK_FALSE(set_layout_value(standard, "line-pitch", "25"));
  CHECK(standard.line_pitch() == 500);
  CHECK_FALSE(set_layout_value(standard, "heading-2", "楷体 3号"));
  CHECK(standard.headings[1].half_points == 32);
  for (const auto& setting : {std::pair{"title", "二号"}, {"body", "仿宋 超大"}, {"body", "仿宋|  三号"}, {"top", "-3"},
                                   {"top", "三厘米"}, {"paper", "B9"}, {"paper", "210x"}, {"line-pitch", "30-28"},
                                   {"indent", "20"}, {"heading-1", ""}}) {
    INFO(setting.first << " = " << setting.second);
    const auto fault = set_layout_value(standard, setting.first, setting.second);
    REQUIRE(fault.has_value());
    CHECK_FALSE(fault->zh.empty());
  }
}

TEST_CASE("layout: [layout] in jianyan.toml") {
  const auto options = [](const std::string& toml) {
    Settings settings;
    const auto config = Config::parse(toml, "/a/jianyan.toml");
    REQUIRE_MESSAGE(config.has_value(), config.error().message.en);
    config->add_to(settings, "/a/b.docx");
    return lint_options(settings);
  };
  const auto set = options("[layout]\ntop = 25.4\nbody = \"宋体 小四\"\n");
  REQUIRE(set.has_value());
  CHECK(set->layout.top == 1440);
  CHECK(set->layout.body.half_points == 24);
  CHECK(set->on_request.contains(*find_rule("wrong-paper")));
  CHECK_FALSE(set->on_request.contains(*find_rule("halfwidth-comma")));
  CHECK_FALSE(options("")->on_request.contains(*find_rule("wrong-paper")));
  CHECK(options("[rules]\nlayout = \"on\"\n")->on_request.contains(*find_rule("wrong-paper")));
  CHECK_FALSE(options("select = [\"all\"]\n")->on_request.contains(*find_rule("wrong-paper")));
  CHECK(options("[layout]\nleft = 120\nright = 100\n").error().message.en.find("jianyan.toml:2") != std::string::npos);
  const auto bad = Config::parse("[layout]\n\nbody = \"仿宋\"\n", "/a/jianyan.toml");
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().message.zh.starts_with("/a/jianyan.toml:3：layout.body “仿宋”看不懂"));
  CHECK(Config::parse("[layout]\nfont = \"x\"\n", "a").error().message.en.find("no key") != std::string::npos);
}

TEST_CASE("layout: names of fonts") {
  const FontNames fonts(*testing::test_data());
  CHECK(fonts.same("仿宋_GB2312", "FangSong"));
  CHECK(fonts.same("simhei", "黑体"));
  CHECK_FALSE(fonts.same("宋体", "仿宋"));
  CHECK(fonts.same("某字体", "某字体"));
  CHECK(fonts.typeface("方正小标宋_GBK") == "小标宋");
  CHECK(fonts.among("STKaiti", {"黑体", "楷体_GB2312"}));
}

TEST_CASE("layout: the rules run on request, and in official documents") {
  const std::string bytes = layout_example("〔纸张 215.9x279.4〕\n" + kDraft);
  const Document document = read(bytes);
  const auto count = [&](std::optional<Profile> profile, bool asked) {
    LintOptions options;
    options.selection = RuleSelection::parse({.select = {"layout"}}).value();
    options.profile = profile;
    if (asked) options.on_request = options.selection;
    return Linter(testing::test_data(), options).lint(document).size();
  };
  CHECK(count(Profile::npc, false) == 0);
  CHECK(count(Profile::npc, true) == 1);
  CHECK(count(Profile::official, false) == 1);
}

TEST_CASE("layout: a file of one's own making conforms, in text and in Markdown") {
  const auto made = [](std::string text, Format format) {
    ReadOptions options;
    options.format = format;
    options.scope = Scope::draft;
    WordWriteOptions write;
    write.date = "2026-01-01T00:00:00Z";
    const Document draft = Document::from_text(std::move(text), options);
    const auto bytes = make_word(draft, {}, write);
    REQUIRE(bytes.has_value());
    CHECK(*make_word(draft, {}, write) == *bytes);
    return *bytes;
  };
  const std::string plain = made(kDraft, Format::text);
  CHECK(findings(read(plain)) == "");
  CHECK(laid_out(plain) == plain);
  const Document document = read(plain);
  CHECK(document.text().starts_with(
      "关于加强农村公路养护的通知\n\n各乡镇人民政府：\n为做好农村公路养护工作，现将有关事项通知如下。\n一、落实责任\n"));
  CHECK(document.text().find("\n\n附件：1.养护标准\n2.巡查记录表\n\n县交通运输局\n2025年3月5日\n") != std::string::npos);
  CHECK(document.sections()[0].odd_and_even);

  const std::string markdown =
      made("# 关于加强农村公路养护的通知\n\n为做好**农村公路**[养护](http://a.cn)工作，\n现将有关事项通知如下。\n\n"
           "## 一、落实责任\n\n- 各乡镇要明确专人负责，每月巡查一次。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | <2> |\n",
           Format::markdown);
  CHECK(findings(read(markdown)) == "");
  const Document of_markdown = read(markdown);
  CHECK(of_markdown.text().starts_with(
      "关于加强农村公路养护的通知\n\n为做好农村公路养护工作，现将有关事项通知如下。\n一、落实责任\n各乡镇要明确专人负责，每月巡查一次。\n"
      "甲\n乙\n1\n<2>\n"));

  const std::string chapters = made("关于修桥的通知\n第一章 总则\n为做好公路养护工作，现将有关事项通知如下。\n", Format::text);
  const Document with_chapters = read(chapters);
  CHECK(with_chapters.text().find("\n第一章　总则\n") != std::string::npos);

  // Names and date without a blank line between.
  const std::string foot = made("# 关于修桥的通知\n\n每月巡查一次，\n及时修复。\n县交通运输局\n2025年3月5日\n", Format::markdown);
  CHECK(findings(read(foot)) == "");
  const Document with_foot = read(foot);
  CHECK(with_foot.text().starts_with("关于修桥的通知\n\n每月巡查一次，及时修复。\n\n县交通运输局\n2025年3月5日\n"));
}

TEST_CASE("layout: the place of names and date") {
  const auto place = [](const std::string& names, const std::string& date) {
    ReadOptions options;
    options.scope = Scope::draft;
    const std::string text = "关于修桥的通知\n为做好公路养护工作，现将有关事项通知如下，请认真执行。\n" + names + "\n" + date + "\n";
    const auto bytes = make_word(Document::from_text(text, options), {});
    const Document document = read(*bytes);
    const std::size_t blocks = document.blocks().size() - 2;  // behind them, the page numbers
    const auto right = [&](std::size_t block) { return layout_of(document, block).right_characters; };
    return std::pair{right(blocks - 2), right(blocks - 1)};
  };
  // The names take 4 characters, the date 6: it ends 2 from the edge and begins 2 behind the names.
  CHECK(place("市住房局", "2025年3月5日") == std::pair{600, 200});
  CHECK(place("市住房和城乡建设委员会", "2025年3月5日") == std::pair{200, 500});
}

TEST_CASE("layout: applied, it reaches a fixed point on which the check is silent") {
  for (const char* page : {"", "〔纸张 215.9x279.4〕\n〔边距 25.4 25.4 31.8 31.8〕\n", "〔页码 无〕\n", "〔页码 居中〕\n",
                           "〔页码 第页〕\n", "〔页码 小五〕\n"}) {
    for (const char* wish : {"", "〔宋体 小四 左对齐 缩进0 行距1.5倍 段前12〕", "〔黑体〕", "〔行距25〕"}) {
      INFO(page << wish);
      std::string text = page;
      std::size_t number = 0;
      for (std::size_t at = 0; at < kDraft.size(); at = kDraft.find('\n', at) + 1) {
        if (number++ % 2 == 0) text += wish;
        text += kDraft.substr(at, kDraft.find('\n', at) + 1 - at);
      }
      check_fixed_point(layout_example(text));
    }
  }
}

TEST_CASE("layout: applied to files of all kinds") {
  const std::string body = paragraph("关于加强农村公路养护的通知") + paragraph("为做好农村公路养护工作，现将有关事项通知如下。") +
                           paragraph("一、落实责任") +
                           "<w:p><w:pPr/><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\" w:eastAsiaTheme=\"majorEastAsia\" "
                           "w:ascii=\"Arial\"/><w:b/><w:color w:val=\"FF0000\"/><w:sz w:val=\"20\"/></w:rPr><w:t>"
                           "　　各乡镇要明确专人负责，每月巡查一次。</w:t></w:r></w:p><w:p><w:r><w:rPr/>"
                           "<w:t>  每条公路要有养护记录，保存三年。</w:t></w:r></w:p>";
  const std::string bare = word_file(body);
  check_fixed_point(bare);
  const std::string document = member(laid_out(bare), "word/document.xml");
  CHECK(document.find("<w:rFonts w:hint=\"eastAsia\" w:ascii=\"Arial\" w:eastAsia=\"仿宋_GB2312\"/><w:b/>") !=
        std::string::npos);
  CHECK(document.find("<w:color w:val=\"FF0000\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>") != std::string::npos);
  check_fixed_point(word_file(body + "<w:sectPr/>"));
  const std::string with_settings = word_file(body + "<w:sectPr><w:cols/></w:sectPr>",
                                              {{"settings", part("settings", "<w:zoom/><w:compat/>")}});
  check_fixed_point(with_settings);
  const std::string settings = member(laid_out(with_settings), "word/settings.xml");
  CHECK(settings.find("<w:zoom/><w:evenAndOddHeaders") != std::string::npos);

  // A section's properties inside of a paragraph's; indents in twips, that fit another size.
  check_fixed_point(word_file(
      paragraph("关于修桥的通知") + "<w:p><w:pPr><w:ind w:firstLine=\"400\"/><w:sectPr><w:cols/></w:sectPr></w:pPr><w:r><w:t>"
                                    "为做好农村公路养护工作，现将有关事项通知如下。</w:t></w:r></w:p>" +
      paragraph("各乡镇要明确专人负责，每月巡查一次。") + "<w:sectPr/>"));

  // Without a prefix, and in the strict namespace.
  testing::Members members = testing::word_members("");
  members["word/document.xml"] =
      "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body><p><r><t>关于修桥的通知</t></r></p>"
      "<p><r><t>为做好农村公路养护工作，现将有关事项通知如下。</t></r></p><p/></body></document>";
  check_fixed_point(testing::zip_of(members));
}

TEST_CASE("layout: what is set off in a paragraph, tables and other footers stay") {
  const std::string heading = "<w:r><w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr><w:t>一、落实责任。</w:t></w:r>";
  const std::string table = "<w:tbl><w:tr><w:tc>" + paragraph("单元格里的文字") + "</w:tc></w:tr></w:tbl>";
  const std::string footer = part("ftr", paragraph("县交通运输局编"));
  const std::string bytes = word_file(
      paragraph("关于修桥的通知") + "<w:p>" + heading + "<w:r><w:t>各乡镇要明确专人负责，每月巡查一次。</w:t></w:r></w:p>" + table +
          "<w:sectPr><w:footerReference w:type=\"default\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/"
          "2006/relationships\" r:id=\"footer\"/></w:sectPr>",
      {{"footer", footer}});
  auto result = lay_out_word(read(bytes), {}, *testing::test_data());
  REQUIRE(result.has_value());
  CHECK(result->notes.size() == 1);
  CHECK(findings(read(result->bytes)) == "wrong-page-number 没有页码\n");
  const std::string document = member(result->bytes, "word/document.xml");
  CHECK(document.find("<w:rFonts w:eastAsia=\"黑体\"/><w:sz w:val=\"32\"/>") != std::string::npos);
  CHECK(document.find(table) != std::string::npos);
  CHECK(member(result->bytes, "word/footer.xml") == footer);
}

}  // namespace
}  // namespace jianyan
