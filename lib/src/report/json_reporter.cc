// The JSON of jianyan-check: one document, or a line a file.
#include <fmt/format.h>

#include "report/reporters.h"

namespace jianyan {
namespace {

class JsonReporter final : public JoiningReporter {
 public:
  explicit JsonReporter(ReportOptions options) : JoiningReporter(",\n"), options_(std::move(options)) {}

  std::string open() override {
    return fmt::format("{{\"version\": 1, \"tool\": \"{}\",\n \"files\": [\n", options_.tool);
  }

  std::string part(const ReportFile& file) const override {
    std::string out;
    append_json_file(out, file, options_.language);
    return out;
  }

  std::string close(const ReportTotals& totals) override {
    std::string out = fmt::format(
        "\n ],\n \"summary\": {{\"files\": {}, \"unreadable\": {}, \"error\": {}, \"warning\": {}, \"info\": {}",
        totals.files, totals.unreadable.size(), totals.errors, totals.warnings, totals.infos);
    if (totals.suppressed > 0) out += fmt::format(", \"suppressed\": {}", totals.suppressed);
    out += '}';
    if (options_.statistics) {
      out += ",\n \"statistics\": {";
      const char* separator = "";
      for (const auto& [rule, count] : totals.by_rule) {
        out += fmt::format("{}\"{}\": {}", std::exchange(separator, ", "), rule, count);
      }
      out += '}';
    }
    return out + "}\n";
  }

 private:
  ReportOptions options_;
};

class JsonLinesReporter final : public Reporter {
 public:
  explicit JsonLinesReporter(Language language) : language_(language) {}

  std::string part(const ReportFile& file) const override {
    std::string out;
    append_json_file(out, file, language_);
    out += '\n';
    return out;
  }

 private:
  Language language_;
};

}  // namespace

std::unique_ptr<Reporter> make_json_reporter(ReportOptions options) {
  if (options.format == ReportFormat::jsonl) return std::make_unique<JsonLinesReporter>(options.language);
  return std::make_unique<JsonReporter>(std::move(options));
}

}  // namespace jianyan
