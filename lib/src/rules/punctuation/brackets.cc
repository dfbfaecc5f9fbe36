// One stack for all kinds of brackets. A closing mark that does not fit the innermost open one closes the nearest that
// fits, and what lies between is unpaired: that blames the mark that is missing its partner rather than the ones around
// it.
#include "rules/punctuation/brackets.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kBrackets = U"()（）《》〈〉【】〔〕";
constexpr std::u32string_view kOpening = U"(（《〈【〔";
constexpr std::u32string_view kClosing = U")）》〉】〕";

/// Round brackets of both widths are one kind.
std::size_t kind_of(std::u32string_view marks, char32_t mark) {
  const std::size_t kind = marks.find(mark);
  return kind == 0 ? 1 : kind;
}

std::string partner(std::u32string_view marks, std::u32string_view partners, char32_t mark) {
  return to_utf8(partners.substr(marks.find(mark), 1));
}

bool chinese_number(char32_t v) { return std::u32string_view(U"一二三四五六七八九十").find(v) != std::u32string_view::npos; }

void close_pair(std::vector<BracketPair>& open, BracketAnalysis& result, const Characters& c, std::size_t close) {
  const std::size_t kind = kind_of(kClosing, c[close]);
  const auto fits = std::find_if(open.rbegin(), open.rend(), [&](const BracketPair& pair) {
    return kind_of(kOpening, c[pair.open]) == kind;
  });
  if (fits == open.rend()) {
    result.unpaired.push_back({close, false});
    return;
  }
  result.pairs.push_back({fits->open, close});
  for (auto between = open.rbegin(); between != fits; ++between) result.unpaired.push_back({between->open, true});
  open.erase(fits.base() - 1, open.end());
}

std::string mark_text(const Characters& c, std::size_t i) { return std::string(c.text(i, i + 1)); }

/// （三对接收…… at the start of a block: the number tells where the missing bracket belongs.
bool enumerator_without_close(const RuleContext& context, std::size_t open, std::size_t& number_end) {
  const Characters& c = context.c;
  if (open != c.after_spaces(context.begin())) return false;
  number_end = open + 1;
  while (chinese_number(c[number_end])) ++number_end;
  const std::size_t digits = number_end - open - 1;
  // 一 and 十 begin many words (一定, 十分): one of them alone proves nothing.
  const bool ambiguous = digits == 1 && (c[open + 1] == U'一' || c[open + 1] == U'十');
  return digits >= 1 && digits <= 3 && !ambiguous && c.han(number_end);
}

/// ）……（ and nothing else unpaired in the block: the two were typed the wrong way round. With more of them nobody can
/// tell which belong together.
bool is_reversed_pair(const Characters& c, const std::vector<UnpairedBracket>& unpaired) {
  return unpaired.size() == 2 && !unpaired[0].opening && unpaired[1].opening &&
         kind_of(kClosing, c[unpaired[0].index]) == kind_of(kOpening, c[unpaired[1].index]);
}

void report_unpaired(RuleContext& context, const UnpairedBracket& bracket) {
  const Characters& c = context.c;
  const auto [index, opening] = bracket;
  const std::string mark = mark_text(c, index);
  Message message{opening ? fmt::format("“{}”没有配对的右半边，请补上或删去", mark)
                          : fmt::format("“{}”没有配对的左半边，请补上或删去", mark),
                  opening ? fmt::format("'{}' is never closed; add its partner or delete it", mark)
                          : fmt::format("'{}' was never opened; add its partner or delete it", mark)};
  std::size_t number_end = 0;
  if (opening && enumerator_without_close(context, index, number_end)) {
    Fix fix{Safety::suggest, {}};
    fix.edits.push_back(context.edit(number_end, number_end, c[index] == U'(' ? ")" : "）"));
    context.report(index, number_end, std::move(message), std::move(fix));
  } else {
    context.report(index, index + 1, std::move(message));
  }
}

void check_unpaired(RuleContext& context) {
  const std::vector<UnpairedBracket> unpaired = analyse_brackets(context).unpaired;
  if (is_reversed_pair(context.c, unpaired)) return;
  for (const UnpairedBracket& bracket : unpaired) report_unpaired(context, bracket);
}

void check_reversed(RuleContext& context) {
  const Characters& c = context.c;
  const std::vector<UnpairedBracket> unpaired = analyse_brackets(context).unpaired;
  if (!is_reversed_pair(c, unpaired)) return;
  const std::size_t close = unpaired[0].index, open = unpaired[1].index;
  Fix fix{Safety::suggest, {}};
  fix.edits.push_back(context.edit(close, close + 1, partner(kClosing, kOpening, c[close])));
  fix.edits.push_back(context.edit(open, open + 1, partner(kOpening, kClosing, c[open])));
  context.report(close, open + 1,
                 {fmt::format("“{}”与“{}”左右颠倒", mark_text(c, close), mark_text(c, open)),
                  fmt::format("'{}' and '{}' face the wrong way", mark_text(c, close), mark_text(c, open))},
                 std::move(fix));
}

