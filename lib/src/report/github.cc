// Workflow commands of GitHub Actions: annotations beside the lines of a change.
// Source: docs.github.com, "Workflow commands"; the escapes are those of @actions/core.
#include <fmt/format.h>

#include "report/locations.h"
#include "report/reporters.h"
#include "report/text.h"

namespace jianyan {
namespace {

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char byte : text) {
    switch (byte) {
      case '%': out += "%25"; break;
      case '\r': out += "%0D"; break;
      case '\n': out += "%0A"; break;
      case ':': out += property ? "%3A" : ":"; break;
      case ',': out += property ? "%2C" : ","; break;
      default: out += byte;
    }
  }
  return out;
}

std::string_view command_of(Severity severity) {
  return severity == Severity::info ? "notice" : severity_name(severity);
}

class GithubReporter final : public Reporter {
 public:
  explicit GithubReporter(ReportOptions options) : options_(std::move(options)) {}

  std::string part(const ReportFile& file) const override {
    const std::string path = escaped(path_in_repository(file.path), true);
    if (file.error != nullptr) {
      return fmt::format("::error file={}::{}\n", path, escaped(file.error->in(options_.language), false));
    }
    std::string out;
    const Locations locations(file.document->text(), file.findings);
    for (const Diagnostic& finding : file.findings) {
      const Location& begin = locations.at(finding.span.begin);
      const Location& end = locations.at(finding.span.end);
      out += fmt::format("::{} file={},line={},endLine={}", command_of(finding.severity), path, begin.line, end.line);
      // Columns are allowed within one line only.
      if (begin.line == end.line) out += fmt::format(",col={},endColumn={}", begin.column, end.column);
      out += fmt::format(",title={}::{}\n", finding.rule->id,
                         escaped(description_of(finding, options_.language), false));
    }
    return out;
  }

 private:
  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_github_reporter(ReportOptions options) {
  return std::make_unique<GithubReporter>(std::move(options));
}

}  // namespace jianyan
