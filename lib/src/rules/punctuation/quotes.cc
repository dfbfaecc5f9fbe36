// Quotation marks: straight ones, corner ones, ones that face the wrong way, lack a partner, or stand inside their own
// kind.
//
// All double quotation marks of a block are read as one sequence. A straight mark opens where nothing is open and
// closes where something is; the block is well formed if every mark fits and nothing stays open. Where curly marks do
// not fit, but would if they alternated, and their surroundings agree (an opening mark has text behind it, a closing
// one before it), they were typed the wrong way round. Everything else cannot be decided by form and is reported as it
// is.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

struct Quote {
  std::size_t index;
  char32_t mark;  // “ ” or "
};

std::vector<Quote> double_quotes(const RuleContext& context) {
  const Characters& c = context.c;
  std::vector<Quote> quotes;
  for (std::size_t i = context.begin(); i < context.end(); ++i)
    if ((c[i] == U'“' || c[i] == U'”' || c[i] == U'"') && !c.in(i, kMasked | kAddress | kLatin))
      quotes.push_back({i, c[i]});
  return quotes;
}

/// Deepest nesting of a well-formed sequence, or 0 if it is not well formed. Straight marks are taken as alternating.
std::size_t nesting(const std::vector<Quote>& quotes) {
  std::size_t depth = 0, deepest = 0;
  for (const Quote& quote : quotes) {
    const bool opens = quote.mark == U'“' || (quote.mark == U'"' && depth == 0);
    if (!opens && depth == 0) return 0;
    depth = opens ? depth + 1 : depth - 1;
    deepest = std::max(deepest, depth);
  }
  return depth == 0 ? deepest : 0;
}

bool content(const Characters& c, std::size_t i) {
  return c.han(i) || c.word_character(i) || c.is(i, CharacterClass::open_mark) ||
         c.is(i, CharacterClass::fullwidth_digit);
}

/// Whether marks that alternate would stand well: text behind each opening one, text or a mark before each closing one.
bool alternation_fits(const Characters& c, const std::vector<Quote>& quotes) {
  if (quotes.size() % 2 != 0) return false;
  for (std::size_t k = 0; k < quotes.size(); k += 2) {
    const std::size_t open = quotes[k].index, close = quotes[k + 1].index;
    const bool text_inside = content(c, open + 1) && !c.line_end(close - 1) && !c.space(close - 1) &&
                             c[close - 1] != U'，' && c[close - 1] != U'、';
    if (!text_inside) return false;
  }
  return true;
}

std::size_t reversed_count(const std::vector<Quote>& quotes) {
  std::size_t wrong = 0;
  for (std::size_t k = 0; k < quotes.size(); ++k)
    if (quotes[k].mark != U'"' && (quotes[k].mark == U'“') != (k % 2 == 0)) ++wrong;
  return wrong;
}

/// What is wrong with the curly marks of a block.
enum class QuoteFault { none, nested, reversed, unpaired };

QuoteFault fault_of(const RuleContext& context, const std::vector<Quote>& quotes) {
  if (quotes.empty()) return QuoteFault::none;
  const std::size_t deepest = nesting(quotes);
  if (deepest == 1) return QuoteFault::none;
  if (deepest > 1) return QuoteFault::nested;
  if (reversed_count(quotes) > 0 && alternation_fits(context.c, quotes)) return QuoteFault::reversed;
  return QuoteFault::unpaired;
}

void check_reversed(RuleContext& context) {
  const std::vector<Quote> quotes = double_quotes(context);
  if (fault_of(context, quotes) != QuoteFault::reversed) return;
  for (std::size_t k = 0; k < quotes.size(); ++k) {
    const auto [index, mark] = quotes[k];
    if (mark == U'"' || (mark == U'“') == (k % 2 == 0)) continue;
    const bool opens = k % 2 == 0;
    context.replace(index, index + 1,
                    {opens ? "引号方向反了，此处应为前引号“" : "引号方向反了，此处应为后引号”",
                     opens ? "this quotation mark should open" : "this quotation mark should close"},
                    Safety::suggest, opens ? "“" : "”");
  }
}

