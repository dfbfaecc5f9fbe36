// Which lines of a draft are new since a revision, by asking git.
//
//   GitChanges changes("origin/main");
//   std::optional<std::vector<LineRange>> lines = changes.lines_of("草稿/道路.txt");
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "jianyan/suppress.h"

namespace jianyan::tools {

class GitChanges {
 public:
  explicit GitChanges(std::string revision) : revision_(std::move(revision)) {}

  /// The lines of the working file that the revision does not have; nothing where all are new: a file that git does not
  /// track, that was not there, or whose lines git cannot tell (UTF-16). @throws UsageError where the file lies in no
  /// work tree, the revision is not known, or git is missing.
  [[nodiscard]] std::optional<std::vector<LineRange>> lines_of(const std::string& path);

 private:
  struct WorkTree {
    std::string top;
    std::string commit;
    std::set<std::string> tracked, changed;
  };

  [[nodiscard]] const WorkTree& tree_of(const std::string& folder);
  [[nodiscard]] WorkTree open(const std::string& top) const;

  std::string revision_;
  std::map<std::string, std::string> tops_;  // by folder
  std::map<std::string, WorkTree> trees_;    // by top
};

}  // namespace jianyan::tools
