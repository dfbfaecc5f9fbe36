// How paragraphs stand on the page: centred titles, indents, distances of lines and of paragraphs.
// GB/T 9704—2012 5.2.3, 7.3.1, 7.3.3.
#include <fmt/format.h>

#include <cmath>

#include "rules/layout/paragraphs.h"

namespace jianyan {
namespace {

// ---- titles

void check_title(RuleContext& context) {
  Deviations deviations;
  for (const JudgedParagraph& paragraph : judged_paragraphs(context.document)) {
    if (paragraph.element != Element::title || paragraph.layout->alignment == Alignment::centre) continue;
    const bool right = paragraph.layout->alignment == Alignment::right;
    deviations.add(paragraph, right ? Message{"右对齐", "set to the right"} : Message{"左对齐", "set to the left"},
                   {"居中", "centred"});
  }
  deviations.report(context, {"标题", "the title is"});
}

// ---- indents

void check_indent(RuleContext& context) {
  const LayoutStandard& standard = context.standard.layout;
  const std::string wanted = fmt::format("{:g}", standard.indent / 100.0);
  Deviations deviations;
  for (const JudgedParagraph& paragraph : judged_paragraphs(context.document)) {
    if (indent_conforms(context.document, paragraph, standard)) continue;
    const Indent indent = indent_of(context.document, paragraph);
    const int whole = indent.typed + indent.set;
    const std::string found = fmt::format("{:g}", std::round(whole / 10.0) / 10);
    deviations.add(paragraph, whole == 0 ? Message{"没有缩进", "is not indented"}
                                         : Message{"缩进" + found + "字", "is indented by " + found + " characters"},
                   {"缩进" + wanted + "字", "by " + wanted});
  }
  deviations.report(context, {"正文首行", "the first line"});
}

// ---- distances

Message described(const ParagraphLayout& layout) {
  const std::string points = fmt::format("{:g}", layout.line / 20.0);
  const std::string times = fmt::format("{:g}", std::round(layout.line / 2.4) / 100);
  switch (layout.line_rule) {
    case LineRule::exact: return {"固定值" + points + "磅", "exactly " + points + " points"};
    case LineRule::at_least: return {"最小值" + points + "磅", "at least " + points + " points"};
    case LineRule::multiple: break;
  }
  if (layout.line == 240) return {"单倍行距", "single"};
  return {times + "倍行距", times + " lines"};
}

void check_line_pitch(RuleContext& context) {
  const LayoutStandard& standard = context.standard.layout;
  const std::string wanted = standard.line_least == standard.line_most
                                 ? fmt::format("{:g}", standard.line_least / 20.0)
                                 : fmt::format("{:g}～{:g}", standard.line_least / 20.0, standard.line_most / 20.0);
  Deviations deviations;
  for (const JudgedParagraph& paragraph : judged_paragraphs(context.document)) {
    if (line_pitch_conforms(context.document, paragraph, standard)) continue;
    deviations.add(paragraph, described(*paragraph.layout), {"固定值" + wanted + "磅", wanted + " points"});
  }
  deviations.report(context, {"行距是", "the line pitch is"});
}

void check_paragraph_spacing(RuleContext& context) {
  Deviations deviations;
  for (const JudgedParagraph& paragraph : judged_paragraphs(context.document)) {
    if (spacing_conforms(paragraph)) continue;
    const ParagraphLayout& layout = *paragraph.layout;
    deviations.add(paragraph,
                   {fmt::format("段前{:g}磅、段后{:g}磅", layout.before / 20.0, layout.after / 20.0),
                    fmt::format("{:g} points before and {:g} after", layout.before / 20.0, layout.after / 20.0)},
                   {"0", "0"});
  }
  deviations.report(context, {"段间距是", "paragraphs have"});
}

}  // namespace

extern const Rule uncentred_title = {
    .info = {.id = "uncentred-title",
             .category = Category::layout,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "标题没有居中",
             .summary_en = "title not centred",
             .clause = "GB/T 9704—2012 7.3.1",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_title};

extern const Rule wrong_indent = {
    .info = {.id = "wrong-indent",
             .category = Category::layout,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "正文首行没有缩进两字",
             .summary_en = "first line not indented by two characters",
             .clause = "GB/T 9704—2012 7.3.3",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_indent};

extern const Rule wrong_line_pitch = {
    .info = {.id = "wrong-line-pitch",
             .category = Category::layout,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "行距不合每页22行",
             .summary_en = "line pitch does not give 22 lines a page",
             .clause = "GB/T 9704—2012 5.2.3",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_line_pitch};

extern const Rule paragraph_spacing = {
    .info = {.id = "paragraph-spacing",
             .category = Category::layout,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "段前段后另有间距",
             .summary_en = "space before or after paragraphs",
             .clause = "GB/T 9704—2012 5.2.3",
             .profiles = Profiles(Profile::official),
             .on_request = true,
             .whole_draft = true},
    .document = &check_paragraph_spacing};

}  // namespace jianyan
