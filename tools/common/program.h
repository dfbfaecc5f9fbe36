// Other programs, run for what they print.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace jianyan::tools {

struct ProgramResult {
  int exit_code = 0;  ///< 128 and the signal where one ended it
  std::string output;
};

/// Runs a program of the PATH without a shell and collects its standard output; its standard input is empty, and what
/// it says of faults is not shown. Nothing where it cannot be started.
[[nodiscard]] std::optional<ProgramResult> run_program(const std::vector<std::string>& arguments);

}  // namespace jianyan::tools
