// jianyan-check: prints what the rules find; never writes to a draft.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "common/draft_rules.h"
#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/git_changes.h"
#include "common/ordered.h"
#include "common/passed_over.h"
#include "common/place_explanation.h"
#include "common/record_stream.h"
#include "common/table_stream.h"
#include "common/tool.h"
#include "common/word_output.h"
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

/// Not a report, but a copy of the draft with the findings as comments.
constexpr std::string_view kWordCopy = "docx";

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kReportFormats; ++i) names.push_back(report_format_name(static_cast<ReportFormat>(i)));
  names.push_back(kWordCopy);
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
  std::optional<std::string> word_copy;
  Severity severity = Severity::info;
  bool statistics = false;
  bool list_rules = false;
  std::optional<std::string> explain;
  bool show_config = false;
  bool init = false;
  std::optional<std::string> write_baseline;
  std::optional<std::string> diff_base;
};

void add_format(CheckOptions& check, std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  require_choice("--format", name, format_names());
  const std::string path(equals != std::string_view::npos ? text.substr(equals + 1) : std::string_view());
  if (name != kWordCopy) {
    check.formats.push_back({*report_format_from_name(name), path});
  } else if (path.empty()) {
    throw UsageError({"docx 要写到文件，请用 --format docx=FILE", "docx goes into a file: --format docx=FILE"});
  } else {
    check.word_copy = path;
  }
}

