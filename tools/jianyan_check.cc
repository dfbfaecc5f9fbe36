// jianyan-check: prints what the rules find; never writes to a draft.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>

#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/ordered.h"
#include "common/record_stream.h"
#include "common/tool.h"
#include "jianyan/report.h"

namespace jianyan::tools {
namespace {

const ToolInfo kInfo{
    "jianyan-check",
    {"检查建议、提案等文稿，列出问题和修改办法，不改动原文。", "Checks drafts and lists what to mend; never changes them."},
    {"[选项] [文件或文件夹…]", "[options] [file or folder...]"},
    {"  jianyan-check 草稿.txt                          检查一份文稿\n"
     "  jianyan-check --format json=结果.json 草稿/      检查整个文件夹，另存 JSON\n"
     "  jianyan-check --jsonl < 建议.jsonl > 结果.jsonl  逐条检查记录\n",
     "  jianyan-check draft.txt                          check one draft\n"
     "  jianyan-check --format json=report.json drafts/  check a folder, with a report in JSON\n"
     "  jianyan-check --jsonl < in.jsonl > out.jsonl     check records, a line each\n"}};

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kReportFormats; ++i) names.push_back(report_format_name(static_cast<ReportFormat>(i)));
  return names;
}

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const RuleInfo* rule : rules()) ids.push_back(rule->id);
  return ids;
}

struct FormatRequest {
  ReportFormat format;
  std::string path;  // empty: standard output, or -o
};

struct CheckOptions {
  RuleOptions rules;
  std::vector<FormatRequest> formats;
  Severity severity = Severity::info;
  bool statistics = false;
  bool list_rules = false;
  std::optional<std::string> explain;
};

FormatRequest parse_format(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  require_choice("--format", name, format_names());
  const bool has_path = equals != std::string_view::npos;
  return {*report_format_from_name(name), std::string(has_path ? text.substr(equals + 1) : std::string_view())};
}

void add_options(Tool& tool, CheckOptions& check) {
  tool.add_input_options();
  tool.add_rule_options(check.rules);
  OptionParser& options = tool.options();
  options.flag(0, "list-rules", check.list_rules, {"列出所有规则", "list all rules"});
  options.value(0, "explain", "RULE", check.explain,
                {"说明一条规则：查什么、为什么、依据、正误例", "explain a rule: what, why, clause, examples"}, rule_ids());
  options.group({"输出", "Output"});
  options.custom(0, "format", "F[=FILE]",
                 [&check](std::string_view text) { check.formats.push_back(parse_format(text)); },
                 {fmt::format("报告格式：{}；可写到 FILE，可重复（默认：终端 full，否则 concise）",
                              fmt::join(format_names(), "、")),
                  fmt::format("format of the report: {}; perhaps into FILE; repeatable (default: on a terminal full, "
                              "else concise)", fmt::join(format_names(), ", "))},
                 format_names());
  options.value('o', "output", "FILE", tool.common.output, {"报告写到 FILE", "write the report to FILE"});
  options.choice(0, "severity", {"info", "warning", "error"},
                 [&check](std::string_view name) { check.severity = *severity_from_name(name); },
                 {"只显示这一级或更重的问题，不影响退出码", "show findings of this level or above; the exit code stays"});
  options.flag(0, "statistics", check.statistics, {"按规则计数，不逐条列出", "count by rule instead of listing findings"});
}

// What was counted; findings as far as they are shown.
struct Totals : ReportTotals {
  std::uint64_t hidden = 0;
  bool failed = false;  // a finding at or above --fail-on

  void add(const Totals& other) {
    files += other.files;
    errors += other.errors;
    warnings += other.warnings;
    infos += other.infos;
    suppressed += other.suppressed;
    hidden += other.hidden;
    fixable += other.fixable;
    failed = failed || other.failed;
    for (const auto& [rule, count] : other.by_rule) by_rule[rule] += count;
    unreadable.insert(unreadable.end(), other.unreadable.begin(), other.unreadable.end());
  }
};

std::string_view summary_of(const RuleInfo& rule, Language language) {
  return language == Language::zh ? rule.summary_zh : rule.summary_en;
}

// Finds, counts, and leaves out what --severity hides.
std::vector<Diagnostic> lint(const Linter& linter, const Document& document, const CheckOptions& options,
                             Totals& totals) {
  std::vector<Diagnostic> findings = linter.lint(document);
  const std::string_view level = options.rules.fail_on ? std::string_view(*options.rules.fail_on) : "warning";
  for (const Diagnostic& finding : findings) totals.failed = totals.failed || fails_on(level, finding.severity);
  const auto hidden = [&](const Diagnostic& finding) { return finding.severity < options.severity; };
  totals.hidden += static_cast<std::uint64_t>(std::erase_if(findings, hidden));
  for (const Diagnostic& finding : findings) {
    ++(finding.severity == Severity::error     ? totals.errors
       : finding.severity == Severity::warning ? totals.warnings
                                               : totals.infos);
    if (finding.safety() == Safety::safe) ++totals.fixable;
    ++totals.by_rule[finding.rule->id];
  }
  return findings;
}

