#include "common/tool.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <thread>

#include "common/completions.h"
#include "common/data_file.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/manual.h"
#include "jianyan/config.h"
#include "jianyan/version.h"

namespace jianyan::tools {
namespace {

constexpr unsigned kMostJobs = 256;
const std::vector<std::string_view> kLanguages{"zh", "en"};

Encoding require_encoding(std::string_view name) {
  if (const auto encoding = encoding_from_name(name)) return *encoding;
  throw UsageError({fmt::format("不认识编码“{}”，可以是 UTF-8、GB18030（GBK、GB2312）、UTF-16LE、UTF-16BE、Big5", name),
                    fmt::format("unknown encoding \"{}\", use UTF-8, GB18030 (GBK, GB2312), UTF-16LE, UTF-16BE or Big5",
                                name)});
}

// The sources of the data file, a line each: name, licence, hash, entries.
std::string source_list(const Data& data) {
  const std::span<const std::byte> section = data.section("sources");
  std::string out;
  for (const std::byte byte : section) {
    if (out.empty() || out.back() == '\n') out += "  ";
    out += byte == std::byte{'\t'} ? std::string("  ") : std::string(1, static_cast<char>(byte));
  }
  return out;
}

// A line of a user dictionary: a word, and perhaps a tab and a weight. Nothing for comments and blank lines.
std::optional<UserWord> user_word(std::string_view line, std::string_view place) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty() || line[0] == '#') return std::nullopt;
  const std::size_t tab = line.find('\t');
  UserWord word{std::string(line.substr(0, tab)), std::nullopt};
  if (tab != std::string_view::npos) {
    const std::string_view digits = line.substr(tab + 1);
    double weight = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      throw UsageError({fmt::format("{}：“{}”不是数", place, digits),
                        fmt::format("{}: \"{}\" is no number", place, digits)});
    }
    word.weight = weight;
  }
  return word;
}

}  // namespace

Tool::Tool(const ToolInfo& info, std::span<char*> arguments)
    : console(info.name), info_(info), arguments_(arguments.begin(), arguments.end()) {
  choose_language();
}

// Before the command line is read, as errors in it are told in this language.
void Tool::choose_language() {
  std::optional<std::string_view> name;
  if (const char* variable = std::getenv("JIANYAN_LANG"); variable != nullptr && *variable != '\0') name = variable;
  for (std::size_t i = 0; i < arguments_.size() && arguments_[i] != "--"; ++i) {
    if (arguments_[i].starts_with("--lang=")) name = arguments_[i].substr(7);
    if (arguments_[i] == "--lang" && i + 1 < arguments_.size()) name = arguments_[i + 1];
  }
  if (name == "en") console.language = Language::en;
}

void Tool::add_input_options() {
  reads_drafts_ = true;
  options_.group({"输入", "Input"});
  options_.value(0, "files-from", "FILE", common.inputs.files_from,
                 {"从 FILE 读取文件名，一行一个；- 为标准输入", "read file names from FILE, one a line; - is standard input"});
  options_.flag('0', "null", common.inputs.null_separated,
                {"--files-from 的文件名以 NUL 分隔", "names in --files-from end with NUL"});
  options_.flag(0, "allow-empty", common.inputs.allow_empty,
                {"文件夹中没有草稿不算出错", "a folder without drafts is no error"});
  options_.custom(0, "stdin-filename", "NAME", [this](std::string_view name) { common.stdin_filename = name; },
                  {"标准输入的文件名，用于报告和判断格式", "name of standard input, for reports and to tell its format"});
  options_.custom(0, "encoding", "NAME", [this](std::string_view name) { common.encoding = require_encoding(name); },
                  {"文件的编码（默认自动判断）", "encoding of the files (default: detected)"},
                  {"UTF-8", "GB18030", "GBK", "GB2312", "UTF-16LE", "UTF-16BE", "Big5"});
  add_record_options();
}

void Tool::add_record_options() {
  options_.flag(0, "jsonl", common.jsonl,
                {"输入是一行一条的 JSON 记录 {\"id\", \"title\"?, \"text\"}，输出也是",
                 "records of JSON, a line each: {\"id\", \"title\"?, \"text\"}, in and out"});
  options_.flag(0, "csv", csv_, {"输入是 CSV 表格，一行一条，输出是加了列的原表",
                                 "a CSV table, a record a row; comes back with columns added"});
  options_.flag(0, "tsv", tsv_, {"输入是制表符分隔的表格，输出是加了列的原表",
                                 "a table with tabs; comes back with columns added"});
  options_.custom(0, "column", "NAME=COLUMN", [this](std::string_view text) { name_column(text); },
                  {"表格的列名，如 text=正文；NAME 是 id、title、text、label，可重复",
                   "what a table calls a column, as text=正文; NAME is id, title, text or label; repeatable"});
  options_.list(0, "columns", "LIST", common.table_options.order,
                {"表格没有表头时各列的名称，如 label,title,text", "names of the columns of a table without a head"});
  options_.flag(0, "errors-exit-zero", common.errors_exit_zero,
                {"坏记录只写入输出，不影响退出码", "bad records do not count for the exit code"});
}

