// SARIF 2.1.0 (OASIS, 2020): one run; the rules that found something, with their pages as help; fixes; fingerprints
// that stay when lines move. The rules stand behind the results, since which they are is known at the end only.
#include <fmt/format.h>

#include "diagnostic/fingerprint.h"
#include "report/json_value.h"
#include "report/locations.h"
#include "report/place.h"
#include "report/reporters.h"
#include "report/text.h"
#include "report/visible.h"

namespace jianyan {
namespace {

std::string_view level_of(Severity severity) {
  return severity == Severity::info ? "note" : severity_name(severity);
}

/// A path as a URI reference (RFC 3986): what may not stand in a path is escaped, byte by byte.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char byte : path) {
    if (kAllowed.find(byte) != std::string_view::npos) uri += byte;
    else uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
  return uri;
}

Json artifact(std::string_view path) { return {{"uri", uri_of(path_in_repository(path))}}; }

Json region_of(Span span, const Locations& locations) {
  const Location& begin = locations.at(span.begin);
  const Location& end = locations.at(span.end);
  return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

Json fix_of(const ReportFile& file, const MaskedText& shown, const Diagnostic& finding, const Locations& locations,
            Language language) {
  Json replacements = Json::array();
  for (const Edit& edit : finding.fix->edits) {
    replacements.push_back(
        {{"deletedRegion", region_of(edit.span, locations)}, {"insertedContent", {{"text", edit.replacement}}}});
  }
  std::string what;
  append_fix(what, shown, finding, language);
  Json change{{"artifactLocation", artifact(file.path)}, {"replacements", std::move(replacements)}};
  return {{"description", {{"text", what}}}, {"artifactChanges", Json::array({std::move(change)})}};
}

/// SARIF has no place for corrections that exclude each other: a reader may apply all fixes of a result.
Json candidates_of(const Diagnostic& finding, const MaskedText& shown, const Locations& locations) {
  Json candidates = Json::array();
  for (const Candidate& candidate : finding.candidates) {
    if (shown.hides(candidate.edit.span)) continue;
    candidates.push_back({{"region", region_of(candidate.edit.span, locations)},
                          {"text", candidate.edit.replacement},
                          {"score", candidate.score}});
  }
  return candidates;
}

Json rule_entry(const RuleInfo& rule, Language language) {
  const std::string page(rule_page(rule, language));
  Json entry;
  entry["id"] = rule.id;
  entry["shortDescription"]["text"] = summary_of(rule, language);
  entry["help"] = {{"text", page}, {"markdown", page}};
  entry["defaultConfiguration"]["level"] = level_of(rule.severity);
  entry["properties"] = {{"tags", Json::array({category_name(rule.category)})}, {"safety", safety_name(rule.safety)}};
  if (!rule.clause.empty()) entry["properties"]["clause"] = rule.clause;
  return entry;
}

class SarifReporter final : public JoiningReporter {
 public:
  explicit SarifReporter(ReportOptions options) : JoiningReporter(",\n"), options_(std::move(options)) {}

  std::string open() override {
    return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
           "\"columnKind\":\"unicodeCodePoints\",\"results\":[\n";
  }

  std::string part(const ReportFile& file) const override {
    std::string out;
    if (file.document == nullptr) return out;
    const Locations locations(file.document->text(), file.findings);
    Fingerprints fingerprints;
    const MaskedText shown(*file.document);
    PlaceFinder places(*file.document, shown.text(), options_.language);
    for (const Diagnostic& finding : file.findings) {
      Json entry = result(file, finding, locations);
      if (finding.fix && may_show(*finding.fix, shown)) {
        entry["fixes"] = Json::array({fix_of(file, shown, finding, locations, options_.language)});
      }
      if (!finding.candidates.empty()) entry["properties"]["candidates"] = candidates_of(finding, shown, locations);
      entry["locations"][0]["logicalLocations"] = Json::array({{{"name", places.at(finding.span.begin)}}});
      entry["partialFingerprints"]["jianyanSentence/v1"] = fingerprints.next(*file.document, finding);
      if (!out.empty()) out += ",\n";
      out += to_text(entry);
    }
    return out;
  }

  std::string close(const ReportTotals& totals) override {
    const std::size_t space = options_.tool.find(' ');
    Json driver{{"name", options_.tool.substr(0, space)}};
    if (space != std::string::npos) driver["version"] = options_.tool.substr(space + 1);
    driver["rules"] = Json::array();
    for (const auto& [id, count] : totals.by_rule) {
      driver["rules"].push_back(rule_entry(*find_rule(id), options_.language));
    }
    return fmt::format("\n],\"tool\":{{\"driver\":{}}},\"invocations\":[{}],\"language\":\"{}\"}}]}}\n",
                       to_text(driver), to_text(invocation(totals)),
                       options_.language == Language::zh ? "zh-CN" : "en");
  }

 private:
  [[nodiscard]] Json result(const ReportFile& file, const Diagnostic& finding, const Locations& locations) const {
    std::string message;
    append_visible(message, finding.message.in(options_.language));
    Json location;
    location["artifactLocation"] = artifact(file.path);
    location["region"] = region_of(finding.span, locations);
    Json entry;
    entry["ruleId"] = finding.rule->id;
    entry["level"] = level_of(finding.severity);
    entry["message"]["text"] = std::move(message);
    entry["locations"] = Json::array({{{"physicalLocation", std::move(location)}}});
    entry["properties"] = {{"safety", safety_name(finding.safety())}};
    if (finding.score) {
      entry["properties"]["score"] = *finding.score;
      entry["rank"] = 100 * *finding.score;
    }
    return entry;
  }

  // Files that could not be read, as SARIF has it for what is no result.
  [[nodiscard]] Json invocation(const ReportTotals& totals) const {
    Json invocation{{"executionSuccessful", totals.unreadable.empty()}};
    for (const auto& [path, why] : totals.unreadable) {
      Json place{{"physicalLocation", {{"artifactLocation", artifact(path)}}}};
      invocation["toolExecutionNotifications"].push_back({{"level", "error"},
                                                          {"message", {{"text", why.in(options_.language)}}},
                                                          {"locations", Json::array({std::move(place)})}});
    }
    return invocation;
  }

  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_sarif_reporter(ReportOptions options) {
  return std::make_unique<SarifReporter>(std::move(options));
}

}  // namespace jianyan
