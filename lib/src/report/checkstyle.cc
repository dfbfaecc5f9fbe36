// Checkstyle's XML, which many build servers and editors read.
#include <fmt/format.h>

#include "report/locations.h"
#include "report/reporters.h"
#include "report/text.h"
#include "text/xml.h"

namespace jianyan {
namespace {

class CheckstyleReporter final : public Reporter {
 public:
  explicit CheckstyleReporter(ReportOptions options) : options_(std::move(options)) {}

  std::string open() override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n";
  }

  std::string part(const ReportFile& file) const override {
    std::string out = fmt::format(" <file name=\"{}\">\n", xml(file.path));
    if (file.error != nullptr) {
      out += fmt::format("  <error severity=\"error\" message=\"{}\"/>\n", xml(file.error->in(options_.language)));
    } else {
      const Locations locations(file.document->text(), file.findings);
      for (const Diagnostic& finding : file.findings) {
        const Location& place = locations.at(finding.span.begin);
        out += fmt::format("  <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" "
                           "source=\"jianyan.{}\"/>\n",
                           place.line, place.column, severity_name(finding.severity),
                           xml(description_of(finding, options_.language)), finding.rule->id);
      }
    }
    return out + " </file>\n";
  }

  std::string close(const ReportTotals&) override { return "</checkstyle>\n"; }

 private:
  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_checkstyle_reporter(ReportOptions options) {
  return std::make_unique<CheckstyleReporter>(std::move(options));
}

}  // namespace jianyan
