// What is told of suppressions when all drafts are done: comments that cannot be understood, and comments and entries
// of the configuration that silenced nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/console.h"
#include "common/draft_rules.h"
#include "jianyan/suppress.h"

namespace jianyan::tools {

/// What the suppressions of one draft did.
struct PassedOver {
  std::vector<SuppressionFault> faults;
  std::vector<std::uint32_t> unused_comments;           ///< their lines
  struct Entry {
    std::string origin;
    bool names_files;
    bool used;
  };
  std::vector<Entry> entries;  ///< those that speak of this draft
};

/// After the draft was checked or cleaned; `path` is absolute.
[[nodiscard]] PassedOver passed_over(const Suppressions& suppressions, const DraftRules& rules,
                                     const std::string& path);

class PassedOverNotes {
 public:
  /// What silences nothing is told where all rules ran, and of an entry for all drafts, where there were several.
  PassedOverNotes(bool all_rules, bool several) : all_rules_(all_rules), several_(several) {}

  /// Tells of the comments of a draft.
  void add(Console& console, const std::string& path, const PassedOver& done);
  /// Tells of the entries.
  void finish(Console& console) const;

 private:
  bool all_rules_;
  bool several_;
  std::map<std::string, bool> entries_;  // used or not, by origin
};

}  // namespace jianyan::tools
