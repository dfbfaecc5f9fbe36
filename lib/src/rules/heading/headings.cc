// Numbering of headings and lists: 一、 → （一） → 1. → （1） → ①, each level in order and without gaps.
//
// Numbers are followed with a stack of open levels: a mark of an open level must carry the next number, or start again
// at one; a mark of no open level opens one below. After a fault the count goes on from the number that stands there,
// so that one slip is one finding. Order and forms of the levels: GB/T 15834—2011 附录B.3, GB/T 9704—2012 7.3.3.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "document/marks.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

/// The numbering mark of a block: what stands behind Markdown's own marks.
std::optional<Mark> numbering_of(const Document& document, const Block& block) {
  constexpr BlockKinds kNumbered{BlockKind::heading, BlockKind::list_item, BlockKind::paragraph};
  if (!kNumbered.contains(block.kind) || block.mark.empty()) return std::nullopt;
  Span line{block.mark.begin, block.span.end};
  const std::size_t own = document.text(block.mark).find_first_not_of("#>-*+ \t");
  if (document.format() == Format::markdown) {
    // An ordered list of Markdown numbers its items itself.
    if (block.kind == BlockKind::list_item || own == std::string_view::npos) return std::nullopt;
    line.begin += static_cast<std::uint32_t>(own);
  }
  return parse_mark(document.text(), line);
}

// ---- forms of marks

/// Forms that stand beside the standard one: 1．with a full-width dot, and 1）in the last level of lists.
bool tolerated(MarkStyle style, std::string_view text, std::uint32_t number) {
  if (style == MarkStyle::digit) return text == fmt::format("{}．", number) || text == fmt::format("{}）", number);
  if (style == MarkStyle::digit_bracketed) return text == fmt::format("{}）", number);
  return false;
}

void check_form(RuleContext& context) {
  const std::optional<Mark> mark = numbering_of(context.document, context.block());
  if (!mark) return;
  const std::string standard = standard_mark(mark->style, mark->number);
  const std::string_view text = context.document.text(mark->span);
  if (standard.empty() || text == standard || tolerated(mark->style, text, mark->number)) return;
  const Characters& c = context.c;
  const std::size_t begin = c.index_at(mark->span.begin), end = c.index_at(mark->span.end);
  Message message{fmt::format("序号“{}”写法不规范，应为“{}”", text, standard),
                  fmt::format("the mark '{}' should read '{}'", text, standard)};
  // 2、24岁以上…… must not become 2.24岁以上……
  if (mark->style == MarkStyle::digit && c.digit(end))
    context.report(begin, end, std::move(message));
  else
    context.replace(begin, end, std::move(message), Safety::safe, standard);
}

// ---- order of numbers and levels

struct Level {
  MarkStyle style;
  std::uint32_t number;
};

class Ladder {
 public:
  explicit Ladder(RuleContext& context) : context_(context) {}

  /// Calls judge(mark, last number of its level or 0, style above it or nullptr) for every numbered block.
  template <class Judge>
  void walk(Judge judge) {
    for (const Block& block : context_.document.blocks()) {
      const std::optional<Mark> mark = numbering_of(context_.document, block);
      if (!mark || mark_level(mark->style) == 0 || mark->style >= MarkStyle::ordinal) continue;
      const auto open = std::find_if(levels_.begin(), levels_.end(),
                                     [&mark](const Level& level) { return level.style == mark->style; });
      const std::uint32_t last = open == levels_.end() ? 0 : open->number;
      levels_.erase(open == levels_.end() ? levels_.end() : open, levels_.end());
      judge(*mark, last, levels_.empty() ? nullptr : &levels_.back());
      levels_.push_back({mark->style, mark->number});
    }
  }

 private:
  RuleContext& context_;
  std::vector<Level> levels_;
};

void report_mark(RuleContext& context, const Mark& mark, Message message) {
  context.report(context.c.index_at(mark.span.begin), context.c.index_at(mark.span.end), std::move(message));
}

/// The last number of a list in one line, 1.……。2.……。, in the block before the mark; 0 if there is none of its style.
std::uint32_t last_of_run_in_list(const RuleContext& context, const Mark& mark) {
  const Characters& c = context.c;
  const auto blocks = context.document.blocks();
  const Block* previous = context.document.block_at(mark.span.begin);
  if (previous == nullptr || previous == blocks.data()) return 0;
  --previous;
  std::uint32_t last = 0;
  const BlockRange& range = context.range_of(*previous);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const bool may_begin = i == range.begin || c.is(i - 1, CharacterClass::stop) || is_one_of(c[i - 1], U".;:");
    if (!may_begin) continue;
    const auto item = parse_mark(context.document.text(), {c.offset(i), previous->span.end});
    if (item && item->style == mark.style && (item->number == 1 || item->number == last + 1)) last = item->number;
  }
  return last;
}

