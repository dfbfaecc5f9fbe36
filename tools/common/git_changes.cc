// Two questions for a whole work tree (what it tracks, what differs) and one more for each draft that differs: in a
// folder of thousands of drafts few do.
#include "common/git_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <utility>

#include "common/errors.h"
#include "common/program.h"

namespace jianyan::tools {
namespace {

namespace fs = std::filesystem;

std::string git(const std::string& folder, std::vector<std::string> words, const Message& complaint) {
  std::vector<std::string> arguments{"git", "-C", folder, "--literal-pathspecs"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  const auto result = run_program(arguments);
  if (!result || result->exit_code == 127) {
    throw UsageError({"--diff-base 需要 git，请先安装", "--diff-base needs git; install it first"});
  }
  if (result->exit_code != 0) throw UsageError(complaint);
  return result->output;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::set<std::string> paths_in(std::string_view list) {
  std::set<std::string> paths;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find('\0', at), list.size());
    paths.emplace(list.substr(at, end - at));
    at = end + 1;
  }
  return paths;
}

/// "@@ -3,2 +5,4 @@": lines 5 to 8. Nothing for other lines, and where lines only went.
std::optional<LineRange> new_lines(std::string_view line) {
  const std::size_t plus = line.find('+');
  if (!line.starts_with("@@ -") || plus == std::string_view::npos) return std::nullopt;
  const char* const end = line.data() + line.size();
  std::uint32_t first = 0, count = 1;
  const auto [after, error] = std::from_chars(line.data() + plus + 1, end, first);
  if (error != std::errc()) return std::nullopt;
  if (after != end && *after == ',') std::from_chars(after + 1, end, count);
  if (count == 0) return std::nullopt;
  return LineRange{first, first + count - 1};
}

}  // namespace

GitChanges::WorkTree GitChanges::open(const std::string& top) const {
  const Message failed{fmt::format("git 读不了 {}", top), fmt::format("git cannot read {}", top)};
  WorkTree tree;
  tree.top = top;
  tree.commit = first_line(git(top, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision_ + "^{commit}"},
                               {fmt::format("--diff-base：{} 中没有版本“{}”", top, revision_),
                                fmt::format("--diff-base: no revision \"{}\" in {}", revision_, top)}));
  tree.tracked = paths_in(git(top, {"ls-files", "-z"}, failed));
  tree.changed =
      paths_in(git(top, {"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", tree.commit}, failed));
  return tree;
}

const GitChanges::WorkTree& GitChanges::tree_of(const std::string& folder) {
  const auto [top, is_new] = tops_.try_emplace(folder);
  if (is_new) {
    top->second = first_line(git(folder, {"rev-parse", "--show-toplevel"},
                                 {fmt::format("--diff-base：{} 不在 git 工作树中", folder),
                                  fmt::format("--diff-base: {} is in no work tree of git", folder)}));
  }
  const auto tree = trees_.find(top->second);
  return tree != trees_.end() ? tree->second : trees_.emplace(top->second, open(top->second)).first->second;
}

std::optional<std::vector<LineRange>> GitChanges::lines_of(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error) return std::nullopt;  // a draft that is not there is told when it is read
  const WorkTree& tree = tree_of(real.parent_path().string());
  const std::string relative = real.lexically_relative(tree.top).generic_string();
  if (!tree.tracked.contains(relative)) return std::nullopt;
  std::vector<LineRange> lines;
  if (!tree.changed.contains(relative)) return lines;
  const std::string diff =
      git(tree.top,
          {"diff", "-U0", "--no-color", "--no-renames", "--no-ext-diff", "--no-textconv", tree.commit, "--", relative},
          {fmt::format("git 比较不了 {}", path), fmt::format("git cannot compare {}", path)});
  bool text = false;
  for (std::size_t at = 0; at < diff.size();) {
    const std::size_t end = std::min(diff.find('\n', at), diff.size());
    const std::string_view line = std::string_view(diff).substr(at, end - at);
    text = text || line.starts_with("@@ ");
    if (const auto range = new_lines(line)) lines.push_back(*range);
    at = end + 1;
  }
  if (!text && diff.find("\nBinary files ") != std::string::npos) return std::nullopt;
  return lines;
}

}  // namespace jianyan::tools
