#include "common/manual.h"

#include <fmt/format.h>

#include "jianyan/version.h"

namespace jianyan::tools {
namespace {

struct Entry {
  std::string_view name;
  Message text;
};

const Message kName{"名称", "NAME"};
const Message kSynopsis{"概要", "SYNOPSIS"};
const Message kDescription{"描述", "DESCRIPTION"};
const Message kCommands{"命令", "COMMANDS"};
const Message kOptions{"选项", "OPTIONS"};
const Message kExitStatus{"退出状态", "EXIT STATUS"};
const Message kEnvironment{"环境变量", "ENVIRONMENT"};
const Message kFiles{"文件", "FILES"};
const Message kExamples{"示例", "EXAMPLES"};
const Message kSeeAlso{"参见", "SEE ALSO"};

const Entry kAnyVariables[] = {
    {"JIANYAN_LANG", {"消息的语言：zh（默认）或 en；--lang 优先。", "Language of messages: zh (default) or en; --lang beats it."}},
    {"JIANYAN_DATA", {"数据文件；--data 优先。", "The data file; --data beats it."}}};
const Entry kTerminalVariables[] = {
    {"NO_COLOR", {"非空时输出不带颜色。", "Where it is not empty, output has no colour."}},
    {"CLICOLOR_FORCE", {"非空且不是 0 时输出总带颜色。", "Where it is neither empty nor 0, output has colour always."}}};
const Entry kRuleVariables[] = {
    {"JIANYAN_CONFIG", {"配置文件；--config 优先。", "The configuration; --config beats it."}},
    {"JIANYAN_PROFILE, JIANYAN_REGION, JIANYAN_DATE, JIANYAN_FAIL_ON",
     {"同名选项的值；优先于配置文件，不优先于选项。", "Values of the options of those names; they beat the configuration."}}};
const Entry kRunVariables[] = {
    {"PATH", {"在其中的文件夹里找 jianyan-命令，程序所在的文件夹优先。",
              "Its folders are searched for jianyan-COMMAND, after the folder of the program."}}};
const Entry kRuleFiles[] = {
    {"jianyan.toml",
     {"文稿上层最近的一份配置；jianyan-check --init 写一份带注释的。",
      "The configuration: the nearest one above a draft; jianyan-check --init writes a commented one."}},
    {"~/.config/jianyan/jianyan.toml",
     {"自己的配置，其他各处都优先于它。", "One's own configuration, which all else beats."}}};
const Entry kDraftFiles[] = {
    {".gitignore, .jianyanignore", {"文件夹中不检查的文件，写法同 gitignore(5)。",
                                    "What is left out of folders, written as in gitignore(5)."}},
    {"../share/jianyan/jianyan.data", {"数据文件，从程序所在的文件夹算起。", "The data file, from the program's folder."}}};

// Text as roff prints it: no escapes, no requests. Lines may break after 、, which roff does not do beside Latin ones.
std::string roff(std::string_view text) {
  constexpr std::string_view kComma = "、";
  std::string out;
  while (!text.empty()) {
    const char c = text[0];
    const bool line_begins = out.empty() || out.back() == '\n';
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    const std::size_t length = text.starts_with(kComma) ? kComma.size() : 1;
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else out += text.substr(0, length);
    if (length > 1) out += "\\:";
    text.remove_prefix(length);
  }
  return out;
}

class Page {
 public:
  Page(const ToolDescription& tool, Language language) : tool_(tool), language_(language) {}

  std::string write() {
    std::string title(tool_.info.name);
    for (char& c : title) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    out_ = fmt::format(".\\\" {} --generate man\n.TH {} 1 \"\" \"jianyan {}\"\n.ad l\n.nh\n", tool_.info.name,
                       roff(title), JIANYAN_VERSION);
    section(kName);
    out_ += fmt::format("{} \\- {}\n", roff(tool_.info.name), roff(without_stop(tool_.info.purpose.in(language_))));
    section(kSynopsis);
    out_ += fmt::format("\\fB{}\\fR {}\n", roff(tool_.info.name), roff(tool_.info.usage.in(language_)));
    section(kDescription);
    text(tool_.info.purpose);
    if (tool_.reads_drafts) text(inputs_text());
    if (tool_.runs_commands) list_commands();
    list_options();
    section(kExitStatus);
    for (const ExitCodeInfo& code : exit_codes()) item(fmt::format("{}", static_cast<int>(code.code)), code.meaning);
    section(kEnvironment);
    items(kAnyVariables);
    if (tool_.reads_drafts) items(kTerminalVariables);
    if (runs_rules()) items(kRuleVariables);
    if (tool_.runs_commands) items(kRunVariables);
    if (tool_.reads_drafts) {
      section(kFiles);
      if (runs_rules()) items(kRuleFiles);
      items(kDraftFiles);
    }
    section(kExamples);
    out_ += fmt::format(".nf\n{}.fi\n", roff(tool_.info.examples.in(language_)));
    see_also();
    return out_;
  }

 private:
  [[nodiscard]] bool runs_rules() const {
    for (const OptionGroup& group : tool_.groups) {
      for (const Option& option : group.options) {
        if (option.name == "no-config") return true;
      }
    }
    return false;
  }

  void section(const Message& title) { out_ += fmt::format(".SH {}\n", title.in(language_)); }
  void text(const Message& message) { out_ += fmt::format("{}\n.PP\n", roff(message.in(language_))); }
  void item(std::string_view name, const Message& message) {
    out_ += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(name), roff(message.in(language_)));
  }
  void items(std::span<const Entry> entries) {
    for (const Entry& entry : entries) item(entry.name, entry.text);
  }

  // The line of NAME is no sentence.
  static std::string_view without_stop(std::string_view sentence) {
    for (const std::string_view stop : {"。", "."}) {
      if (sentence.ends_with(stop)) sentence.remove_suffix(stop.size());
    }
    return sentence;
  }

  void list_commands() {
    section(kCommands);
    for (const CommandInfo& command : commands()) item(command.name, command.purpose);
  }

  void list_options() {
    section(kOptions);
    for (const OptionGroup& group : tool_.groups) {
      out_ += fmt::format(".SS {}\n", group.title.in(language_));
      for (const Option& option : group.options) {
        out_ += ".TP\n";
        if (option.letter != 0) out_ += fmt::format("\\fB\\-{}\\fR, ", option.letter);
        out_ += fmt::format("\\fB\\-\\-{}\\fR", roff(option.name));
        if (!option.metavariable.empty()) out_ += fmt::format(" \\fI{}\\fR", roff(option.metavariable));
        out_ += fmt::format("\n{}\n", roff(option.help.in(language_)));
      }
    }
  }

  void see_also() {
    section(kSeeAlso);
    std::string pages = tool_.runs_commands ? "" : "\\fBjianyan\\fR(1)";
    for (const CommandInfo& command : commands()) {
      const std::string name = fmt::format("jianyan-{}", command.name);
      if (name == tool_.info.name) continue;
      pages += fmt::format("{}\\fB{}\\fR(1)", pages.empty() ? "" : ", ", roff(name));
    }
    out_ += pages + "\n";
  }

  const ToolDescription& tool_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string manual_page(const ToolDescription& tool, Language language) { return Page(tool, language).write(); }

}  // namespace jianyan::tools
