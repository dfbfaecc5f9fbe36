// The reporters behind make_reporter(), a file each.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "jianyan/report.h"

namespace jianyan {

/// Parts joined by `separator`; parts without text are left out.
class JoiningReporter : public Reporter {
 public:
  explicit JoiningReporter(std::string_view separator) : separator_(separator) {}
  [[nodiscard]] std::string add(std::string part) override {
    if (part.empty()) return part;
    return std::exchange(first_, false) ? part : std::string(separator_) + part;
  }

 private:
  std::string_view separator_;
  bool first_ = true;
};

/// Keeps the parts, for a report that begins with its summary.
class KeepingReporter : public Reporter {
 public:
  [[nodiscard]] std::string add(std::string part) override {
    parts_.push_back(std::move(part));
    return {};
  }

 protected:
  std::vector<std::string> parts_;
};

[[nodiscard]] std::unique_ptr<Reporter> make_text_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_json_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_sarif_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_github_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_gitlab_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_junit_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_checkstyle_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_rdjson_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_markdown_reporter(ReportOptions options);
[[nodiscard]] std::unique_ptr<Reporter> make_html_reporter(ReportOptions options);

/// "检查 3 个文件：错误 1，警告 2，提示 0"
[[nodiscard]] std::string summary_of(const ReportTotals& totals, Language language);
/// The first line of each rule, in a language.
[[nodiscard]] std::string_view summary_of(const RuleInfo& rule, Language language);

}  // namespace jianyan
