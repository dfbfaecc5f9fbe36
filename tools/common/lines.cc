#include "common/lines.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace jianyan::tools {

// Appends what one read() brings; false at the end.
bool LineReader::fill() {
  if (ended_) return false;
  const std::size_t size = pending_.size();
  pending_.resize(size + kChunk);
  ssize_t got = 0;
  do got = ::read(descriptor_, pending_.data() + size, kChunk);
  while (got < 0 && errno == EINTR);
  if (got < 0) error_ = errno;
  if (got <= 0) ended_ = true;
  pending_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

LineBatch LineReader::cut(std::size_t size) {
  LineBatch batch{line_, {}, false};
  std::string rest = pending_.substr(size);
  pending_.resize(size);
  batch.text = std::move(pending_);
  pending_ = std::move(rest);
  line_ += static_cast<std::uint64_t>(std::count(batch.text.begin(), batch.text.end(), '\n'));
  return batch;
}

// Drops the rest of a line that is too long.
std::optional<LineBatch> LineReader::skip_line() {
  const LineBatch batch{line_++, {}, true};
  std::size_t end = std::string::npos;
  do {
    pending_.clear();
    if (!fill()) return batch;
    end = pending_.find('\n');
  } while (end == std::string::npos);
  pending_.erase(0, end + 1);
  return batch;
}

std::optional<LineBatch> LineReader::next() {
  // What is pending has no line end unless a skipped line left it.
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = std::string_view(pending_).substr(searched).rfind('\n');
    if (end != std::string_view::npos) return cut(searched + end + 1);
    searched = pending_.size();
    if (searched > kLongest) return skip_line();
    if (!fill()) break;
  }
  if (pending_.empty()) return std::nullopt;
  return cut(pending_.size());
}

}  // namespace jianyan::tools
