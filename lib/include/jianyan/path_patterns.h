// Patterns of paths, in the grammar of .gitignore: for ignore files, and for drafts named in a configuration.
//
//   PathPatterns rules("*.bak\n/旧稿/\n!旧稿说明.txt\n");
//   rules.match("草稿.bak", false);   // Verdict::ignored
//
// The grammar is that of gitignore(5): comments, "!" takes back, a "/" at the begin or in the middle ties a pattern to
// the folder of its file, one at the end asks for a folder; "*" and "?" stop at "/", "**" between slashes does not;
// "[a-z]", "[!a]"; "\" takes the next character as it is. As in git, the last pattern that matches decides, and "?" and
// brackets match one byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jianyan/export.h"

namespace jianyan {

class JIANYAN_EXPORT PathPatterns {
 public:
  enum class Verdict { unknown, ignored, kept };

  /// The text of a file of patterns.
  explicit PathPatterns(std::string_view text);

  /// `path` is relative to the folder of the file, with "/" between its parts.
  [[nodiscard]] Verdict match(std::string_view path, bool is_folder) const;
  [[nodiscard]] bool empty() const { return patterns_.empty(); }

 private:
  struct Pattern {
    std::vector<std::string> parts;  // between the slashes
    bool takes_back;
    bool folders_only;
    bool anywhere;  // one part that may match at any depth
  };

  void add(std::string_view line);

  std::vector<Pattern> patterns_;
};

}  // namespace jianyan
