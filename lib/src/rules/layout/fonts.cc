// Fonts and sizes of title, headings and body: those of most ideographs of a paragraph, so that a word set apart does
// not count. GB/T 9704—2012 5.2.2, 7.3.1, 7.3.3.
#include <fmt/format.h>

#include <array>

#include "rules/layout/paragraphs.h"

namespace jianyan {
namespace {

Message described(const RuleContext& context, const TextStyle& style) {
  if (style.font.empty()) {
    return {"没有指定中文字体的" + size_name(style.half_points), "without a Chinese font, " + size_name(style.half_points)};
  }
  const std::string name = context.standard.fonts.typeface(style.font) + size_name(style.half_points);
  return {name, name};
}

Message described(const RuleContext& context, const TypeStyle& type) {
  std::string name = context.standard.fonts.typeface(type.fonts.front()) + size_name(type.half_points);
  return {name, name};
}

/// Reports the paragraphs for which belongs(paragraph) holds.
template <class Belongs>
void check_type(RuleContext& context, const Message& subject, Belongs belongs) {
  Deviations deviations;
  for (const JudgedParagraph& paragraph : judged_paragraphs(context.document)) {
    const TypeStyle* type = belongs(paragraph) ? wanted_type(paragraph, context.standard.layout) : nullptr;
    if (type == nullptr || conforms(*paragraph.style, *type, context.standard.fonts)) continue;
    deviations.add(paragraph, described(context, *paragraph.style), described(context, *type));
  }
  deviations.report(context, subject);
}

void check_title(RuleContext& context) {
  check_type(context, {"标题是", "the title is"},
             [](const JudgedParagraph& paragraph) { return paragraph.element == Element::title; });
}

void check_body(RuleContext& context) {
  check_type(context, {"正文是", "the text is"}, [](const JudgedParagraph& paragraph) {
    return paragraph.element == Element::body || paragraph.element == Element::frame;
  });
}

void check_headings(RuleContext& context) {
  constexpr std::array<const char*, 4> kMarks = {"一、", "（一）", "1.", "（1）"};
  for (std::size_t level = 1; level <= kMarks.size(); ++level) {
    const char* mark = kMarks[level - 1];
    check_type(context, {fmt::format("层次标题“{}”是", mark), fmt::format("headings \"{}\" are", mark)},
               [level](const JudgedParagraph& paragraph) {
                 return paragraph.element == Element::heading && paragraph.block->level == level;
               });
  }
}

}  // namespace

extern const Rule wrong_title_font = {
    .info = {.id = "wrong-title-font",
             .category = Category::layout,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "标题不是二号小标宋",
             .summary_en = "title not in 小标宋 of size 2",
             .clause = "GB/T 9704—2012 7.3.1",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_title};

extern const Rule wrong_body_font = {
    .info = {.id = "wrong-body-font",
             .category = Category::layout,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "正文不是三号仿宋",
             .summary_en = "text not in 仿宋 of size 3",
             .clause = "GB/T 9704—2012 5.2.2",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_body};

extern const Rule wrong_heading_font = {
    .info = {.id = "wrong-heading-font",
             .category = Category::layout,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "层次标题的字体不合“一、黑体，（一）楷体，1.和（1）仿宋”",
             .summary_en = "fonts of headings are not 黑体, 楷体, 仿宋 by level",
             .clause = "GB/T 9704—2012 7.3.3",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_headings};

}  // namespace jianyan
