// What a draft must have: circumstances, analysis, proposals with somebody to carry them out, and a fair length. Short
// drafts of 100 to 500 characters have no headings, so the parts are known by their words (the list "signals"), not by
// headings; where one word speaks for a part, the part is there.
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "rules/structure/parts.h"

namespace jianyan {
namespace {

/// Where something is missing: an empty span at the begin of the running text.
Span body_start(const RuleContext& context) {
  for (const Block& block : context.document.blocks())
    if (kBody.contains(block.kind)) return {block.content.begin, block.content.begin};
  return {0, 0};
}

/// Where the proposals begin, as an empty span.
Span proposals_start(RuleContext& context) {
  const std::uint32_t offset = context.c.offset(proposals_begin(context));
  return {offset, offset};
}

bool has_proposals(RuleContext& context) { return proposals_begin(context) < context.c.size(); }

void check_situation(RuleContext& context) {
  if (!is_judged_whole(context)) return;
  for (const std::string_view group :
       {"situation", "problem-analysis", "affected-people", "survey-evidence", "analysis"})
    if (has_signal(context, group)) return;
  context.report(body_start(context), {"没有写情况和问题，应说明现状、存在什么问题、影响哪些人",
                                       "no circumstances and no problem; tell what is wrong, and for whom"});
}

void check_analysis(RuleContext& context) {
  constexpr std::size_t kLong = 300;  // in shorter drafts the facts speak for themselves
  if (body_characters(context, kLong) < kLong) return;
  for (const std::string_view group : {"problem-analysis", "analysis"})
    if (has_signal(context, group)) return;
  context.report(body_start(context), {"没有分析原因或必要性，宜说明问题为什么存在、为什么要办",
                                       "no analysis; tell why the problem is there or why it matters"});
}

void check_proposal(RuleContext& context) {
  if (!is_judged_whole(context) || has_proposals(context)) return;
  context.report(body_start(context), {"只写了问题，没有提出具体建议，应写明建议由谁做什么",
                                       "problems only; propose who is to do what"});
}

void check_actor(RuleContext& context) {
  if (!is_judged_whole(context) || !has_proposals(context)) return;
  const std::size_t begin = proposals_begin(context);
  for (const PhraseMatch& match : context.phrases("signals")) {
    // 有关部门 is vague, but somebody.
    const std::string_view phrase = match.entry.phrase;
    const bool unit = match.entry.group == "responsible-unit" || phrase.find("部门") != phrase.npos;
    if (unit && match.begin >= begin && kBody.contains(match.block->kind)) return;
  }
  context.report(proposals_start(context), {"建议里没有写明由哪个单位办，宜写明牵头或责任单位",
                                            "the proposals name nobody who is to act; name a unit"});
}

void check_units(RuleContext& context) {
  constexpr unsigned kNamed = 3;  // 市财政局, not 有关部门
  constexpr std::size_t kMost = 6;
  std::set<std::string_view> units;
  const std::size_t begin = proposals_begin(context);
  for (const PhraseMatch& match : context.phrases("signals"))
    if (match.entry.group == "responsible-unit" && match.entry.weight >= kNamed && match.begin >= begin &&
        match.entry.phrase.starts_with("市"))
      units.insert(match.entry.phrase);
  if (units.size() <= kMost) return;
  context.report(proposals_start(context),
                 {fmt::format("建议涉及{}个单位，难以交办，宜收窄事项或者写明牵头单位", units.size()),
                  fmt::format("the proposals concern {} units; narrow the matter or name one to lead", units.size())});
}

/// Vague wording weighs against what can be checked: figures, dates, money, units.
void check_vague(RuleContext& context) {
  if (!is_judged_whole(context) || !has_proposals(context)) return;
  constexpr unsigned kTolerated = 8;  // four set phrases of weight 2
  const std::size_t begin = proposals_begin(context);
  unsigned vague = 0, concrete = 0;
  for (const PhraseMatch& match : context.phrases("signals")) {
    if (match.begin < begin || !kBody.contains(match.block->kind)) continue;
    const std::string_view group = match.entry.group;
    if (group == "vague-wording") vague += match.entry.weight;
    if (group == "timeline" || group == "budget") concrete += match.entry.weight;
    if (group == "responsible-unit" && match.entry.weight > 1) concrete += match.entry.weight;
    if (group == "recommendation" && match.entry.weight > 2) concrete += match.entry.weight;
  }
  if (vague <= kTolerated || vague <= concrete) return;
  context.report(proposals_start(context),
                 {"建议部分空泛的话多，宜写明由谁、在什么时候、做到什么程度",
                  "the proposals are general; tell who is to do what, by when and how much"});
}

void check_short(RuleContext& context) {
  const std::size_t count = body_characters(context, context.standard.shortest);
  if (count == 0 || count >= context.standard.shortest) return;
  context.report(body_start(context),
                 {fmt::format("正文只有{}字，少于{}字，宜补充情况和具体建议", count, context.standard.shortest),
                  fmt::format("only {} characters, less than {}; add circumstances and proposals", count,
                              context.standard.shortest)});
}

void check_long(RuleContext& context) {
  if (context.c.size() <= context.standard.longest) return;
  const std::size_t count = body_characters(context, context.c.size());
  if (count <= context.standard.longest) return;
  context.report(body_start(context),
                 {fmt::format("正文有{}字，超过{}字，宜压缩，材料可以作为附件", count, context.standard.longest),
                  fmt::format("{} characters, more than {}; shorten, and attach what is material", count,
                              context.standard.longest)});
}

/// （二）进一步加强组织领导。 and nothing more.
void check_slogan(RuleContext& context) {
  constexpr auto kVerbs = std::to_array<std::string_view>({
      "加强", "强化", "提高", "完善", "健全", "加大", "高度重视", "切实抓好", "切实加强", "大力推进", "积极推进", "统一思想",
  });
  constexpr std::size_t kLongest = 18;
  const std::size_t begin = context.content_begin(), end = context.content_end();
  if (end - begin > kLongest || context.block().mark.empty()) return;
  std::string_view item = context.c.text(begin, end);
  if (item.starts_with("进一步")) item.remove_prefix(std::string_view("进一步").size());
  const bool slogan =
      std::any_of(kVerbs.begin(), kVerbs.end(), [item](std::string_view verb) { return item.starts_with(verb); });
  if (!slogan || item.find("，") != item.npos) return;
  for (std::size_t i = begin; i < end; ++i)
    if (context.c.digit(i)) return;
  // A heading or a lead of this kind is right where the text below it goes on.
  const Block* next = &context.block() + 1;
  const auto blocks = context.document.blocks();
  const bool last = next == blocks.data() + blocks.size();
  if (context.block().kind == BlockKind::heading && !last && next->kind == BlockKind::paragraph) return;
  if (begin < proposals_begin(context)) return;
  context.report(begin, end, {"这一条只有口号，宜写明由谁、用什么办法、做到什么程度",
                              "this item is a slogan; tell who is to do what, and how"});
}

void check_itemised(RuleContext& context) {
  constexpr std::size_t kLongest = 300;
  const std::size_t begin = context.content_begin(), end = context.content_end();
  if (end - begin <= kLongest) return;
  const std::string_view text = context.c.text(begin, end);
  for (const std::string_view mark : {"一是", "二是", "首先", "第一", "第二", "其一", "（一）", "（二）", "1.", "2.", "①", "一要"})
    if (text.find(mark) != text.npos) return;
  if (text.find("建议") == text.npos || end <= proposals_begin(context)) return;
  context.report(begin, begin, {"建议写成了一大段，宜分条写", "the proposals stand in one long paragraph; itemise them"});
}

constexpr RuleInfo info_of(std::string_view id, Severity severity, std::string_view summary_zh,
                           std::string_view summary_en, std::string_view clause) {
  return {.id = id,
          .category = Category::structure,
          .severity = severity,
          .safety = Safety::none,
          .summary_zh = summary_zh,
          .summary_en = summary_en,
          .clause = clause,
          .blocks = kBody,
          .profiles = Profiles(Profile::npc, Profile::cppcc),
          .whole_draft = true};
}

constexpr std::string_view kParts = "《代表法》第二十四条";

}  // namespace

extern const Rule missing_situation = {
    .info = info_of("missing-situation", Severity::warning, "没有写情况和问题", "no circumstances and problem", kParts),
    .document = &check_situation};
extern const Rule missing_analysis = {
    .info = info_of("missing-analysis", Severity::info, "没有分析原因或必要性", "no analysis", ""),
    .document = &check_analysis};
extern const Rule missing_proposal = {
    .info = info_of("missing-proposal", Severity::warning, "只有问题，没有具体建议", "problems only, no proposals", kParts),
    .document = &check_proposal};
extern const Rule missing_actor = {
    .info = info_of("missing-actor", Severity::info, "建议没有写明由谁办", "nobody named who is to act", ""),
    .document = &check_actor};
extern const Rule too_many_units = {
    .info = info_of("too-many-units", Severity::info, "建议涉及的单位过多", "too many units to act", ""),
    .document = &check_units};
extern const Rule vague_proposals = {
    .info = info_of("vague-proposals", Severity::info, "建议空泛", "proposals in general terms", ""),
    .document = &check_vague};
extern const Rule draft_too_short = {
    .info = info_of("draft-too-short", Severity::info, "正文过短", "short text", ""), .document = &check_short};
extern const Rule draft_too_long = {
    .info = info_of("draft-too-long", Severity::info, "正文过长", "long text", ""), .document = &check_long};
extern const Rule slogan_item = {
    .info = info_of("slogan-item", Severity::info, "建议的一条只有口号", "a proposal that is a slogan", ""),
    .block = &check_slogan};
extern const Rule proposals_not_itemised = {
    .info = info_of("proposals-not-itemised", Severity::info, "建议没有分条", "proposals in one long paragraph", ""),
    .block = &check_itemised};

}  // namespace jianyan