// One report: a format and where it goes.
struct Report {
  ReportFormat format;
  std::string path;
  std::unique_ptr<Output> output;
  std::unique_ptr<Reporter> reporter;
};

class FileCheck {
 public:
  FileCheck(Tool& tool, const CheckOptions& options, const Linter& linter)
      : tool_(tool), options_(options), linter_(linter), language_(tool.console.language) {
    std::vector<FormatRequest> formats = options.formats;
    const std::string main_path = tool.common.output.value_or("-");
    if (formats.empty()) {
      const bool terminal = main_path == "-" && ::isatty(STDOUT_FILENO) != 0;
      formats.push_back({terminal ? ReportFormat::full : ReportFormat::concise, ""});
    }
    for (const FormatRequest& request : formats) open(request, main_path);
  }

  void run(const std::vector<Input>& inputs) {
    const std::size_t count = inputs.size();
    for (Report& report : reports_) {
      if (!report.output->write(report.reporter->open())) return;
    }
    std::size_t next = 0;
    run_ordered(
        tool_.workers(count),
        [&]() -> std::optional<const Input*> {
          if (next == count) return std::nullopt;
          return &inputs[next++];
        },
        [this](const Input* input) { return check(*input); },
        [&, done = std::size_t{0}](FileResult result) mutable {
          tool_.console.progress(++done, count);
          return show(std::move(result));
        });
    if (totals_.failed) tool_.status.raise(ExitCode::findings);
    for (Report& report : reports_) finish(report);
    if (std::any_of(reports_.begin(), reports_.end(), [](const Report& r) { return r.format == ReportFormat::full; })) {
      summarize();
    }
  }

 private:
  struct FileResult {
    std::string path;
    std::vector<std::string> texts;  // one a report
    Totals totals;
    std::optional<Message> error;
    bool empty = false;
    Message detail;
  };

  void open(const FormatRequest& request, const std::string& main_path) {
    Report report{request.format, request.path.empty() ? main_path : request.path, nullptr, nullptr};
    for (const Report& other : reports_) {
      if (other.path != report.path) continue;
      throw UsageError({"两种格式不能写到同一处，请用 --format F=FILE", "two formats need two places: --format F=FILE"});
    }
    report.output = std::make_unique<Output>(report.path);
    report.reporter = make_reporter({.format = report.format,
                                     .language = language_,
                                     .colour = use_colour(tool_.common.colour, report.output->descriptor()),
                                     .statistics = options_.statistics,
                                     .tool = tool_.signature()});
    reports_.push_back(std::move(report));
  }

  FileResult check(const Input& input) const {
    FileResult result;
    const Draft draft = read_draft(input, tool_.common);
    result.path = draft.path;
    result.error = draft.error;
    ++result.totals.files;
    std::vector<Diagnostic> findings;
    ReportFile file;
    file.path = result.path;
    if (draft.document) {
      findings = lint(linter_, *draft.document, options_, result.totals);
      result.empty = draft.bytes.empty();
      file.document = &*draft.document;
      file.profile = linter_.profile_of(*draft.document);
      file.findings = findings;
      const std::string_view encoding = encoding_name(std::get<TextOrigin>(draft.document->origin()).encoding);
      result.detail = {fmt::format("{}：{}，{}", draft.path, encoding, profile_name(file.profile)),
                       fmt::format("{}: {}, {}", draft.path, encoding, profile_name(file.profile))};
    } else {
      result.totals.unreadable.push_back({result.path, *result.error});
      file.error = &*result.error;
    }
    for (const Report& report : reports_) result.texts.push_back(report.reporter->part(file));
    return result;
  }

  // False where nobody reads a report any more.
  bool show(FileResult result) {
    totals_.add(result.totals);
    if (result.error) tool_.unreadable(result.path, *result.error);
    else tool_.console.detail(result.detail);
    if (result.empty) tool_.note_empty(result.path);
    bool go_on = true;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      go_on = reports_[i].output->write(reports_[i].reporter->add(std::move(result.texts[i]))) && go_on;
    }
    return go_on;
  }

  void finish(Report& report) {
    if (report.output->write(report.reporter->close(totals_))) report.output->commit();
  }

  void summarize() {
    const std::uint64_t shown = totals_.errors + totals_.warnings + totals_.infos;
    Message text{fmt::format("检查 {} 个文件，", totals_.files), counted(totals_.files, "file") + ": "};
    if (shown == 0) {
      text.zh += "没有发现问题";
      text.en += "nothing found";
    } else {
      text.zh += fmt::format("错误 {}，警告 {}，提示 {}", totals_.errors, totals_.warnings, totals_.infos);
      text.en += fmt::format("{}, {}, {}", counted(totals_.errors, "error"), counted(totals_.warnings, "warning"),
                             counted(totals_.infos, "info"));
    }
    if (totals_.fixable > 0) {
      text.zh += fmt::format("；其中 {} 处可用 jianyan-clean 自动修复", totals_.fixable);
      text.en += fmt::format("; {} can be fixed by jianyan-clean", totals_.fixable);
    }
    if (totals_.hidden > 0) {
      text.zh += fmt::format("；另有 {} 处未显示（--severity）", totals_.hidden);
      text.en += fmt::format("; {} not shown (--severity)", totals_.hidden);
    }
    if (!totals_.unreadable.empty()) {
      text.zh += fmt::format("；{} 个文件无法读取", totals_.unreadable.size());
      text.en += fmt::format("; {} could not be read", counted(totals_.unreadable.size(), "file"));
    }
    tool_.console.print(text.in(language_) + "\n");
  }

  Tool& tool_;
  const CheckOptions& options_;
  const Linter& linter_;
  Language language_;
  std::vector<Report> reports_;
  Totals totals_;
};

