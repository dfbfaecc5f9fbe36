// Paper, margins and page numbers of the sections of a Word file. Pages that lie across are attachments with tables:
// their margins are not judged. GB/T 9704—2012 5.1, 5.2.1, 7.5.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>

#include "rules/layout/paragraphs.h"

namespace jianyan {
namespace {

/// Reports each of the messages once.
class Once {
 public:
  explicit Once(RuleContext& context) : context_(context) {}
  void report(Message message) {
    if (std::find(said_.begin(), said_.end(), message.zh) != said_.end()) return;
    said_.push_back(message.zh);
    context_.report(context_.first_text(), std::move(message));
  }

 private:
  RuleContext& context_;
  std::vector<std::string> said_;
};

// ---- paper

void check_paper(RuleContext& context) {
  const LayoutStandard& standard = context.standard.layout;
  Once once(context);
  for (const SectionLayout& section : context.document.sections()) {
    if (paper_conforms(section, standard)) continue;
    const std::string found = fmt::format("{}×{}", millimetres(section.width), millimetres(section.height));
    const std::string wanted = fmt::format("{}×{}", millimetres(standard.width), millimetres(standard.height));
    once.report({fmt::format("纸张是{}毫米，应为{}毫米", found, wanted),
                 fmt::format("the paper has {} mm, not {}", found, wanted)});
  }
}

// ---- margins

void check_margins(RuleContext& context) {
  struct Margin {
    const char* zh;
    const char* en;
    int found, wanted;
  };
  const LayoutStandard& standard = context.standard.layout;
  Once once(context);
  for (const SectionLayout& section : context.document.sections()) {
    if (margins_conform(section, standard)) continue;
    std::vector<std::string> zh, en;
    // Above and below 0, Word takes the margin as exact.
    for (const Margin& margin : {Margin{"上", "top", std::abs(section.top), standard.top},
                                 Margin{"下", "bottom", std::abs(section.bottom), standard.bottom},
                                 Margin{"左", "left", section.left + section.gutter, standard.left},
                                 Margin{"右", "right", section.right, standard.right}}) {
      if (near(margin.found, margin.wanted, standard.tolerance)) continue;
      const std::string found = millimetres(margin.found), wanted = millimetres(margin.wanted);
      zh.push_back(fmt::format("{}边距是{}毫米，应为{}", margin.zh, found, wanted));
      en.push_back(fmt::format("the {} margin has {} mm, not {}", margin.en, found, wanted));
    }
    once.report({fmt::format("{}", fmt::join(zh, "；")), fmt::format("{}", fmt::join(en, "; "))});
  }
}

// ---- page numbers

void check_page_number(RuleContext& context) {
  const auto sections = context.document.sections();
  const auto numbered = [](const SectionLayout& section) { return section.odd.present || section.even.present; };
  if (sections.empty()) return;
  if (std::none_of(sections.begin(), sections.end(), numbered)) {
    context.report(context.first_text(), {"没有页码", "there are no page numbers"});
    return;
  }
  Once once(context);
  for (const SectionLayout& section : sections) {
    if (!numbered(section)) continue;
    const PageNumberFaults faults = page_number_faults(section, context.standard.layout, context.standard.fonts);
    std::vector<std::string> zh, en;
    if (faults.type) {
      const TypeStyle& wanted = context.standard.layout.page_number;
      const std::string type = context.standard.fonts.typeface(wanted.fonts.front()) + size_name(wanted.half_points);
      zh.push_back("应为" + type);
      en.push_back("be in " + type);
    }
    if (faults.form) {
      zh.emplace_back("数字左右应各有一条一字线，没有其他文字");
      en.emplace_back("stand between dashes, without other text");
    }
    if (faults.place) {
      zh.emplace_back("单页应居右、双页应居左");
      en.emplace_back("stand at the right of odd pages, at the left of even ones");
    }
    if (!zh.empty())
      once.report({fmt::format("页码{}", fmt::join(zh, "；")),
                   fmt::format("page numbers should {}", fmt::join(en, "; "))});
  }
}

}  // namespace

extern const Rule wrong_paper = {
    .info = {.id = "wrong-paper",
             .category = Category::layout,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "纸张不是A4",
             .summary_en = "paper not A4",
             .clause = "GB/T 9704—2012 5.1",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_paper};

extern const Rule wrong_margins = {
    .info = {.id = "wrong-margins",
             .category = Category::layout,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "页边距不合版心156毫米×225毫米",
             .summary_en = "margins do not leave a type area of 156 by 225 mm",
             .clause = "GB/T 9704—2012 5.2.1",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_margins};

extern const Rule wrong_page_number = {
    .info = {.id = "wrong-page-number",
             .category = Category::layout,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "没有页码，或页码的字体、写法、位置不合规定",
             .summary_en = "page numbers missing, or not as the standard has them",
             .clause = "GB/T 9704—2012 7.5",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_page_number};

}  // namespace jianyan
