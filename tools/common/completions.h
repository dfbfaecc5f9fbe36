// Completions of a tool's command line for a shell, made from its table of options.
//
// A file a tool, named as the shell wants it: jianyan-check (bash), _jianyan-check (zsh), jianyan-check.fish. That of
// `jianyan` finds the commands on PATH and leaves what follows a command to the completions of jianyan-COMMAND.
#pragma once

#include <string>

#include "common/tool_info.h"

namespace jianyan::tools {

[[nodiscard]] std::string bash_completions(const ToolDescription& tool);
[[nodiscard]] std::string zsh_completions(const ToolDescription& tool, Language language);
[[nodiscard]] std::string fish_completions(const ToolDescription& tool, Language language);

}  // namespace jianyan::tools