/// A quotation over several paragraphs opens each of them and is closed in the last one only (GB/T 15834—2011 4.8.3.4).
/// The paragraph after a fragment is not known.
bool continues_in_next_paragraph(const RuleContext& context, const Quote& quote) {
  const Block* next = &context.block() + 1;
  const auto blocks = context.document.blocks();
  if (quote.mark != U'“' || quote.index != context.content_begin()) return false;
  if (next == blocks.data() + blocks.size()) return context.document.scope() == Scope::fragment;
  return context.document.text(next->content).starts_with("“");
}

void check_unpaired(RuleContext& context) {
  const std::vector<Quote> quotes = double_quotes(context);
  if (fault_of(context, quotes) != QuoteFault::unpaired) return;
  std::vector<Quote> open;
  const auto report = [&context](const Quote& quote, bool opens) {
    context.report(quote.index, quote.index + 1,
                   {opens ? "前引号没有配对的后引号，请补上或删去" : "后引号没有配对的前引号，请补上或删去",
                    opens ? "this quotation is never closed; add the mark or delete this one"
                          : "this quotation was never opened; add the mark or delete this one"});
  };
  for (const Quote& quote : quotes) {
    const bool closes = quote.mark == U'”' || (quote.mark == U'"' && !open.empty());
    if (!closes)
      open.push_back(quote);
    else if (!open.empty())
      open.pop_back();
    else
      report(quote, false);
  }
  for (const Quote& quote : open)
    if (!continues_in_next_paragraph(context, quote)) report(quote, true);
}

void check_nested(RuleContext& context) {
  const std::vector<Quote> quotes = double_quotes(context);
  if (fault_of(context, quotes) != QuoteFault::nested) return;
  std::vector<Quote> open;
  for (const Quote& quote : quotes) {
    if (quote.mark == U'“' || (quote.mark == U'"' && open.empty())) {
      open.push_back(quote);
      continue;
    }
    // Levels alternate between double and single marks.
    if (open.size() == 2) {
      Fix fix{Safety::suggest, {}};
      fix.edits.push_back(context.edit(open.back().index, open.back().index + 1, "‘"));
      fix.edits.push_back(context.edit(quote.index, quote.index + 1, "’"));
      context.report(open.back().index, quote.index + 1,
                     {"双引号里面再用引号，应改用单引号“‘ ’”", "quotation inside a quotation; use single marks ‘ ’"},
                     std::move(fix));
    }
    open.pop_back();
  }
}

bool chinese_near(const Characters& c, std::size_t open, std::size_t close) {
  if (c.han(c.text_before(open)) || c.han(c.text_after(close + 1))) return true;
  for (std::size_t i = open + 1; i < close; ++i)
    if (c.han(i)) return true;
  return false;
}

/// Curls the straight marks of a well-formed block pair by pair; in a block that is not well formed reports the first
/// only.
void check_straight_double(RuleContext& context) {
  const Characters& c = context.c;
  const std::vector<Quote> quotes = double_quotes(context);
  const auto is_straight = [](const Quote& quote) { return quote.mark == U'"'; };
  const auto first = std::find_if(quotes.begin(), quotes.end(), is_straight);
  if (first == quotes.end()) return;
  const Message message{"中文里用了直引号，应为“ ”", "straight quotation mark in Chinese text; write “ ”"};
  if (nesting(quotes) != 1) {
    if (chinese_near(c, first->index, first->index)) context.report(first->index, first->index + 1, message);
    return;
  }
  for (std::size_t k = 0; k + 1 < quotes.size(); k += 2) {
    const Quote open = quotes[k], close = quotes[k + 1];
    if ((!is_straight(open) && !is_straight(close)) || !chinese_near(c, open.index, close.index)) continue;
    const bool inches = c.digit(open.index - 1) && c.digit(close.index - 1);  // 55"和65"显示屏
    if (inches) continue;
    Fix fix{Safety::safe, {}};
    if (is_straight(open)) fix.edits.push_back(context.edit(open.index, open.index + 1, "“"));
    if (is_straight(close)) fix.edits.push_back(context.edit(close.index, close.index + 1, "”"));
    context.report(open.index, close.index + 1, message, std::move(fix));
  }
}