void Tool::name_column(std::string_view text) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kTableColumns; ++i) names.push_back(table_column_name(static_cast<TableColumn>(i)));
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    throw UsageError({fmt::format("--column 要写成 text=正文 这样，不能是“{}”", text),
                      fmt::format("--column takes text=NAME, not \"{}\"", text)});
  }
  require_choice("--column", text.substr(0, equals), names);
  common.table_options.names[std::string(text.substr(0, equals))] = text.substr(equals + 1);
}

void Tool::choose_records() {
  if (static_cast<int>(common.jsonl) + static_cast<int>(csv_) + static_cast<int>(tsv_) > 1) {
    throw UsageError({"--jsonl、--csv、--tsv 只能用一个", "use one of --jsonl, --csv and --tsv"});
  }
  if (csv_) common.table = TableKind::csv;
  if (tsv_) common.table = TableKind::tsv;
}

void Tool::add_user_dictionary_option() {
  options_.value(0, "user-dict", "FILE", common.user_dictionary,
                 {"自己的词：一行一词，可带制表符和权重", "words of your own: one a line, perhaps with a tab and a weight"});
}

void Tool::add_work_options() {
  options_.number('j', "jobs", "N", common.jobs, 1, kMostJobs,
                  {"同时处理的个数（默认与处理器个数相同）", "how many to do at once (default: as many as processors)"});
  options_.value(0, "data", "FILE", common.data, {"数据文件（也可用 JIANYAN_DATA 指定）", "data file (or set JIANYAN_DATA)"});
  options_.choice(0, "color", {"auto", "always", "never"},
                  [this](std::string_view when) {
                    common.colour = when == "always"  ? ColourChoice::always
                                    : when == "never" ? ColourChoice::never
                                                      : ColourChoice::automatic;
                  },
                  {"输出是否带颜色", "colour of the output"});
}

void Tool::add_general_options() {
  options_.group({"其他", "General"});
  if (reads_drafts_) add_work_options();
  options_.choice(0, "lang", kLanguages, [](std::string_view) {},
                  {"消息的语言（也可用 JIANYAN_LANG 指定）", "language of messages (or set JIANYAN_LANG)"});
  options_.flag('q', "quiet", console.quiet, {"不显示说明和小结", "no notes and no summary"});
  options_.flag('v', "verbose", console.verbose, {"显示处理过程", "tell what is done"});
  options_.choice(
      0, "generate", {"bash", "zsh", "fish", "man", "schema"}, [this](std::string_view what) { generated_.emplace(what); },
      {"打印命令行补全（bash、zsh、fish）、手册页（man）或 jianyan.toml 的 JSON 模式（schema）",
       "print completions for a shell (bash, zsh, fish), the manual page (man) or the schema of jianyan.toml"});
  options_.flag(0, "version", version_, {"显示版本", "show the version"});
  options_.flag('h', "help", help_, {"显示本说明", "show this help"});
}

bool Tool::parse() {
  add_general_options();
  if (const char* variable = std::getenv("JIANYAN_LANG"); variable != nullptr && *variable != '\0') {
    require_choice("JIANYAN_LANG", variable, kLanguages);
  }
  common.inputs.operands = options_.parse(arguments_);
  choose_records();
  if (help_) print_help();
  else if (version_) print_version();
  else if (generated_) generate();
  return !help_ && !version_ && !generated_;
}

void Tool::print_help() const {
  const bool chinese = console.language == Language::zh;
  std::string out = fmt::format("{}\n\n{}{} {}\n", info_.purpose.in(console.language), chinese ? "用法：" : "usage: ",
                                info_.name, info_.usage.in(console.language));
  if (reads_drafts_) out += inputs_text().in(console.language) + "\n";
  out += options_.help(console.language);
  out += help_details_;
  out += chinese ? "\n退出码：" : "\nexit codes: ";
  for (const ExitCodeInfo& code : exit_codes()) {
    if (code.code != ExitCode::clean) out += chinese ? "；" : "; ";
    out += fmt::format("{} {}", static_cast<int>(code.code), code.meaning.in(console.language));
  }
  out += chinese ? "\n\n示例：\n" : "\n\nexamples:\n";
  out += info_.examples.in(console.language);
  print(out);
}

void Tool::print_version() {
  const bool chinese = console.language == Language::zh;
  std::string out = signature() + "\n";
  const std::string path = data_path(common.data);
  try {
    const auto opened = open_data(common.data);
    const std::uint32_t format = Data::kFormatVersion;
    const std::uint64_t sources = opened->source_hash();
    out += chinese ? fmt::format("数据：{}\n格式：{}\n来源：{:016x}\n", path, format, sources)
                   : fmt::format("data: {}\nformat: {}\nsources: {:016x}\n", path, format, sources);
    out += source_list(*opened);
  } catch (const LoadError& error) {
    out += fmt::format("{}\n", error.message().in(console.language));
  }
  print(out);
}

