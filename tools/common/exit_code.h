// Exit codes, the same in every tool and for every output format.
#pragma once

namespace jianyan::tools {

enum class ExitCode {
  clean = 0,
  findings = 1,   ///< something at or above --fail-on is left, or would change
  usage = 2,      ///< wrong usage or configuration, or an unusable data file: nothing was done
  unreadable = 3, ///< some input could not be read; the others were done
  unwritten = 4,  ///< a result could not be written, or an internal fault; the draft is as it was
};

/// The worst code so far. `usage` ends a tool at once, so the others are in the order of their numbers.
class ExitStatus {
 public:
  void raise(ExitCode code) {
    if (code > code_) code_ = code;
  }
  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  ExitCode code_ = ExitCode::clean;
};

}  // namespace jianyan::tools
