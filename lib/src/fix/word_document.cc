// A Word file of a draft in text or Markdown. Each block becomes a paragraph whose style says what it is; how it is set
// stands in the styles, so that who goes on writing gets the same.
//
// Fonts are named, not embedded; the table of fonts names what may stand in for those that a machine lacks.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "document/marks.h"
#include "fix/layout_xml.h"
#include "jianyan/word.h"
#include "text/character_class.h"
#include "text/utf8.h"
#include "text/xml.h"
#include "word/package.h"

namespace jianyan {
namespace {

using std::string_view;

constexpr string_view kTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Columns of a terminal are half characters here too.
int width_in_half_characters(string_view text) { return static_cast<int>(display_width(text)); }

std::string fonts(const TypeStyle& type) {
  return fmt::format(R"(<w:rFonts w:ascii="{0}" w:eastAsia="{0}" w:hAnsi="{0}" w:cs="{0}"/>)", xml(type.fonts.front()));
}

std::string size(const TypeStyle& type) {
  return fmt::format(R"(<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>)", type.half_points);
}

std::string first_line(const LayoutStandard& standard, const TypeStyle& type) {
  return fmt::format(R"(<w:ind w:firstLine="{}" w:firstLineChars="{}"/>)", type.half_points * standard.indent / 10,
                     standard.indent);
}

// ---- styles

/// A paragraph style that is based on Normal.
std::string style(string_view id, string_view name, string_view paragraph, string_view run) {
  return fmt::format(R"(<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="Normal"/>)"
                     R"(<w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>)",
                     id, name, paragraph, run);
}

std::string styles_part(const LayoutStandard& standard) {
  const TypeStyle& body = standard.body;
  std::string out = fmt::format(
      R"({}<w:styles xmlns:w="{}"><w:docDefaults><w:rPrDefault><w:rPr>{}<w:spacing w:val="{}"/>{})"
      R"(<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>)"
      R"(<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>)"
      R"(<w:spacing w:before="0" w:after="0" w:line="{}" )"
      R"(w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>)",
      kXmlHead, kTransitionalWord, fonts(body), kTighter, size(body), standard.line_pitch());
  out += R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>)"
         R"(<w:jc w:val="both"/></w:pPr></w:style>)";
  // Titles of several lines stand closer than their size would have it: as the lines of the page do.
  out += style("Title", "Title", R"(<w:jc w:val="center"/>)", fonts(standard.title) + size(standard.title));
  out += style("BodyText", "Body Text", first_line(standard, body), "");
  for (std::size_t level = 0; level < standard.headings.size(); ++level) {
    const TypeStyle& type = standard.headings[level];
    out += style(fmt::format("Heading{}", level + 1), fmt::format("heading {}", level + 1),
                 first_line(standard, type) + fmt::format(R"(<w:outlineLvl w:val="{}"/>)", level),
                 fonts(type) + size(type));
  }
  return out + "</w:styles>";
}

// ---- the body

/// What a reader of the page sees: without markup, lines joined.
std::string shown_text(const Document& document, Span span) {
  std::string out;
  std::uint32_t from = span.begin;
  const auto take = [&](std::uint32_t until) {
    if (until > from) out += document.text({from, until});
  };
  for (const Span masked : document.masked()) {
    if (masked.end <= span.begin || masked.begin >= span.end) continue;
    take(std::max(masked.begin, span.begin));
    from = std::max(from, std::min(masked.end, span.end));
  }
  take(span.end);
  return out;
}

bool is_latin(char32_t c) {
  const CharacterClass kind = character_class(c);
  return kind == CharacterClass::latin || kind == CharacterClass::digit || kind == CharacterClass::ascii_mark;
}

/// Line ends inside a paragraph: a space between words of letters, nothing between Chinese characters.
std::string on_one_line(string_view text) {
  std::u32string out;
  bool line_end = false;
  for (const char32_t c : to_utf32(text)) {
    if (c == U'\n' || c == U'\r') {
      line_end = true;
      continue;
    }
    if (line_end && (c == U' ' || c == U'\t' || c == U'\u3000')) continue;
    if (line_end && !out.empty() && is_latin(out.back()) && is_latin(c)) out += U' ';
    line_end = false;
    out += c;
  }
  return to_utf8(out);
}

/// What stands before the content and is to be printed: 一、 and the like, without the signs of Markdown and bullets.
std::string printed_mark(const Document& document, const Block& block) {
  string_view mark = document.text(block.mark);
  const std::size_t first = mark.find_first_not_of("#>-*+ \t");
  mark.remove_prefix(std::min(first, mark.size()));
  const bool chapter = mark.starts_with("第") && mark.ends_with(' ');  // 第一章 stays apart from what it is about
  while (mark.ends_with(' ')) mark.remove_suffix(1);
  return std::string(mark) + (chapter ? "\u3000" : "");
}

class BodyWriter {
 public:
  BodyWriter(const Document& document, const LayoutStandard& standard) : document_(document), standard_(standard) {}

