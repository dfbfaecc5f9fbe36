// JUnit's XML for test dashboards: a suite a file, a failed case a finding, a passed case where there are none.
#include <fmt/format.h>

#include "report/locations.h"
#include "report/reporters.h"
#include "report/text.h"
#include "text/xml.h"

namespace jianyan {
namespace {

class JunitReporter final : public Reporter {
 public:
  explicit JunitReporter(ReportOptions options) : options_(std::move(options)) {}

  std::string open() override {
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\">\n", xml(options_.tool));
  }

  std::string part(const ReportFile& file) const override {
    const std::string path = xml(file.path);
    const std::size_t failures = file.findings.size();
    const bool unreadable = file.error != nullptr;
    std::string out = fmt::format(" <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n", path,
                                  std::max<std::size_t>(1, failures), failures, unreadable ? 1 : 0);
    if (unreadable) {
      out += fmt::format("  <testcase name=\"read\" classname=\"{}\"><error message=\"{}\"/></testcase>\n", path,
                         xml(file.error->in(options_.language)));
    } else if (failures == 0) {
      out += fmt::format("  <testcase name=\"check\" classname=\"{}\"/>\n", path);
    } else {
      append_failures(out, file, path);
    }
    return out + " </testsuite>\n";
  }

  std::string close(const ReportTotals&) override { return "</testsuites>\n"; }

 private:
  void append_failures(std::string& out, const ReportFile& file, const std::string& path) const {
    const Locations locations(file.document->text(), file.findings);
    for (const Diagnostic& finding : file.findings) {
      const Location& place = locations.at(finding.span.begin);
      out += fmt::format(
          "  <testcase name=\"{} {}:{}\" classname=\"{}\">"
          "<failure type=\"{}\" message=\"{}\">{}:{}:{}</failure></testcase>\n",
          finding.rule->id, place.line, place.column, path, severity_name(finding.severity),
          xml(description_of(finding, options_.language)), path, place.line, place.column);
    }
  }

  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_junit_reporter(ReportOptions options) {
  return std::make_unique<JunitReporter>(std::move(options));
}

}  // namespace jianyan
