#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "jianyan/config.h"

namespace jianyan {
namespace {

template <class T>
void replace(std::optional<T>& weaker, const std::optional<T>& stronger) {
  if (stronger) weaker = stronger;
}

template <class T>
void append(std::vector<T>& weaker, const std::vector<T>& stronger) {
  weaker.insert(weaker.end(), stronger.begin(), stronger.end());
}

/// The path below the folder with "/" between its parts; nothing where it lies elsewhere.
std::optional<std::string> below(const std::string& folder, const std::string& path) {
  const std::string relative =
      std::filesystem::path(path).lexically_normal().lexically_relative(folder).generic_string();
  if (relative.empty() || relative == ".." || relative.starts_with("../")) return std::nullopt;
  return relative;
}

// As in .gitignore, a pattern that names a folder speaks of all that is in it.
bool matches(const PathPatterns& patterns, const std::string& folder, const std::string& path) {
  const std::optional<std::string> relative = below(folder, path);
  if (!relative) return false;
  for (std::size_t end = relative->size(); end != std::string::npos && end > 0; end = relative->rfind('/', end - 1)) {
    const auto verdict = patterns.match(std::string_view(*relative).substr(0, end), end != relative->size());
    if (verdict != PathPatterns::Verdict::unknown) return verdict == PathPatterns::Verdict::ignored;
  }
  return false;
}

Error contradiction(const std::string& place, const Message& message) {
  return {ErrorCode::bad_configuration,
          {fmt::format("{}：{}", place, message.zh), fmt::format("{}: {}", place, message.en)}};
}

std::vector<std::string> words(const ListSetting& setting) {
  return setting ? setting->value : std::vector<std::string>();
}

/// The rules that [rules] switches off, and the severities that it gives.
Result<RuleSelection> switched_off(const Settings& settings, std::vector<RuleSeverity>& severities) {
  RuleSelection off = RuleSelection::none();
  for (const RuleSetting& setting : settings.rules) {
    const Result<RuleSelection> meant = RuleSelection::parse({.select = {setting.rule}});
    if (!meant) return meant.error();
    if (setting.severity) severities.push_back({*meant, *setting.severity});
    if (!setting.on) {
      off = off.with(*meant);
    } else if (!setting.severity || find_rule(setting.rule) != nullptr) {
      off = off.without(*meant);
    }
  }
  return off;
}

std::optional<Error> contradiction_in(const Settings& settings) {
  if (settings.shortest && settings.longest && settings.shortest->value > settings.longest->value) {
    return contradiction(settings.shortest->origin,
                         {fmt::format("字数下限 {} 大于上限 {}（{}）", settings.shortest->value, settings.longest->value,
                                      settings.longest->origin),
                          fmt::format("the least length {} is more than the most {} ({})", settings.shortest->value,
                                      settings.longest->value, settings.longest->origin)});
  }
  for (const AllowedWord& allowed : settings.allowed) {
    for (const Setting<UnwantedWord>& unwanted : settings.unwanted) {
      if (!allowed.rule.empty() || allowed.word != unwanted.value.word) continue;
      return contradiction(unwanted.origin,
                           {fmt::format("“{}”既不用又允许（{}）", allowed.word, allowed.origin),
                            fmt::format("'{}' is unwanted, and allowed at {}", allowed.word, allowed.origin)});
    }
  }
  return std::nullopt;
}

/// Rules that the settings name, by id or by category.
RuleSelection named(const Settings& settings) {
  std::vector<std::string> names = words(settings.select);
  for (const std::string& word : words(settings.extend_select)) names.push_back(word);
  for (const RuleSetting& setting : settings.rules)
    if (setting.on) names.push_back(setting.rule);
  if (!settings.layout.empty()) names.emplace_back(category_name(Category::layout));
  std::erase(names, "all");
  if (names.empty()) return RuleSelection::none();
  const Result<RuleSelection> meant = RuleSelection::parse({.select = names});
  return meant ? *meant : RuleSelection::none();
}

}  // namespace

bool IgnoredFinding::applies_to(const std::string& path) const {
  if (files.empty()) return true;
  std::string patterns;
  for (const std::string& file : files) patterns += file + "\n";
  return matches(PathPatterns(patterns), folder, path);
}

void Settings::add(const Settings& stronger) {
  // A rule that a weaker layer has switched off or on by its name is what the stronger one says.
  const auto names = [](const ListSetting& list, const std::string& rule) {
    return list && std::find(list->value.begin(), list->value.end(), rule) != list->value.end();
  };
  std::erase_if(rules, [&](const RuleSetting& rule) {
    return !rule.on && (names(stronger.select, rule.rule) || names(stronger.extend_select, rule.rule));
  });
  replace(profile, stronger.profile);
  replace(region, stronger.region);
  replace(date, stronger.date);
  replace(fail_on, stronger.fail_on);
  replace(typo_level, stronger.typo_level);
  replace(baseline, stronger.baseline);
  replace(shortest, stronger.shortest);
  replace(longest, stronger.longest);
  replace(select, stronger.select);
  replace(ignore, stronger.ignore);
  replace(extend_select, stronger.extend_select);
  for (const auto& [key, value] : stronger.layout) layout.insert_or_assign(key, value);
  append(rules, stronger.rules);
  append(allowed, stronger.allowed);
  // A word that a stronger layer speaks of again is what that says.
  std::erase_if(unwanted, [&](const Setting<UnwantedWord>& word) {
    return std::any_of(stronger.unwanted.begin(), stronger.unwanted.end(),
                       [&](const Setting<UnwantedWord>& other) { return other.value.word == word.value.word; });
  });
  append(unwanted, stronger.unwanted);
  append(ignored, stronger.ignored);
}

std::vector<std::size_t> Config::parts_for(const std::string& path) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    if (!part.patterns || matches(*part.patterns, part.folder, path)) found.push_back(i);
  }
  return found;
}

