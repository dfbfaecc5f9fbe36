// One page that a clerk can read and print: how the draft stands, the draft with its marks, and the findings beside it.
// Everything is in the page; marks and findings are tied by links, and hovering needs style sheets only.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "report/html_style.h"
#include "report/html_text.h"
#include "report/locations.h"
#include "report/place.h"
#include "report/reporters.h"
#include "report/text.h"
#include "report/visible.h"
#include "text/xml.h"
#include "text/hash.h"

namespace jianyan {
namespace {

constexpr std::array kSeverities = {Severity::error, Severity::warning, Severity::info};

std::string escaped(std::string_view text) {
  std::string visible;
  append_visible(visible, text);
  return xml(visible);
}

std::size_t count_of(const ReportFile& file, Severity severity) {
  const auto has_it = [severity](const Diagnostic& finding) { return finding.severity == severity; };
  return static_cast<std::size_t>(std::count_if(file.findings.begin(), file.findings.end(), has_it));
}

/// What ties the links of one file together, whatever the order in which files are done.
std::string key_of(const ReportFile& file) { return fmt::format("-{:08x}", fnv1a(file.path) & 0xFFFFFFFFu); }

/// The section "为什么" of a rule's page; the summary, where the page has none in this language.
std::string_view reason_of(const RuleInfo& rule, Language language) {
  constexpr std::string_view kHeading = "\n## 为什么\n";
  const std::string_view page = rule_page(rule, language);
  const std::size_t begin = page.find(kHeading);
  if (begin == std::string_view::npos) return summary_of(rule, language);
  const std::string_view rest = page.substr(begin + kHeading.size());
  return rest.substr(0, rest.find("\n## "));
}

class HtmlReporter final : public KeepingReporter {
 public:
  explicit HtmlReporter(ReportOptions options)
      : options_(std::move(options)), language_(options_.language), chinese_(language_ == Language::zh) {}

  /// A row of the index, NUL, and the section.
  std::string part(const ReportFile& file) const override {
    const std::string key = key_of(file);
    std::string out = index_row(file, key);
    out += '\0';
    const bool clean = file.error == nullptr && file.findings.empty();
    out += fmt::format("<section class=\"draft{}\" id=\"d{}\">\n<h2>{}", clean ? " clean" : "", key,
                       escaped(file.path));
    if (file.error != nullptr) {
      out += fmt::format("</h2>\n<p class=\"unread\">{}{}</p>\n", say("无法读取：", "Could not be read: "),
                         escaped(file.error->in(language_)));
    } else if (clean) {
      out += fmt::format("</h2>\n<p class=\"none\">{}</p>\n",
                         say("这件文稿没有发现问题。", "Nothing found in this draft."));
    } else {
      out += fmt::format("<small>{}</small></h2>\n<div class=\"columns\">\n<article class=\"paper\">\n",
                         counts_of(file));
      const MaskedText shown(*file.document);
      append_html_text(out, file, shown, key, language_);
      out += "</article>\n";
      append_cards(out, file, shown, key);
      out += "</div>\n";
    }
    return out + "</section>\n";
  }

  std::string close(const ReportTotals& totals) override {
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n",
        chinese_ ? "zh-CN" : "en", title(), kHtmlStyle);
    append_header(out, totals);
    out += "<main>\n";
    append_index(out);
    for (const std::string& part : parts_) out.append(part, part.find('\0') + 1);
    append_rules(out, totals);
    out += fmt::format("</main>\n<footer>{}{}</footer>\n</body>\n</html>\n", escaped(options_.tool),
                       say("　·　规则和级别供修改时参考，定稿由提出人决定。",
                           " · Findings are advice; the author decides."));
    return out;
  }