/// Apostrophes have a letter on the left; a pair around Chinese is a quotation.
void check_straight_single(RuleContext& context) {
  const Characters& c = context.c;
  std::size_t open = 0;
  bool is_open = false;
  for (std::size_t i = context.begin(); i < context.end(); ++i) {
    if (c[i] != U'\'' || c.protected_at(i)) continue;
    if (!is_open && !c.word_character(i - 1) && !c.space(i + 1)) {
      open = i;
      is_open = true;
    } else if (is_open) {
      is_open = false;
      bool han_inside = false;
      for (std::size_t k = open + 1; k < i; ++k) han_inside = han_inside || c.han(k);
      if (!han_inside) continue;
      Fix fix{Safety::safe, {}};
      fix.edits.push_back(context.edit(open, open + 1, "‘"));
      fix.edits.push_back(context.edit(i, i + 1, "’"));
      context.report(open, i + 1, {"中文里用了直单引号，应为‘ ’", "straight quotation mark in Chinese text; write ‘ ’"},
                     std::move(fix));
    }
  }
}

void check_straight(RuleContext& context) {
  check_straight_double(context);
  check_straight_single(context);
}

/// Corner marks come in pairs; where the block has as many of each, all can be exchanged.
void check_corner(RuleContext& context) {
  constexpr std::u32string_view kCorner = U"「」『』";
  constexpr std::string_view kCurly[] = {"“", "”", "‘", "’"};
  const Characters& c = context.c;
  Fix fix{Safety::suggest, {}};
  std::ptrdiff_t balance[2] = {0, 0};
  std::size_t first = context.end(), last = 0;
  for (std::size_t i = context.begin(); i < context.end(); ++i) {
    const std::size_t kind = kCorner.find(c[i]);
    if (kind == std::u32string_view::npos) continue;
    balance[kind / 2] += kind % 2 == 0 ? 1 : -1;
    fix.edits.push_back(context.edit(i, i + 1, std::string(kCurly[kind])));
    first = std::min(first, i);
    last = i;
  }
  if (fix.edits.empty()) return;
  Message message{"大陆横排文稿不用直角引号「」『』，应为“ ”‘ ’", "corner quotation marks in a horizontal mainland text; write “ ” ‘ ’"};
  if (balance[0] == 0 && balance[1] == 0)
    context.report(first, last + 1, std::move(message), std::move(fix));
  else
    context.report(first, first + 1, std::move(message));
}

constexpr std::string_view kClause = "GB/T 15834—2011 4.8";

}  // namespace

extern const Rule straight_quote = {
    .info = {.id = "straight-quote",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "中文里用了直引号",
             .summary_en = "straight quotation marks in Chinese text",
             .clause = kClause,
             .profiles = Profiles::all()},
    .triggers = U"\"'",
    .block = &check_straight};

extern const Rule corner_quote = {
    .info = {.id = "corner-quote",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "用了直角引号",
             .summary_en = "corner quotation marks",
             .clause = "GB/T 15834—2011 4.8、5.2",
             .profiles = Profiles::drafts()},
    .triggers = U"「」『』",
    .block = &check_corner};

extern const Rule reversed_quote = {
    .info = {.id = "reversed-quote",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::suggest,
             .summary_zh = "引号方向反了",
             .summary_en = "quotation mark facing the wrong way",
             .clause = kClause,
             .profiles = Profiles::all()},
    .triggers = U"“”",
    .block = &check_reversed};

extern const Rule unpaired_quote = {
    .info = {.id = "unpaired-quote",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "引号缺了一半",
             .summary_en = "quotation mark without its partner",
             .clause = kClause,
             .profiles = Profiles::all()},
    .triggers = U"“”",
    .block = &check_unpaired};

extern const Rule nested_quote = {
    .info = {.id = "nested-quote",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "双引号里又用双引号",
             .summary_en = "double quotation marks inside double ones",
             .clause = kClause},
    .triggers = U"“”",
    .block = &check_nested};

}  // namespace jianyan
