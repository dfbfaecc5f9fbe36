#include "report/text.h"

#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "report/visible.h"

namespace jianyan {

void append_head(std::string& out, std::string_view path, const Location& location) {
  append_visible(out, path);
  out += ':';
  out += std::to_string(location.line);
  out += ':';
  out += std::to_string(location.column);
  out += ": ";
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

void append_concise(std::string& out, const ReportFile& file, Language language) {
  if (file.document == nullptr || file.findings.empty()) return;
  const Locations locations(file.document->text(), file.findings);
  for (const Diagnostic& finding : file.findings) {
    append_head(out, file.path, locations.at(finding.span.begin));
    out += severity_word(finding.severity, language);
    out += '[';
    out += finding.rule->id;
    out += "] ";
    append_visible(out, finding.message.in(language));
    out += '\n';
  }
}

void append_changes(std::string& out, std::string_view path, const ReportChanges& part, Language language) {
  if (part.changes.empty()) return;
  const Locations locations(part.original->text(), part.changes);
  const MaskedText shown(*part.original);
  for (const Change& change : part.changes) {
    append_head(out, path, locations.at(change.span.begin));
    out += '[';
    out += change.rule->id;
    out += "] ";
    append_replacement(out, shown.text(change.span), shown.replacement(change.span, change.after), language);
    out += '\n';
  }
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

}  // namespace jianyan
