#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "report/text.h"

namespace jianyan {

std::vector<WordComment> finding_comments(const ReportFile& file, Language language) {
  std::vector<WordComment> comments;
  if (file.findings.empty()) return comments;
  const MaskedText shown(*file.document);
  for (const Diagnostic& finding : file.findings) {
    std::string text(severity_word(finding.severity, language));
    text += '[';
    text += finding.rule->id;
    text += "] ";
    text += description_of(finding, language);
    if (finding.fix) {
      text += '\n';
      append_fix(text, shown, finding, language);
    }
    comments.push_back({finding.span, std::move(text)});
  }
  return comments;
}

}  // namespace jianyan
