// What stands at the end of a paragraph, of an item, of a caption and of an attachment note.
#include <array>

#include <fmt/format.h>

#include "document/marks.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

// ---- a paragraph without an end

/// Sentences inside show that the block is running text. What follows a broken-off line is broken-line's.
void check_missing_end(RuleContext& context) {
  constexpr std::size_t kShortest = 20;
  const Characters& c = context.c;
  const std::size_t begin = context.content_begin(), end = context.content_end();
  if (end - begin < kShortest || !(c.han(end - 1) || c.digit(end - 1)) || c.in(end - 1, kAddress)) return;
  bool sentence = false, comma = false;
  for (std::size_t i = begin; i < end; ++i) {
    sentence = sentence || is_one_of(c[i], U"。！？");
    comma = comma || c[i] == U'，';
  }
  const Block* next = &context.block() + 1;
  const auto blocks = context.document.blocks();
  const bool ends_here =
      next == blocks.data() + blocks.size() || next->kind != BlockKind::paragraph || !next->mark.empty() ||
      context.document.text({context.block().span.end, next->span.begin}).find("\n\n") != std::string_view::npos ||
      context.range_of(*next).content_begin >= context.range_of(*next).begin + 2;
  if (!sentence || !comma || !ends_here) return;
  context.replace(end, end, {"段末缺少标点", "no mark at the end of the paragraph"}, Safety::suggest, "。");
}

// ---- 应当研究如何降低成本？

void check_indirect_question(RuleContext& context, std::size_t i) {
  static constexpr auto kVerbs =
      std::to_array<std::u32string_view>({U"应当研究", U"要研究", U"应研究", U"建议研究", U"不清楚", U"不知道", U"弄清",
                                          U"需要明确", U"应当明确", U"说明了", U"取决于"});
  static constexpr auto kQuestions =
      std::to_array<std::u32string_view>({U"如何", U"怎样", U"是否", U"什么", U"哪些", U"怎么"});
  constexpr std::size_t kReach = 30;
  const Characters& c = context.c;
  bool question = false;
  for (std::size_t k = i - 1; i - k < kReach && (c.han(k) || c[k] == U'、' || c.word_character(k)); --k) {
    if (is_one_of(c[k], U"吗呢")) return;
    question = question || c.reads_any(k, kQuestions) > 0;
    if (!question || c.reads_any(k, kVerbs) == 0) continue;
    context.replace(i, i + 1, {"句子本身是陈述语气，应用句号", "the sentence states something; it takes a full stop"},
                    Safety::suggest, "。");
    return;
  }
}

// ---- （一）甲。乙；（二）丙。

/// Items of the same list follow each other: the next block, or the next mark in the paragraph.
bool followed_by_item(const RuleContext& context, std::size_t semicolon) {
  const Characters& c = context.c;
  if (semicolon + 1 < context.content_end()) {
    const auto mark = parse_mark(context.document.text(), c.span(semicolon + 1, context.content_end()));
    return mark && mark->style != MarkStyle::bullet;
  }
  const Block* next = &context.block() + 1;
  const auto blocks = context.document.blocks();
  return next != blocks.data() + blocks.size() && !next->mark.empty() && next->level == context.block().level &&
         !context.block().mark.empty() && next->level > 0;
}

/// Whether an item begins between `begin` and `end`: at either, or behind a mark.
bool item_begins(const RuleContext& context, std::size_t begin, std::size_t end) {
  const Characters& c = context.c;
  for (std::size_t i = begin; i < end; ++i) {
    if (i != begin && !is_one_of(c[i - 1], U"。：，；")) continue;
    const auto mark = parse_mark(context.document.text(), c.span(i, end));
    if (mark && mark->style != MarkStyle::bullet) return true;
  }
  return false;
}

/// The item that ends at the semicolon has a 。 inside, outside of quotation marks and brackets.
bool item_has_full_stop(const RuleContext& context, std::size_t semicolon) {
  const Characters& c = context.c;
  int depth = 0;
  for (std::size_t i = semicolon; i-- > context.content_begin();) {
    if (c.is(i, CharacterClass::close_mark)) ++depth;
    if (c.is(i, CharacterClass::open_mark)) --depth;
    if (depth != 0) continue;
    if (c[i] == U'；') return false;
    if (c[i] == U'。') return !item_begins(context, i + 1, semicolon);
  }
  return false;
}

