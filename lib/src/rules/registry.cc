// The table of rules. rules.def is grouped by subject, for readers; here it is sorted by id, once.
#include <algorithm>
#include <array>

#include "rules/pages.h"
#include "rules/rule.h"

namespace jianyan {

#define RULE(symbol) extern const Rule symbol;
#include "rules/rules.def"
#undef RULE

namespace {

constexpr std::size_t kRuleCount = 0
#define RULE(symbol) +1
#include "rules/rules.def"
#undef RULE
    ;

struct Registry {
  std::array<const Rule*, kRuleCount> rules;
  std::array<const RuleInfo*, kRuleCount> infos;

  Registry()
      : rules{
#define RULE(symbol) &symbol,
#include "rules/rules.def"
#undef RULE
        } {
    std::sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) { return a->info.id < b->info.id; });
    std::transform(rules.begin(), rules.end(), infos.begin(), [](const Rule* rule) { return &rule->info; });
  }
};

const Registry& registry() {
  static const Registry instance;
  return instance;
}

}  // namespace

std::span<const Rule* const> all_rules() noexcept { return registry().rules; }

std::span<const RuleInfo* const> rules() noexcept { return registry().infos; }

const RuleInfo* find_rule(std::string_view id) noexcept {
  const auto& infos = registry().infos;
  const auto at = std::lower_bound(infos.begin(), infos.end(), id,
                                   [](const RuleInfo* rule, std::string_view key) { return rule->id < key; });
  return at != infos.end() && (*at)->id == id ? *at : nullptr;
}

std::string_view rule_page(const RuleInfo& rule, Language language) noexcept {
  constexpr std::string_view kEnglish = "\n## English\n";
  const std::string_view page = page_of(rule.id);
  const std::size_t english = page.find(kEnglish);
  if (english == std::string_view::npos) return page;
  return language == Language::zh ? page.substr(0, english) : page.substr(english + kEnglish.size());
}

}  // namespace jianyan