void add_options(Tool& tool, CheckOptions& check) {
  tool.add_input_options();
  add_rule_options(tool, check.rules);
  OptionParser& options = tool.options();
  options.value(0, "write-baseline", "FILE", check.write_baseline,
                {"把现有的问题记入基线文件 FILE，以后用 --baseline 略去", "record the findings in FILE, for --baseline"});
  options.value(0, "diff-base", "REV", check.diff_base,
                {"只报告 git 版本 REV 之后改动的行", "report on lines only that are new since the git revision REV"});
  options.flag(0, "show-config", check.show_config,
               {"显示对文稿（不写则为当前文件夹）生效的设置及其来源",
                "print the settings that hold for the draft (or this folder), and where they come from"});
  options.flag(0, "init", check.init,
               {"在当前文件夹写一份带注释的 jianyan.toml", "write a commented jianyan.toml into this folder"});
  options.group({"说明", "Explanations"});
  options.flag(0, "list-rules", check.list_rules, {"列出所有规则", "list all rules"});
  options.value(0, "explain", "RULE|FILE:LINE:COL", check.explain,
                {"说明一条规则：查什么、为什么、依据、正误例；或说明文稿某处发现了什么、凭什么",
                 "explain a rule: what, why, clause, examples; or a place of a draft: what is found there, and why"},
                rule_ids());
  options.group({"输出", "Output"});
  options.custom(0, "format", "F[=FILE]",
                 [&check](std::string_view text) { add_format(check, text); },
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

// Finds, counts, and leaves out what is passed over and what --severity hides.
std::vector<Diagnostic> lint(const DraftRules& rules, const Document& document, const CheckOptions& options,
                             Suppressions& suppressions, Totals& totals) {
  std::vector<Diagnostic> findings = rules.linter().lint(document);
  totals.suppressed += suppressions.take_from(findings);
  for (const Diagnostic& finding : findings) totals.failed = totals.failed || rules.fails(finding, "warning");
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

// A draft and what holds for it.
struct Job {
  const Input* input;
  std::string path;  // absolute
  const DraftRules* rules;
  std::optional<std::vector<LineRange>> new_lines;  // none: all are looked at
};

// One report: a format and where it goes.
struct Report {
  ReportFormat format;
  std::string path;
  std::unique_ptr<Output> output;
  std::unique_ptr<Reporter> reporter;
};

class FileCheck {
 public:
  FileCheck(Tool& tool, const CheckOptions& options, const Inputs& inputs)
      : tool_(tool),
        options_(options),
        language_(tool.console.language),
        rules_(tool, options.rules),
        notes_(options.rules.runs_all() && !options.diff_base && !options.write_baseline, inputs.several) {
    if (options.write_baseline) rules_.leave_out_baseline();
    for (const Input& input : inputs.list) jobs_.push_back(job(input));
    if (options.word_copy && inputs.several) {
      throw UsageError({"--format docx 一次只能用于一个文件", "--format docx takes one file at a time"});
    }
    std::vector<FormatRequest> formats = options.formats;
    const std::string main_path = tool.common.output.value_or("-");
    if (formats.empty()) {
      const bool terminal = main_path == "-" && ::isatty(STDOUT_FILENO) != 0;
      formats.push_back({terminal ? ReportFormat::full : ReportFormat::concise, ""});
    }
    for (const FormatRequest& request : formats) open(request, main_path);
  }

  void run() {
    const std::size_t count = jobs_.size();
    for (Report& report : reports_) {
      if (!report.output->write(report.reporter->open())) return;
    }
    std::size_t next = 0;
    run_ordered(
        tool_.workers(count),
        [&]() -> std::optional<const Job*> {
          if (next == count) return std::nullopt;
          return &jobs_[next++];
        },
        [this](const Job* job) { return check(*job); },
        [&, done = std::size_t{0}](FileResult result) mutable {
          tool_.console.progress(++done, count);
          return show(std::move(result));
        });
    if (options_.write_baseline) write_baseline(*options_.write_baseline);
    else if (totals_.failed) tool_.status.raise(ExitCode::findings);
    for (Report& report : reports_) finish(report);
    notes_.finish(tool_.console);
    if (std::any_of(reports_.begin(), reports_.end(), [](const Report& r) { return r.format == ReportFormat::full; })) {
      summarize();
    }
  }

 private:
  struct FileResult {
    std::string path;
    std::vector<std::string> texts;  // one a report
    Totals totals;
    PassedOver passed_over;
    Baseline baseline;  // what --write-baseline records of it
    std::optional<Message> error;
    std::string word_copy;
    bool empty = false;
    std::vector<Message> notes;
    Message detail;
  };

  Job job(const Input& input) {
    const std::string& name = name_of(input, tool_.common);
    Job job{&input, absolute_path(name), &rules_.of(name), std::nullopt};
    if (options_.diff_base && !input.error) {
      if (input.path == "-") {
        throw UsageError({"--diff-base 只能用于文件，不能用于标准输入", "--diff-base is for files, not for standard input"});
      }
      job.new_lines = changes_.lines_of(input.path);
    }
    return job;
  }

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

  FileResult check(const Job& job) const {
    FileResult result;
    const Draft draft = read_draft(*job.input, tool_.common);
    result.path = draft.path;
    result.error = draft.error;
    ++result.totals.files;
    std::vector<Diagnostic> findings;
    ReportFile file;
    file.path = result.path;
    if (draft.document) {
      findings = findings_of(job, *draft.document, result);
      result.empty = draft.bytes.empty();
      result.notes.assign(draft.document->notes().begin(), draft.document->notes().end());
      file.document = &*draft.document;
      file.profile = job.rules->linter().profile_of(*draft.document);
      file.findings = findings;
      const std::string_view encoding = file_kind(*draft.document);
      result.detail = {fmt::format("{}：{}，{}", draft.path, encoding, profile_name(file.profile)),
                       fmt::format("{}: {}, {}", draft.path, encoding, profile_name(file.profile))};
    } else {
      result.totals.unreadable.push_back({result.path, *result.error});
      file.error = &*result.error;
    }
    for (const Report& report : reports_) result.texts.push_back(report.reporter->part(file));
    if (options_.word_copy && draft.document) add_word_copy(file, result);
    return result;
  }

  void add_word_copy(const ReportFile& file, FileResult& result) const {
    if (file.document->format() != Format::word) {
      result.error = Message{"不是 Word 文件，不能用 --format docx", "no Word file: --format docx is for these only"};
      return;
    }
    WordWriteOptions write = write_options({});
    write.comments = finding_comments(file, language_);
    const Result<std::string> bytes = write_word(*file.document, {}, write);
    if (bytes) result.word_copy = *bytes;
    else result.error = bytes.error().message;
  }

  std::vector<Diagnostic> findings_of(const Job& job, const Document& document, FileResult& result) const {
    Suppressions suppressions(document);
    job.rules->apply_to(suppressions, job.path);
    if (job.new_lines) suppressions.only_lines(*job.new_lines);
    std::vector<Diagnostic> findings = lint(*job.rules, document, options_, suppressions, result.totals);
    result.passed_over = passed_over(suppressions, *job.rules, job.path);
    if (options_.write_baseline) {
      result.baseline.add(path_in_baseline(*options_.write_baseline, job.path), document, findings);
    }
    return findings;
  }

  // False where nobody reads a report any more.
  bool show(FileResult result) {
    totals_.add(result.totals);
    if (result.error) tool_.unreadable(result.path, *result.error);
    else tool_.console.detail(result.detail);
    if (result.empty) tool_.note_empty(result.path);
    notes_.add(tool_.console, result.path, result.passed_over);
    baseline_.add(result.baseline);
    tool_.note_file(result.path, result.notes);
    if (!result.word_copy.empty()) write_file(*options_.word_copy, result.word_copy);
    bool go_on = true;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      go_on = reports_[i].output->write(reports_[i].reporter->add(std::move(result.texts[i]))) && go_on;
    }
    return go_on;
  }

  void write_baseline(const std::string& path) {
    write_file(path, baseline_.to_json());
    const std::uint64_t count = totals_.errors + totals_.warnings + totals_.infos;
    tool_.console.note({fmt::format("{} 处问题已记入 {}", count, path),
                        fmt::format("{} recorded in {}", counted(count, "finding"), path)});
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
    if (totals_.suppressed > 0) {
      text.zh += fmt::format("；另有 {} 处按设置略去", totals_.suppressed);
      text.en += fmt::format("; {} passed over", totals_.suppressed);
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
  Language language_;
  RulesByDraft rules_;
  PassedOverNotes notes_;
  GitChanges changes_{options_.diff_base.value_or("")};
  std::vector<Job> jobs_;
  std::vector<Report> reports_;
  Totals totals_;
  Baseline baseline_;
};

// The findings of a record, which has no past: no baseline and no revision.
void check_records(Tool& tool, const CheckOptions& options) {
  static constexpr std::string_view kOwn[] = {"findings", "error"};
  const auto answer = [&](const DraftRules& rules, const std::string& path, Record& record, std::string& out,
                          StreamTally& tally) {
    const RecordDrafts drafts = read_record(record, tool.common);
    Totals totals;
    const auto findings_of = [&](const Document& document) {
      Suppressions suppressions(document);
      rules.apply_to(suppressions, path);
      return lint(rules, document, options, suppressions, totals);
    };
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
  const TableAnswer shape{{"jianyan.findings", "jianyan.messages"}, [](const nlohmann::json& answered) {
                            const nlohmann::json& findings = answered.at("findings");
                            return std::vector{std::to_string(findings.size()), joined(findings, "；", "message")};
                          }};
  run_records(tool, options.rules, answer, shape);
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

void explain(Tool& tool, const CheckOptions& options) {
  const std::optional<DraftPlace> place = place_from_text(*options.explain);
  if (!place) return Tool::print(explanation(*options.explain, tool.console.language));
  if (const std::optional<std::string> told = explain_place(tool, options.rules, *place)) Tool::print(*told);
}

void check_files(Tool& tool, const CheckOptions& options) {
  const Inputs inputs = find_inputs(tool.common.inputs);
  FileCheck(tool, options, inputs).run();
}

// Never over a file that is there: somebody may have worked on it.
void write_example_config(Tool& tool) {
  const std::string path = "jianyan.toml";
  if (std::filesystem::exists(path)) {
    throw UsageError({fmt::format("这里已有 {}，不覆盖；--show-config 显示其中的设置", path),
                      fmt::format("{} is here already and stays as it is; --show-config prints what it sets", path)});
  }
  write_file(path, example_config(tool.console.language));
  tool.console.note({fmt::format("已写好 {}：去掉行首的“#”，设置才生效", path),
                     fmt::format("wrote {}: take the # off what you want to set", path)});
}

void show_config(Tool& tool, const RuleOptions& options) {
  const std::vector<std::string>& drafts = tool.common.inputs.operands;
  if (drafts.size() > 1) {
    throw UsageError({"--show-config 一次只看一份文稿", "--show-config shows the settings of one draft"});
  }
  const std::string draft = drafts.empty() || drafts[0] == "-" ? tool.common.stdin_filename : drafts[0];
  const bool folder = std::filesystem::is_directory(draft);
  const Settings settings = RulesByDraft(tool, options).settings_of(folder ? draft + "/-" : draft);
  Tool::print(show_settings(settings, tool.console.language));
}

void check_combination(const Tool& tool, const CheckOptions& options) {
  const auto refuse = [](bool wrong, const char* chinese, const char* english) {
    if (wrong) throw UsageError({chinese, english});
  };
  const bool jsonl = tool.common.records();
  refuse(jsonl && (!options.formats.empty() || options.statistics), "记录的输出格式固定，--jsonl、--csv、--tsv 不能与 --format、--statistics 同用",
         "--jsonl, --csv and --tsv have formats of their own; leave out --format and --statistics");
  refuse(jsonl && (options.rules.flags.baseline || options.write_baseline || options.diff_base),
         "记录没有文件名，--jsonl、--csv、--tsv 不能与 --baseline、--write-baseline、--diff-base 同用",
         "records have no files; leave out --baseline, --write-baseline and --diff-base with --jsonl, --csv and --tsv");
}

ExitCode run(Tool& tool) {
  CheckOptions options;
  add_options(tool, options);
  if (!tool.parse()) return ExitCode::clean;
  const Language language = tool.console.language;
  if (options.explain) {
    explain(tool, options);
  } else if (options.list_rules) {
    Tool::print(rule_table(selection(options.rules), language));
  } else if (options.init) {
    write_example_config(tool);
  } else if (options.show_config) {
    show_config(tool, options.rules);
  } else {
    check_combination(tool, options);
    tool.require_input();
    if (tool.common.records()) check_records(tool, options);
    else check_files(tool, options);
  }
  return tool.status.code();
}

}  // namespace
}  // namespace jianyan::tools

int main(int argc, char** argv) {
  return jianyan::tools::run_tool(jianyan::tools::kInfo, argc, argv, jianyan::tools::run);
}