 private:
  [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const { return chinese_ ? zh : en; }
  [[nodiscard]] std::string_view title() const { return say("文稿检查报告", "Report on drafts"); }

  // "错误 1　警告 2"
  [[nodiscard]] std::string counts_of(const ReportFile& file) const {
    std::string out;
    for (const Severity severity : kSeverities) {
      const std::size_t count = count_of(file, severity);
      if (count == 0) continue;
      if (!out.empty()) out += say("　", ", ");
      out += fmt::format("{} {}", severity_word(severity, language_), count);
    }
    return out;
  }

  [[nodiscard]] std::string index_row(const ReportFile& file, std::string_view key) const {
    std::string out = "<tr><td>";
    if (file.findings.empty() && file.error == nullptr) out += escaped(file.path);  // its section is not shown
    else out += fmt::format("<a href=\"#d{}\">{}</a>", key, escaped(file.path));
    out += "</td>";
    if (file.error != nullptr) {
      return out + fmt::format("<td class=\"unread\" colspan=\"3\">{}</td></tr>\n", say("无法读取", "unreadable"));
    }
    for (const Severity severity : kSeverities) {
      const std::size_t count = count_of(file, severity);
      out += count > 0 ? fmt::format("<td class=\"n {}\">{}</td>", severity_name(severity), count)
                       : std::string("<td class=\"n\">–</td>");
    }
    return out + "</tr>\n";
  }

  // Where several files are: which is the worst, and where.
  void append_index(std::string& out) const {
    if (parts_.size() < 2) return;
    out += fmt::format("<table class=\"index\">\n<tr><th>{}</th>", say("文件", "file"));
    for (const Severity severity : kSeverities) {
      out += fmt::format("<th class=\"n\">{}</th>", severity_word(severity, language_));
    }
    out += "</tr>\n";
    for (const std::string& part : parts_) out.append(part, 0, part.find('\0'));
    out += "</table>\n";
  }

  // How many files, and what became of the rest.
  [[nodiscard]] std::string details_of(const ReportTotals& totals) const {
    std::string out = chinese_ ? fmt::format("共检查 {} 个文件", totals.files)
                               : fmt::format("{} file{} checked", totals.files, totals.files == 1 ? "" : "s");
    const auto add = [&](std::uint64_t count, std::string_view zh, std::string_view en) {
      if (count > 0) out += fmt::format(fmt::runtime(say(zh, en)), count);
    };
    add(totals.unreadable.size(), "，{} 个无法读取", ", {} unreadable");
    add(totals.fixable, "；有 {} 处可用 jianyan-clean 自动修复", "; jianyan-clean can fix {}");
    add(totals.suppressed, "；另有 {} 处已按配置略去", "; {} more suppressed");
    return out;
  }

  void append_header(std::string& out, const ReportTotals& totals) const {
    const std::uint64_t found = totals.errors + totals.warnings + totals.infos;
    out += fmt::format("<header>\n<h1>{}</h1>\n<p class=\"verdict\">", title());
    if (found == 0) out += say("没有发现问题", "Nothing found");
    else if (chinese_) out += fmt::format("发现 {} 处问题", found);
    else out += fmt::format("{} finding{}", found, found == 1 ? "" : "s");
    out += fmt::format("<small>{}</small></p>\n", details_of(totals));
    append_counts(out, totals);
    out += "</header>\n";
  }

  void append_counts(std::string& out, const ReportTotals& totals) const {
    const std::array<std::uint64_t, 3> levels = {totals.errors, totals.warnings, totals.infos};
    std::array<std::uint64_t, kCategories> categories{};
    for (const auto& [id, count] : totals.by_rule) {
      categories[static_cast<std::size_t>(find_rule(id)->category)] += count;
    }
    if (totals.by_rule.empty()) return;
    out += "<ul class=\"counts\">\n";
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (levels[i] == 0) continue;
      out += fmt::format("<li class=\"{}\">{}<b>{}</b></li>\n", severity_name(kSeverities[i]),
                         severity_word(kSeverities[i], language_), levels[i]);
    }
    out += "<li class=\"gap\" aria-hidden=\"true\"></li>\n";
    for (std::size_t i = 0; i < kCategories; ++i) {
      if (categories[i] == 0) continue;
      out += fmt::format("<li>{}<b>{}</b></li>\n", category_word(static_cast<Category>(i), language_), categories[i]);
    }
    out += "</ul>\n";
  }

  void append_cards(std::string& out, const ReportFile& file, const MaskedText& shown, std::string_view key) const {
    const Locations locations(file.document->text(), file.findings);
    PlaceFinder places(*file.document, shown.text(), language_);
    out += "<ol class=\"list\">\n";
    for (std::size_t i = 0; i < file.findings.size(); ++i) {
      const Diagnostic& finding = file.findings[i];
      const Location& at = locations.at(finding.span.begin);
      const std::string place = places.at(finding.span.begin);
      out += fmt::format(
          "<li class=\"card {0}\" id=\"f{1}{2}\"><a class=\"n\" href=\"#m{1}{2}\">{1}</a><div>\n"
          "<p class=\"what\"><span class=\"level\">{3}</span>{4}</p>\n",
          severity_name(finding.severity), i + 1, key, severity_word(finding.severity, language_),
          escaped(finding.message.in(language_)));
      append_fix_line(out, shown, finding);
      out += fmt::format("<p class=\"more\">{} · {}", category_word(finding.rule->category, language_),
                         chinese_ ? fmt::format("第 {} 行 · {}", at.line, escaped(place))
                                  : fmt::format("line {} · {}", at.line, escaped(place)));
      if (!finding.rule->clause.empty()) out += fmt::format("<br>{}{}", say("依据 ", "see "), xml(finding.rule->clause));
      out += "</p>\n</div></li>\n";
    }
    out += "</ol>\n";
  }

  void append_fix_line(std::string& out, const MaskedText& shown, const Diagnostic& finding) const {
    if (!finding.fix) return;
    out += "<p class=\"fix\">";
    append_html_fix(out, shown, finding, language_);
    out += fmt::format("<span class=\"tag\">{}</span></p>\n", finding.safety() == Safety::safe
                                                                  ? say("可自动修复", "fixable")
                                                                  : say("修改建议", "suggestion"));
  }

  void append_rules(std::string& out, const ReportTotals& totals) const {
    if (totals.by_rule.empty()) return;
    out += fmt::format("<section class=\"rules\">\n<h2>{}</h2>\n<dl>\n", say("涉及的规则", "The rules"));
    for (const auto& [id, count] : totals.by_rule) {
      const RuleInfo& rule = *find_rule(id);
      out += fmt::format("<dt>{} <code>{}</code></dt><dd>{}</dd>\n", xml(summary_of(rule, language_)), id,
                         escaped(reason_of(rule, language_)));
    }
    out += "</dl>\n</section>\n";
  }

  ReportOptions options_;
  Language language_;
  bool chinese_;
};

}  // namespace

std::unique_ptr<Reporter> make_html_reporter(ReportOptions options) {
  return std::make_unique<HtmlReporter>(std::move(options));
}

}  // namespace jianyan
