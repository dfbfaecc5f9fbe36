#include "layout_examples.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <vector>

#include "jianyan/word.h"
#include "text/xml.h"
#include "word/package.h"

namespace jianyan::testing {
namespace {

using std::string_view;

constexpr string_view kOpen = "〔", kClose = "〕", kDocument = "word/document.xml";

std::vector<std::string> words_of(string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    if (blank > 0) words.emplace_back(text.substr(0, blank));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return words;
}

/// A line without its 〔〕, and the words in it.
struct Line {
  std::vector<std::string> wishes;
  std::string text;
};

std::vector<Line> lines_of(string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    Line& read = lines.emplace_back();
    if (line.starts_with(kOpen)) {
      const std::size_t close = line.find(kClose);
      REQUIRE(close != line.npos);
      read.wishes = words_of(line.substr(kOpen.size(), close - kOpen.size()));
      line.remove_prefix(close + kClose.size());
    }
    read.text = line;
  }
  return lines;
}

void replace_all(std::string& text, string_view what, string_view with) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

int twips(string_view points) {
  return static_cast<int>(std::lround(std::strtod(std::string(points).c_str(), nullptr) * 20));
}

/// Properties of a paragraph, and of its run; who comments on it, and who changes it.
struct Wanted {
  std::string paragraph, run;
  std::string commentator, editor;
  bool control = false;  // the run is the prompt of a control

  void add(const std::vector<std::string>& wishes) {
    if (wishes[0] == "批注") commentator = wishes[1];
    else if (wishes[0] == "修订") editor = wishes[1];
    else for (const std::string& wish : wishes) add(wish);
  }

  void add(const std::string& wish) {
    const auto rest = [&](string_view prefix) { return string_view(wish).substr(prefix.size()); };
    LayoutStandard sizes;
    if (wish == "左对齐") paragraph += R"(<w:jc w:val="left"/>)";
    else if (wish == "居中") paragraph += R"(<w:jc w:val="center"/>)";
    else if (wish == "缩进8") paragraph += R"(<w:ind w:firstLine="2560" w:firstLineChars="800"/>)";
    else if (wish == "缩进0") paragraph += R"(<w:ind w:firstLine="0" w:firstLineChars="0"/>)";
    else if (wish.starts_with("行距") && wish.ends_with("倍"))
      paragraph += fmt::format(R"(<w:spacing w:line="{}" w:lineRule="auto"/>)", twips(rest("行距")) * 12);
    else if (wish.starts_with("行距"))
      paragraph += fmt::format(R"(<w:spacing w:line="{}" w:lineRule="exact"/>)", twips(rest("行距")));
    else if (wish == "控件") control = true;
    else if (wish == "隐藏") run += "<w:vanish/>";
    else if (wish == "突出") run += R"(<w:highlight w:val="yellow"/>)";
    else if (wish == "红色") run += R"(<w:color w:val="FF0000"/>)";
    else if (wish == "白色") run += R"(<w:color w:val="FFFFFF"/>)";
    else if (wish.starts_with("段前")) paragraph += fmt::format(R"(<w:spacing w:before="{}"/>)", twips(rest("段前")));
    else if (!set_layout_value(sizes, "body", "x " + wish))
      run += fmt::format(R"(<w:sz w:val="{}"/>)", sizes.body.half_points);
    else run += fmt::format(R"(<w:rFonts w:eastAsia="{}"/>)", wish);
  }
};

class ExampleMaker {
 public:
  std::string make(string_view text) {
    std::string plain;
    std::map<std::string, Wanted> wanted;
    for (const Line& line : lines_of(text)) {
      if (line.text.empty() && !line.wishes.empty()) {
        set_page(line.wishes);
        continue;
      }
      plain += line.text + "\n";
      if (!line.wishes.empty()) wanted[line.text].add(line.wishes);
    }
    ReadOptions reading;
    reading.scope = Scope::draft;
    const Result<std::string> bytes = make_word(Document::from_text(plain, reading), standard_, writing_);
    REQUIRE(bytes.has_value());
    const Result<Package> package = Package::open(*bytes);
    REQUIRE(package.has_value());
    members_[std::string(kDocument)] = *package->read(std::string(kDocument));
    for (const auto& [line, properties] : wanted) set_paragraph(line, properties);
    set_numbers(*package);
    std::string made = *package->with(members_);
    for (const auto& [line, properties] : wanted) made = annotated(std::move(made), line, properties);
    return made;
  }

 private:
  void set_page(const std::vector<std::string>& wishes) {
    const auto set = [&](string_view key, const std::string& value) {
      const auto fault = set_layout_value(standard_, key, value);
      REQUIRE_MESSAGE(!fault, fault->en);
    };
    if (wishes[0] == "纸张") return set("paper", wishes[1]);
    if (wishes[0] == "边距") {
      const char* keys[] = {"top", "bottom", "left", "right"};
      for (std::size_t i = 0; i < 4; ++i) set(keys[i], wishes[i + 1]);
      return;
    }
    if (wishes[0] == "Word") return;
    if (wishes[0] == "作者") {
      writing_.author = wishes[1];
      return;
    }
    REQUIRE(wishes[0] == "页码");
    LayoutStandard sizes;
    if (set_layout_value(sizes, "page-number", "宋体 " + wishes[1])) number_ = wishes[1];
    else standard_.page_number = sizes.page_number;
  }

  void set_paragraph(const std::string& line, const Wanted& wanted) {
    std::string& document = members_[std::string(kDocument)];
    const std::size_t text = document.find(">" + xml(line) + "</w:t>");
    REQUIRE_MESSAGE(text != document.npos, line);
    const std::size_t run = document.rfind("<w:r>", text);
    if (wanted.control) {
      document.insert(document.find("</w:r>", run) + 6, "</w:sdtContent></w:sdt>");
      document.insert(run, "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>");
      return;
    }
    document.insert(run + 5, "<w:rPr>" + wanted.run + "</w:rPr>");
    document.insert(document.rfind("</w:pPr>", run), wanted.paragraph);
  }

  static std::string annotated(std::string bytes, const std::string& line, const Wanted& wanted) {
    if (wanted.commentator.empty() && wanted.editor.empty()) return bytes;
    const Result<Document> document = read_document(bytes);
    const auto begin = static_cast<std::uint32_t>(document->text().find(line));
    const auto end = begin + static_cast<std::uint32_t>(line.size());
    WordWriteOptions writing;
    writing.author = wanted.commentator + wanted.editor;
    std::vector<Edit> edits;
    if (wanted.editor.empty()) writing.comments.push_back({{begin, end}, "再查"});
    else edits.push_back({{end, end}, "请支持。"});
    return *write_word(*document, edits, writing);
  }

  void set_numbers(const Package& package) {
    if (number_ == "无") {
      std::string& document = members_[std::string(kDocument)];
      const std::size_t begin = document.find("<w:footerReference");
      document.erase(begin, document.find("<w:pgSz") - begin);
      return;
    }
    for (const char* name : {"word/footer1.xml", "word/footer2.xml"}) {
      std::string footer = *package.read(name);
      if (number_ == "第页") {
        replace_all(footer, "— ", "第");
        replace_all(footer, " —", "页");
      } else if (number_ == "居中") {
        replace_all(footer, R"(<w:jc w:val="right"/>)", R"(<w:jc w:val="center"/>)");
      }
      members_[name] = footer;
    }
  }

  LayoutStandard standard_;
  WordWriteOptions writing_;
  std::string number_;
  std::map<std::string, std::string> members_;
};

}  // namespace

std::string layout_example(string_view text) { return ExampleMaker().make(text); }

}  // namespace jianyan::testing
