// What the work on a draft leaves behind in a Word file: marker pens, coloured text, empty controls, tracked changes,
// comments. Told once a draft, where the first stands: a person goes through them with Word's own means.
#include "rules/leftovers.h"

namespace jianyan {
namespace {

void check_highlight(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr) return;
  report_stretches(context, leftovers->highlighted,
                   {"文字上有突出显示（荧光笔）的颜色，交出前应去掉",
                    "highlighted with a marker; take the colour off before it is handed in"});
}

/// What stands above the title may be the red head of an organ's paper.
void check_colour(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr || leftovers->coloured.empty()) return;
  std::vector<Span> below = leftovers->coloured;
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::title) continue;
    std::erase_if(below, [&](Span span) { return span.end <= block.span.begin; });
    break;
  }
  report_stretches(context, below,
                   {"文字是彩色的，交出前应改为黑色", "coloured text; make it black before it is handed in"});
}

void check_controls(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr) return;
  report_stretches(context, leftovers->placeholders,
                   {"这里的控件没有填写，显示的是提示文字；应填写或删去",
                    "a control that nobody filled in, with its prompt; fill it in or delete it"});
}

void check_changes(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr) return;
  report_annotations(context, leftovers->changes, {"处修订", "tracked changes"},
                     {"交出前应逐处接受或拒绝", "accept or reject each before it is handed in"});
}

void check_comments(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr) return;
  report_annotations(context, leftovers->comments, {"条批注", "comments"},
                     {"交出前应处理并删去", "deal with them, and delete them before it is handed in"});
}

}  // namespace

extern const Rule highlighted_text = {
    .info = {.id = "highlighted-text",
             .category = Category::structure,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "文字上留有突出显示的颜色",
             .summary_en = "text highlighted with a marker",
             .clause = "",
             .profiles = Profiles::drafts()},
    .document = &check_highlight};

extern const Rule coloured_text = {
    .info = {.id = "coloured-text",
             .category = Category::structure,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "文字是彩色的",
             .summary_en = "coloured text",
             .clause = "GB/T 9704—2012 5.2.4",
             .profiles = Profiles::drafts()},
    .document = &check_colour};

extern const Rule unfilled_control = {
    .info = {.id = "unfilled-control",
             .category = Category::structure,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "表格控件没有填写",
             .summary_en = "a control that nobody filled in",
             .clause = "",
             .profiles = Profiles::drafts()},
    .document = &check_controls};

extern const Rule tracked_change_left = {
    .info = {.id = "tracked-change-left",
             .category = Category::structure,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "修订没有接受或拒绝",
             .summary_en = "tracked changes neither accepted nor rejected",
             .clause = "",
             .profiles = Profiles::drafts()},
    .document = &check_changes};

extern const Rule comment_left = {
    .info = {.id = "comment-left",
             .category = Category::structure,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "批注没有删去",
             .summary_en = "comments left in the file",
             .clause = "",
             .profiles = Profiles::drafts()},
    .document = &check_comments};

}  // namespace jianyan
