// Phrases that do not belong into a draft: those of letters, bills and requests, appeals for attention, hearsay, the
// names of the other body. Lists a rule each, in dictionaries/phrases/.
#include <fmt/format.h>

#include "rules/structure/parts.h"

namespace jianyan {
namespace {

std::string text_of(const RuleContext& context, const PhraseMatch& match) {
  return std::string(context.c.text(match.target_begin, match.target_end));
}

/// Reports the phrase with a message that quotes it: the texts have one {} each.
void report(RuleContext& context, const PhraseMatch& match, fmt::string_view zh, fmt::string_view en) {
  const std::string text = text_of(context, match);
  context.report(match.target_begin, match.target_end, {fmt::vformat(zh, fmt::make_format_args(text)),
                                                        fmt::vformat(en, fmt::make_format_args(text))});
}

void check_appeal(RuleContext& context, const PhraseMatch& match) {
  report(context, match, "“{}”不是具体建议，宜写明要谁做什么", "{} is no proposal; tell who is to do what");
}

void check_hearsay(RuleContext& context, const PhraseMatch& match) {
  report(context, match, "“{}”没有依据，宜写明来源或者调研所得", "{} is hearsay; name a source");
}

void check_demand(RuleContext& context, const PhraseMatch& match) {
  report(context, match, "“{}”带有情绪，建议和提案宜据实说明、提出办法", "{} is emotional; tell the facts and propose");
}

void check_figure(RuleContext& context, const PhraseMatch& match) {
  report(context, match, "“{}”没有写明来源，宜写明是谁的统计、截至何时", "{}: name whose figures they are, and of when");
}

void check_closing(RuleContext& context, const PhraseMatch& match) {
  report(context, match, "“{}”是书信、请示的写法，建议和提案里应删去", "{} is the wording of letters and requests; leave it out");
}

/// A report or a bill has these words by right.
bool is_bill_or_report(const RuleContext& context) {
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::title) continue;
    const std::string_view title = context.document.text(block.content);
    for (const std::string_view kind : {"报告", "议案", "条例", "决定", "办法", "规则"})
      if (title.find(kind) != title.npos) return true;
  }
  return false;
}

void check_bill(RuleContext& context, const PhraseMatch& match) {
  if (is_bill_or_report(context)) return;
  report(context, match, "“{}”是议案的用语，建议不提请审议，应改写或删去",
         "{} is the wording of a bill; a suggestion is not put to the vote");
}

void check_self_reference(RuleContext& context, const PhraseMatch& match) {
  if (match.entry.group != profile_name(context.profile) || is_bill_or_report(context)) return;
  const std::string text = text_of(context, match);
  const char* right = context.profile == Profile::cppcc ? "本提案" : "本建议";
  context.report(match.target_begin, match.target_end,
                 {fmt::format("文稿自称“{}”，与文种不符，应为“{}”", text, right),
                  fmt::format("the draft calls itself {}; it is {}", text, right)});
}

void check_member_title(RuleContext& context, const PhraseMatch& match) {
  const std::string right(match.entry.replacement);
  const std::string text = text_of(context, match);
  context.report(match,
                 {fmt::format("人大的是代表，政协的是委员：“{}”应为“{}”", text, right),
                  fmt::format("congresses have 代表, conferences 委员: {} should be {}", text, right)},
                 Safety::suggest);
}

void check_second_matter(RuleContext& context, const PhraseMatch& match) {
  const char* key = context.profile == Profile::cppcc ? "cppcc.one-matter" : "npc.one-matter";
  const std::string_view article = context.standard.region.value(key);
  const std::string text = text_of(context, match);
  context.report(match.target_begin, match.target_end,
                 {fmt::format("“{}”像是另提一件事，请核对是否一事一议（{}）", text, article),
                  fmt::format("{} seems to bring in a second matter; one draft, one matter ({})", text, article)});
}

void check_opening(RuleContext& context) {
  const std::string_view text = context.document.text(context.block().content);
  for (const std::string_view beginning : {"尊敬的", "敬爱的", "亲爱的"}) {
    if (!text.starts_with(beginning)) continue;
    context.report(context.content_begin(), context.content_end(),
                   {"建议和提案不是书信，开头不用称呼，直接写情况", "no letter: leave out the salutation and begin with the matter"});
  }
}

constexpr RuleInfo info_of(std::string_view id, Severity severity, std::string_view summary_zh,
                           std::string_view summary_en, std::string_view clause = "") {
  return {.id = id,
          .category = Category::structure,
          .severity = severity,
          .safety = Safety::none,
          .summary_zh = summary_zh,
          .summary_en = summary_en,
          .clause = clause,
          .profiles = Profiles(Profile::npc, Profile::cppcc),
          .whole_draft = true};
}

}  // namespace

extern const Rule empty_appeal = {
    .info = info_of("empty-appeal", Severity::info, "只要求重视、关注", "a demand for attention only"),
    .list = "empty-appeal",
    .phrase = &check_appeal};
extern const Rule emotional_demand = {
    .info = info_of("emotional-demand", Severity::info, "情绪化的要求", "an emotional demand"),
    .list = "emotional-demand",
    .phrase = &check_demand};
extern const Rule hearsay = {
    .info = info_of("hearsay", Severity::info, "以传闻为依据", "hearsay as evidence"),
    .list = "hearsay",
    .phrase = &check_hearsay};
extern const Rule unsourced_figure = {
    .info = info_of("unsourced-figure", Severity::info, "数据没有来源", "figures without a source"),
    .list = "unsourced-figure",
    .phrase = &check_figure};
extern const Rule letter_closing = {
    .info = info_of("letter-closing", Severity::warning, "书信、请示的结束语", "the closing of a letter or request"),
    .list = "letter-closing",
    .phrase = &check_closing};
extern const Rule letter_opening = {
    .info = {.id = "letter-opening",
             .category = Category::structure,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "书信的称呼",
             .summary_en = "the salutation of a letter",
             .clause = "",
             .blocks = BlockKinds(BlockKind::salutation),
             .profiles = Profiles(Profile::npc, Profile::cppcc),
             .whole_draft = true},
    .block = &check_opening};
extern const Rule bill_wording = {
    .info = info_of("bill-wording", Severity::warning, "建议里用了议案的用语", "wording of bills in a suggestion",
                    "《代表法》第十五条"),
    .list = "bill-wording",
    .phrase = &check_bill};
extern const Rule self_reference = {
    .info = info_of("self-reference", Severity::info, "文稿自称与文种不符", "a draft that calls itself by another kind"),
    .list = "self-reference",
    .phrase = &check_self_reference};
extern const Rule second_matter = {
    .info = info_of("second-matter", Severity::info, "像是另提一件事", "perhaps a second matter", "各地代表建议条例：一事一议"),
    .list = "several-matters",
    .phrase = &check_second_matter};
extern const Rule member_title = {
    .info = {.id = "member-title",
             .category = Category::structure,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "“人大代表”“政协委员”混淆",
             .summary_en = "members of congress and conference mixed up",
             .clause = "《代表法》第二条；《政协章程》",
             .profiles = Profiles::drafts()},
    .list = "member-title",
    .phrase = &check_member_title};

}  // namespace jianyan
