// Reading and writing whole files.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jianyan/message.h"

namespace jianyan::tools {

/// Reads all of a file, or of standard input for "-". Returns why it could not.
[[nodiscard]] std::optional<Message> read_file(const std::string& path, std::string& bytes);

/// Standard output, or a file that gets its new content at once or not at all.
///
/// The content goes to a temporary file beside the target, which commit() renames: readers see the old file or the new
/// one, and a fault leaves the old one. Symbolic links are followed; an existing file keeps its mode and owner, and
/// must be writable itself, not just its folder. A device or a pipe is written directly. Not committed means not
/// written.
///
/// All members throw WriteError, which names the file. A signal that ends the tool removes the temporary file, once
/// remove_temporaries_on_signals() was called.
class Output {
 public:
  /// Standard output for "-". Checks the permissions.
  explicit Output(const std::string& path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// False where nobody reads any more (a closed pipe), now and ever after: time to end quietly.
  [[nodiscard]] bool write(std::string_view bytes);
  void commit();

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  void open_target();
  void open_temporary();
  void forget_temporary();
  [[noreturn]] void fail(int error) const;

  std::string path_;  // as given
  std::string target_;
  std::string temporary_;  // empty: written directly
  std::atomic<const char*>* listed_ = nullptr;  // where temporary_ is found by a signal
  int descriptor_ = -1;
  bool closed_ = false;  // nobody reads
  unsigned mode_ = 0;
  bool exists_ = false;
  std::uint32_t user_ = 0, group_ = 0;
};

/// Makes SIGINT, SIGTERM and SIGHUP, unless they are ignored, remove the temporary files of all Outputs before they end
/// the process.
void remove_temporaries_on_signals();

/// Writes a file with Output. @throws WriteError
void write_file(const std::string& path, std::string_view bytes);

}  // namespace jianyan::tools
