// Two marks where one belongs: the same one twice, or two that contradict each other.
#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

std::size_t run_end(const Characters& c, std::size_t i) {
  const char32_t mark = c[i];
  while (c[i] == mark) ++i;
  return i;
}

/// ，， 、、 ；； ：： 。。 — three or more 。 stand for an ellipsis and are ellipsis-form's.
void check_doubled(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i - 1] == c[i]) return;
  const std::size_t end = run_end(c, i);
  if (end - i < 2 || (c[i] == U'。' && end - i > 2)) return;
  const std::string mark(c.text(i, i + 1));
  context.replace(i, end,
                  {fmt::format("连用{}个“{}”，应只用一个", end - i, mark), fmt::format("'{}' {} times in a row", mark, end - i)},
                  Safety::safe, mark);
}

/// ！！ is emphasis that a draft does without; over three are wrong everywhere.
void check_emphatic(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const auto emphatic = [&c](std::size_t k) { return c[k] == U'！' || c[k] == U'？'; };
  if (emphatic(i - 1)) return;
  std::size_t end = i;
  while (emphatic(end)) ++end;
  const bool question_and_exclamation = end - i == 2 && c[i] == U'？' && c[i + 1] == U'！';
  if (end - i < 2 || question_and_exclamation) return;
  context.report(i, end, {"连用问号、叹号，公文里一个就够", "question or exclamation marks in a row; one is enough"});
}

/// Two different stops in a row. Which of them was meant, form does not tell.
void check_conflicting(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!c.is(i - 1, CharacterClass::stop) || c[i - 1] == c[i] || i == context.begin()) return;
  const auto emphatic = [&c](std::size_t k) { return c[k] == U'！' || c[k] == U'？'; };
  if (emphatic(i - 1) && emphatic(i)) return;  // ？！ is right, and the rest too-many-marks'
  const std::string marks(c.text(i - 1, i + 1));
  context.report(i - 1, i + 1, {fmt::format("“{}”是两个不同的点号连用，请只留一个", marks),
                                fmt::format("two different marks '{}' in a row; keep one", marks)});
}

}  // namespace

extern const Rule doubled_mark = {
    .info = {.id = "doubled-mark",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "同一个点号连用两次",
             .summary_en = "the same mark twice in a row",
             .clause = "GB/T 15834—2011 4.1",
             .profiles = Profiles::all()},
    .triggers = U"，、；：。",
    .at = &check_doubled};

extern const Rule too_many_marks = {
    .info = {.id = "too-many-marks",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "问号、叹号连用",
             .summary_en = "question or exclamation marks in a row",
             .clause = "GB/T 15834—2011 4.2.3.3、4.3.3.3",
             .profiles = Profiles::drafts()},
    .triggers = U"！？",
    .at = &check_emphatic};

extern const Rule conflicting_marks = {
    .info = {.id = "conflicting-marks",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "两个不同的点号连用",
             .summary_en = "two different marks in a row",
             .clause = "GB/T 15834—2011 4.1",
             .profiles = Profiles::all()},
    .triggers = U"，、；：。！？",
    .at = &check_conflicting};

}  // namespace jianyan
