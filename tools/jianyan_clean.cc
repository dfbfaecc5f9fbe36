// jianyan-clean: applies the fixes; the only tool that writes drafts, and in place only with -w.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "common/diff.h"
#include "common/draft_rules.h"
#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/ordered.h"
#include "common/passed_over.h"
#include "common/record_stream.h"
#include "common/table_stream.h"
#include "common/tool.h"
#include "common/word_output.h"
#include "jianyan/cleaner.h"
#include "jianyan/masked_text.h"
#include "jianyan/report.h"

namespace jianyan::tools {
namespace {

namespace fs = std::filesystem;

const ToolInfo kInfo{
    "jianyan-clean",
    {"修复文稿中可以放心修复的问题；加 --suggest 也采用修改建议。",
     "Mends in drafts what is safe to mend; with --suggest also what is probable."},
    {"[选项] [文件或文件夹…]", "[options] [file or folder...]"},
    {"  jianyan-clean 草稿.txt -o 定稿.txt                修复后另存\n"
     "  jianyan-clean -w --backup 草稿/                  就地修复整个文件夹，留备份\n"
     "  jianyan-clean --to docx 草稿.md -o 定稿.docx      修复后排成 Word 公文\n"
     "  jianyan-clean --jsonl < 建议.jsonl > 结果.jsonl   逐条修复记录\n",
     "  jianyan-clean draft.txt -o final.txt             mend one draft into another file\n"
     "  jianyan-clean -w --backup drafts/                mend a folder in place, with backups\n"
     "  jianyan-clean --to docx draft.md -o final.docx   mend, and set as an official document in Word\n"
     "  jianyan-clean --jsonl < in.jsonl > out.jsonl     mend records, a line each\n"}};

constexpr const char* kBackupSuffix = ".bak";

struct CleanToolOptions {
  RuleOptions rules;
  WordOptions word;
  bool suggest = false;
  bool write = false;
  bool backup = false;
  bool diff = false;
  bool check = false;
  bool layout = false;  // of Word files
  bool to_word = false;
  std::optional<std::string> log;
};

void add_options(Tool& tool, CleanToolOptions& clean) {
  tool.add_input_options();
  add_rule_options(tool, clean.rules);
  OptionParser& options = tool.options();
  options.group({"输出", "Output"});
  options.flag(0, "suggest", clean.suggest, {"也采用修改建议", "take the suggestions too"});
  options.flag('w', "write", clean.write, {"写回原文件", "write the files in place"});
  options.flag(0, "backup", clean.backup, {"写回前把原文件另存为“原名.bak”", "with -w: keep the original as NAME.bak"});
  options.value('o', "output", "FILE", tool.common.output,
                {"写到 FILE；多个文件时写到文件夹 FILE", "write to FILE; of several files, into the folder FILE"});
  options.flag(0, "diff", clean.diff,
               {"只显示改动（统一差异格式，总是 UTF-8），不写文件", "show a unified diff, always in UTF-8, and write nothing"});
  options.flag(0, "check", clean.check,
               {"只列出会改动的文件，有则退出码为 1", "only name the files that would change; exit with 1 if there are any"});
  options.value(0, "log", "FILE", clean.log, {"把改动记录（JSON）写到 FILE", "write the changes to FILE, in JSON"});
  options.group({"Word 文件（默认写成修订）", "Word files (changes are tracked)"});
  options.flag(0, "direct", clean.word.direct, {"直接改动，不作修订", "change the text itself, without tracking"});
  options.flag(0, "comment", clean.word.comment,
               {"没有改的问题和建议写成批注", "put what was not changed into comments"});
  options.custom(0, "author", "NAME", [&clean](std::string_view name) { clean.word.author = name; },
                 {"修订和批注的作者（默认 jianyan）", "author of changes and comments (default: jianyan)"});
  options.flag(0, "layout", clean.layout,
               {"按 GB/T 9704（或配置的 [layout]）排版，不作修订", "set by GB/T 9704, or [layout]; this is not tracked"});
  options.choice(0, "to", {"docx"}, [&clean](std::string_view) { clean.to_word = true; },
                 {"把文本或 Markdown 文稿写成排好版的 Word 文件", "write a text or Markdown draft as a Word file, set so"});
}

// What becomes of the cleaned text.
enum class Mode { print, in_place, into_folder, diff, list };

Mode mode_of(const Tool& tool, const CleanToolOptions& options, const Inputs& inputs) {
  if (options.diff) return Mode::diff;
  if (options.check) return Mode::list;
  if (options.write) return Mode::in_place;
  const std::optional<std::string>& output = tool.common.output;
  std::error_code error;
  if (output && (output->ends_with('/') || fs::is_directory(*output, error))) return Mode::into_folder;
  if (!inputs.several) return Mode::print;
  throw UsageError({"多个文件要用 -w 写回，或用 -o 指定一个文件夹，或只看 --diff、--check",
                    "several files need -w, or a folder with -o, or --diff or --check"});
}

void check_combination(const Tool& tool, const CleanToolOptions& options) {
  const auto refuse = [](bool wrong, const char* chinese, const char* english) {
    if (wrong) throw UsageError({chinese, english});
  };
  const bool one_by_one = options.write || options.backup || options.diff || options.check || options.log;
  refuse(tool.common.records() && options.rules.flags.baseline, "--jsonl、--csv、--tsv 的记录没有文件名，不能与 --baseline 同用",
         "records have no files; leave out --baseline with --jsonl");
  refuse(tool.common.records() && one_by_one, "--jsonl、--csv、--tsv 不能与 -w、--backup、--diff、--check、--log 同用",
         "--jsonl, --csv and --tsv go without -w, --backup, --diff, --check and --log");
  refuse(options.write && tool.common.output.has_value(), "-w 与 -o 只能用一个", "use either -w or -o");
  refuse(options.write && (options.diff || options.check), "-w 不能与 --diff、--check 同用",
         "-w goes without --diff and --check");
  refuse(options.backup && !options.write, "--backup 要与 -w 同用", "--backup needs -w");
  refuse(options.layout && options.to_word, "--to docx 已经排版，不要再加 --layout", "--to docx needs no --layout");
  const bool word = options.layout || options.to_word;
  refuse(tool.common.records() && word, "--jsonl、--csv、--tsv 不能与 --layout、--to 同用",
         "--jsonl, --csv and --tsv go without --layout and --to");
  refuse(options.diff && word, "--diff 只显示文字的改动，不能与 --layout、--to 同用",
         "--diff shows changes of the text only; it goes without --layout and --to");
  refuse(options.to_word && (options.write || options.check), "--to 写成另一个文件，要用 -o，不能与 -w、--check 同用",
         "--to makes another file: use -o, without -w and --check");
}

CleanResult clean_with(const DraftRules& rules, const Document& document, const CleanToolOptions& options,
                       Suppressions& suppressions) {
  return clean(document, rules.linter(), {.suggest = options.suggest, .suppressions = &suppressions});
}

// Only the option asks for it: fail-on of the configuration is for jianyan-check.
bool fails(const CleanResult& cleaned, const DraftRules& rules, const CleanToolOptions& options) {
  if (!options.rules.flags.fail_on) return false;
  const auto fails = [&](const Diagnostic& finding) { return rules.fails(finding, "never"); };
  return std::any_of(cleaned.remaining.begin(), cleaned.remaining.end(), fails);
}

class FileClean {
 public:
  FileClean(Tool& tool, const CleanToolOptions& options, const Inputs& inputs)
      : tool_(tool),
        options_(options),
        inputs_(inputs.list),
        mode_(mode_of(tool, options, inputs)),
        word_(write_options(options.word)),
        data_(options.layout ? tool.data() : nullptr),
        by_draft_(tool, options.rules),
        notes_(options.rules.runs_all(), inputs.several) {
    for (const Input& input : inputs_) {
      targets_.push_back(target_of(input));
      rules_.push_back(&by_draft_.of(name_of(input, tool.common)));
    }
    refuse_clashes();
    if (!writes_files()) output_ = std::make_unique<Output>(tool.common.output.value_or("-"));
    if (options.log) log_ = std::make_unique<Output>(*options.log);
    colour_ = output_ && use_colour(tool.common.colour, output_->descriptor());
  }

