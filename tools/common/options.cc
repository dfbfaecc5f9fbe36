#include "common/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "common/errors.h"
#include "common/nearest.h"

namespace jianyan::tools {
namespace {

// Where the descriptions begin; longer options push theirs to the next line.
constexpr std::size_t kHelpColumn = 28;

}  // namespace

// The arguments that are not read yet.
struct OptionParser::Rest {
  std::span<const std::string_view> arguments;

  std::string_view take() {
    const std::string_view first = arguments.front();
    arguments = arguments.subspan(1);
    return first;
  }

  std::string_view value_of(std::string_view spelling) {
    if (!arguments.empty()) return take();
    throw UsageError({fmt::format("选项 {} 缺少取值", spelling), fmt::format("option {} needs a value", spelling)});
  }
};

void require_choice(std::string_view option, std::string_view value, std::span<const std::string_view> names) {
  if (std::find(names.begin(), names.end(), value) != names.end()) return;
  const Message guess = did_you_mean(value, names);
  throw UsageError({fmt::format("{} 不能是“{}”，可以是 {}{}", option, value, fmt::join(names, "、"), guess.zh),
                    fmt::format("{} cannot be \"{}\", only {}{}", option, value, fmt::join(names, ", "), guess.en)});
}

void OptionParser::group(Message title) { groups_.push_back({std::move(title), {}}); }

void OptionParser::add(Option option) { groups_.back().options.push_back(std::move(option)); }

void OptionParser::flag(char letter, std::string_view name, bool& target, Message help) {
  add({letter, name, {}, [&target](std::string_view) { target = true; }, std::move(help)});
}

void OptionParser::custom(char letter, std::string_view name, std::string_view metavariable, Setter set, Message help) {
  add({letter, name, std::string(metavariable), std::move(set), std::move(help)});
}

void OptionParser::value(char letter, std::string_view name, std::string_view metavariable,
                         std::optional<std::string>& target, Message help) {
  custom(letter, name, metavariable, [&target](std::string_view text) { target = text; }, std::move(help));
}

void OptionParser::list(char letter, std::string_view name, std::string_view metavariable,
                        std::vector<std::string>& target, Message help) {
  const auto set = [&target](std::string_view text) {
    for (;;) {
      const std::size_t comma = text.find(',');
      if (const std::string_view word = text.substr(0, comma); !word.empty()) target.emplace_back(word);
      if (comma == std::string_view::npos) return;
      text.remove_prefix(comma + 1);
    }
  };
  custom(letter, name, metavariable, set, std::move(help));
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
  auto checked = [name, names = std::move(names), set = std::move(set)](std::string_view text) {
    require_choice(fmt::format("--{}", name), text, names);
    set(text);
  };
  add({letter, name, std::move(metavariable), std::move(checked), std::move(help)});
}

const OptionParser::Option* OptionParser::find(char letter) const {
  for (const Group& group : groups_) {
    for (const Option& option : group.options) {
      if (letter != 0 && option.letter == letter) return &option;
    }
  }
  return nullptr;
}

const OptionParser::Option* OptionParser::find(std::string_view name) const {
  for (const Group& group : groups_) {
    for (const Option& option : group.options) {
      if (option.name == name) return &option;
    }
  }
  return nullptr;
}

void OptionParser::unknown(std::string_view name) const {
  std::vector<std::string> spellings;
  for (const Group& group : groups_) {
    for (const Option& option : group.options) spellings.push_back(fmt::format("--{}", option.name));
  }
  const std::vector<std::string_view> candidates(spellings.begin(), spellings.end());
  const Message guess = did_you_mean(name, candidates);
  throw UsageError({fmt::format("没有选项 {}{}", name, guess.zh.empty() ? "；--help 列出所有选项" : guess.zh),
                    fmt::format("no option {}{}", name, guess.en.empty() ? "; --help lists them all" : guess.en)});
}

// A long option, with the value glued to it by "=" or following.
void OptionParser::parse_long(std::string_view argument, Rest& rest) const {
  const std::size_t equals = argument.find('=');
  const std::string_view spelling = argument.substr(0, equals);
  const Option* option = find(spelling.substr(2));
  if (option == nullptr) unknown(spelling);
  if (!option->metavariable.empty()) {
    return option->set(equals == std::string_view::npos ? rest.value_of(spelling) : argument.substr(equals + 1));
  }
  if (equals != std::string_view::npos) {
    throw UsageError({fmt::format("选项 {} 不带取值", spelling), fmt::format("option {} takes no value", spelling)});
  }
  option->set({});
}

// One or more short options; what follows the letter of an option with a value is its value.
void OptionParser::parse_short(std::string_view argument, Rest& rest) const {
  for (std::size_t at = 1; at < argument.size(); ++at) {
    const std::string spelling{'-', argument[at]};
    const Option* option = find(argument[at]);
    if (option == nullptr) unknown(at == 1 ? argument : spelling);
    if (!option->metavariable.empty()) {
      return option->set(at + 1 < argument.size() ? argument.substr(at + 1) : rest.value_of(spelling));
    }
    option->set({});
  }
}

std::vector<std::string> OptionParser::parse(std::span<const std::string_view> arguments) const {
  std::vector<std::string> operands;
  Rest rest{arguments};
  while (!rest.arguments.empty()) {
    const std::string_view argument = rest.take();
    if (argument == "--") {
      operands.insert(operands.end(), rest.arguments.begin(), rest.arguments.end());
      break;
    }
    if (argument.starts_with("--")) parse_long(argument, rest);
    else if (argument.size() > 1 && argument[0] == '-') parse_short(argument, rest);
    else operands.emplace_back(argument);
  }
  return operands;
}

std::string OptionParser::help(Language language) const {
  std::string out;
  for (const Group& group : groups_) {
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
