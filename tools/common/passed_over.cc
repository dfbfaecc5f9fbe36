#include "common/passed_over.h"

#include <fmt/format.h>

namespace jianyan::tools {

PassedOver passed_over(const Suppressions& suppressions, const DraftRules& rules, const std::string& path) {
  PassedOver done;
  done.faults.assign(suppressions.faults().begin(), suppressions.faults().end());
  std::vector<bool> unused(rules.settings().ignored.size());
  for (const UnusedSuppression& source : suppressions.unused()) {
    if (source.kind == SuppressionKind::comment) done.unused_comments.push_back(source.line);
    if (source.kind == SuppressionKind::entry) unused[source.number] = true;
  }
  for (std::size_t i = 0; i < unused.size(); ++i) {
    const IgnoredFinding& entry = rules.settings().ignored[i];
    if (entry.applies_to(path)) done.entries.push_back({entry.origin, !entry.files.empty(), !unused[i]});
  }
  return done;
}

void PassedOverNotes::add(Console& console, const std::string& path, const PassedOver& done) {
  for (const SuppressionFault& fault : done.faults) {
    console.note({fmt::format("{}:{}：{}", path, fault.line, fault.message.zh),
                  fmt::format("{}:{}: {}", path, fault.line, fault.message.en)});
  }
  if (!all_rules_) return;
  for (const std::uint32_t line : done.unused_comments) {
    console.note({fmt::format("{}:{}：这条注释没有略去任何问题，可以删去", path, line),
                  fmt::format("{}:{}: this comment silences nothing; it can go", path, line)});
  }
  for (const PassedOver::Entry& entry : done.entries) {
    if (several_ || entry.names_files) entries_[entry.origin] |= entry.used;
  }
}

void PassedOverNotes::finish(Console& console) const {
  for (const auto& [origin, used] : entries_) {
    if (used) continue;
    console.note({fmt::format("{}：[[ignore]] 没有略去任何问题，可以删去", origin),
                  fmt::format("{}: [[ignore]] silences nothing; it can go", origin)});
  }
}

}  // namespace jianyan::tools