  void run() {
    if (log_) log_open_ = log_->write(tool_.json_head());
    std::size_t next = 0;
    run_ordered(
        tool_.workers(inputs_.size()),
        [&]() -> std::optional<std::size_t> {
          if (next == inputs_.size()) return std::nullopt;
          return next++;
        },
        [this](std::size_t index) { return clean_file(inputs_[index], *rules_[index], targets_[index]); },
        [&, done = std::size_t{0}](const FileResult& result) mutable {
          tool_.console.progress(++done, inputs_.size());
          return show(result);
        });
    if (log_open_ && log_->write("\n ]}\n")) log_->commit();
    // A draft that could not be read leaves no empty file behind.
    if (output_ && (mode_ != Mode::print || tool_.status.code() < ExitCode::unreadable)) output_->commit();
    notes_.finish(tool_.console);
    summarize();
  }

 private:
  struct FileResult {
    std::string path;
    PassedOver passed_over;
    std::string out;   // for standard output or -o
    std::string list;  // the changes, for people
    std::string log;   // the changes, in JSON
    std::size_t changes = 0;
    bool laid_out = false;  // its layout changed
    bool failed = false;  // findings at or above --fail-on remain
    bool empty = false;
    std::vector<Message> notes;
    std::optional<Message> unreadable;
    std::optional<Message> unwritten;  // names the file
  };

