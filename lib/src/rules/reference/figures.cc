// One quantity with two values, and one session under two numbers.
//
// A quantity is known by the words before it, from the beginning of its clause: 青石片区总面积12平方公里. Only totals
// are compared (no year changes them within a draft), and only where no date stands in the sentence.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

// ---- 总投资5000亿元 …… 总投资5000万元

struct Quantity {
  Numeral number;
  std::size_t begin;  ///< of the words before it
};

/// Where the clause begins that the number at `i` stands in; `i` where a date or another number stands before it.
std::size_t clause_begin(const Characters& c, std::size_t i) {
  constexpr std::size_t kLongestName = 16, kSentence = 60;
  std::size_t begin = i;
  while (i - begin <= kLongestName && c.han(begin - 1)) --begin;
  if (i - begin > kLongestName) return i;
  for (std::size_t k = begin; begin - k < kSentence && !c.line_end(k - 1) && c[k - 1] != U'。'; --k)
    if (c[k - 1] == U'年' || c[k - 1] == U'月') return i;
  return begin;
}

bool names_total(const Characters& c, std::size_t begin, std::size_t end) {
  static constexpr auto kTotals =
      std::to_array<std::u32string_view>({U"总投资", U"总面积", U"占地面积", U"建筑面积", U"总人口", U"全长", U"总长",
                                          U"总里程", U"常住人口", U"户籍人口", U"总户数"});
  const std::size_t length = c.reads_any_before(end, kTotals);
  return length > 0 && end - begin > length;
}

/// The words that name the quantity, without the verb before the number; the end of them.
std::size_t name_end(const Characters& c, std::size_t begin, std::size_t end) {
  static constexpr auto kVerbs =
      std::to_array<std::u32string_view>({U"达到", U"约为", U"共有", U"达", U"为", U"约", U"是", U"共", U"有"});
  for (;;) {
    const std::size_t length = c.reads_any_before(end, kVerbs);
    if (length == 0 || end - begin <= length) return end;
    end -= length;
  }
}

bool same_value(const Numeral& a, const Numeral& b) { return std::abs(a.value - b.value) <= a.half_step + b.half_step; }

void check_figures(RuleContext& context) {
  const Characters& c = context.c;
  std::map<std::string_view, Quantity> known;
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::list_item) continue;
    const BlockRange& range = context.range_of(block);
    for (std::size_t i = range.content_begin; i < range.content_end; ++i) {
      if (!c.digit(i) || c.digit(i - 1)) continue;
      const auto number = numeral_at(c, i);
      if (!number || !number->has_unit()) continue;
      const std::size_t begin = clause_begin(c, i), end = name_end(c, begin, i);
      if (!names_total(c, begin, end)) continue;
      const auto [at, fresh] = known.try_emplace(c.text(begin, end), Quantity{*number, begin});
      const Numeral& first = at->second.number;
      const bool same_unit = c.text(first.scale_end, first.end) == c.text(number->scale_end, number->end);
      if (fresh || !same_unit || same_value(first, *number)) continue;
      context.report(begin, number->end,
                     {fmt::format("前面写的是“{}”，此处写“{}”，请核对", c.text(at->second.begin, first.end),
                                  c.text(begin, number->end)),
                      fmt::format("'{}' above, '{}' here; check which is right", c.text(at->second.begin, first.end),
                                  c.text(begin, number->end))});
    }
  }
}

// ---- 六届人大三次会议, 六届二次会议

struct Session {
  std::size_t begin, end;
  std::uint32_t term, number;
};

std::size_t han_number_begin(const Characters& c, std::size_t end) {
  std::size_t begin = end;
  while (end - begin < 3 && is_one_of(c[begin - 1], U"一二三四五六七八九十")) --begin;
  return begin;
}

/// 六届人大三次会议, 第六届人民代表大会第三次会议, 六届三次会议; `term` is the place of 届.
std::optional<Session> session_at(const Characters& c, std::size_t term) {
  static constexpr auto kOrgans = std::to_array<std::u32string_view>({U"人民代表大会", U"人大", U"政协", U"委员会"});
  const std::size_t begin = han_number_begin(c, term);
  const auto term_number = whole_number_at(c, begin);
  if (begin == term || !term_number || term_number->end != term) return std::nullopt;
  std::size_t i = term + 1;
  i += c.reads_any(i, kOrgans);
  if (c[i] == U'第') ++i;
  const auto number = whole_number_at(c, i);
  if (!number || !c.reads(number->end, U"次会议")) return std::nullopt;
  return Session{begin, number->end + 3, term_number->value, number->value};
}

/// Head and foot of a draft name the session that it is handed in at; its text may speak of others.
void check_sessions(RuleContext& context) {
  constexpr BlockKinds kFrame{BlockKind::title, BlockKind::form_field, BlockKind::salutation, BlockKind::signature,
                              BlockKind::date};
  const Characters& c = context.c;
  constexpr std::size_t kRunningText = 20;
  std::optional<Session> first;
  bool head = true;
  for (const Block& block : context.document.blocks()) {
    const BlockRange& range = context.range_of(block);
    head = head && !(block.kind == BlockKind::paragraph && range.content_end - range.content_begin > kRunningText);
    if (!kFrame.contains(block.kind) && !head) continue;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (c[i] != U'届') continue;
      const auto session = session_at(c, i);
      if (!session) continue;
      if (first && first->term == session->term && first->number != session->number)
        context.report(session->begin, session->end,
                       {fmt::format("会次前后不一：前面是“{}”，此处是“{}”", c.text(first->begin, first->end),
                                    c.text(session->begin, session->end)),
                        "the session is named in two ways; check which is right"});
      if (!first) first = session;
    }
  }
}

}  // namespace

extern const Rule contradictory_figures = {
    .info = {.id = "contradictory-figures",
             .category = Category::reference,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "同一个数量前后不一",
             .summary_en = "one quantity with two values",
             .clause = "",
             .profiles = Profiles::usual(),
             .whole_draft = true},
    .document = &check_figures};

extern const Rule session_mismatch = {
    .info = {.id = "session-mismatch",
             .category = Category::reference,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "会次前后不一",
             .summary_en = "the session is named in two ways",
             .clause = "",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_sessions};

}  // namespace jianyan
