#include "common/inputs.h"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "common/errors.h"
#include "common/file.h"
#include "jianyan/path_patterns.h"

namespace jianyan::tools {
namespace {

namespace fs = std::filesystem;

bool is_draft(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (path.filename().string().starts_with("~$")) return false;  // Word's lock files
  return suffix == ".txt" || suffix == ".md" || suffix == ".markdown" || suffix == ".docx";
}

// The ignore files that hold in a folder: its own and those above it, outermost first.
class IgnoreStack {
 public:
  // With the files of the folders above `root`, up to the top of its Git work tree, if it is in one.
  explicit IgnoreStack(const fs::path& root) {
    std::error_code error;
    fs::path top = fs::canonical(root, error);
    if (error) return;
    std::vector<fs::path> above;
    const fs::path bottom = top;
    while (!fs::exists(top / ".git", error)) {
      if (top == top.parent_path()) return;
      top = top.parent_path();
      above.push_back(top);
    }
    for (auto folder = above.rbegin(); folder != above.rend(); ++folder) {
      enter(*folder, bottom.lexically_relative(*folder).generic_string() + "/");
    }
  }

  // `prefix` is what paths given to ignored() lack to be relative to `folder`, where it lies above the root.
  void enter(const fs::path& folder, std::string prefix = {}) {
    Level level{std::move(prefix), {}};
    for (const char* name : {".gitignore", ".jianyanignore"}) {
      std::string text;
      const std::string path = (folder / name).string();
      std::error_code error;
      if (!fs::is_regular_file(path, error) || read_file(path, text)) continue;
      level.rules.emplace_back(text);
    }
    levels_.push_back(std::move(level));
  }

  void leave() { levels_.pop_back(); }

  // `names`: the parts of the path below the root. The innermost file that says something decides.
  [[nodiscard]] bool ignored(const std::vector<std::string>& names, bool is_folder) const {
    std::string path = names.back();
    std::size_t inside = names.size() - 1;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
      for (auto rules = level->rules.rbegin(); rules != level->rules.rend(); ++rules) {
        const PathPatterns::Verdict verdict = rules->match(level->prefix + path, is_folder);
        if (verdict != PathPatterns::Verdict::unknown) return verdict == PathPatterns::Verdict::ignored;
      }
      if (inside > 0) path = names[--inside] + "/" + path;
    }
    return false;
  }

 private:
  struct Level {
    std::string prefix;
    std::vector<PathPatterns> rules;
  };
  std::vector<Level> levels_;
};

class Walk {
 public:
  explicit Walk(const InputRequest& request) : request_(request) {}

  void add(const std::string& operand) {
    std::error_code error;
    const fs::file_status status = operand == "-" ? fs::file_status() : fs::status(operand, error);
    if (fs::is_directory(status)) return add_folder(operand);
    const bool pattern = operand.find_first_of("*?[") != std::string::npos;
    if (operand != "-" && pattern && !fs::exists(status)) return add_pattern(operand);
    add_file({operand, operand == "-" ? "" : fs::path(operand).filename().string(), std::nullopt});
  }

  [[nodiscard]] Inputs take() {
    inputs_.several = inputs_.several || inputs_.list.size() > 1;
    return std::move(inputs_);
  }

 private:
  void add_file(Input input) {
    std::error_code error;
    const fs::path real = input.path == "-" ? fs::path("-") : fs::canonical(input.path, error);
    if (seen_.insert(error ? input.path : real.string()).second) inputs_.list.push_back(std::move(input));
  }

  void add_pattern(const std::string& pattern) {
    inputs_.several = true;
    glob_t found{};
    const int failed = ::glob(pattern.c_str(), 0, nullptr, &found);
    for (std::size_t i = 0; failed == 0 && i < found.gl_pathc; ++i) add(found.gl_pathv[i]);
    ::globfree(&found);
    if (failed != 0 && !request_.allow_empty) {
      inputs_.list.push_back({pattern, {}, Message{"没有文件与之匹配", "no file matches"}});
    }
  }

  void add_folder(const std::string& folder) {
    inputs_.several = true;
    const std::size_t before = inputs_.list.size();
    found_ = false;
    IgnoreStack ignore(folder);
    std::vector<std::string> names;
    walk(folder, folder, names, ignore);
    if (!found_ && inputs_.list.size() == before && !request_.allow_empty) {
      const Message none{"文件夹中没有草稿（.txt、.md、.docx）", "no drafts (.txt, .md, .docx) in this folder"};
      inputs_.list.push_back({folder, {}, none});
    }
  }

  // `names`: the parts of `folder` below the operand.
  void walk(const fs::path& root, const fs::path& folder, std::vector<std::string>& names, IgnoreStack& ignore) {
    std::vector<std::pair<std::string, fs::file_status>> entries;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      std::string name = entry->path().filename().string();
      std::error_code ignored;
      if (!name.starts_with('.')) entries.emplace_back(std::move(name), entry->symlink_status(ignored));
    }
    if (error) inputs_.list.push_back({folder.string(), {}, system_message(error.value())});
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    ignore.enter(folder);
    for (const auto& [name, status] : entries) {
      const fs::path path = folder / name;
      names.push_back(name);
      if (fs::is_directory(status)) {
        if (!ignore.ignored(names, true)) walk(root, path, names, ignore);
      } else if (is_draft(path) && !ignore.ignored(names, false) && fs::is_regular_file(path, error)) {
        found_ = true;
        add_file({path.string(), path.lexically_relative(root).string(), std::nullopt});
      }
      names.pop_back();
    }
    ignore.leave();
  }

  const InputRequest& request_;
  Inputs inputs_;
  std::unordered_set<std::string> seen_;
  bool found_ = false;  // a draft in the folder that is walked, be it one that was named before
};

std::vector<std::string> read_list(const std::string& path, char separator) {
  std::string bytes;
  if (const auto error = read_file(path, bytes)) {
    throw UsageError({fmt::format("--files-from {}：{}", path, error->zh),
                      fmt::format("--files-from {}: {}", path, error->en)});
  }
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find(separator, at), bytes.size());
    std::string name = bytes.substr(at, end - at);
    if (separator == '\n' && name.ends_with('\r')) name.pop_back();
    if (!name.empty()) paths.push_back(std::move(name));
    at = end + 1;
  }
  return paths;
}

}  // namespace

Inputs find_inputs(const InputRequest& request) {
  Walk walk(request);
  if (request.files_from) {
    for (const std::string& path : read_list(*request.files_from, request.null_separated ? '\0' : '\n')) walk.add(path);
  } else if (request.operands.empty()) {
    walk.add("-");
  }
  for (const std::string& operand : request.operands) walk.add(operand);
  return walk.take();
}

}  // namespace jianyan::tools
