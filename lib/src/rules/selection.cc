#include <algorithm>

#include <fmt/format.h>

#include "rules/rule.h"
#include "text/edit_distance.h"

namespace jianyan {
namespace {

std::optional<std::size_t> position_of(const RuleInfo& rule) noexcept {
  const auto infos = rules();
  const auto at = std::lower_bound(infos.begin(), infos.end(), rule.id,
                                   [](const RuleInfo* info, std::string_view id) { return info->id < id; });
  if (at == infos.end() || *at != &rule) return std::nullopt;
  return static_cast<std::size_t>(at - infos.begin());
}

/// Positions of the rules that a word means; empty where it means none.
std::bitset<512> meaning(std::string_view word) {
  std::bitset<512> set;
  const std::optional<Category> category = category_from_name(word);
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (word == "all" || rules[i]->info.id == word || rules[i]->info.category == category) set.set(i);
  return set;
}

Error unknown_rule(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Rule* rule : all_rules()) names.push_back(rule->info.id);
  for (std::size_t i = 0; i < kCategories; ++i) names.push_back(category_name(static_cast<Category>(i)));
  const std::optional<std::string_view> near = nearest_name(word, names);
  return {ErrorCode::unknown_rule,
          {near ? fmt::format("没有名为“{}”的规则或类别，是不是想写“{}”？用 --list-rules 查看全部规则", word, *near)
                : fmt::format("没有名为“{}”的规则或类别；用 --list-rules 查看全部规则", word),
           near ? fmt::format("no rule or category is called '{}'; did you mean '{}'? --list-rules shows all", word,
                              *near)
                : fmt::format("no rule or category is called '{}'; --list-rules shows all", word)}};
}

/// Adds what the words mean to the set. A category may have no rules yet; it is known all the same.
std::optional<Error> add(const std::vector<std::string>& words, std::bitset<512>& set) {
  for (const std::string& word : words) {
    const std::bitset<512> meant = meaning(word);
    if (meant.none() && !category_from_name(word)) return unknown_rule(word);
    set |= meant;
  }
  return std::nullopt;
}

}  // namespace

RuleSelection::RuleSelection() : selected_(meaning("all")) {}

RuleSelection RuleSelection::all() {
  RuleSelection selection;
  selection.selected_ = meaning("all");
  return selection;
}

RuleSelection RuleSelection::none() {
  RuleSelection selection;
  selection.selected_.reset();
  return selection;
}

Result<RuleSelection> RuleSelection::parse(const SelectionRequest& request) {
  RuleSelection selection;
  std::bitset<512> ignored;
  if (!request.select.empty()) selection.selected_.reset();
  if (auto error = add(request.select, selection.selected_)) return *error;
  if (auto error = add(request.extend_select, selection.selected_)) return *error;
  if (auto error = add(request.ignore, ignored)) return *error;
  selection.selected_ &= ~ignored;
  return selection;
}

// rules() is sorted by id. A rule that is not among them (of a test) is in no selection.
bool RuleSelection::contains(const RuleInfo& rule) const noexcept {
  const std::optional<std::size_t> at = position_of(rule);
  return at && selected_.test(*at);
}

RuleSelection RuleSelection::with(const RuleSelection& other) const noexcept {
  RuleSelection both = *this;
  both.selected_ |= other.selected_;
  return both;
}

RuleSelection RuleSelection::without(const RuleSelection& other) const noexcept {
  RuleSelection rest = *this;
  rest.selected_ &= ~other.selected_;
  return rest;
}

RuleSelection RuleSelection::of(const RuleInfo& rule) noexcept {
  RuleSelection one = none();
  if (const std::optional<std::size_t> at = position_of(rule)) one.selected_.set(*at);
  return one;
}

}  // namespace jianyan
