#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "report/locations.h"
#include "report/text.h"
#include "report/visible.h"

namespace jianyan {

void append_concise(std::string& out, const ReportFile& file, Language language) {
  if (file.document == nullptr || file.findings.empty()) return;
  const Locations locations(file.document->text(), file.findings);
  const MaskedText shown(*file.document);
  HeadWriter head(file.path, *file.document, shown, locations, language);
  for (const Diagnostic& finding : file.findings) {
    head.append(out, finding.span.begin);
    out += severity_word(finding.severity, language);
    out += '[';
    out += finding.rule->id;
    out += "] ";
    append_visible(out, finding.message.in(language));
    if (head.word()) {
      out += language == Language::zh ? "　" : " ";
      append_context(out, shown, finding.span);
    }
    out += '\n';
  }
}

void append_changes(std::string& out, std::string_view path, const ReportChanges& part, Language language) {
  if (part.changes.empty()) return;
  const Locations locations(part.original->text(), part.changes);
  const MaskedText shown(*part.original);
  HeadWriter head(path, *part.original, shown, locations, language);
  for (const Change& change : part.changes) {
    head.append(out, change.span.begin);
    out += '[';
    out += change.rule->id;
    out += "] ";
    append_replacement(out, shown.text(change.span), shown.replacement(change.span, change.after), language);
    out += '\n';
  }
}

}  // namespace jianyan
