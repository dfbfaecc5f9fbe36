// The table of formats.
#include <array>

#include <fmt/format.h>

#include "report/reporters.h"

namespace jianyan {
namespace {

struct FormatEntry {
  std::string_view name;
  std::unique_ptr<Reporter> (*make)(ReportOptions options);
};

// In the order of ReportFormat.
constexpr std::array<FormatEntry, kReportFormats> kFormats = {{
    {"full", &make_text_reporter},
    {"concise", &make_text_reporter},
    {"json", &make_json_reporter},
    {"jsonl", &make_json_reporter},
    {"sarif", &make_sarif_reporter},
    {"github", &make_github_reporter},
    {"gitlab", &make_gitlab_reporter},
    {"junit", &make_junit_reporter},
    {"checkstyle", &make_checkstyle_reporter},
    {"rdjson", &make_rdjson_reporter},
    {"md", &make_markdown_reporter},
    {"html", &make_html_reporter},
}};

}  // namespace

Reporter::~Reporter() = default;

std::string_view report_format_name(ReportFormat format) noexcept {
  return kFormats[static_cast<std::size_t>(format)].name;
}

std::optional<ReportFormat> report_format_from_name(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kReportFormats; ++i) {
    if (kFormats[i].name == name) return static_cast<ReportFormat>(i);
  }
  return std::nullopt;
}

std::unique_ptr<Reporter> make_reporter(ReportOptions options) {
  return kFormats[static_cast<std::size_t>(options.format)].make(std::move(options));
}

std::string summary_of(const ReportTotals& totals, Language language) {
  if (language == Language::en) {
    return fmt::format("files: {}, errors: {}, warnings: {}, infos: {}", totals.files, totals.errors, totals.warnings,
                       totals.infos);
  }
  return fmt::format("检查 {} 个文件：错误 {}，警告 {}，提示 {}", totals.files, totals.errors, totals.warnings,
                     totals.infos);
}

std::string_view summary_of(const RuleInfo& rule, Language language) {
  return language == Language::zh ? rule.summary_zh : rule.summary_en;
}

}  // namespace jianyan
