#include "common/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace jianyan::tools {
namespace {

constexpr std::size_t kContext = 3;

// Lines with their ends; the last may lack one.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Lines [begin, end) of the old text become the lines of `text`.
struct Replacement {
  std::size_t begin, end;
  std::string text;
};

class Differ {
 public:
  Differ(std::string_view text, std::span<const Edit> edits, std::string_view prefix)
      : text_(text), prefix_(prefix), old_(lines_of(text)) {
    std::size_t offset = 0;
    for (const std::string_view line : old_) starts_.push_back(std::exchange(offset, offset + line.size()));
    starts_.push_back(offset);
    collect(edits);
  }

  std::string print(std::string_view path) const {
    if (replacements_.empty()) return {};
    std::string out = fmt::format("--- {}\n+++ {}\n", path, path);
    std::ptrdiff_t shift = 0;  // lines of the new text minus those of the old, so far
    for (std::size_t first = 0; first < replacements_.size();) {
      std::size_t last = first;
      const auto joins = [this](std::size_t i) {
        return i < replacements_.size() && replacements_[i].begin <= replacements_[i - 1].end + 2 * kContext;
      };
      while (joins(last + 1)) ++last;
      print_hunk(out, {replacements_.data() + first, last - first + 1}, shift);
      first = last + 1;
    }
    return out;
  }

 private:
  // The line that holds `offset`; behind the last one where `offset` is the end of a text that ends with a line end.
  [[nodiscard]] std::size_t line_at(std::size_t offset) const {
    if (offset == text_.size() && (text_.empty() || text_.ends_with('\n'))) return old_.size();
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end() - 1, offset) - starts_.begin()) - 1;
  }

  // Joins edits that touch the same lines into one replacement of whole lines.
  void collect(std::span<const Edit> edits) {
    for (std::size_t i = 0; i < edits.size();) {
      const std::size_t begin = line_at(edits[i].span.begin);
      std::size_t end = begin;
      std::size_t at = starts_[begin];
      std::string text;
      do {
        text.append(text_, at, edits[i].span.begin - at).append(edits[i].replacement);
        at = edits[i].span.end;
        // The line where the edit ends is touched too, unless both the old and the new text are at the begin of a line.
        end = line_at(at);
        const bool between_lines = starts_[end] == at && (text.empty() || text.ends_with('\n'));
        if (!between_lines && end < old_.size()) ++end;
        ++i;
      } while (i < edits.size() && line_at(edits[i].span.begin) < end);
      text.append(text_, at, starts_[end] - at);
      add(begin, end, text);
    }
  }

  // Without the lines at both ends that come out as they were.
  void add(std::size_t begin, std::size_t end, std::string_view text) {
    const std::vector<std::string_view> lines = lines_of(text);
    std::size_t first = 0;
    std::size_t last = lines.size();
    while (begin < end && first < last && old_[begin] == lines[first]) {
      text.remove_prefix(lines[first].size());
      ++begin;
      ++first;
    }
    while (begin < end && first < last && old_[end - 1] == lines[last - 1]) {
      text.remove_suffix(lines[last - 1].size());
      --end;
      --last;
    }
    if (begin < end || !text.empty()) replacements_.push_back({begin, end, std::string(text)});
  }

  static void print_line(std::string& out, char mark, std::string_view line, std::string_view prefix = {}) {
    out += mark;
    out += prefix;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }

  [[nodiscard]] std::string_view prefix_of(std::size_t line) const { return line == 0 ? prefix_ : std::string_view(); }

  static std::string range(std::size_t begin, std::size_t count) {
    // A range without lines is named by the line before it.
    const std::size_t number = count == 0 ? begin : begin + 1;
    return count == 1 ? std::to_string(number) : fmt::format("{},{}", number, count);
  }

  void print_hunk(std::string& out, std::span<const Replacement> changes, std::ptrdiff_t& shift) const {
    const std::size_t begin = changes.front().begin - std::min(changes.front().begin, kContext);
    const std::size_t end = std::min(changes.back().end + kContext, old_.size());
    const std::size_t new_begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(begin) + shift);
    std::string body;
    std::size_t at = begin;
    for (const Replacement& change : changes) {
      const bool at_first = change.begin == 0;
      for (; at < change.begin; ++at) print_line(body, ' ', old_[at], prefix_of(at));
      for (; at < change.end; ++at) print_line(body, '-', old_[at], prefix_of(at));
      const std::vector<std::string_view> lines = lines_of(change.text);
      for (std::size_t i = 0; i < lines.size(); ++i) print_line(body, '+', lines[i], at_first ? prefix_of(i) : "");
      shift += static_cast<std::ptrdiff_t>(lines.size()) - static_cast<std::ptrdiff_t>(change.end - change.begin);
    }
    for (; at < end; ++at) print_line(body, ' ', old_[at], prefix_of(at));
    const std::size_t new_end = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(end) + shift);
    out += fmt::format("@@ -{} +{} @@\n", range(begin, end - begin), range(new_begin, new_end - new_begin));
    out += body;
  }

  std::string_view text_;
  std::string_view prefix_;
  std::vector<std::string_view> old_;
  std::vector<std::size_t> starts_;  // of each line, and the text's end
  std::vector<Replacement> replacements_;
};

}  // namespace

std::string unified_diff(std::string_view text, std::span<const Edit> edits, std::string_view path,
                         std::string_view prefix) {
  return Differ(text, edits, prefix).print(path);
}

std::string colour_diff(std::string_view diff) {
  std::string out;
  for (const std::string_view line : lines_of(diff)) {
    const std::string_view colour = line.starts_with("---") || line.starts_with("+++") ? "\033[1m"
                                    : line.starts_with('-')                            ? "\033[31m"
                                    : line.starts_with('+')                            ? "\033[32m"
                                    : line.starts_with("@@")                           ? "\033[36m"
                                                                                       : "";
    if (colour.empty()) {
      out += line;
    } else {
      out += colour;
      out += line.substr(0, line.size() - 1);
      out += "\033[0m\n";
    }
  }
  return out;
}

}  // namespace jianyan::tools
