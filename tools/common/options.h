// The command line: a table of options, read and printed.
//
//   OptionParser parser;
//   parser.group({"输出", "Output"});
//   parser.flag('w', "write", write, {"写回原文件", "write the files in place"});
//   parser.value('o', "output", "FILE", output, {"写到 FILE", "write to FILE"});
//   std::vector<std::string> files = parser.parse(arguments);   // throws UsageError
//
// Each occurrence of an option takes exactly one value, or none if it is a flag; "--" ends the options; "-" is an
// operand. The last occurrence of a single value wins; lists collect.
//
// CLI11 reads the command line; groups() is the table that it is read by, for help() and whatever else is made of it
// (completions, manual pages). CLI11's own texts are not used: they are English only.
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

/// What an option is called, what it takes, and what it does.
struct Option {
  using Setter = std::function<void(std::string_view)>;

  char letter;  ///< 0: none
  std::string_view name;
  std::string metavariable;               ///< stands for the value: "FILE", "LIST" (with commas); empty: a flag
  std::vector<std::string_view> choices;  ///< the words that the value may be or begin with; empty: any
  Setter set;                             ///< called for each occurrence, in their order; may throw UsageError
  Message help;
};

struct OptionGroup {
  Message title;
  std::vector<Option> options;
};

class OptionParser {
 public:
  using Setter = Option::Setter;

  /// Heading of the options that follow, in help().
  void group(Message title);

  void flag(char letter, std::string_view name, bool& target, Message help);
  /// `metavariable` stands for the value in help(); `set` checks it, also against `choices`.
  void custom(char letter, std::string_view name, std::string_view metavariable, Setter set, Message help,
              std::vector<std::string_view> choices = {});
  void value(char letter, std::string_view name, std::string_view metavariable, std::optional<std::string>& target,
             Message help, std::vector<std::string_view> choices = {});
  /// Words between commas; the option may be repeated.
  void list(char letter, std::string_view name, std::string_view metavariable, std::vector<std::string>& target,
            Message help, std::vector<std::string_view> choices = {});
  /// A whole number from `least` to `most`.
  void number(char letter, std::string_view name, std::string_view metavariable, unsigned& target, unsigned least,
              unsigned most, Message help);
  /// One of `names`; the others are refused with "did you mean".
  void choice(char letter, std::string_view name, std::vector<std::string_view> names, Setter set, Message help);
  /// Makes the first operand and everything after it operands, options too: they belong to a command of its own.
  void end_at_operand() { ends_at_operand_ = true; }
  [[nodiscard]] bool ends_at_operand() const noexcept { return ends_at_operand_; }

  /// Sets the targets and returns the operands. @throws UsageError
  [[nodiscard]] std::vector<std::string> parse(std::span<const std::string_view> arguments) const;

  /// The option of that name, or nullptr.
  [[nodiscard]] Option* find(std::string_view name);
  /// All options, in their order.
  [[nodiscard]] std::span<const OptionGroup> groups() const noexcept { return groups_; }
  /// The table, as printed by --help.
  [[nodiscard]] std::string help(Language language) const;

 private:
  void add(Option option);
  [[nodiscard]] bool takes_value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> reversed_words(std::span<const std::string_view> arguments) const;
  [[nodiscard]] std::vector<std::string> operands(std::vector<std::string> rest) const;
  [[noreturn]] void unknown(std::string_view argument) const;

  std::vector<OptionGroup> groups_;
  bool ends_at_operand_ = false;
};

/// Throws UsageError, with "did you mean", unless `value` is one of `names`. `option` is for the message: "--format".
void require_choice(std::string_view option, std::string_view value, std::span<const std::string_view> names);
/// The same where the option has a name in each language.
void require_choice(const Message& option, std::string_view value, std::span<const std::string_view> names);

}  // namespace jianyan::tools
