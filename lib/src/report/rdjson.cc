// The JSON of reviewdog (RDFormat). Its columns count bytes. Source: github.com/reviewdog/reviewdog, proto/rdf.
#include "report/json_value.h"
#include "report/locations.h"
#include "report/reporters.h"
#include "report/text.h"

namespace jianyan {
namespace {

std::string_view rdf_severity(Severity severity) {
  switch (severity) {
    case Severity::error: return "ERROR";
    case Severity::warning: return "WARNING";
    case Severity::info: return "INFO";
  }
  return {};
}

Json position_of(const Location& location, std::uint32_t offset) {
  return {{"line", location.line}, {"column", offset - location.line_begin + 1}};
}

Json range_of(Span span, const Locations& locations) {
  return {{"start", position_of(locations.at(span.begin), span.begin)},
          {"end", position_of(locations.at(span.end), span.end)}};
}

class RdjsonReporter final : public JoiningReporter {
 public:
  explicit RdjsonReporter(ReportOptions options) : JoiningReporter(",\n"), options_(std::move(options)) {}

  std::string open() override {
    Json source{{"name", options_.tool}};
    return "{\"source\":" + to_text(source) + ",\"diagnostics\":[\n";
  }

  std::string part(const ReportFile& file) const override {
    if (file.error != nullptr) {
      return to_text({{"message", file.error->in(options_.language)},
                      {"location", {{"path", file.path}}},
                      {"severity", "ERROR"}});
    }
    std::string out;
    const Locations locations(file.document->text(), file.findings);
    const MaskedText shown(*file.document);
    for (const Diagnostic& finding : file.findings) {
      if (!out.empty()) out += ",\n";
      out += to_text(entry(file, shown, finding, locations));
    }
    return out;
  }

  std::string close(const ReportTotals&) override { return "\n]}\n"; }

 private:
  [[nodiscard]] Json entry(const ReportFile& file, const MaskedText& shown, const Diagnostic& finding,
                           const Locations& locations) const {
    Json entry;
    entry["message"] = description_of(finding, options_.language);
    entry["location"] = {{"path", file.path}, {"range", range_of(finding.span, locations)}};
    entry["severity"] = rdf_severity(finding.severity);
    entry["code"]["value"] = finding.rule->id;
    // The suggestions of an entry are alternatives, so the edits of a fix have to be one.
    if (finding.fix && may_show(*finding.fix, shown)) {
      Replacement fix = replacement_of(shown, finding);
      entry["suggestions"] = Json::array({{{"range", range_of(fix.span, locations)}, {"text", std::move(fix.after)}}});
      for (std::size_t i = 1; i < finding.candidates.size(); ++i) {
        const Edit& other = finding.candidates[i].edit;
        if (shown.hides(other.span)) continue;
        entry["suggestions"].push_back({{"range", range_of(other.span, locations)}, {"text", other.replacement}});
      }
    }
    return entry;
  }

  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_rdjson_reporter(ReportOptions options) {
  return std::make_unique<RdjsonReporter>(std::move(options));
}

}  // namespace jianyan
