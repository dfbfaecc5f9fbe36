// Titles of laws, against the list dictionaries/phrases/law-title.tsv: laws no longer in force, a full title without
// 《》, and a title that is one character away from the title of a law. A title that is far from all of the list is
// nobody's mistake: local regulations are not in it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::string_view kList = "law-title";
constexpr std::u32string_view kCountry = U"中华人民共和国";
constexpr std::size_t kLongestTitle = 50;
/// Shorter titles are one character away from others that are as right: 《供水条例》 《排水条例》.
constexpr std::size_t kShortestComparable = 6;

/// The title between 《 at `open` and its 》; empty where it is nested, too long or unpaired.
std::u32string_view title_at(const Characters& c, std::size_t open) {
  for (std::size_t end = open + 1; end < c.size() && end - open <= kLongestTitle; ++end) {
    if (c[end] == U'》') return c.values(open + 1, end);
    if (c[end] == U'《' || c[end] == U'〈' || c.line_end(end)) break;
  }
  return {};
}

bool marked(const Characters& c, std::size_t begin, std::size_t end) {
  return c[begin - 1] == U'《' && c[end] == U'》';
}

bool in_title(const Characters& c, std::size_t index) {
  for (std::size_t i = index; i > 0 && index - i < kLongestTitle; --i) {
    if (c[i - 1] == U'《' || c[i - 1] == U'〈') return true;
    if (c[i - 1] == U'》' || c[i - 1] == U'〉' || c.line_end(i - 1)) return false;
  }
  return false;
}

/// 《……法》同时废止, and the repealed laws listed before: the sentence itself says that they are no longer in force.
bool repealed_here(const Characters& c, std::size_t index) {
  for (; index < c.size() && c[index] != U'。' && !c.line_end(index); ++index)
    if (c.reads(index, U"废止")) return true;
  return false;
}

void check_superseded(RuleContext& context, const PhraseMatch& match) {
  const Characters& c = context.c;
  if (match.entry.group != "superseded" || !marked(c, match.target_begin, match.target_end)) return;
  if (repealed_here(c, match.target_end)) return;
  const std::string title(c.text(match.target_begin, match.target_end));
  if (match.entry.replacement.empty()) {
    context.report(match.target_begin, match.target_end,
                   {fmt::format("《{}》已经废止，请核对依据", title),
                    fmt::format("'{}' has been repealed; check what is relied on", title)});
    return;
  }
  context.report(
      match.target_begin, match.target_end,
      {fmt::format("《{}》已经失效，现行的是《{}》，请核对条文", title, match.entry.replacement),
       fmt::format("'{}' is no longer in force; '{}' is: check the articles", title, match.entry.replacement)});
}

void check_unmarked(RuleContext& context, const PhraseMatch& match) {
  const Characters& c = context.c;
  const std::size_t begin = match.target_begin, end = match.target_end;
  constexpr std::u32string_view kLonger = U"实修配解释学草编英〈《》〉”";  // 民法典编纂, 刑法修正案, 立法法草案, “……法”
  if (!std::u32string_view(c.values(begin, end)).starts_with(kCountry) || in_title(c, begin)) return;
  if (kLonger.find(c[end]) != std::u32string_view::npos || c[begin - 1] == U'“') return;
  const std::string title(c.text(begin, end));
  const Message message{fmt::format("法律名称“{}”应加书名号", title),
                        fmt::format("the title '{}' stands without 《》", title)};
  if (match.unbroken)
    context.replace(begin, end, message, Safety::suggest, "《" + title + "》");
  else
    context.report(begin, end, message);
}

/// Whether one character more, less or another, or two neighbours swapped, make `a` of `b`.
bool one_edit_apart(std::u32string_view a, std::u32string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  const auto differ = std::mismatch(b.begin(), b.end(), a.begin());
  const auto rest_a = a.substr(static_cast<std::size_t>(differ.second - a.begin()));
  const auto rest_b = b.substr(static_cast<std::size_t>(differ.first - b.begin()));
  if (a.size() != b.size()) return rest_a.substr(1) == rest_b;
  if (rest_a.empty()) return false;
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
}

