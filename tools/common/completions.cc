// The scripts are templates whose @NAMES@ are filled in: what shells write in braces and quotes would be unreadable as
// formats. Descriptions come in one language, as a shell has no place for two.
#include "common/completions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <initializer_list>
#include <utility>
#include <vector>

namespace jianyan::tools {
namespace {

// What may stand as a value, told by how --help calls it.
enum class ValueKind { none, any, file, choice, list, choice_and_file };

ValueKind kind_of(const Option& option) {
  if (option.metavariable.empty()) return ValueKind::none;
  if (option.metavariable == "FILE") return ValueKind::file;
  if (option.choices.empty()) return ValueKind::any;
  if (option.metavariable == "LIST") return ValueKind::list;
  return option.metavariable.ends_with("[=FILE]") ? ValueKind::choice_and_file : ValueKind::choice;
}

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

std::string fill(std::string text, Fields fields) {
  for (const auto& [name, value] : fields) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
      text.replace(at, name.size(), value);
    }
  }
  return text;
}

template <class Use>
void for_each_option(const ToolDescription& tool, Use use) {
  for (const OptionGroup& group : tool.groups) {
    for (const Option& option : group.options) use(option);
  }
}

// "--output" and "-o", between the given text.
std::string spellings(const Option& option, std::string_view between) {
  std::string out = fmt::format("--{}", option.name);
  if (option.letter != 0) out += fmt::format("{}-{}", between, option.letter);
  return out;
}

std::string words(const Option& option) { return fmt::format("{}", fmt::join(option.choices, " ")); }

std::string escaped(std::string_view text, std::string_view characters) {
  std::string out;
  for (const char c : text) {
    if (characters.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// ---- bash ----

constexpr const char* kBashHead = R"(# Completions of @TOOL@ for bash: @TOOL@ --generate bash
@FUNCTION@() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $word == = ]]; then  # a word of its own
    word=
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
)";

constexpr const char* kBashCommand = R"(  local at=1 command
  while ((at < COMP_CWORD)); do
    case ${COMP_WORDS[at]} in
      @VALUED@)
        ((at += 2))
        if [[ ${COMP_WORDS[at - 1]} == = ]]; then ((at += 1)); fi
        ;;
      -*) ((at += 1)) ;;
      *) break ;;
    esac
  done
  command=${COMP_WORDS[at]}
  if ((at < COMP_CWORD)) && [[ $command != help ]]; then
    COMP_WORDS=("jianyan-$command" "${COMP_WORDS[@]:at + 1}")
    ((COMP_CWORD -= at))
    local complete=_jianyan_${command//-/_}
    declare -F "$complete" >/dev/null || . "${BASH_SOURCE[0]%/*}/jianyan-$command" 2>/dev/null || return
    "$complete"
    return
  fi
)";

// An empty answer makes bash complete names of files.
constexpr const char* kBashTail = R"(  case $option in
@CASES@  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '@OPTIONS@' -- "$word"))
@OPERANDS@  fi
}
complete -o default -F @FUNCTION@ @TOOL@
)";

constexpr const char* kBashCommands = R"(  else
    COMPREPLY=($(compgen -c -- "jianyan-$word") jianyan-help)
    COMPREPLY=($(compgen -W '${COMPREPLY[*]#jianyan-}' -- "$word"))
)";

std::string bash_action(const Option& option) {
  switch (kind_of(option)) {
    case ValueKind::none: return {};
    case ValueKind::any:
    case ValueKind::file: return "return";
    case ValueKind::list:
      return fmt::format(R"(COMPREPLY=($(compgen -P "${{word%"${{word##*,}}"}}" -W '{}' -- "${{word##*,}}")); return)",
                         words(option));
    case ValueKind::choice:
    case ValueKind::choice_and_file:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\")); return", words(option));
  }
  return {};
}

// ---- zsh ----

constexpr const char* kZsh = R"(#compdef @TOOL@
# Completions of @TOOL@ for zsh: @TOOL@ --generate zsh
_arguments -s -S \
@OPTIONS@  '*:@OPERANDS@:_files'
)";

constexpr const char* kZshCommands = R"(#compdef @TOOL@
# Completions of @TOOL@ for zsh: @TOOL@ --generate zsh
_jianyan_commands() {
  local -A purposes=(@PURPOSES@)
  local -a found=(help)
  local name
  for name in ${(ok)commands[(I)jianyan-*]}; do
    name=${name#jianyan-}
    found+=("$name${purposes[$name]:+:$purposes[$name]}")
  done
  _describe command found
}
local context state line ret=1
_arguments -s -S -C \
@OPTIONS@  '1:command:_jianyan_commands' \
  '*::argument:->argument' && ret=0
if [[ $state == argument ]]; then
  if [[ $words[1] == help ]]; then
    _jianyan_commands && ret=0
  else
    service=jianyan-$words[1]
    words[1]=$service
    _call_function ret _$service || { _files && ret=0 }
  fi
fi
return ret
)";

std::string zsh_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
  return out + "'";
}

// A description or a message within what _arguments reads.
std::string zsh_escaped(std::string_view text) { return escaped(text, R"([]:\)"); }

std::string zsh_action(const Option& option) {
  switch (kind_of(option)) {
    case ValueKind::none: return {};
    case ValueKind::any: return " ";
    case ValueKind::file: return "_files";
    case ValueKind::list: return "_sequence compadd - " + words(option);
    case ValueKind::choice: return fmt::format("({})", words(option));
    case ValueKind::choice_and_file:
      return fmt::format("{{compset -P \"*=\" && _files || compadd - {}}}", words(option));
  }
  return {};
}