void check_records(Tool& tool, const CheckOptions& options, const Linter& linter) {
  static constexpr std::string_view kOwn[] = {"findings", "error"};
  const auto answer = [&](Record& record, std::string& out, StreamTally& tally) {
    const RecordDrafts drafts = read_record(record, tool.common);
    Totals totals;
    const auto findings_of = [&](const Document& document) { return lint(linter, document, options, totals); };
    const std::vector<Diagnostic> in_title = drafts.title ? findings_of(*drafts.title) : std::vector<Diagnostic>();
    const std::vector<Diagnostic> in_text = findings_of(drafts.text);
    std::vector<ReportFile> parts;
    RecordTexts given;
    if (drafts.title) {
      given.title = drafts.title->text();
      parts.push_back({{}, &*drafts.title, Profile::npc, in_title, nullptr, "title"});
    }
    parts.push_back({{}, &drafts.text, Profile::npc, in_text, nullptr, drafts.title ? "text" : ""});
    open_record(out, record, given, kOwn);
    out += ",\"findings\":";
    append_json_findings(out, parts, tool.console.language);
    out += '}';
    tally.failed = tally.failed || totals.failed;
  };
  run_records(tool, answer);
}

std::string rule_table(const RuleSelection& selection, Language language) {
  std::string out;
  for (const RuleInfo* rule : rules()) {
    if (!selection.contains(*rule)) continue;
    out += fmt::format("{:<28} {:<13} {:<8} {:<8} {}\n", rule->id, category_name(rule->category),
                       severity_name(rule->severity), safety_name(rule->safety), summary_of(*rule, language));
  }
  return out;
}

// The rule's page, and what its table entry says.
std::string explanation(const RuleInfo& rule, Language language) {
  const std::string_view page = rule_page(rule, language);
  const std::string_view category = category_name(rule.category);
  const std::string_view severity = severity_name(rule.severity);
  if (language == Language::en) {
    const char* fix = rule.safety == Safety::safe      ? "safe: jianyan-clean applies it"
                      : rule.safety == Safety::suggest ? "suggestion: jianyan-clean --suggest applies it"
                                                       : "none: a person decides";
    return fmt::format("# {}\n\n{}\n\n{}\ncategory: {}\nseverity: {}\nfix: {}\nclause: {}\n", rule.id, rule.summary_en,
                       page, category, severity, fix, rule.clause.empty() ? "common practice" : rule.clause);
  }
  const char* fix = rule.safety == Safety::safe      ? "可自动修复（jianyan-clean）"
                    : rule.safety == Safety::suggest ? "有修改建议（jianyan-clean --suggest）"
                                                     : "无，须由人判断";
  return fmt::format("{}\n类别：{}\n级别：{}\n修复：{}\n依据：{}\n", page, category, severity, fix,
                     rule.clause.empty() ? "通行写法" : rule.clause);
}

std::string explanation(const std::string& id, Language language) {
  if (const RuleInfo* rule = find_rule(id)) return explanation(*rule, language);
  SelectionRequest request;
  request.select = {id};
  const Result<RuleSelection> selection = RuleSelection::parse(request);
  if (!selection) throw UsageError(selection.error().message);
  throw UsageError({fmt::format("{} 是规则的类别；--list-rules --select {} 列出其中的规则", id, id),
                    fmt::format("{} is a category; --list-rules --select {} lists its rules", id, id)});
}

ExitCode run(Tool& tool) {
  CheckOptions options;
  add_options(tool, options);
  if (!tool.parse()) return ExitCode::clean;
  const Language language = tool.console.language;
  if (options.explain || options.list_rules) {
    Tool::print(options.explain ? explanation(*options.explain, language)
                                : rule_table(tool.selection(options.rules), language));
    return ExitCode::clean;
  }
  if (tool.common.jsonl && (!options.formats.empty() || options.statistics)) {
    throw UsageError({"--jsonl 的输出格式固定，不能与 --format、--statistics 同用",
                      "--jsonl has a format of its own; leave out --format and --statistics"});
  }
  tool.require_input();
  const Linter linter = tool.linter(options.rules);
  if (tool.common.jsonl) check_records(tool, options, linter);
  else FileCheck(tool, options, linter).run(find_inputs(tool.common.inputs).list);
  return tool.status.code();
}

}  // namespace
}  // namespace jianyan::tools

int main(int argc, char** argv) {
  return jianyan::tools::run_tool(jianyan::tools::kInfo, argc, argv, jianyan::tools::run);
}
