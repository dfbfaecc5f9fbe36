// Markdown for comments, mails and wikis: the counts, then a table of findings for each file.
#include <fmt/format.h>

#include "report/locations.h"
#include "report/place.h"
#include "report/reporters.h"
#include "report/text.h"
#include "report/visible.h"

namespace jianyan {
namespace {

/// Text in a cell: on one line, with nothing that Markdown would read as markup.
std::string cell(std::string_view text) {
  std::string shown;
  append_visible(shown, text);
  std::string out;
  for (const char byte : shown) {
    if (std::string_view("\\`*_[]<>|#~").find(byte) != std::string_view::npos) out += '\\';
    out += byte;
  }
  return out;
}

class MarkdownReporter final : public KeepingReporter {
 public:
  explicit MarkdownReporter(ReportOptions options)
      : options_(std::move(options)), chinese_(options_.language == Language::zh) {}

  std::string part(const ReportFile& file) const override {
    std::string out = fmt::format("\n## {}\n\n", cell(file.path));
    if (file.error != nullptr) {
      return out + fmt::format("{}{}\n", chinese_ ? "无法读取：" : "Could not be read: ",
                               cell(file.error->in(options_.language)));
    }
    if (file.findings.empty()) return out + (chinese_ ? "没有发现问题。\n" : "Nothing found.\n");
    out += chinese_ ? "| 行:列 | 位置 | 级别 | 问题 | 改法 | 依据 |\n"
                    : "| line:column | place | level | finding | fix | clause |\n";
    out += "|---|---|---|---|---|---|\n";
    const Locations locations(file.document->text(), file.findings);
    const MaskedText shown(*file.document);
    PlaceFinder places(*file.document, shown.text(), options_.language);
    for (const Diagnostic& finding : file.findings) {
      const Location& place = locations.at(finding.span.begin);
      std::string fix;
      if (finding.fix) append_fix(fix, shown, finding, options_.language);
      out += fmt::format("| {}:{} | {} | {} | {} `{}` | {} | {} |\n", place.line, place.column,
                         cell(places.at(finding.span.begin)), severity_word(finding.severity, options_.language),
                         cell(finding.message.in(options_.language)), finding.rule->id, cell(fix),
                         cell(finding.rule->clause));
    }
    return out;
  }

  std::string close(const ReportTotals& totals) override {
    std::string out = fmt::format("# {}\n\n{}{}\n", chinese_ ? "文稿检查报告" : "Report on drafts",
                                  summary_of(totals, options_.language), chinese_ ? "。" : ".");
    for (const std::string& part : parts_) out += part;
    return out;
  }

 private:
  ReportOptions options_;
  bool chinese_;
};

}  // namespace

std::unique_ptr<Reporter> make_markdown_reporter(ReportOptions options) {
  return std::make_unique<MarkdownReporter>(std::move(options));
}

}  // namespace jianyan
