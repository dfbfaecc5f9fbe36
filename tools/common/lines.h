// Lines of a stream, in batches that are ready at once.
//
// A batch holds the complete lines that one read() brought. So a busy pipe gives batches of 64 KB, worth a worker's
// turn, and a partner that waits for each answer gets it at once. Memory stays at one batch, or one line where that is
// longer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace jianyan::tools {

struct LineBatch {
  std::uint64_t first_line = 1;  ///< number of the first line, from 1
  std::string text;              ///< whole lines; only the last of a stream may lack its line end
  bool too_long = false;         ///< stands for one line over LineReader::kLongest; `text` is empty
};

class LineReader {
 public:
  /// Longer lines are skipped, so that a stream without line ends cannot fill the memory.
  static constexpr std::size_t kLongest = std::size_t{64} << 20;

  /// Reads from an open file; does not close it.
  explicit LineReader(int descriptor) : descriptor_(descriptor) {}

  /// The next batch; nothing at the end, or after a read error.
  [[nodiscard]] std::optional<LineBatch> next();
  /// errno of the read that failed, or 0.
  [[nodiscard]] int error() const { return error_; }

 private:
  static constexpr std::size_t kChunk = std::size_t{64} << 10;

  bool fill();
  LineBatch cut(std::size_t size);
  std::optional<LineBatch> skip_line();

  int descriptor_;
  int error_ = 0;
  bool ended_ = false;
  std::uint64_t line_ = 1;
  std::string pending_;  // read, not handed out
};

}  // namespace jianyan::tools
