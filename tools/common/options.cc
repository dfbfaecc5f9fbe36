#include "common/options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/errors.h"
#include "common/nearest.h"

namespace jianyan::tools {
namespace {

// Where the descriptions begin; longer options push theirs to the next line.
constexpr std::size_t kHelpColumn = 28;

// Adds an option to what CLI11 knows. It calls back at each occurrence, with that occurrence's value.
void add_to(CLI::App& app, const Option& option) {
  const bool flag = option.metavariable.empty();
  const auto set = [&option, flag](const CLI::results_t& values) {
    if (flag && values.front() != "true") {
      throw UsageError({fmt::format("选项 --{} 不带取值", option.name),
                        fmt::format("option --{} takes no value", option.name)});
    }
    option.set(flag ? std::string_view() : values.front());
    return true;
  };
  const std::string short_name = option.letter != 0 ? fmt::format("-{},", option.letter) : "";
  app.add_option(fmt::format("{}--{}", short_name, option.name), set)->expected(flag ? 0 : 1)->trigger_on_parse();
}

// An option at the end of the command line that lacks its value, as it was spelled.
[[noreturn]] void lacks_value(std::string_view last) {
  const std::string spelling = last.starts_with("--") ? std::string(last) : fmt::format("-{}", last.back());
  throw UsageError({fmt::format("选项 {} 缺少取值", spelling), fmt::format("option {} needs a value", spelling)});
}

}  // namespace

void require_choice(const Message& option, std::string_view value, std::span<const std::string_view> names) {
  if (std::find(names.begin(), names.end(), value) != names.end()) return;
  const Message guess = did_you_mean(value, names);
  throw UsageError(
      {fmt::format("{} 不能是“{}”，可以是 {}{}", option.zh, value, fmt::join(names, "、"), guess.zh),
       fmt::format("{} cannot be \"{}\", only {}{}", option.en, value, fmt::join(names, ", "), guess.en)});
}

void require_choice(std::string_view option, std::string_view value, std::span<const std::string_view> names) {
  require_choice(Message{std::string(option), std::string(option)}, value, names);
}

void OptionParser::group(Message title) { groups_.push_back({std::move(title), {}}); }

void OptionParser::add(Option option) { groups_.back().options.push_back(std::move(option)); }

void OptionParser::flag(char letter, std::string_view name, bool& target, Message help) {
  add({letter, name, {}, {}, [&target](std::string_view) { target = true; }, std::move(help)});
}

void OptionParser::custom(char letter, std::string_view name, std::string_view metavariable, Setter set, Message help,
                          std::vector<std::string_view> choices) {
  add({letter, name, std::string(metavariable), std::move(choices), std::move(set), std::move(help)});
}

void OptionParser::value(char letter, std::string_view name, std::string_view metavariable,
                         std::optional<std::string>& target, Message help, std::vector<std::string_view> choices) {
  custom(letter, name, metavariable, [&target](std::string_view text) { target = text; }, std::move(help),
         std::move(choices));
}

void OptionParser::list(char letter, std::string_view name, std::string_view metavariable,
                        std::vector<std::string>& target, Message help, std::vector<std::string_view> choices) {
  const auto set = [&target](std::string_view text) {
    for (;;) {
      const std::size_t comma = text.find(',');
      if (const std::string_view word = text.substr(0, comma); !word.empty()) target.emplace_back(word);
      if (comma == std::string_view::npos) return;
      text.remove_prefix(comma + 1);
    }
  };
  custom(letter, name, metavariable, set, std::move(help), std::move(choices));
}

void OptionParser::number(char letter, std::string_view name, std::string_view metavariable, unsigned& target,
                          unsigned least, unsigned most, Message help) {
  const auto set = [=, &target](std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
      throw UsageError({fmt::format("--{} 要一个 {} 到 {} 之间的整数，不能是“{}”", name, least, most, text),
                        fmt::format("--{} takes a whole number from {} to {}, not \"{}\"", name, least, most, text)});
    }
    target = number;
  };
  custom(letter, name, metavariable, set, std::move(help));
}

