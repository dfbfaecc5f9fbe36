#include "common/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace jianyan::tools {
namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(200);
constexpr std::string_view kEraseLine = "\r\033[K";

// Whole lines at once, so that those of several processes do not mix. Nothing can be done where this fails.
void write_to_stderr(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

void Console::complain(const Message& message) {
  clear_progress();
  std::string line = fmt::format("{}: {}", program_, message.in(language));
  // A file's name may hold line ends or orders to the terminal.
  for (char& byte : line) {
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = '?';
  }
  write_to_stderr(line + "\n");
}

void Console::note(const Message& message) {
  if (!quiet) complain(message);
}

void Console::detail(const Message& message) {
  if (verbose) complain(message);
}

void Console::print(std::string_view lines) {
  if (quiet) return;
  clear_progress();
  write_to_stderr(lines);
}

void Console::progress(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_progress_) return;
  next_progress_ = now + kProgressInterval;
  if (quiet || ::isatty(STDERR_FILENO) == 0 || environment("TERM") == "dumb") return;
  const std::string count = total == 0 ? std::to_string(done) : fmt::format("{}/{}", done, total);
  write_to_stderr(fmt::format("{}{} {}", kEraseLine, language == Language::zh ? "已处理" : "done:", count));
  progress_shown_ = true;
}

void Console::clear_progress() {
  if (progress_shown_) write_to_stderr(kEraseLine);
  progress_shown_ = false;
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

bool use_colour(ColourChoice choice, int descriptor) {
  if (choice != ColourChoice::automatic) return choice == ColourChoice::always;
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return true;
  return ::isatty(descriptor) != 0 && environment("TERM") != "dumb";
}

}  // namespace jianyan::tools
