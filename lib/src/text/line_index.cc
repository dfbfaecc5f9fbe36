#include "text/line_index.h"

#include <algorithm>

#include "text/utf8.h"

namespace jianyan {

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t i = text.find_first_of("\r\n"); i != std::string_view::npos; i = text.find_first_of("\r\n", i)) {
    i += text.substr(i, 2) == "\r\n" ? 2 : 1;
    starts_.push_back(static_cast<std::uint32_t>(i));
  }
}

LineIndex::Position LineIndex::position(std::uint32_t offset) const noexcept {
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const std::uint32_t start = *(next - 1);
  const std::size_t before = count_code_points(text_.substr(start, offset - start));
  return {static_cast<std::uint32_t>(next - starts_.begin()), static_cast<std::uint32_t>(before + 1)};
}

Span LineIndex::line(std::uint32_t number) const noexcept {
  const std::uint32_t begin = starts_[number - 1];
  std::uint32_t end = number < starts_.size() ? starts_[number] : static_cast<std::uint32_t>(text_.size());
  if (end > begin && text_[end - 1] == '\n') --end;
  if (end > begin && text_[end - 1] == '\r') --end;
  return {begin, end};
}

OffsetConverter::Offsets OffsetConverter::at(std::uint32_t byte_offset) noexcept {
  if (byte_offset < byte_) {
    byte_ = 0;
    here_ = {0, 0};
  }
  while (byte_ < byte_offset) {
    const CodePoint at = decode_utf8_at(text_, byte_);
    byte_ += at.length;
    here_.code_points += 1;
    here_.utf16_units += at.value < 0x10000 ? 1 : 2;
  }
  return here_;
}

}  // namespace jianyan
