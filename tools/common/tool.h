// What all tools have in common: their options, help, version, and how they end.
//
//   int main(int argc, char** argv) { return run_tool(kInfo, argc, argv, run); }
//
//   ExitCode run(Tool& tool) {
//     tool.add_input_options();
//     tool.options().flag(…);
//     if (!tool.parse()) return ExitCode::clean;     // --help or --version: done
//     …
//   }
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/console.h"
#include "common/exit_code.h"
#include "common/inputs.h"
#include "common/options.h"
#include "common/table.h"
#include "common/tool_info.h"
#include "jianyan/data.h"
#include "jianyan/document.h"
#include "jianyan/segmenter.h"

namespace jianyan::tools {

/// The options that most tools have.
struct CommonOptions {
  InputRequest inputs;
  std::string stdin_filename = "-";
  std::optional<Encoding> encoding;
  unsigned jobs = 0;  ///< 0: as many as the machine has processors
  bool jsonl = false;
  std::optional<TableKind> table;  ///< records in its rows
  TableOptions table_options;
  bool errors_exit_zero = false;
  std::optional<std::string> output;
  std::optional<std::string> data;
  std::optional<std::string> user_dictionary;
  ColourChoice colour = ColourChoice::automatic;

  /// Whether the inputs are streams of records, not drafts.
  [[nodiscard]] bool records() const { return jsonl || table; }
};

class Tool {
 public:
  Tool(const ToolInfo& info, std::span<char*> arguments);

  Console console;
  CommonOptions common;
  ExitStatus status;

  [[nodiscard]] OptionParser& options() { return options_; }
  void add_input_options();
  void add_user_dictionary_option();

  /// Adds the general options and reads the command line into all of them. False where --help, --version or
  /// --generate was all.
  /// @throws UsageError
  [[nodiscard]] bool parse();

  /// Stands before the examples in --help.
  void set_help_details(std::string text) { help_details_ = std::move(text); }
  /// What --help prints.
  void print_help() const;

  /// @throws UsageError where nothing was named and standard input is a terminal.
  void require_input() const;
  /// Writes to standard output. @throws WriteError
  static void print(std::string_view text);

  /// Workers for so many tasks.
  [[nodiscard]] unsigned workers(std::size_t tasks) const;
  [[nodiscard]] std::vector<UserWord> user_words() const;
  [[nodiscard]] std::shared_ptr<const Data> data();

  /// Names an input on standard error; the first raises the exit code.
  void unreadable(const std::string& path, const Message& why);
  void note_empty(const std::string& path);
  /// What a user should know of a file: Document::notes().
  void note_file(const std::string& path, std::span<const Message> notes);
  /// "jianyan-check 0.1.0"
  [[nodiscard]] std::string signature() const;
  /// The begin of a report in one JSON document, up to its files.
  [[nodiscard]] std::string json_head() const;
  /// Reads what is left of a record stream, so that its writer does not die of a broken pipe before it can see the exit
  /// code.
  void drain() const;

 private:
  void choose_language();
  void add_record_options();
  void name_column(std::string_view text);
  void choose_records();
  void add_work_options();
  void add_general_options();
  void print_version();
  void generate();

  const ToolInfo& info_;
  std::vector<std::string_view> arguments_;
  OptionParser options_;
  std::string help_details_;
  bool csv_ = false, tsv_ = false;
  bool reads_drafts_ = false;
  bool help_ = false;
  bool version_ = false;
  std::optional<std::string> generated_;  // what --generate prints
};

/// The path as people read it: "-" is standard input.
[[nodiscard]] Message shown_name(const std::string& path);

/// Calls `run` and turns what it throws into one line and the exit code.
int run_tool(const ToolInfo& info, int argc, char** argv, ExitCode (*run)(Tool&));

}  // namespace jianyan::tools
