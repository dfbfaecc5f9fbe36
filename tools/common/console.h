// What a tool says beside its results: always on standard error, in the user's language, a line at a time.
//
// The language is Chinese, or English by --lang or JIANYAN_LANG; the locale has no say in it. Methods may be called
// from one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "jianyan/message.h"

namespace jianyan::tools {

class Console {
 public:
  explicit Console(std::string program) : program_(std::move(program)) {}

  Language language = Language::zh;
  bool quiet = false;
  bool verbose = false;

  [[nodiscard]] const std::string& program() const { return program_; }
  /// A fault: always shown, as "program: message".
  void complain(const Message& message);
  /// Shown unless quiet.
  void note(const Message& message);
  /// Shown when verbose.
  void detail(const Message& message);
  /// Several lines as they are, unless quiet.
  void print(std::string_view lines);

  /// How much is done. Shown on a terminal, for work over a second, a few times a second.
  void progress(std::uint64_t done, std::uint64_t total = 0);

 private:
  void clear_progress();

  std::string program_;
  std::chrono::steady_clock::time_point next_progress_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  bool progress_shown_ = false;
};

/// "1 file", "2 files".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun);

enum class ColourChoice { automatic, always, never };

/// Whether to colour what goes to `descriptor`. --color beats NO_COLOR, this beats CLICOLOR_FORCE; without them
/// terminals are coloured, except TERM=dumb.
[[nodiscard]] bool use_colour(ColourChoice choice, int descriptor);

}  // namespace jianyan::tools