  std::string write() {
    const auto blocks = document_.blocks();
    for (std::size_t i = 0; i < blocks.size();) {
      if (blocks[i].kind == BlockKind::table_cell) i = add_table(i);
      else if (blocks[i].kind == BlockKind::form_field) i = add_form(i);
      else if (blocks[i].kind == BlockKind::signature || blocks[i].kind == BlockKind::date) i = add_signatures(i);
      else add_block(blocks[i++]);
    }
    if (last_ == BlockKind::table_cell) add("Normal", "", "");  // Word wants a paragraph behind the last table
    return std::move(out_);
  }

 private:
  void add_block(const Block& block) {
    const std::string text = printed_mark(document_, block) + on_one_line(shown_text(document_, block.content));
    switch (block.kind) {
      case BlockKind::title: return add("Title", "", text);
      case BlockKind::salutation: part_from(BlockKind::title); return add("Normal", "", text);
      case BlockKind::heading:
        part_from(BlockKind::title);
        return add(fmt::format("Heading{}", heading_level(block, text)), "", text);
      case BlockKind::attachment: return add_attachment(block, text);
      case BlockKind::code: return add_code(block);
      case BlockKind::link_target:
      case BlockKind::front_matter:
      case BlockKind::comment: return;
      default: part_from(BlockKind::title); return add("BodyText", "", text);
    }
  }

  /// By its mark, as Word's paragraphs are judged; without one, by the number of #, of which the title has the first.
  [[nodiscard]] static int heading_level(const Block& block, string_view text) {
    const auto mark = parse_mark(text, {0, static_cast<std::uint32_t>(text.size())});
    const int level = mark ? mark_level(mark->style) : std::max(block.level - 1, 1);
    return std::clamp(level, 1, 4);
  }

  /// `properties` come after the style, in the order of the schema.
  void add(string_view style, string_view properties, string_view text) {
    out_ += fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>)", style, properties);
    if (!text.empty()) out_ += "<w:r><w:t xml:space=\"preserve\">" + xml(text) + "</w:t></w:r>";
    out_ += "</w:p>";
    last_ = style == "Title" ? BlockKind::title : BlockKind::paragraph;
  }

  /// An empty line, if what stands before is of that kind.
  void part_from(BlockKind kind) {
    if (!out_.empty() && last_ == kind) add("Normal", "", "");
  }

  /// The first line of an attachment note is parted from the body; the others stand below the first name.
  void add_attachment(const Block& block, string_view text) {
    const int character = standard_.body.half_points * 10;
    if (printed_mark(document_, block).starts_with("附")) {
      if (!out_.empty()) add("Normal", "", "");
      return add("BodyText", "", text);
    }
    constexpr int kBehindLabel = 500;  // two characters of indent, 附件：
    add("Normal",
        fmt::format(R"(<w:ind w:left="{}" w:leftChars="{}"/>)", character * kBehindLabel / 100, kBehindLabel), text);
  }