void Config::add_to(Settings& settings, const std::string& path) const {
  for (const std::size_t part : parts_for(path)) settings.add(parts_[part].settings);
}

Result<LayoutStandard> layout_standard(const Settings& settings) {
  LayoutStandard standard;
  for (const auto& [key, value] : settings.layout) {
    if (const auto fault = set_layout_value(standard, key, value.value)) return contradiction(value.origin, *fault);
  }
  const auto origin = [&](std::string_view key) {
    const auto found = settings.layout.find(key);
    return found == settings.layout.end() ? std::string("[layout]") : found->second.origin;
  };
  const Message full{"边距之和不小于纸张，没有版心了", "the margins leave nothing of the paper"};
  if (standard.left + standard.right >= standard.width) return contradiction(origin("left"), full);
  if (standard.top + standard.bottom >= standard.height) return contradiction(origin("top"), full);
  return standard;
}

Result<LintOptions> lint_options(const Settings& settings) {
  if (auto error = contradiction_in(settings)) return *std::move(error);
  LintOptions options;
  const Result<RuleSelection> chosen = RuleSelection::parse({.select = words(settings.select),
                                                             .ignore = words(settings.ignore),
                                                             .extend_select = words(settings.extend_select)});
  if (!chosen) return chosen.error();
  const Result<RuleSelection> off = switched_off(settings, options.severities);
  if (!off) return off.error();
  options.selection = chosen->without(*off);
  options.on_request = named(settings);
  const Result<LayoutStandard> layout = layout_standard(settings);
  if (!layout) return layout.error();
  options.layout = *layout;
  if (settings.profile) options.profile = profile_from_name(settings.profile->value);
  if (settings.typo_level) {
    options.typo_level = typo_level_from_name(settings.typo_level->value).value_or(TypoLevel::strict);
  }
  if (settings.region) options.region = settings.region->value;
  if (settings.date) options.date = day_from_text(settings.date->value);
  if (settings.shortest) options.shortest = settings.shortest->value;
  if (settings.longest) options.longest = settings.longest->value;
  for (const AllowedWord& word : settings.allowed) {
    if (word.rule.empty()) options.user_words.push_back({word.word, std::nullopt});
  }
  for (const Setting<UnwantedWord>& word : settings.unwanted) options.unwanted.push_back(word.value);
  return options;
}

}  // namespace jianyan
