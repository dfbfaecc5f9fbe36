// Times that have passed: a five-year plan that is over, a deadline before the draft's own date. "Today" is the date
// that the draft bears, or the one that was given; without either nothing is said.
#include <charconv>

#include <fmt/format.h>

#include "rules/structure/parts.h"

namespace jianyan {
namespace {

void check_plan(RuleContext& context, const PhraseMatch& match) {
  const auto& today = context.standard.date;
  const int last_year = 2000 + static_cast<int>(match.entry.weight);
  if (!today || today->year <= last_year) return;
  context.report(match.target_begin, match.target_end,
                 {fmt::format("这个五年规划期到{}年已结束，文稿日期是{}年，请核对是哪个规划期", last_year, today->year),
                  fmt::format("this plan ended in {}, the draft is of {}; check which plan is meant", last_year,
                              today->year)});
}

/// The numbers that the phrase took: year, month, day as far as it has them.
Date date_in(const RuleContext& context, const PhraseMatch& match) {
  Date date;
  int* const parts[] = {&date.year, &date.month, &date.day};
  std::size_t part = 0;
  for (const PhraseLists::Piece& piece : match.pieces) {
    const std::string_view digits = context.c.text(piece.begin, piece.end);
    if (part < 3) std::from_chars(digits.data(), digits.data() + digits.size(), *parts[part++]);
  }
  return date;
}

/// Passed for certain: a deadline without a month is the end of its year.
bool is_before(const Date& deadline, const Date& today) {
  if (deadline.year != today.year || deadline.month == 0 || today.month == 0) return deadline.year < today.year;
  return deadline.month < today.month;
}

void check_deadline(RuleContext& context, const PhraseMatch& match) {
  const auto& today = context.standard.date;
  if (!today) return;
  const Date deadline = date_in(context, match);
  if (deadline.year < 1990 || !is_before(deadline, *today) || match.begin < proposals_begin(context)) return;
  const std::string text(context.c.text(match.target_begin, match.target_end));
  context.report(match.target_begin, match.target_end,
                 {fmt::format("建议的期限“{}”早于文稿日期（{}年），请核对", text, today->year),
                  fmt::format("the deadline {} lies before the date of the draft ({})", text, today->year)});
}

constexpr RuleInfo info_of(std::string_view id, Severity severity, std::string_view summary_zh,
                           std::string_view summary_en) {
  return {.id = id,
          .category = Category::structure,
          .severity = severity,
          .safety = Safety::none,
          .summary_zh = summary_zh,
          .summary_en = summary_en,
          .clause = "",
          .blocks = kBody,
          .profiles = Profiles(Profile::npc, Profile::cppcc),
          .whole_draft = true};
}

}  // namespace

extern const Rule outdated_plan = {
    .info = info_of("outdated-plan", Severity::info, "把已结束的五年规划期当作将来", "a plan that is over spoken of as to come"),
    .list = "plan-periods",
    .phrase = &check_plan};
extern const Rule past_deadline = {
    .info = info_of("past-deadline", Severity::warning, "建议的期限已过", "a deadline before the draft's date"),
    .list = "deadlines",
    .phrase = &check_deadline};

}  // namespace jianyan
