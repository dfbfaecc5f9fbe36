// Attachments, tables and figures: what the text refers to must be there, under the number that the text gives.
//
// A table or a picture is easily lost when a draft is copied as plain text. A reference is reported only where the
// draft shows by another caption of the kind that its captions are still in it.
#include <set>

#include <fmt/format.h>

#include "document/marks.h"
#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr BlockKinds kReferring{BlockKind::paragraph, BlockKind::list_item, BlockKind::heading, BlockKind::table_cell};

// ---- attachments

struct AttachmentList {
  std::set<std::uint32_t> numbers;
  bool any = false;
};

/// The number in "附件2：" or, in the list below 附件：, "2.……"; nothing for a single attachment without one.
std::optional<CountedNumber> attachment_number(const RuleContext& context, const Block& block) {
  const Characters& c = context.c;
  const BlockRange& range = context.range_of(block);
  const std::size_t label = c.after_spaces(range.begin);
  if (c.reads(label, U"附件")) {
    if (const auto number = whole_number_at(c, c.after_spaces(label + 2))) return number;
  }
  const auto mark = parse_mark(context.document.text(), block.content);
  if (!mark || mark->style == MarkStyle::bullet) return std::nullopt;
  return CountedNumber{c.index_at(mark->span.begin), c.index_at(mark->span.end), mark->number};
}

void report_gap(RuleContext& context, const CountedNumber& number, std::uint32_t expected) {
  context.report(number.begin, number.end,
                 {fmt::format("附件序号不连续：此处应为{}，写成了{}", expected, number.value),
                  fmt::format("attachments out of sequence: expected {}, found {}", expected, number.value)});
}

/// Reads the attachment blocks, and reports numbers that skip or repeat within the list at the end of the draft.
AttachmentList read_attachments(RuleContext& context) {
  AttachmentList list;
  std::uint32_t last = 0;
  const Block* before = nullptr;
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::attachment) continue;
    list.any = true;
    const auto number = attachment_number(context, block);
    if (!number) continue;
    const bool continues = before != nullptr && before + 1 == &block && last > 0;
    if (continues && number->value != last + 1) report_gap(context, *number, last + 1);
    list.numbers.insert(number->value);
    last = number->value;
    before = &block;
  }
  return list;
}

/// Calls judge(begin of 附件, number or nullopt) for every mention in the text.
template <class Judge>
void for_each_mention(const RuleContext& context, Judge judge) {
  const Characters& c = context.c;
  for (const Block& block : context.document.blocks()) {
    if (!kReferring.contains(block.kind)) continue;
    const BlockRange& range = context.range_of(block);
    for (std::size_t i = range.content_begin; i + 1 < range.content_end; ++i)
      if (c.reads(i, U"附件")) judge(i, whole_number_at(c, i + 2));
  }
}

void check_attachments(RuleContext& context) {
  const Characters& c = context.c;
  const AttachmentList list = read_attachments(context);
  for_each_mention(context, [&](std::size_t i, const std::optional<CountedNumber>& number) {
    const bool points = is_one_of(c[i - 1], U"见按照");
    if (!list.any && points) {
      context.report(
          i, number ? number->end : i + 2,
          {"正文提到附件，文末没有附件说明，请核对", "the text refers to an attachment, but the draft lists none"});
      return;
    }
    if (!number || list.numbers.empty() || list.numbers.count(number->value) != 0) return;
    context.report(i, number->end,
                   {fmt::format("正文提到附件{}，附件说明中没有，请核对", number->value),
                    fmt::format("the text refers to attachment {}, which is not listed", number->value)});
  });
}

// ---- tables and figures

struct Caption {
  char32_t kind;  ///< 表 or 图
  CountedNumber number;
};

/// 表1　各镇情况: a short block that begins with the number and ends no sentence.
std::optional<Caption> caption_of(const RuleContext& context, const Block& block) {
  constexpr std::size_t kLongestCaption = 40;
  constexpr BlockKinds kKinds{BlockKind::paragraph, BlockKind::title, BlockKind::heading, BlockKind::table_cell};
  const Characters& c = context.c;
  const BlockRange& range = context.range_of(block);
  const std::size_t begin = range.content_begin;
  if (!kKinds.contains(block.kind) || range.content_end - begin > kLongestCaption || !is_one_of(c[begin], U"表图"))
    return std::nullopt;
  const auto number = whole_number_at(c, c.after_spaces(begin + 1));
  if (!number || number->value > 99) return std::nullopt;
  const bool separated =
      c.space(number->end) || is_one_of(c[number->end], U"：:．.") || number->end == range.content_end;
  if (!separated || is_one_of(c[range.content_end - 1], U"，；")) return std::nullopt;
  return Caption{c[begin], *number};
}

/// Kind and number.
using CaptionKey = std::pair<char32_t, std::uint32_t>;

/// The captions of the draft; reports numbers that occur twice.
std::set<CaptionKey> read_captions(RuleContext& context) {
  std::set<CaptionKey> captions;
  for (const Block& block : context.document.blocks()) {
    const auto caption = caption_of(context, block);
    if (!caption || captions.insert({caption->kind, caption->number.value}).second) continue;
    const std::size_t begin = context.range_of(block).content_begin, end = caption->number.end;
    context.report(begin, end,
                   {fmt::format("“{}”的编号重复", context.c.text(begin, end)),
                    fmt::format("the number '{}' occurs twice", context.c.text(begin, end))});
  }
  return captions;
}

bool has_kind(const std::set<CaptionKey>& captions, char32_t kind) {
  const auto first = captions.lower_bound({kind, 0});
  return first != captions.end() && first->first == kind;
}

void check_captions(RuleContext& context) {
  const Characters& c = context.c;
  const std::set<CaptionKey> captions = read_captions(context);
  if (captions.empty()) return;
  for (const Block& block : context.document.blocks()) {
    if (!kReferring.contains(block.kind)) continue;
    const BlockRange& range = context.range_of(block);
    for (std::size_t i = range.content_begin; i < range.content_end; ++i) {
      if (!is_one_of(c[i], U"表图") || !is_one_of(c[i - 1], U"见如按据由（") || !has_kind(captions, c[i])) continue;
      const auto number = whole_number_at(c, i + 1);
      if (!number || is_one_of(c[number->end], U"-.—") || captions.count({c[i], number->value}) != 0) continue;
      context.report(i, number->end,
                     {fmt::format("文中提到“{}”，没有这个编号的图表，请核对", c.text(i, number->end)),
                      "the draft has no table or figure of this number"});
    }
  }
}

}  // namespace

extern const Rule missing_attachment = {
    .info = {.id = "missing-attachment",
             .category = Category::reference,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "正文提到的附件没有列出，或附件序号不连续",
             .summary_en = "attachment that is not listed, or numbers that skip",
             .clause = "GB/T 9704—2012 7.3.4",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .triggers = U"附",
    .document = &check_attachments};

extern const Rule missing_table_or_figure = {
    .info = {.id = "missing-table-or-figure",
             .category = Category::reference,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "提到的图表没有，或图表编号重复",
             .summary_en = "table or figure that is not there, or a number used twice",
             .clause = "",
             .profiles = Profiles::usual(),
             .whole_draft = true},
    .triggers = U"表图",
    .document = &check_captions};

}  // namespace jianyan
