// Paths are told by their ASCII beginning, which Chinese follows without a space: it begins with a slash, or ends with
// one, or has a fragment (#…), or is a chain of lower-case names. A/B, HTTP/2 and C/C++ before Chinese are words.
#include "rules/space/verbatim.h"

namespace jianyan {
namespace {

constexpr std::size_t kMostBackticks = 3;

std::size_t run_of_backticks(const Characters& c, std::size_t i) {
  std::size_t length = 0;
  while (c[i + length] == U'`') ++length;
  return length;
}

/// The end of the code that `length` backticks before `from` begin; 0 where there is none.
std::size_t code_end(const RuleContext& context, std::size_t from, std::size_t length) {
  const Characters& c = context.c;
  for (std::size_t i = from; i < context.content_end();) {
    const std::size_t run = run_of_backticks(c, i);
    if (run == length) return i + run;
    i += run > 0 ? run : 1;
  }
  return 0;
}

bool printable_ascii(char32_t v) { return v > U' ' && v < 0x7F; }

bool ends_stretch(const Characters& c, std::size_t i) { return c.space(i) || c.line_end(i) || c.cjk_mark(i); }

/// Whether [begin, end), all ASCII, begins a path that goes on in Chinese.
bool begins_path(const Characters& c, std::size_t begin, std::size_t end) {
  if (c[begin] == U'/') return true;
  if (end - begin < 2) return false;
  if (c[end - 1] == U'/' || c[end - 1] == U'_') return true;
  bool slash = false, upper = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (c[i] == U'#' && i > begin + 1) return true;  // not C#, not #tag
    slash = slash || c[i] == U'/';
    upper = upper || (c[i] >= U'A' && c[i] <= U'Z');
  }
  return slash && !upper && c.latin(begin);
}

/// An address that goes on in Chinese: https://example.gov.cn/公告.
bool address_goes_on(const Characters& c, std::size_t end) {
  return c.in(end - 1, kAddress) && is_one_of(c[end - 1], U"/#=_");
}

}  // namespace

std::vector<Stretch> code_stretches(const RuleContext& context) {
  const Characters& c = context.c;
  std::vector<Stretch> found;
  bool unclosed[kMostBackticks + 1] = {};  // so that each length is looked for in vain once
  for (std::size_t i = context.content_begin(); i < context.content_end();) {
    const std::size_t length = c.in(i, kMasked) ? 0 : run_of_backticks(c, i);
    if (length == 0) {
      ++i;
      continue;
    }
    const bool possible = length <= kMostBackticks && !unclosed[length];
    const std::size_t end = possible ? code_end(context, i + length, length) : 0;
    if (possible) unclosed[length] = end == 0;
    if (end != 0) found.push_back({i, end});
    i = end != 0 ? end : i + length;
  }
  return found;
}

std::vector<Stretch> path_stretches(const RuleContext& context) {
  const Characters& c = context.c;
  std::vector<Stretch> found;
  for (std::size_t i = context.content_begin(); i < context.content_end();) {
    const std::size_t begin = i;
    while (i < context.content_end() && printable_ascii(c[i])) ++i;
    const bool starts = begin == context.content_begin() || ends_stretch(c, begin - 1);
    const bool path = i > begin && c.han(i) && ((starts && begins_path(c, begin, i)) || address_goes_on(c, i));
    if (path) {
      while (i < context.content_end() && !ends_stretch(c, i)) ++i;
      found.push_back({begin, i});
    }
    if (i == begin) ++i;
  }
  return found;
}

}  // namespace jianyan
