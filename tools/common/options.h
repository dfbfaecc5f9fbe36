// The command line: a table of options, read and printed.
//
//   OptionParser parser;
//   parser.group({"输出", "Output"});
//   parser.flag('w', "write", write, {"写回原文件", "write the files in place"});
//   parser.value('o', "output", "FILE", output, {"写到 FILE", "write to FILE"});
//   std::vector<std::string> files = parser.parse(arguments);   // throws UsageError
//
// Long options take their value after "=" or as the next argument, short ones also glued to them, and flags can be
// joined (-qw). Each occurrence of an option takes exactly one value; "--" ends the options; "-" is an operand. The
// last occurrence of a single value wins; lists collect.
//
// Why not CLI11: its errors are English sentences without parts, its help cannot be in two languages, and adapting both
// takes more code than the loop in parse().
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/message.h"

namespace jianyan::tools {

class OptionParser {
 public:
  using Setter = std::function<void(std::string_view)>;

  /// Heading of the options that follow, in help().
  void group(Message title);

  void flag(char letter, std::string_view name, bool& target, Message help);
  /// `metavariable` stands for the value in help(). `set` may throw UsageError.
  void custom(char letter, std::string_view name, std::string_view metavariable, Setter set, Message help);
  void value(char letter, std::string_view name, std::string_view metavariable, std::optional<std::string>& target,
             Message help);
  /// Words between commas; the option may be repeated.
  void list(char letter, std::string_view name, std::string_view metavariable, std::vector<std::string>& target,
            Message help);
  /// A whole number from `least` to `most`.
  void number(char letter, std::string_view name, std::string_view metavariable, unsigned& target, unsigned least,
              unsigned most, Message help);
  /// One of `names`; the others are refused with "did you mean".
  void choice(char letter, std::string_view name, std::vector<std::string_view> names, Setter set, Message help);

  /// Sets the targets and returns the operands. @throws UsageError
  [[nodiscard]] std::vector<std::string> parse(std::span<const std::string_view> arguments) const;

  /// The table, as printed by --help.
  [[nodiscard]] std::string help(Language language) const;

 private:
  struct Option {
    char letter;  // 0: none
    std::string_view name;
    std::string metavariable;  // empty: a flag
    Setter set;
    Message help;
  };
  struct Group {
    Message title;
    std::vector<Option> options;
  };

  struct Rest;

  void add(Option option);
  void parse_long(std::string_view argument, Rest& rest) const;
  void parse_short(std::string_view argument, Rest& rest) const;
  [[nodiscard]] const Option* find(char letter) const;
  [[nodiscard]] const Option* find(std::string_view name) const;
  [[noreturn]] void unknown(std::string_view name) const;

  std::vector<Group> groups_;
};

/// Throws UsageError, with "did you mean", unless `value` is one of `names`. `option` is for the message: "--format".
void require_choice(std::string_view option, std::string_view value, std::span<const std::string_view> names);

}  // namespace jianyan::tools
