// “以下三点建议：” and the items that follow. Only what is certain is counted: items of one kind that begin with the
// first and follow each other, in the paragraph of the announcement or as the blocks below it.
#include <array>

#include <fmt/format.h>

#include "document/marks.h"
#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr BlockKinds kText{BlockKind::heading, BlockKind::paragraph, BlockKind::list_item};
constexpr std::uint32_t kMostItems = 20;

struct Announcement {
  std::size_t begin, end;  ///< 三点, with its measure
  std::uint32_t count;
};

bool points_down(const Characters& c, std::size_t begin, std::size_t end) {
  static constexpr auto kWords = std::to_array<std::u32string_view>({U"以下", U"如下", U"下列", U"下面"});
  for (std::size_t i = begin; i < end; ++i)
    if (c.reads_any(i, kWords) > 0) return true;
  return false;
}

std::size_t measure_length(const Characters& c, std::size_t i) {
  static constexpr auto kMeasures =
      std::to_array<std::u32string_view>({U"个方面", U"大方面", U"个问题", U"个难题", U"方面", U"点", U"条", U"项"});
  return c.reads_any(i, kMeasures);
}

/// The announcement in the clause that ends at `end` (a colon, or the end of a block): a number and 点, 条, 个方面 ……
/// With another number in it the clause may say anything.
std::optional<Announcement> announcement_before(const Characters& c, std::size_t begin, std::size_t end, bool colon) {
  constexpr std::size_t kReach = 24;
  std::size_t first = end;
  while (first > begin && end - first < kReach && !c.is(first - 1, CharacterClass::stop) && !c.line_end(first - 1))
    --first;
  std::optional<Announcement> found;
  for (std::size_t i = first; i < end; ++i) {
    const auto number = whole_number_at(c, i);
    if (!number) continue;
    const std::size_t measure = measure_length(c, number->end);
    const bool ordinal = is_one_of(c[i - 1], U"第几〇零一二三四五六七八九十百千周期") || c.digit(i - 1);
    if (measure > 0 && !ordinal && number->value >= 2 && number->value <= kMostItems) {
      if (found) return std::nullopt;
      found = Announcement{i, number->end + measure, number->value};
    } else if (number->value > 1) {
      return std::nullopt;
    }
    i = number->end - 1;
  }
  if (!found || (!colon && !points_down(c, first, end))) return std::nullopt;
  return found;
}

/// The item mark at `begin`: as parse_mark() has them, 一是 included.
std::optional<Mark> item_at(const RuleContext& context, std::size_t begin, std::size_t end) {
  const auto mark = parse_mark(context.document.text(), context.c.span(begin, end));
  if (!mark || mark->style == MarkStyle::bullet || mark->style == MarkStyle::article) return std::nullopt;
  return mark;
}

/// Items of one style, counted from the first on.
struct Count {
  MarkStyle style;
  std::uint32_t items = 0;
  bool ended = false;  ///< another series, or a mark of a higher level, has begun
};

/// Goes on counting in [begin, end), where an item begins behind a stop.
void count_run_in(const RuleContext& context, std::size_t begin, std::size_t end, Count& count) {
  const Characters& c = context.c;
  for (std::size_t i = begin; i < end && !count.ended; ++i) {
    if (i != begin && !c.is(i - 1, CharacterClass::stop)) continue;
    const auto mark = item_at(context, i, end);
    if (!mark || mark->style != count.style) continue;
    if (mark->number == count.items + 1)
      ++count.items;
    else
      count.ended = mark->number == 1;
  }
}

/// Goes on through the blocks from `first`: items at their heads and inside them.
void count_blocks(const RuleContext& context, const Block* first, Count& count) {
  const auto blocks = context.document.blocks();
  const std::uint8_t level = mark_level(count.style);
  for (const Block* block = first; block != blocks.data() + blocks.size() && !count.ended; ++block) {
    if (!kText.contains(block->kind)) continue;
    const BlockRange& range = context.range_of(*block);
    const std::size_t begin = context.c.after_spaces(range.begin);
    const auto mark = item_at(context, begin, range.content_end);
    const std::uint8_t own = mark ? mark_level(mark->style) : std::uint8_t{0};
    if (mark ? mark->style != count.style && own != 0 && (level == 0 || own < level)
             : block->kind == BlockKind::heading)
      return;
    count_run_in(context, begin, range.content_end, count);
  }
}

void judge(RuleContext& context, const Announcement& announced, std::uint32_t items) {
  if (items < 2 || items == announced.count) return;
  const std::string_view words = context.c.text(announced.begin, announced.end);
  context.report(announced.begin, announced.end,
                 {fmt::format("这里说“{}”，后面列了{}项，请核对", words, items),
                  fmt::format("'{}' is announced, but {} items follow", words, items)});
}

/// ……以下三点：一是……；二是……
void check_in_paragraph(RuleContext& context, const Block& block, std::size_t colon) {
  const Characters& c = context.c;
  const BlockRange& range = context.range_of(block);
  const auto first = item_at(context, colon + 1, range.content_end);
  if (!first || first->number != 1) return;
  const auto announced = announcement_before(c, range.content_begin, colon, true);
  if (!announced) return;
  Count count{first->style};
  count_run_in(context, colon + 1, range.content_end, count);
  count_blocks(context, &block + 1, count);
  judge(context, *announced, count.items);
}

/// ……以下三点：  and the items as blocks.
void check_above_blocks(RuleContext& context, const Block& block) {
  const Characters& c = context.c;
  const BlockRange& range = context.range_of(block);
  const auto blocks = context.document.blocks();
  const Block* next = &block + 1;
  if (next == blocks.data() + blocks.size() || !kText.contains(next->kind) || range.content_end == range.content_begin)
    return;
  const std::size_t end = range.content_end - 1;
  const bool colon = is_one_of(c[end], U"：:");
  if (!colon && c[end] != U'。') return;
  const BlockRange& below = context.range_of(*next);
  const auto first = item_at(context, c.after_spaces(below.begin), below.content_end);
  // 一、问题 below 一、 would be another section, not an item.
  if (!first || first->number != 1 || (!block.mark.empty() && block.level != 0 && block.level == next->level)) return;
  const auto announced = announcement_before(c, range.content_begin, end, colon);
  if (!announced) return;
  Count count{first->style};
  count_blocks(context, next, count);
  judge(context, *announced, count.items);
}

void check(RuleContext& context) {
  const Characters& c = context.c;
  for (const Block& block : context.document.blocks()) {
    if (!kText.contains(block.kind)) continue;
    const BlockRange& range = context.range_of(block);
    for (std::size_t i = range.content_begin; i + 1 < range.content_end; ++i)
      if (c[i] == U'：') check_in_paragraph(context, block, i);
    check_above_blocks(context, block);
  }
}

}  // namespace

extern const Rule item_count = {
    .info = {.id = "item-count",
             .category = Category::reference,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "“以下几点”与列出的项数不符",
             .summary_en = "announced number of items that do not follow",
             .clause = "",
             .profiles = Profiles::usual(),
             .whole_draft = true},
    .document = &check};

}  // namespace jianyan