  [[nodiscard]] bool writes_files() const { return mode_ == Mode::in_place || mode_ == Mode::into_folder; }

  // Where the cleaned draft goes; empty where it does not go into a file of its own.
  [[nodiscard]] std::string target_of(const Input& input) const {
    const bool standard_input = input.path == "-";
    if (mode_ == Mode::in_place) {
      if (standard_input) throw UsageError({"标准输入不能用 -w 写回", "standard input cannot be written in place"});
      return input.path;
    }
    if (mode_ != Mode::into_folder) return {};
    if (standard_input && tool_.common.stdin_filename == "-") {
      throw UsageError({"标准输入要写到文件夹，请用 --stdin-filename 给出文件名",
                        "standard input needs --stdin-filename to go into a folder"});
    }
    const fs::path name = standard_input ? fs::path(tool_.common.stdin_filename).filename() : fs::path(input.relative);
    return (fs::path(*tool_.common.output) / name).string();
  }

  // Two drafts of one name from different folders would end in one file.
  void refuse_clashes() const {
    std::set<std::string> seen;
    for (const std::string& target : targets_) {
      if (target.empty() || seen.insert(target).second) continue;
      throw UsageError({fmt::format("有两个文件都要写到 {}，请分开处理", target),
                        fmt::format("two files would be written to {}; do them apart", target)});
    }
  }

  FileResult clean_file(const Input& input, const DraftRules& rules, const std::string& target) const {
    FileResult result;
    const Draft draft = read_draft(input, tool_.common);
    result.path = draft.path;
    result.unreadable = draft.error;
    if (!draft.document) return result;
    result.empty = draft.bytes.empty();
    result.notes.assign(draft.document->notes().begin(), draft.document->notes().end());
    const std::string path = absolute_path(draft.path);
    Suppressions suppressions(*draft.document);
    rules.apply_to(suppressions, path);
    const CleanResult cleaned = clean_with(rules, *draft.document, options_, suppressions);
    result.passed_over = passed_over(suppressions, rules, path);
    result.changes = cleaned.changes.size();
    result.failed = fails(cleaned, rules, options_);
    describe(draft, cleaned, result);
    write(draft, cleaned, rules, target, result);
    return result;
  }

  // The list of changes, for people and for --log.
  void describe(const Draft& draft, const CleanResult& cleaned, FileResult& result) const {
    const ReportChanges changes{&*draft.document, cleaned.changes, {}};
    append_changes(result.list, draft.path, changes, tool_.console.language);
    if (!options_.log) return;
    result.log = "{\"path\":";
    append_json_string(result.log, draft.path);
    result.log += ",\"changes\":";
    append_json_changes(result.log, {&changes, 1});
    result.log += '}';
  }

  // Makes the output of this mode, or writes the file of its own.
  void write(const Draft& draft, const CleanResult& cleaned, const DraftRules& rules, const std::string& target,
             FileResult& result) const {
    const std::vector<Edit> edits = cleaned.edits();
    const bool word = draft.document->format() == Format::word;
    if (mode_ == Mode::diff) {
      result.out = diff_of(*draft.document, edits, draft.path);
      return;
    }
    if (options_.layout && !word) {
      result.unreadable = Message{"--layout 只用于 Word 文件；由文本生成 Word 文件请用 --to docx",
                                  "--layout is for Word files; to make one of a text use --to docx"};
      return;
    }
    if (options_.to_word && word) {
      result.unreadable = Message{"已经是 Word 文件，不能再用 --to docx；要排版请用 --layout",
                                  "this is a Word file already; to set it use --layout"};
      return;
    }
    if (mode_ == Mode::list) {
      if (options_.layout) (void)word_bytes(draft, cleaned, edits, rules, result);
      if (result.changes > 0 || result.laid_out) result.out = draft.path + "\n";
      return;
    }
    if (draft.converted && mode_ == Mode::in_place) {
      result.unreadable = Message{"旧格式的文件不能就地修改，请用 -o 另存为 .docx",
                                  "a file of an old format cannot be changed in place; write a .docx with -o"};
      return;
    }
    const bool comments = word && options_.word.comment && !cleaned.remaining.empty();
    if (mode_ == Mode::in_place && edits.empty() && !comments && !options_.layout) return;
    if ((word || options_.to_word) && mode_ == Mode::print && ::isatty(output_->descriptor()) != 0) {
      result.unreadable = Message{"Word 文件不能写到终端，请用 -o 指定文件",
                                  "a Word file cannot be written to a terminal; name a file with -o"};
      return;
    }
    const Result<std::string> bytes = output_bytes(draft, cleaned, edits, rules, result);
    if (!bytes) {
      const Message& why = bytes.error().message;
      // A signed or protected file is input that cannot be used.
      if (word) result.unreadable = why;
      else result.unwritten = {fmt::format("{}：{}", draft.path, why.zh), fmt::format("{}: {}", draft.path, why.en)};
    } else if (mode_ == Mode::print) {
      result.out = *bytes;
    } else if (mode_ != Mode::in_place || *bytes != draft.bytes) {
      const bool renamed = draft.converted || options_.to_word;
      write_target(draft, *bytes, renamed ? fs::path(target).replace_extension(".docx").string() : target, result);
    }
  }

