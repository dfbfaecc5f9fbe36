#include "report/text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "report/visible.h"

namespace jianyan {

void HeadWriter::append(std::string& out, std::uint32_t offset) {
  append_visible(out, path_);
  out += ':';
  if (word_) {
    append_visible(out, places_.at(offset));
  } else {
    const Location& location = locations_.at(offset);
    out += std::to_string(location.line);
    out += ':';
    out += std::to_string(location.column);
  }
  out += ": ";
}

void append_context(std::string& out, const MaskedText& shown, Span span) {
  constexpr int kAround = 10;  // characters before and behind
  const std::string_view text = shown.text();
  const auto inside = [text](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  std::size_t begin = span.begin, end = span.end;
  for (int i = 0; i < kAround && begin > 0 && text[begin - 1] != '\n'; ++i) {
    do --begin;
    while (begin > 0 && inside(begin));
  }
  for (int i = 0; i < kAround && end < text.size() && text[end] != '\n'; ++i) {
    do ++end;
    while (end < text.size() && inside(end));
  }
  append_quoted(out, text.substr(begin, end - begin));
}

std::string_view severity_word(Severity severity, Language language) {
  if (language == Language::en) return severity_name(severity);
  switch (severity) {
    case Severity::info: return "提示";
    case Severity::warning: return "警告";
    case Severity::error: return "错误";
  }
  return {};
}

void append_replacement(std::string& out, std::string_view before, std::string_view after, Language language) {
  const bool chinese = language == Language::zh;
  if (after.empty()) {
    out += chinese ? "删去" : "delete ";
    append_quoted(out, before);
  } else if (before.empty()) {
    out += chinese ? "加上" : "insert ";
    append_quoted(out, after);
  } else {
    append_quoted(out, before);
    out += chinese ? "改为" : " becomes ";
    append_quoted(out, after);
  }
}

bool may_show(const Fix& fix, const MaskedText& shown) {
  return std::none_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) { return shown.hides(edit.span); });
}

Replacement replacement_of(const MaskedText& shown, const Diagnostic& finding) {
  const std::vector<Edit>& edits = finding.fix->edits;
  const Span hull{edits.front().span.begin, edits.back().span.end};
  Replacement replacement{hull, shown.text(hull), {}};
  std::uint32_t at = hull.begin;
  for (const Edit& edit : edits) {
    replacement.after += shown.text(Span{at, edit.span.begin});
    replacement.after += shown.replacement(edit.span, edit.replacement);
    at = edit.span.end;
  }
  return replacement;
}

void append_fix(std::string& out, const MaskedText& shown, const Diagnostic& finding, Language language) {
  const auto [span, before, after] = replacement_of(shown, finding);
  if (span != finding.span || before.empty()) return append_replacement(out, before, after, language);
  if (after.empty()) {
    out += language == Language::zh ? "删去" : "delete";
    return;
  }
  out += language == Language::zh ? "改为" : "write ";
  append_quoted(out, after);
}

std::string_view path_in_repository(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

std::string description_of(const Diagnostic& finding, Language language) {
  const bool chinese = language == Language::zh;
  std::string out;
  append_visible(out, finding.message.in(language));
  if (finding.rule->clause.empty()) return out;
  out += chinese ? "（" : " (";
  out += finding.rule->clause;
  out += chinese ? "）" : ")";
  return out;
}

std::string_view category_word(Category category, Language language) {
  constexpr std::array<std::string_view, kCategories> kChinese = {
      "编码", "空格", "标点", "数字", "错别字", "用词", "序号", "引用", "标题", "结构", "受理", "隐私", "版面"};
  return language == Language::zh ? kChinese[static_cast<std::size_t>(category)] : category_name(category);
}

}  // namespace jianyan
