// Reports for people at a terminal: the findings, or with `statistics` a count by rule.
#include <algorithm>

#include <fmt/format.h>

#include "report/reporters.h"

namespace jianyan {
namespace {

class TextReporter final : public Reporter {
 public:
  explicit TextReporter(ReportOptions options) : options_(std::move(options)) {}

  std::string part(const ReportFile& file) const override {
    std::string out;
    if (options_.statistics) return out;
    if (options_.format == ReportFormat::full) append_full(out, file, options_.language, options_.colour);
    else append_concise(out, file, options_.language);
    return out;
  }

  // The most frequent rules first.
  std::string close(const ReportTotals& totals) override {
    std::string out;
    if (!options_.statistics) return out;
    std::vector<std::pair<std::string_view, std::uint64_t>> rows(totals.by_rule.begin(), totals.by_rule.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [id, count] : rows) {
      out += fmt::format("{:>7}  {:<28}  {}\n", count, id, summary_of(*find_rule(id), options_.language));
    }
    return out;
  }

 private:
  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Reporter> make_text_reporter(ReportOptions options) {
  return std::make_unique<TextReporter>(std::move(options));
}

}  // namespace jianyan