  Result<std::string> output_bytes(const Draft& draft, const CleanResult& cleaned, const std::vector<Edit>& edits,
                                   const DraftRules& rules, FileResult& result) const {
    if (draft.document->format() == Format::word) return word_bytes(draft, cleaned, edits, rules, result);
    if (options_.to_word) return make_word(cleaned.document, *layout_standard(rules.settings()), word_);
    if (edits.empty()) return draft.bytes;
    return write_document(*draft.document, edits);
  }

  Result<std::string> word_bytes(const Draft& draft, const CleanResult& cleaned, const std::vector<Edit>& edits,
                                 const DraftRules& rules, FileResult& result) const {
    Result<std::string> bytes = edited_word(draft, cleaned, edits);
    if (!bytes || !options_.layout) return bytes;
    const Result<Document> edited = read_document(*bytes);
    if (!edited) return edited.error();
    // The settings were checked when the rules were made ready.
    Result<LaidOutWord> laid_out = lay_out_word(*edited, *layout_standard(rules.settings()), *data_);
    if (!laid_out) return laid_out.error();
    result.laid_out = laid_out->paragraphs + laid_out->sections > 0;
    result.notes.insert(result.notes.end(), laid_out->notes.begin(), laid_out->notes.end());
    if (result.laid_out) result.list += layout_line(draft.path, *laid_out);
    return std::move(laid_out->bytes);
  }

  [[nodiscard]] std::string layout_line(const std::string& path, const LaidOutWord& laid_out) const {
    if (tool_.console.language == Language::zh) {
      return fmt::format("{}：排版 {} 段、{} 节\n", path, laid_out.paragraphs, laid_out.sections);
    }
    return fmt::format("{}: layout of {} and {}\n", path, counted(laid_out.paragraphs, "paragraph"),
                       counted(laid_out.sections, "section"));
  }

  Result<std::string> edited_word(const Draft& draft, const CleanResult& cleaned,
                                  const std::vector<Edit>& edits) const {
    WordWriteOptions write = word_;
    if (options_.word.comment) {
      ReportFile remaining;
      remaining.document = &cleaned.document;
      remaining.findings = cleaned.remaining;
      write.comments = finding_comments(remaining, tool_.console.language);
      for (WordComment& comment : write.comments) comment.span = original_span(cleaned.changes, comment.span);
    }
    return write_word(*draft.document, edits, write);
  }

  void write_target(const Draft& draft, const std::string& bytes, const std::string& target, FileResult& result) const {
    try {
      if (mode_ == Mode::in_place) {
        Output output(target);  // asks for permission before the backup is made
        if (options_.backup) write_file(target + kBackupSuffix, draft.bytes);
        if (output.write(bytes)) output.commit();
      } else {
        std::error_code error;
        fs::create_directories(fs::path(target).parent_path(), error);
        write_file(target, bytes);
      }
    } catch (const WriteError& error) {
      result.unwritten = error.message();
    }
  }

  // The diff is for reading: personal data stand in it with stars.
  [[nodiscard]] std::string diff_of(const Document& document, std::vector<Edit> edits, const std::string& path) const {
    const MaskedText shown(document);
    for (Edit& edit : edits) edit.replacement = shown.replacement(edit.span, edit.replacement);
    const auto* origin = std::get_if<TextOrigin>(&document.origin());
    // patch(1) sees the mark as a part of the first line.
    const bool marked = origin != nullptr && origin->encoding == Encoding::utf8 && origin->byte_order_mark;
    const std::string diff = unified_diff(shown.text(), edits, path, marked ? "\xEF\xBB\xBF" : "");
    return colour_ ? colour_diff(diff) : diff;
  }

