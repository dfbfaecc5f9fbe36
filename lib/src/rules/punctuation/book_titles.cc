// 《》: what stands in them, and how one title stands in another (GB/T 15834—2011 4.15, A.13).
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/punctuation/brackets.h"

namespace jianyan {
namespace {

void check_nested(RuleContext& context) {
  const Characters& c = context.c;
  const std::vector<BracketPair> pairs = analyse_brackets(context).pairs;
  for (const BracketPair inner : pairs) {
    if (c[inner.open] != U'《') continue;
    const bool nested = std::any_of(pairs.begin(), pairs.end(), [&](const BracketPair& outer) {
      return c[outer.open] == U'《' && outer.open < inner.open && inner.close < outer.close;
    });
    if (!nested) continue;
    Fix fix{Safety::suggest, {}};
    fix.edits.push_back(context.edit(inner.open, inner.open + 1, "〈"));
    fix.edits.push_back(context.edit(inner.close, inner.close + 1, "〉"));
    context.report(inner.open, inner.close + 1,
                   {"书名号里面的书名应改用“〈〉”", "a title inside a title takes single marks '〈〉'"}, std::move(fix));
  }
}

/// Calls judge(open, close) for every title that holds no other.
template <class Judge>
void for_each_title(const RuleContext& context, Judge judge) {
  const Characters& c = context.c;
  std::size_t open = context.end();
  for (std::size_t i = context.begin(); i < context.end(); ++i) {
    if (c[i] == U'《') open = i;
    if (c[i] != U'》' || open >= i) continue;
    judge(open, i);
    open = context.end();
  }
}

/// 《排污许可证》: licences, prizes, activities and organisations are no works. Statutes often write so: advice only.
void check_nonwork(RuleContext& context) {
  static constexpr auto kKinds = std::to_array<std::u32string_view>(
      {U"许可证", U"执照", U"资格证", U"合格证", U"登记证", U"证书", U"奖状", U"大赛", U"论坛", U"有限公司", U"课程"});
  const Characters& c = context.c;
  for_each_title(context, [&](std::size_t open, std::size_t close) {
    if (close - open > 20 || c.reads_any_before(close, kKinds) == 0) return;
    context.report(open, close + 1,
                   {"证件、奖项、活动、单位等不是作品，不用书名号",
                    "licences, prizes, activities and organisations take no title marks"});
  });
}

/// 《求索杂志》: the word for the kind of work stands outside, unless it belongs to the name.
void check_kind_inside(RuleContext& context) {
  static constexpr auto kKinds = std::to_array<std::u32string_view>({U"杂志", U"报纸", U"一书"});
  const Characters& c = context.c;
  for_each_title(context, [&](std::size_t open, std::size_t close) {
    if (close - open > 10 || close - open < 5 || c.reads_any_before(close, kKinds) == 0) return;
    context.replace(close - 2, close + 1,
                    {"“杂志”“报纸”等种类名不放进书名号", "the word for the kind of work stands outside the title marks"},
                    Safety::suggest, fmt::format("》{}", c.text(close - 2, close)));
  });
}

/// 《市容管理办法》（试行）: the status is part of the name.
void check_status(RuleContext& context, std::size_t i) {
  static constexpr auto kStatuses = std::to_array<std::u32string_view>({U"试行", U"暂行", U"修订草案", U"草案", U"征求意见稿"});
  const Characters& c = context.c;
  if (!is_one_of(c[i + 1], U"（(")) return;
  const std::size_t length = c.reads_any(i + 2, kStatuses);
  const std::size_t close = i + 2 + length;
  if (length == 0 || !is_one_of(c[close], U"）)")) return;
  context.replace(i, close + 1,
                  {fmt::format("“（{}）”是名称的一部分，应放进书名号", c.text(i + 2, close)),
                   "the status belongs to the name and stands inside the title marks"},
                  Safety::suggest, fmt::format("（{}）》", c.text(i + 2, close)));
}

}  // namespace

extern const Rule book_title_on_nonwork = {
    .info = {.id = "book-title-on-nonwork",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "证件、活动等用了书名号",
             .summary_en = "title marks around what is no work",
             .clause = "GB/T 15834—2011 附录A.13.1",
             .profiles = Profiles::drafts()},
    .triggers = U"《",
    .block = &check_nonwork};

extern const Rule book_title_kind_inside = {
    .info = {.id = "book-title-kind-inside",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "种类名放进了书名号",
             .summary_en = "kind of the work inside the title marks",
             .clause = "GB/T 15834—2011 附录A.13.3",
             .profiles = Profiles::drafts()},
    .triggers = U"《",
    .block = &check_kind_inside};

extern const Rule book_title_status_outside = {
    .info = {.id = "book-title-status-outside",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "“（试行）”等放在书名号外",
             .summary_en = "（试行） and the like outside the title marks",
             .clause = "GB/T 15834—2011 附录A.13.4",
             .profiles = Profiles::drafts()},
    .triggers = U"》",
    .at = &check_status};

extern const Rule nested_book_title = {
    .info = {.id = "nested-book-title",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "书名号里又用双书名号",
             .summary_en = "double book-title marks inside double ones",
             .clause = "GB/T 15834—2011 4.15.2"},
    .triggers = U"《",
    .block = &check_nested};

}  // namespace jianyan