void Tool::generate() {
  if (*generated_ == "schema") return print(config_schema());
  std::shared_ptr<const Data> opened;  // holds the names of the regions
  if (Option* region = options_.find("region"); region != nullptr && *generated_ != "man") {
    opened = data();
    region->choices = region_ids(*opened);
  }
  const ToolDescription tool{info_, options_.groups(), reads_drafts_, options_.ends_at_operand()};
  print(*generated_ == "bash"   ? bash_completions(tool)
        : *generated_ == "zsh"  ? zsh_completions(tool, console.language)
        : *generated_ == "fish" ? fish_completions(tool, console.language)
                                : manual_page(tool, console.language));
}

void Tool::print(std::string_view text) {
  Output output("-");
  if (output.write(text)) output.commit();
}

void Tool::require_input() const {
  if (!common.inputs.operands.empty() || common.inputs.files_from || ::isatty(STDIN_FILENO) == 0) return;
  throw UsageError({fmt::format("没有指定文件；用法：{} {}（- 为标准输入，--help 查看说明）", info_.name, info_.usage.zh),
                    fmt::format("no file given; usage: {} {} (- is standard input, --help tells more)", info_.name,
                                info_.usage.en)});
}

unsigned Tool::workers(std::size_t tasks) const {
  const unsigned processors = std::clamp(std::thread::hardware_concurrency(), 1u, kMostJobs);
  const unsigned wanted = common.jobs != 0 ? common.jobs : processors;
  return static_cast<unsigned>(std::clamp<std::size_t>(tasks, 1, wanted));
}

std::vector<UserWord> Tool::user_words() const {
  std::vector<UserWord> words;
  if (!common.user_dictionary) return words;
  const std::string& path = *common.user_dictionary;
  std::string text;
  if (const auto error = read_file(path, text)) {
    throw UsageError({fmt::format("{}：{}", path, error->zh), fmt::format("{}: {}", path, error->en)});
  }
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (auto word = user_word(line, fmt::format("{}:{}", path, ++number))) words.push_back(std::move(*word));
    at = end + 1;
  }
  return words;
}

std::shared_ptr<const Data> Tool::data() {
  const std::string path = data_path(common.data);
  console.detail({"数据文件 " + path, "data file " + path});
  return open_data(common.data);
}

void Tool::unreadable(const std::string& path, const Message& why) {
  const Message name = shown_name(path);
  console.complain({fmt::format("{}：{}", name.zh, why.zh), fmt::format("{}: {}", name.en, why.en)});
  status.raise(ExitCode::unreadable);
}

void Tool::note_empty(const std::string& path) {
  const Message name = shown_name(path);
  console.note({fmt::format("{}：空文件", name.zh), fmt::format("{}: the file is empty", name.en)});
}

void Tool::note_file(const std::string& path, std::span<const Message> notes) {
  const Message name = shown_name(path);
  for (const Message& note : notes) console.note({name.zh + "：" + note.zh, name.en + ": " + note.en});
}

std::string Tool::signature() const { return fmt::format("{} {}", info_.name, JIANYAN_VERSION); }

std::string Tool::json_head() const {
  return fmt::format("{{\"version\": 1, \"tool\": \"{}\",\n \"files\": [\n", signature());
}

void Tool::drain() const {
  const std::vector<std::string>& operands = common.inputs.operands;
  const bool reads_stdin = operands.empty() || std::find(operands.begin(), operands.end(), "-") != operands.end();
  if (!common.records() || !reads_stdin || ::isatty(STDIN_FILENO) != 0) return;
  std::vector<char> rest(std::size_t{64} << 10);
  while (::read(STDIN_FILENO, rest.data(), rest.size()) > 0) {
  }
}

Message shown_name(const std::string& path) {
  return path == "-" ? Message{"标准输入", "standard input"} : Message{path, path};
}

int run_tool(const ToolInfo& info, int argc, char** argv, ExitCode (*run)(Tool&)) {
  // Both come back as errors of write(), which are told or passed over as they should be.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  remove_temporaries_on_signals();
  Tool tool(info, {argv + 1, static_cast<std::size_t>(std::max(argc - 1, 0))});
  const auto end = [&](const Message& message, ExitCode code) {
    tool.console.complain(message);
    tool.drain();
    return static_cast<int>(code);
  };
  try {
    return static_cast<int>(run(tool));
  } catch (const UsageError& error) {
    return end(error.message(), ExitCode::usage);
  } catch (const LoadError& error) {
    return end(error.message(), ExitCode::usage);
  } catch (const WriteError& error) {
    return end(error.message(), ExitCode::unwritten);
  } catch (const std::bad_alloc&) {
    return end({"内存不足", "out of memory"}, ExitCode::unwritten);
  } catch (const std::exception& error) {
    return end({fmt::format("内部错误：{}", error.what()), fmt::format("internal fault: {}", error.what())},
               ExitCode::unwritten);
  }
}

}  // namespace jianyan::tools