void check_item_semicolon(RuleContext& context, std::size_t i) {
  if (!followed_by_item(context, i) || !item_has_full_stop(context, i)) return;
  context.replace(i, i + 1,
                  {"分项内部已有句号，末尾应用句号", "an item with a full stop inside ends with a full stop too"},
                  Safety::suggest, "。");
}

// ---- 图1　停车位分布。

void check_caption(RuleContext& context) {
  constexpr std::size_t kLongestCaption = 40;
  const Characters& c = context.c;
  const std::size_t begin = context.content_begin(), end = context.content_end();
  if (end - begin > kLongestCaption || !is_one_of(c[begin], U"图表") || c[end - 1] != U'。') return;
  std::size_t number = c.after_spaces(begin + 1);
  const std::size_t first = number;
  while (c.digit(number) || is_one_of(c[number], U"一二三四五六七八九十-.")) ++number;
  if (number == first || !(c.space(number) || is_one_of(c[number], U"：:"))) return;
  context.replace(end - 1, end, {"图题、表题末尾不用句号", "no full stop at the end of a caption"}, Safety::suggest,
                  "");
}

// ---- 附件：1、调研数据表。

void check_attachment(RuleContext& context) {
  const Characters& c = context.c;
  const std::size_t begin = context.content_begin(), end = context.content_end();
  if (begin == end) return;
  std::size_t number = begin;
  while (c.digit(number)) ++number;
  if (number > begin && number - begin <= 2 && is_one_of(c[number], U"、，．"))
    context.replace(number, number + 1, {"附件序号后用下脚点“.”", "the number of an attachment takes a dot"},
                    Safety::safe, ".");
  if (is_one_of(c[end - 1], U"。；，、")) {
    context.replace(end - 1, end, {"附件名称后不用标点", "no mark behind the name of an attachment"}, Safety::suggest,
                    "");
  }
  const std::size_t name = number > begin ? c.after_spaces(number + 1) : begin;
  if (c[name] == U'《' && c[end - 1] == U'》') {
    Fix fix{Safety::suggest, {}};
    fix.edits.push_back(context.edit(name, name + 1, ""));
    fix.edits.push_back(context.edit(end - 1, end, ""));
    context.report(name, end, {"附件名称不加书名号", "no title marks around the name of an attachment"},
                   std::move(fix));
  }
}

}  // namespace

extern const Rule missing_end_mark = {
    .info = {.id = "missing-end-mark",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "段末缺少标点",
             .summary_en = "no mark at the end of a paragraph",
             .clause = "GB/T 15834—2011 4.1",
             .blocks = BlockKinds(BlockKind::paragraph),
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .block = &check_missing_end};

extern const Rule question_mark_in_statement = {
    .info = {.id = "question-mark-in-statement",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "陈述句用了问号",
             .summary_en = "question mark behind an indirect question",
             .clause = "GB/T 15834—2011 附录A.2"},
    .triggers = U"？",
    .at = &check_indirect_question};

extern const Rule semicolon_after_sentences = {
    .info = {.id = "semicolon-after-sentences",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "含句号的分项末尾用了分号",
             .summary_en = "semicolon behind an item with a full stop inside",
             .clause = "GB/T 15834—2011 附录A.5",
             .blocks = BlockKinds(BlockKind::paragraph, BlockKind::list_item),
             .profiles = Profiles::drafts()},
    .triggers = U"；",
    .at = &check_item_semicolon};

extern const Rule caption_end_mark = {
    .info = {.id = "caption-end-mark",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "图题、表题末尾有句号",
             .summary_en = "full stop at the end of a caption",
             .clause = "GB/T 15834—2011 附录A.1"},
    .triggers = U"图表",
    .block = &check_caption};

extern const Rule attachment_form = {
    .info = {.id = "attachment-form",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "附件说明的标点不规范",
             .summary_en = "marks of an attachment note",
             .clause = "GB/T 9704—2012 7.3.4",
             .blocks = BlockKinds(BlockKind::attachment),
             .profiles = Profiles::drafts()},
    .block = &check_attachment};

}  // namespace jianyan