std::string zsh_option(const Option& option, Language language) {
  const std::string action = zsh_action(option);
  const bool flag = action.empty();
  const std::string long_name = fmt::format("--{}{}", option.name, flag ? "" : "=");
  const std::string name = option.letter == 0 ? long_name
                           : flag             ? fmt::format("{{-{},{}}}", option.letter, long_name)
                                              : fmt::format("{{-{}+,{}}}", option.letter, long_name);
  const std::string repeats = flag ? fmt::format("'({})'", spellings(option, " ")) : "'*'";
  std::string text = fmt::format("[{}]", zsh_escaped(option.help.in(language)));
  if (!flag) text += fmt::format(":{}:{}", zsh_escaped(option.metavariable), action);
  return fmt::format("  {}{}{} \\\n", repeats, name, zsh_quoted(text));
}

// ---- fish ----

constexpr const char* kFishCommands = R"(function __jianyan_commands
    echo help
    for name in (complete -C jianyan- | string split -f 1 \t | string replace jianyan- '')
        switch $name
@PURPOSES@            case '*'
                echo $name
        end
    end
end
function __jianyan_command_line
    set -l words (commandline -opc)[2..]
    while string match -q -- '-*' $words[1]
        contains -- $words[1] @VALUED@; and set -e words[1]
        set -e words[1]
    end
    string join \n -- $words
end
function __jianyan_complete_command
    set -l words (__jianyan_command_line)
    complete -C (string join ' ' -- jianyan-$words[1] (string escape -- $words[2..] (commandline -ct)))
end
complete -c jianyan -f
complete -c jianyan -n 'not count (__jianyan_command_line) >/dev/null' -a '(__jianyan_commands)'
complete -c jianyan -n '__jianyan_command_line | string match -q help' -a '(__jianyan_commands)'
complete -c jianyan -n 'count (__jianyan_command_line) >/dev/null' -a '(__jianyan_complete_command)'
)";

std::string fish_quoted(std::string_view text) { return fmt::format("'{}'", escaped(text, R"('\)")); }

std::string fish_value(const Option& option) {
  switch (kind_of(option)) {
    case ValueKind::none: return {};
    case ValueKind::any: return " -x";
    case ValueKind::file: return " -r -F";
    case ValueKind::list:
      return fmt::format(R"( -x -a '(__fish_complete_list , "string split \" \" \"{}\"")')", words(option));
    case ValueKind::choice: return fmt::format(" -x -a '{}'", words(option));
    case ValueKind::choice_and_file: return fmt::format(" -r -F -a '{}'", words(option));
      }
  return {};
}

}  // namespace

std::string bash_completions(const ToolDescription& tool) {
  // Options with the same values share a case.
  std::vector<std::pair<std::string, std::string>> cases;
  std::string options, valued;
  for_each_option(tool, [&](const Option& option) {
    options += fmt::format("{}{}", options.empty() ? "" : " ", spellings(option, " "));
    const std::string action = bash_action(option);
    if (action.empty()) return;
    valued += fmt::format("{}{}", valued.empty() ? "" : " | ", spellings(option, " | "));
    for (auto& [spelled, same] : cases) {
      if (same == action) return static_cast<void>(spelled += " | " + spellings(option, " | "));
    }
    cases.emplace_back(spellings(option, " | "), action);
  });
  std::string case_lines;
  for (const auto& [spelled, action] : cases) case_lines += fmt::format("    {}) {} ;;\n", spelled, action);
  std::string function = fmt::format("_{}", tool.info.name);
  for (char& c : function) c = c == '-' ? '_' : c;
  const std::string text = std::string(kBashHead) + (tool.runs_commands ? kBashCommand : "") + kBashTail;
  return fill(text, {{"@OPERANDS@", tool.runs_commands ? kBashCommands : ""},
                     {"@TOOL@", tool.info.name},
                     {"@FUNCTION@", function},
                     {"@VALUED@", valued},
                     {"@OPTIONS@", options},
                     {"@CASES@", case_lines}});
}

std::string zsh_completions(const ToolDescription& tool, Language language) {
  std::string options, purposes;
  for_each_option(tool, [&](const Option& option) { options += zsh_option(option, language); });
  for (const CommandInfo& command : commands()) {
    purposes += fmt::format("{}{} {}", purposes.empty() ? "" : " ", command.name,
                            zsh_quoted(command.purpose.in(language)));
  }
  return fill(tool.runs_commands ? kZshCommands : kZsh,
              {{"@TOOL@", tool.info.name},
               {"@OPTIONS@", options},
               {"@PURPOSES@", purposes},
               {"@OPERANDS@", language == Language::zh ? "文件或文件夹" : "file or folder"}});
}

std::string fish_completions(const ToolDescription& tool, Language language) {
  std::string options, valued, purposes;
  for_each_option(tool, [&](const Option& option) {
    const std::string value = fish_value(option);
    if (!value.empty()) valued += fmt::format("{}{}", valued.empty() ? "" : " ", spellings(option, " "));
    options += fmt::format("complete -c {}", tool.info.name);
    if (tool.runs_commands) options += " -n 'not count (__jianyan_command_line) >/dev/null'";
    if (option.letter != 0) options += fmt::format(" -s {}", option.letter);
    options += fmt::format(" -l {}{} -d {}\n", option.name, value, fish_quoted(option.help.in(language)));
  });
  for (const CommandInfo& command : commands()) {
    purposes += fmt::format("            case {0}\n                printf '%s\\t%s\\n' {0} {1}\n", command.name,
                            fish_quoted(command.purpose.in(language)));
  }
  return fill("# Completions of @TOOL@ for fish: @TOOL@ --generate fish\n", {{"@TOOL@", tool.info.name}}) +
         (tool.runs_commands ? fill(kFishCommands, {{"@VALUED@", valued}, {"@PURPOSES@", purposes}}) : "") + options;
}

}  // namespace jianyan::tools