void check_sequence(RuleContext& context) {
  Ladder(context).walk([&context](const Mark& mark, std::uint32_t last, const Level*) {
    const bool restarts = mark.number == 1 && last != 1;
    if (mark.number == last + 1 || restarts) return;
    const std::uint32_t expected = std::max(last, last_of_run_in_list(context, mark)) + 1;
    if (mark.number == expected) return;
    const std::string_view text = context.document.text(mark.span);
    const std::string wanted = standard_mark(mark.style, expected);
    if (mark.number == last)
      report_mark(context, mark, {fmt::format("序号“{}”重复，此处应为“{}”", text, wanted),
                                  fmt::format("the number '{}' occurs twice; expected '{}'", text, wanted)});
    else
      report_mark(context, mark, {fmt::format("序号不连续：此处应为“{}”，写成了“{}”", wanted, text),
                                  fmt::format("numbers out of sequence: expected '{}', found '{}'", wanted, text)});
  });
}

/// 1. → （一）: a lower level holds a higher one.
void check_order(RuleContext& context) {
  Ladder(context).walk([&context](const Mark& mark, std::uint32_t last, const Level* above) {
    if (last != 0 || above == nullptr || mark_level(mark.style) > mark_level(above->style)) return;
    report_mark(context, mark,
                {fmt::format("层次序号颠倒：“{}”不应放在“{}”之下，顺序为一、（一）1.（1）", context.document.text(mark.span),
                             standard_mark(above->style, above->number)),
                 fmt::format("levels upside down: '{}' must not stand below '{}'; the order is 一、（一）1.（1）",
                             context.document.text(mark.span), standard_mark(above->style, above->number))});
  });
}

/// 一、 → （1）. Two levels may be 一、 and 1. as well.
void check_skipped(RuleContext& context) {
  Ladder(context).walk([&context](const Mark& mark, std::uint32_t last, const Level* above) {
    if (last != 0 || above == nullptr) return;
    const int step = mark_level(mark.style) - mark_level(above->style);
    const bool two_level_text = above->style == MarkStyle::han && mark.style == MarkStyle::digit;
    const bool list_item = mark.style == MarkStyle::circled;  // ① counts items below any level
    if (step < 2 || two_level_text || list_item) return;
    report_mark(context, mark,
                {fmt::format("层次跳级：“{}”之下直接用了“{}”，顺序为一、（一）1.（1）",
                             standard_mark(above->style, above->number), context.document.text(mark.span)),
                 fmt::format("a level is skipped between '{}' and '{}'; the order is 一、（一）1.（1）",
                             standard_mark(above->style, above->number), context.document.text(mark.span))});
  });
}

/// （一）有下列情形之一的： 二、将第三条修改为： : not a heading but the begin of a list or a quotation.
bool announces(const Characters& c, std::size_t begin, std::size_t end) {
  constexpr auto kCues = std::to_array<std::u32string_view>(
      {U"下列", U"以下", U"如下", U"之一", U"包括", U"修改为", U"作为", U"分为", U"规定"});
  if (c[end] != U'：' && c[end] != U':') return false;
  for (std::size_t i = begin; i < end; ++i)
    if (c.reads_any(i, kCues) > 0) return true;
  return false;
}

/// Stops only: a heading may end with ？ ！ or an ellipsis, also one that was typed as dots.
void check_heading_end(RuleContext& context) {
  constexpr std::u32string_view kStops = U"。，；：、.,;:";
  const Characters& c = context.c;
  const std::size_t end = context.content_end();
  std::size_t begin = end;  // of the run of marks, blanks between them included
  for (std::size_t mark = c.before_spaces(end); mark < end && mark >= context.content_begin();
       mark = c.before_spaces(begin)) {
    if (kStops.find(c[mark]) == std::u32string_view::npos) break;
    begin = mark;
  }
  const bool ellipsis = end - begin >= 3 && c[end - 1] == c[end - 2] && c[end - 1] == c[end - 3];
  if (begin == end || ellipsis || announces(c, context.content_begin(), begin)) return;
  context.replace(begin, end, {"单独成行的小标题末尾不用标点", "no punctuation at the end of a heading"}, Safety::suggest, "");
}

