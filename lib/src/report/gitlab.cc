// The code quality report of GitLab. Source: docs.gitlab.com, "Code quality report format".
#include <fmt/format.h>

#include "diagnostic/fingerprint.h"
#include "report/json_value.h"
#include "report/locations.h"
#include "report/reporters.h"
#include "report/text.h"
#include "text/hash.h"

namespace jianyan {
namespace {

std::string_view gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::error: return "major";
    case Severity::warning: return "minor";
    case Severity::info: return "info";
  }
  return {};
}

class GitlabReporter final : public JoiningReporter {
 public:
  explicit GitlabReporter(ReportOptions options) : JoiningReporter(",\n"), options_(std::move(options)) {}

  std::string open() override { return "[\n"; }

  std::string part(const ReportFile& file) const override {
    std::string out;
    if (file.document == nullptr) return out;
    const std::string_view path = path_in_repository(file.path);
    const Locations locations(file.document->text(), file.findings);
    Fingerprints fingerprints;
    for (const Diagnostic& finding : file.findings) {
      Json entry;
      entry["description"] = description_of(finding, options_.language);
      entry["check_name"] = finding.rule->id;
      // Two files may hold one sentence, and GitLab wants a name for each finding.
      entry["fingerprint"] =
          fmt::format("{:016x}", fnv1a(fingerprints.next(*file.document, finding), fnv1a(path)));
      entry["severity"] = gitlab_severity(finding.severity);
      entry["location"]["path"] = path;
      entry["location"]["lines"]["begin"] = locations.at(finding.span.begin).line;
      if (!out.empty()) out += ",\n";
      out += to_text(entry);
    }
    return out;
  }

  std::string close(const ReportTotals&) override { return "\n]\n"; }

 private:
  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_gitlab_reporter(ReportOptions options) {
  return std::make_unique<GitlabReporter>(std::move(options));
}

}  // namespace jianyan