std::u32string_view without_country(std::u32string_view title) {
  if (title.starts_with(kCountry)) title.remove_prefix(kCountry.size());
  return title;
}

/// A title of the list, without 中华人民共和国 and the signs of the notation.
std::string_view bare(std::string_view phrase) {
  constexpr std::string_view kBegin = "《{", kEnd = "}》", kCountryBytes = "中华人民共和国";
  if (phrase.starts_with(kBegin)) phrase = phrase.substr(kBegin.size(), phrase.size() - kBegin.size() - kEnd.size());
  if (phrase.starts_with(kCountryBytes)) phrase.remove_prefix(kCountryBytes.size());
  return phrase;
}

/// False for nearly all that are not one edit apart: an edit touches two characters at most, of four bytes each.
bool may_be_one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto before = std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin();
  const auto behind = std::mismatch(a.rbegin(), a.rend(), b.rbegin()).first - a.rbegin();
  return static_cast<std::size_t>(before + behind) + 2 * 4 >= b.size();
}

/// The names in the list that are one edit away from `name`; none where the name itself is in it.
std::set<std::u32string> nearest_titles(const PhraseLists& lists, std::u32string_view name) {
  std::set<std::u32string> nearest;
  const std::string bytes = to_utf8(name);
  bool known = false;
  lists.for_each_entry(kList, [&](const PhraseEntry& entry) {
    const std::string_view listed = bare(entry.phrase);
    known = known || listed == bytes;
    if (known || !may_be_one_edit_apart(listed, bytes)) return;
    const std::u32string title = to_utf32(listed);
    if (one_edit_apart(title, name)) nearest.insert(title);
  });
  if (known) nearest.clear();
  return nearest;
}

void check_wrong(RuleContext& context, std::size_t open) {
  const std::u32string_view title = title_at(context.c, open);
  const std::u32string_view name = without_country(title);
  const bool law = name.ends_with(U"法") || name.ends_with(U"法典") || name.ends_with(U"条例");
  if (!law || name.size() < kShortestComparable) return;
  const std::set<std::u32string> nearest = nearest_titles(context.phrase_lists(), name);
  if (nearest.size() != 1) return;
  const std::string right = to_utf8(title.substr(0, title.size() - name.size())) + to_utf8(*nearest.begin());
  context.replace(open + 1, open + 1 + title.size(),
                  {fmt::format("没有《{}》，疑为《{}》", to_utf8(title), right),
                   fmt::format("there is no law of that title; perhaps '{}' is meant", right)},
                  Safety::suggest, right);
}

}  // namespace

extern const Rule law_superseded = {.info = {.id = "law-superseded",
                                             .category = Category::reference,
                                             .severity = Severity::warning,
                                             .safety = Safety::none,
                                             .summary_zh = "引用的法律法规已经失效",
                                             .summary_en = "law that is no longer in force",
                                             .clause = ""},
                                    .list = kList,
                                    .phrase = &check_superseded};

extern const Rule law_title_unmarked = {.info = {.id = "law-title-unmarked",
                                                 .category = Category::reference,
                                                 .severity = Severity::info,
                                                 .safety = Safety::suggest,
                                                 .summary_zh = "法律的全称没有加书名号",
                                                 .summary_en = "full title of a law without 《》",
                                                 .clause = "GB/T 15834—2011 4.15"},
                                        .list = kList,
                                        .phrase = &check_unmarked};

extern const Rule law_title_wrong = {.info = {.id = "law-title-wrong",
                                              .category = Category::reference,
                                              .severity = Severity::warning,
                                              .safety = Safety::suggest,
                                              .summary_zh = "法律名称有误",
                                              .summary_en = "title of a law with a slip",
                                              .clause = ""},
                                     .triggers = U"《",
                                     .at = &check_wrong};

}  // namespace jianyan
