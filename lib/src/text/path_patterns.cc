// Both levels, parts of a path and bytes of a part, are matched by the same method: go on greedily, and on a mismatch
// return to the last wildcard and let it take one more. Only the last wildcard can matter, so the time is at most the
// product of the lengths, whatever the pattern.
#include "jianyan/path_patterns.h"

#include <optional>
#include <span>

namespace jianyan {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// Matches "[…]" at `at` in `glob` against a byte and moves `at` behind it. Nothing: the bracket is not closed.
std::optional<bool> match_bracket(std::string_view glob, std::size_t& at, unsigned char byte) {
  std::size_t i = at + 1;
  const bool inverted = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (inverted) ++i;
  bool found = false;
  const auto next = [&] {
    if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
    return static_cast<unsigned char>(glob[i++]);
  };
  for (bool first = true; i < glob.size(); first = false) {
    if (glob[i] == ']' && !first) {
      at = i + 1;
      return found != inverted;
    }
    const unsigned char low = next();
    unsigned char high = low;
    if (i + 1 < glob.size() && glob[i] == '-' && glob[i + 1] != ']') {
      ++i;
      high = next();
    }
    found = found || (low <= byte && byte <= high);
  }
  return std::nullopt;
}

// One step of a part of a pattern other than "*": true where it matches the byte.
bool match_one(std::string_view glob, std::size_t& at, char byte) {
  if (at == glob.size()) return false;
  if (glob[at] == '?') return ++at, true;
  if (glob[at] == '[') {
    const std::optional<bool> matched = match_bracket(glob, at, static_cast<unsigned char>(byte));
    return matched.value_or(false);
  }
  if (glob[at] == '\\' && at + 1 < glob.size()) ++at;
  return glob[at++] == byte;
}

bool match_part(std::string_view glob, std::string_view name) {
  std::size_t at = 0;
  std::optional<std::size_t> star;  // behind the last "*"
  std::size_t taken = 0;            // of `name`, by that "*"
  for (std::size_t i = 0; i < name.size();) {
    if (at < glob.size() && glob[at] == '*') {
      star = ++at;
      taken = i;
    } else if (match_one(glob, at, name[i])) {
      ++i;
    } else if (star) {
      at = *star;
      i = ++taken;
    } else {
      return false;
    }
  }
  while (at < glob.size() && glob[at] == '*') ++at;
  return at == glob.size();
}

bool match_parts(std::span<const std::string> globs, std::span<const std::string> names) {
  std::size_t at = 0;
  std::optional<std::size_t> star;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < names.size();) {
    if (at < globs.size() && globs[at] == "**") {
      // At the end it stands for what is inside a folder, not for the folder.
      if (at + 1 == globs.size()) return true;
      star = ++at;
      taken = i;
    } else if (at < globs.size() && match_part(globs[at], names[i])) {
      ++at;
      ++i;
    } else if (star) {
      at = *star;
      i = ++taken;
    } else {
      return false;
    }
  }
  return at == globs.size();
}

// Without the line end's CR and trailing spaces that no backslash protects.
std::string_view trim(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

}  // namespace

PathPatterns::PathPatterns(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (const std::string& line : split(text, '\n')) add(trim(line));
}

void PathPatterns::add(std::string_view line) {
  if (line.empty() || line[0] == '#') return;
  Pattern pattern{};
  if (line[0] == '!') {
    pattern.takes_back = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.folders_only = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return;
  pattern.anywhere = line.find('/') == std::string_view::npos;
  if (line[0] == '/') line.remove_prefix(1);
  pattern.parts = split(line, '/');
  patterns_.push_back(std::move(pattern));
}

PathPatterns::Verdict PathPatterns::match(std::string_view path, bool is_folder) const {
  const std::vector<std::string> names = split(path, '/');
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folders_only && !is_folder) continue;
    const bool matched =
        pattern->anywhere ? match_part(pattern->parts[0], names.back()) : match_parts(pattern->parts, names);
    if (matched) return pattern->takes_back ? Verdict::kept : Verdict::ignored;
  }
  return Verdict::unknown;
}

}  // namespace jianyan
