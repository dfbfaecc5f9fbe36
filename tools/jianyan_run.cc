// jianyan: runs jianyan-<name>, from its own folder or from PATH, like git.
#include <dirent.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "common/data_file.h"
#include "common/errors.h"
#include "common/nearest.h"
#include "common/tool.h"

namespace jianyan::tools {
namespace {

constexpr std::string_view kPrefix = "jianyan-";

const ToolInfo kInfo{
    "jianyan",
    {"建议、提案文稿的检查和整理。", "Checks and cleans drafts of suggestions and proposals."},
    {"命令 [选项] [文件…]", "command [options] [file...]"},
    {"  jianyan check 草稿.txt                检查\n"
     "  jianyan clean -w 草稿.txt             修复\n"
     "  jianyan help check                   一个命令的说明\n",
     "  jianyan check draft.txt              check\n"
     "  jianyan clean -w draft.txt           mend\n"
     "  jianyan help check                   tells about a command\n"}};

// What our own commands do, for the list; commands of others are listed by name.
Message purpose_of(std::string_view name) {
  for (const CommandInfo& command : commands()) {
    if (command.name == name) return command.purpose;
  }
  return {};
}

std::vector<std::string> search_path() {
  std::vector<std::string> folders{executable_folder()};
  const char* variable = std::getenv("PATH");
  std::string_view path = variable == nullptr ? "" : variable;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find(':'), path.size());
    if (end > 0) folders.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return folders;
}

// Names to files; the first folder that has a name wins.
std::map<std::string, std::string> find_commands() {
  std::map<std::string, std::string> commands;
  for (const std::string& folder : search_path()) {
    DIR* entries = ::opendir(folder.c_str());
    if (entries == nullptr) continue;
    while (const dirent* entry = ::readdir(entries)) {
      const std::string_view name = entry->d_name;
      const std::string file = fmt::format("{}/{}", folder, name);
      if (!name.starts_with(kPrefix) || ::access(file.c_str(), X_OK) != 0) continue;
      commands.emplace(name.substr(kPrefix.size()), file);
    }
    ::closedir(entries);
  }
  return commands;
}

[[noreturn]] void unknown_command(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& [command, file] : find_commands()) names.push_back(command);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const Message guess = did_you_mean(name, candidates);
  const Message hint = guess.zh.empty() ? Message{"；jianyan help 列出所有命令", "; jianyan help lists them all"} : guess;
  throw UsageError({fmt::format("没有命令 {}{}", name, hint.zh), fmt::format("no command {}{}", name, hint.en)});
}

// Becomes the command; returns only by UsageError.
[[noreturn]] void run_command(const std::string& name, std::vector<std::string> arguments) {
  for (const std::string& folder : search_path()) {
    const std::string file = fmt::format("{}/{}{}", folder, kPrefix, name);
    if (name.find('/') != std::string::npos || ::access(file.c_str(), X_OK) != 0) continue;
    arguments.insert(arguments.begin(), std::string(kPrefix) + name);
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    ::execv(file.c_str(), pointers.data());
  }
  unknown_command(name);
}

std::string command_list(Language language) {
  std::string out = language == Language::zh ? "\n命令：\n" : "\ncommands:\n";
  for (const auto& [name, file] : find_commands()) {
    const std::string purpose = purpose_of(name).in(language);
    out += purpose.empty() ? fmt::format("  {}\n", name) : fmt::format("  {:<16}{}\n", name, purpose);
  }
  return out;
}

ExitCode run(Tool& tool) {
  tool.options().end_at_operand();
  tool.set_help_details(command_list(tool.console.language));
  if (!tool.parse()) return ExitCode::clean;
  std::vector<std::string> command = tool.common.inputs.operands;
  const std::string language = tool.console.language == Language::zh ? "--lang=zh" : "--lang=en";
  if (!command.empty() && command[0] == "help") {
    if (command.size() > 1) run_command(command[1], {language, "--help"});
    command.clear();
  }
  if (command.empty()) return tool.print_help(), ExitCode::clean;
  std::vector<std::string> arguments(command.begin() + 1, command.end());
  // JIANYAN_LANG reaches the command by itself; an option has to be handed on.
  if (tool.console.language == Language::en) arguments.insert(arguments.begin(), language);
  run_command(command[0], std::move(arguments));
}

}  // namespace
}  // namespace jianyan::tools

int main(int argc, char** argv) {
  return jianyan::tools::run_tool(jianyan::tools::kInfo, argc, argv, jianyan::tools::run);
}