void OptionParser::choice(char letter, std::string_view name, std::vector<std::string_view> names, Setter set,
                          Message help) {
  std::string metavariable = fmt::format("{}", fmt::join(names, "|"));
  auto checked = [name, names, set = std::move(set)](std::string_view text) {
    require_choice(fmt::format("--{}", name), text, names);
    set(text);
  };
  add({letter, name, std::move(metavariable), std::move(names), std::move(checked), std::move(help)});
}

Option* OptionParser::find(std::string_view name) {
  for (OptionGroup& group : groups_) {
    for (Option& option : group.options) {
      if (option.name == name) return &option;
    }
  }
  return nullptr;
}

bool OptionParser::takes_value(std::string_view name) const {
  for (const OptionGroup& group : groups_) {
    for (const Option& option : group.options) {
      if (option.name == name) return !option.metavariable.empty();
    }
  }
  return false;
}

void OptionParser::unknown(std::string_view argument) const {
  const std::string_view spelling = argument.substr(0, argument.find('='));
  std::vector<std::string> names;
  for (const OptionGroup& group : groups_) {
    for (const Option& option : group.options) names.push_back(fmt::format("--{}", option.name));
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const Message guess = did_you_mean(spelling, candidates);
  throw UsageError({fmt::format("没有选项 {}{}", spelling, guess.zh.empty() ? "；--help 列出所有选项" : guess.zh),
                    fmt::format("no option {}{}", spelling, guess.en.empty() ? "; --help lists them all" : guess.en)});
}

// What CLI11 has left: operands, "--", and options that it does not know. The operands are not given to it as a
// positional option, as it would take "[a,b]" apart.
std::vector<std::string> OptionParser::operands(std::vector<std::string> rest) const {
  const auto is_operand = [](std::string_view argument) { return argument == "-" || !argument.starts_with('-'); };
  std::vector<std::string> found;
  for (auto argument = rest.begin(); argument != rest.end(); ++argument) {
    const bool mark = *argument == "--";
    if (!mark && !is_operand(*argument)) unknown(*argument);
    if (mark || ends_at_operand_) {
      found.insert(found.end(), argument + (mark ? 1 : 0), rest.end());
      break;
    }
    found.push_back(std::move(*argument));
  }
  return found;
}

// As CLI11 takes them: from the end, and "--name=" as two words, because its version 2.1 does not see the empty value
// and takes the next argument for it.
std::vector<std::string> OptionParser::reversed_words(std::span<const std::string_view> arguments) const {
  std::vector<std::string> words;
  bool ended = false;
  for (std::string_view argument : arguments) {
    ended = ended || argument == "--";
    const bool at_end = argument.find('=') + 1 == argument.size();
    const bool empty_value = !ended && at_end && argument.starts_with("--") &&
                             takes_value(argument.substr(2, argument.size() - 3));
    if (empty_value) argument.remove_suffix(1);
    words.emplace_back(argument);
    if (empty_value) words.emplace_back();
  }
  std::reverse(words.begin(), words.end());
  return words;
}

std::vector<std::string> OptionParser::parse(std::span<const std::string_view> arguments) const {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.prefix_command(ends_at_operand_);
  for (const OptionGroup& group : groups_) {
    for (const Option& option : group.options) add_to(app, option);
  }
  try {
    app.parse(reversed_words(arguments));
  } catch (const CLI::ArgumentMismatch&) {
    lacks_value(arguments.back());
  } catch (const CLI::ParseError& error) {
    throw UsageError({error.what(), error.what()});
  }
  return operands(app.remaining());
}

std::string OptionParser::help(Language language) const {
  std::string out;
  for (const OptionGroup& group : groups_) {
    out += fmt::format("\n{}{}\n", group.title.in(language), language == Language::zh ? "：" : ":");
    for (const Option& option : group.options) {
      std::string left = option.letter != 0 ? fmt::format("  -{}, --{}", option.letter, option.name)
                                            : fmt::format("      --{}", option.name);
      if (!option.metavariable.empty()) left += " " + option.metavariable;
      if (left.size() + 2 > kHelpColumn) {
        out += left + "\n";
        left.clear();
      }
      out += fmt::format("{:<{}}{}\n", left, kHelpColumn, option.help.in(language));
    }
  }
  return out;
}

}  // namespace jianyan::tools