  void add_code(const Block& block) {
    string_view text = document_.text(block.content);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      add("Normal", R"(<w:jc w:val="left"/>)", text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// The date ends two characters from the right, and begins two characters behind the names above it, or the other
  /// way round where these are longer. GB/T 9704—2012 7.3.5.2.
  std::size_t add_signatures(std::size_t first) {
    const auto blocks = document_.blocks();
    std::size_t last = first;
    int names = 0, date = 0;  // widths in half characters
    constexpr BlockKinds kSigned(BlockKind::signature, BlockKind::date);
    while (last < blocks.size() && kSigned.contains(blocks[last].kind)) {
      int& width = blocks[last].kind == BlockKind::date ? date : names;
      width = std::max(width, width_in_half_characters(shown_text(document_, blocks[last].content)));
      ++last;
    }
    constexpr int kTwo = 4;
    const bool date_is_longer = date > names;
    const int right_of_names = date_is_longer && names > 0 ? kTwo + kTwo + date - names : kTwo;
    const int right_of_date = date_is_longer || names == 0 ? kTwo : std::max(names - date, 0);
    if (!out_.empty()) add("Normal", "", "");
    for (std::size_t i = first; i < last; ++i) {
      const int halves = blocks[i].kind == BlockKind::date ? right_of_date : right_of_names;
      add("Normal",
          fmt::format(R"(<w:ind w:right="{}" w:rightChars="{}"/><w:jc w:val="right"/>)",
                      halves * standard_.body.half_points * 5, halves * 50),
          on_one_line(shown_text(document_, blocks[i].content)));
    }
    return last;
  }

  /// Fields that stood on one line stay on it.
  std::size_t add_form(std::size_t first) {
    const auto blocks = document_.blocks();
    std::size_t last = first + 1;
    while (last < blocks.size() && blocks[last].kind == BlockKind::form_field &&
           blocks[last].span.begin == blocks[last - 1].span.end)
      ++last;
    const Span line{blocks[first].mark.begin, blocks[last - 1].span.end};
    add("Normal", "", on_one_line(shown_text(document_, line)));
    return last;
  }

  /// Cells of one line of the text are a row.
  std::size_t add_table(std::size_t first) {
    const auto blocks = document_.blocks();
    std::vector<std::vector<std::string>> rows(1);
    std::size_t i = first;
    for (; i < blocks.size() && blocks[i].kind == BlockKind::table_cell; ++i) {
      const bool new_line =
          i > first && document_.text({blocks[i - 1].span.end, blocks[i].span.begin}).find('\n') != string_view::npos;
      if (new_line) rows.emplace_back();
      rows.back().push_back(on_one_line(shown_text(document_, blocks[i].content)));
    }
    add_rows(rows);
    return i;
  }

  void add_rows(const std::vector<std::vector<std::string>>& rows) {
    std::size_t columns = 1;
    for (const auto& row : rows) columns = std::max(columns, row.size());
    const int width = text_width(standard_) / static_cast<int>(columns);
    out_ += R"(<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>)";
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
      out_ += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>)", side);
    out_ += "</w:tblBorders></w:tblPr><w:tblGrid>";
    for (std::size_t i = 0; i < columns; ++i) out_ += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
    out_ += "</w:tblGrid>";
    for (const auto& row : rows) {
      out_ += "<w:tr>";
      for (std::size_t i = 0; i < columns; ++i) {
        out_ += fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>)", width);
        add("Normal", "", i < row.size() ? string_view(row[i]) : string_view());
        out_ += "</w:tc>";
      }
      out_ += "</w:tr>";
    }
    out_ += "</w:tbl>";
    last_ = BlockKind::table_cell;
  }

  const Document& document_;
  const LayoutStandard& standard_;
  std::string out_;
  BlockKind last_ = BlockKind::paragraph;
};

// ---- the other parts

/// Fonts that a machine may lack, and what stands in for them.
std::string fonts_part(const LayoutStandard& standard) {
  static const std::map<string_view, string_view> kInstead{
      {"仿宋_GB2312", "仿宋"}, {"楷体_GB2312", "楷体"}, {"方正小标宋简体", "宋体"}, {"方正小标宋_GBK", "宋体"}};
  std::map<std::string, string_view> used;
  const auto add = [&](const TypeStyle& type) {
    const auto instead = kInstead.find(type.fonts.front());
    used.emplace(type.fonts.front(), instead == kInstead.end() ? string_view() : instead->second);
  };
  add(standard.title);
  add(standard.body);
  add(standard.page_number);
  for (const TypeStyle& type : standard.headings) add(type);
  std::string out = fmt::format(R"({}<w:fonts xmlns:w="{}">)", kXmlHead, kTransitionalWord);
  for (const auto& [name, instead] : used) {
    out += fmt::format(R"(<w:font w:name="{}">)", xml(name));
    if (!instead.empty()) out += fmt::format(R"(<w:altName w:val="{}"/>)", instead);
    out += R"(<w:charset w:val="86"/><w:family w:val="auto"/></w:font>)";
  }
  return out + "</w:fonts>";
}