/// （见附件（一））: the inner or outer pair takes another form. （草案） inside the name of a work is part of the name. Pairs do
/// not cross, so those around a pair are a stack, from the last closing mark backwards.
void check_nested(RuleContext& context) {
  enum class Inside { nothing, round, title };
  struct Enclosing {
    std::size_t open;
    Inside inside;  ///< for what it holds
  };
  const Characters& c = context.c;
  const std::vector<BracketPair> pairs = analyse_brackets(context).pairs;
  std::vector<Enclosing> around;
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    while (!around.empty() && around.back().open > pair->open) around.pop_back();
    const Inside outer = around.empty() ? Inside::nothing : around.back().inside;
    const bool round = is_one_of(c[pair->open], U"（(");
    if (round && outer == Inside::round)
      context.report(pair->open, pair->close + 1,
                     {"括号里面又用同形的括号，外层宜用“〔〕”",
                      "round brackets inside round ones; the outer pair had better be 〔〕"});
    const bool title = is_one_of(c[pair->open], U"《〈");
    around.push_back({pair->open, round ? Inside::round : title ? Inside::title : outer});
  }
}

/// What the bracket of 1） does while another is open.
enum class Enumerators { close_brackets, skip };

/// Whether there was such a one is added to `has_enumerator`.
BracketAnalysis match(const RuleContext& context, Enumerators enumerators, bool& has_enumerator) {
  const Characters& c = context.c;
  BracketAnalysis result;
  std::vector<BracketPair> open;
  for (std::size_t i = context.begin(); i < context.end(); ++i) {
    const CharacterClass cls = c.cls(i);
    if (cls != CharacterClass::open_mark && cls != CharacterClass::close_mark && cls != CharacterClass::ascii_mark)
      continue;
    if (c.in(i, kMasked | kAddress)) continue;  // not tokens and Latin runs: in 国发(2025)12号 only one half is in one
    if (kOpening.find(c[i]) != std::u32string_view::npos) {
      open.push_back({i, i});
    } else if (kClosing.find(c[i]) != std::u32string_view::npos) {
      const bool enumerator = closes_enumerator(context, i);
      has_enumerator = has_enumerator || enumerator;
      if (enumerator && (open.empty() || enumerators == Enumerators::skip)) continue;
      close_pair(open, result, c, i);
    }
  }
  for (const BracketPair& pair : open) result.unpaired.push_back({pair.open, true});
  std::sort(result.unpaired.begin(), result.unpaired.end(),
            [](const UnpairedBracket& a, const UnpairedBracket& b) { return a.index < b.index; });
  return result;
}

}  // namespace

bool closes_enumerator(const RuleContext& context, std::size_t index) {
  const Characters& c = context.c;
  std::size_t first = index;
  while (first > context.begin() && index - first < 3 && (c.digit(first - 1) || chinese_number(c[first - 1]))) --first;
  if (first == index && c.latin(index - 1) && !c.latin(index - 2)) --first;
  const std::size_t before = c.before_spaces(first);
  const bool after_mark = c.is(before, CharacterClass::stop) || is_one_of(c[before], U",;:.");
  return first < index && (c.line_end(before) || after_mark);
}

BracketAnalysis analyse_brackets(const RuleContext& context) {
  // （如：1）…… may be closed there or go on with 2）…… ）. What leaves fewer brackets alone is meant.
  bool has_enumerator = false;
  BracketAnalysis closed = match(context, Enumerators::close_brackets, has_enumerator);
  if (closed.unpaired.empty() || !has_enumerator) return closed;
  BracketAnalysis skipped = match(context, Enumerators::skip, has_enumerator);
  return skipped.unpaired.size() < closed.unpaired.size() ? skipped : closed;
}

extern const Rule unpaired_bracket = {
    .info = {.id = "unpaired-bracket",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::suggest,
             .summary_zh = "括号、书名号缺了一半",
             .summary_en = "bracket or book-title mark without its partner",
             .clause = "GB/T 15834—2011 4.9、4.15",
             .profiles = Profiles::all()},
    .triggers = kBrackets,
    .block = &check_unpaired};

extern const Rule nested_bracket = {
    .info = {.id = "nested-bracket",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "圆括号套圆括号",
             .summary_en = "round brackets inside round brackets",
             .clause = "GB/T 15834—2011 4.9.3.6",
             .profiles = Profiles::drafts()},
    .triggers = U"（(",
    .block = &check_nested};

extern const Rule reversed_bracket = {
    .info = {.id = "reversed-bracket",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::suggest,
             .summary_zh = "括号、书名号左右颠倒",
             .summary_en = "brackets or book-title marks facing the wrong way",
             .clause = "GB/T 15834—2011 4.9、4.15",
             .profiles = Profiles::all()},
    .triggers = kBrackets,
    .block = &check_reversed};

}  // namespace jianyan