  // False where nobody reads the output any more.
  bool show(const FileResult& result) {
    Console& console = tool_.console;
    if (result.unreadable) return tool_.unreadable(result.path, *result.unreadable), true;
    if (result.empty) tool_.note_empty(result.path);
    tool_.note_file(result.path, result.notes);
    notes_.add(console, result.path, result.passed_over);
    if (result.unwritten) {
      console.complain(*result.unwritten);
      tool_.status.raise(ExitCode::unwritten);
      return true;
    }
    const bool would_change = result.changes > 0 || result.laid_out;
    if (result.failed || (options_.check && would_change)) tool_.status.raise(ExitCode::findings);
    changes_ += result.changes;
    changed_files_ += result.changes > 0 ? 1 : 0;
    laid_out_files_ += result.laid_out ? 1 : 0;
    if (mode_ != Mode::diff && mode_ != Mode::list) console.print(result.list);
    if (log_open_) log_open_ = log_->write(std::exchange(log_separator_, ",\n")) && log_->write(result.log);
    return output_ == nullptr || output_->write(result.out);
  }

  void summarize() {
    Console& console = tool_.console;
    const bool chinese = console.language == Language::zh;
    const bool would = mode_ == Mode::diff || mode_ == Mode::list;
    if (changes_ > 0) {
      console.print(chinese ? fmt::format("{} {} 个文件，{} 处\n", would ? "将改动" : "改动", changed_files_, changes_)
                            : fmt::format("{} {} in {}\n", would ? "would change" : "changed",
                                          counted(changed_files_, "file"), counted(changes_, "place")));
    } else if (laid_out_files_ == 0 && !options_.to_word && tool_.status.code() < ExitCode::unreadable) {
      console.print(chinese ? "没有改动\n" : "nothing to change\n");
    }
  }

  Tool& tool_;
  const CleanToolOptions& options_;
  const std::vector<Input>& inputs_;
  const Mode mode_;
  const WordWriteOptions word_;  // without comments
  const std::shared_ptr<const Data> data_;  // for the layout
  RulesByDraft by_draft_;
  PassedOverNotes notes_;
  std::vector<std::string> targets_;       // parallel to inputs_
  std::vector<const DraftRules*> rules_;   // likewise
  std::unique_ptr<Output> output_, log_;
  bool log_open_ = false;
  std::string_view log_separator_;
  bool colour_ = false;
  std::size_t changes_ = 0;
  std::size_t changed_files_ = 0;
  std::size_t laid_out_files_ = 0;
};

void clean_records(Tool& tool, const CleanToolOptions& options) {
  static constexpr std::string_view kOwn[] = {"changes", "error"};
  const auto answer = [&](const DraftRules& rules, const std::string& path, Record& record, std::string& out,
                          StreamTally& tally) {
    const RecordDrafts drafts = read_record(record, tool.common);
    const auto cleaned = [&](const Document& document) {
      Suppressions suppressions(document);
      rules.apply_to(suppressions, path);
      CleanResult result = clean_with(rules, document, options, suppressions);
      tally.failed = tally.failed || fails(result, rules, options);
      return result;
    };
    std::optional<CleanResult> title;
    if (drafts.title) title = cleaned(*drafts.title);
    const CleanResult text = cleaned(drafts.text);
    RecordTexts given{{}, text.document.text()};
    std::vector<ReportChanges> parts;
    if (title) {
      given.title = title->document.text();
      parts.push_back({&*drafts.title, title->changes, "title"});
    }
    parts.push_back({&drafts.text, text.changes, title ? "text" : ""});
    open_record(out, record, given, kOwn);
    out += ",\"changes\":";
    append_json_changes(out, parts);
    out += '}';
  };
  const TableAnswer shape{{"jianyan.changes"}, [](const nlohmann::json& answered) {
                            return std::vector{std::to_string(answered.at("changes").size())};
                          }};
  run_records(tool, options.rules, answer, shape);
}

ExitCode run(Tool& tool) {
  CleanToolOptions options;
  add_options(tool, options);
  if (!tool.parse()) return ExitCode::clean;
  check_combination(tool, options);
  tool.require_input();
  if (tool.common.records()) {
    clean_records(tool, options);
  } else {
    const Inputs inputs = find_inputs(tool.common.inputs);
    FileClean(tool, options, inputs).run();
  }
  return tool.status.code();
}

}  // namespace
}  // namespace jianyan::tools

int main(int argc, char** argv) {
  return jianyan::tools::run_tool(jianyan::tools::kInfo, argc, argv, jianyan::tools::run);
}