std::string settings_part() {
  return fmt::format(R"({}<w:settings xmlns:w="{}"><w:evenAndOddHeaders/><w:characterSpacingControl )"
                     R"(w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" )"
                     R"(w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>)",
                     kXmlHead, kTransitionalWord);
}

std::string core_part(const Document& document, const WordWriteOptions& options) {
  std::string title;
  for (const Block& block : document.blocks())
    if (block.kind == BlockKind::title) title += on_one_line(shown_text(document, block.content));
  std::string out = std::string(kXmlHead) +
                    R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/)"
                    R"(core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
                    R"(xmlns:dcterms="http://purl.org/dc/terms/" )"
                    R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)";
  if (!title.empty()) out += "<dc:title>" + xml(title) + "</dc:title>";
  out += "<dc:creator>" + xml(options.author) + "</dc:creator>";
  if (!options.date.empty()) {
    for (const char* name : {"created", "modified"})
      out += fmt::format(R"(<dcterms:{0} xsi:type="dcterms:W3CDTF">{1}</dcterms:{0}>)", name, xml(options.date));
  }
  return out + "</cp:coreProperties>";
}

std::string content_types() {
  std::string out = std::string(kXmlHead) +
                    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default )"
                    R"(Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
                    R"(<Default Extension="xml" ContentType="application/xml"/>)";
  for (const auto& [part, type] : {std::pair{"document", "document.main"}, {"styles", "styles"},
                                   {"settings", "settings"}, {"fontTable", "fontTable"}, {"footer1", "footer"},
                                   {"footer2", "footer"}}) {
    out += fmt::format(R"(<Override PartName="/word/{}.xml" ContentType=)"
                       R"("application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>)",
                       part, type);
  }
  return out + R"(<Override PartName="/docProps/core.xml" )"
               R"(ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";
}

std::string relationships(std::initializer_list<std::pair<string_view, string_view>> typed_targets) {
  std::string out =
      std::string(kXmlHead) + R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  int number = 0;
  for (const auto& [type, target] : typed_targets)
    out += fmt::format(R"(<Relationship Id="r{}" Type="{}" Target="{}"/>)", ++number, type, target);
  return out + "</Relationships>";
}

/// Without a grid: lines at an exact distance need none, and with one LibreOffice sets one line less.
std::string section_properties(const LayoutStandard& standard) {
  return R"(<w:sectPr><w:footerReference w:type="default" r:id="r4"/><w:footerReference w:type="even" r:id="r5"/>)" +
         page_size(standard) + page_margins(standard) + "</w:sectPr>";
}

}  // namespace

Result<std::string> make_word(const Document& document, const LayoutStandard& standard,
                              const WordWriteOptions& options) {
  const std::string types(kTypes);
  std::map<std::string, std::string> members;
  members["[Content_Types].xml"] = content_types();
  members["_rels/.rels"] = relationships(
      {{types + "/officeDocument", "word/document.xml"},
       {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"}});
  members["docProps/core.xml"] = core_part(document, options);
  members["word/_rels/document.xml.rels"] =
      relationships({{types + "/styles", "styles.xml"}, {types + "/settings", "settings.xml"},
                     {types + "/fontTable", "fontTable.xml"}, {types + "/footer", "footer1.xml"},
                     {types + "/footer", "footer2.xml"}});
  members["word/document.xml"] =
      fmt::format(R"({}<w:document xmlns:w="{}" xmlns:r="{}"><w:body>{}{}</w:body></w:document>)", kXmlHead,
                  kTransitionalWord, kTypes, BodyWriter(document, standard).write(), section_properties(standard));
  members["word/styles.xml"] = styles_part(standard);
  members["word/settings.xml"] = settings_part();
  members["word/fontTable.xml"] = fonts_part(standard);
  members["word/footer1.xml"] = page_number_footer(standard, false, kTransitionalWord);
  members["word/footer2.xml"] = page_number_footer(standard, true, kTransitionalWord);
  return Package::make(members);
}

}  // namespace jianyan
