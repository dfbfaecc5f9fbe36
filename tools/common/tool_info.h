// What is told about tools: by --help, by the completions of shells and by the manual pages, each text once.
#pragma once

#include <span>
#include <string_view>

#include "common/exit_code.h"
#include "common/options.h"
#include "jianyan/message.h"

namespace jianyan::tools {

struct ToolInfo {
  const char* name;
  Message purpose;   ///< one line
  Message usage;     ///< what follows the name
  Message examples;  ///< three, worked; the end of --help
};

/// A tool with its options, for completions and manual pages.
struct ToolDescription {
  const ToolInfo& info;
  std::span<const OptionGroup> groups;
  bool reads_drafts;
  bool runs_commands;  ///< its first operand names a command, to which all that follows belongs
};

/// A tool as `jianyan` runs it: "check".
struct CommandInfo {
  std::string_view name;
  Message purpose;
};
/// Our own tools that are installed beside `jianyan`.
[[nodiscard]] std::span<const CommandInfo> commands();

struct ExitCodeInfo {
  ExitCode code;
  Message meaning;
};
[[nodiscard]] std::span<const ExitCodeInfo> exit_codes();

/// How the tools that read drafts find them.
[[nodiscard]] const Message& inputs_text();

}  // namespace jianyan::tools