// ---- 一是……二是……三是……

constexpr std::u32string_view kItemNumbers = U"零一二三四五六七八九十";

struct Item {
  std::size_t index;
  std::uint32_t number;
  bool sure;  ///< false for a 一是 inside a clause
};

/// Items begin a block or follow a mark. Only the first one may stand inside a clause (建议一是……，二是……), and what looks
/// like it there may be something else (统一是……).
std::vector<Item> items_of(const RuleContext& context) {
  const Characters& c = context.c;
  std::vector<Item> items;
  for (const Block& block : context.document.blocks()) {
    if (!BlockKinds::prose().contains(block.kind)) continue;
    const BlockRange& range = context.range_of(block);
    for (std::size_t i = range.begin; i + 1 < range.content_end; ++i) {
      const std::size_t number = c[i + 1] == U'是' ? kItemNumbers.find(c[i]) : std::u32string_view::npos;
      if (number == std::u32string_view::npos || number == 0) continue;
      const bool after_mark = c.is(i - 1, CharacterClass::stop) || c.is(i - 1, CharacterClass::open_mark);
      const bool sure = i == range.content_begin || c.line_end(c.before_spaces(i)) || after_mark;
      if (sure || number == 1) items.push_back({i, static_cast<std::uint32_t>(number), sure});
    }
  }
  return items;
}

void check_items(RuleContext& context) {
  std::uint32_t last = 0;
  bool may_have_begun = false;
  for (const Item& item : items_of(context)) {
    if (!item.sure) {
      may_have_begun = true;
      continue;
    }
    const bool second = item.number == 2 && may_have_begun;
    may_have_begun = false;
    if (item.number != last + 1 && item.number != 1 && !second) {
      const std::string found = han_number(item.number) + "是", wanted = han_number(last + 1) + "是";
      context.report(item.index, item.index + 2,
                     {item.number == last ? fmt::format("“{}”重复，此处应为“{}”", found, wanted)
                                          : fmt::format("分项不连续：此处应为“{}”，写成了“{}”", wanted, found),
                      fmt::format("items out of sequence: expected '{}', found '{}'", wanted, found)});
    }
    last = item.number;
  }
}

constexpr BlockKinds kNumberedBlocks{BlockKind::heading, BlockKind::list_item, BlockKind::paragraph};

}  // namespace

extern const Rule heading_mark_form = {
    .info = {.id = "heading-mark-form",
             .category = Category::heading,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "序号的写法不规范",
             .summary_en = "numbering mark in a wrong form",
             .clause = "GB/T 15834—2011 附录B.3",
             .blocks = kNumberedBlocks},
    .block = &check_form};

extern const Rule heading_number_gap = {
    .info = {.id = "heading-number-gap",
             .category = Category::heading,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "序号跳号或重号",
             .summary_en = "numbers of headings skip or repeat",
             .clause = "GB/T 9704—2012 7.3.3",
             .blocks = kNumberedBlocks,
             .whole_draft = true},
    .document = &check_sequence};

extern const Rule heading_level_order = {
    .info = {.id = "heading-level-order",
             .category = Category::heading,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "层次序号颠倒",
             .summary_en = "levels of headings upside down",
             .clause = "GB/T 15834—2011 附录B.3.8",
             .blocks = kNumberedBlocks,
             .whole_draft = true},
    .document = &check_order};

extern const Rule heading_level_skipped = {
    .info = {.id = "heading-level-skipped",
             .category = Category::heading,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "层次跳级",
             .summary_en = "a level of headings is skipped",
             .clause = "GB/T 9704—2012 7.3.3",
             .blocks = kNumberedBlocks,
             .whole_draft = true},
    .document = &check_skipped};

extern const Rule heading_end_mark = {
    .info = {.id = "heading-end-mark",
             .category = Category::heading,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "小标题末尾有标点",
             .summary_en = "punctuation at the end of a heading",
             .clause = "GB/T 15834—2011 附录B.4",
             .blocks = BlockKinds(BlockKind::heading)},
    .block = &check_heading_end};

extern const Rule item_sequence = {
    .info = {.id = "item-sequence",
             .category = Category::heading,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "“一是……二是……”跳号或重号",
             .summary_en = "items 一是, 二是 skip or repeat",
             .clause = "",
             .whole_draft = true},
    .document = &check_items};

}  // namespace jianyan
