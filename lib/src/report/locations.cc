#include "report/locations.h"

#include <algorithm>

namespace jianyan {

Locations::Locations(std::string_view text, std::span<const Diagnostic> findings) {
  for (const Diagnostic& finding : findings) {
    add(finding.span);
    for (const Candidate& candidate : finding.candidates) add(candidate.edit.span);
    if (!finding.fix) continue;
    for (const Edit& edit : finding.fix->edits) add(edit.span);
  }
  find_in(text);
}

Locations::Locations(std::string_view text, std::span<const Change> changes) {
  for (const Change& change : changes) add(change.span);
  find_in(text);
}

Locations::Locations(std::string_view text, std::span<const Token> tokens) {
  offsets_.reserve(tokens.size() + 1);
  for (const Token& token : tokens) add(token.span);
  find_in(text);
}

void Locations::add(Span span) {
  // Tokens touch each other: what the last span ended with, this one begins with.
  if (offsets_.empty() || offsets_.back() != span.begin) offsets_.push_back(span.begin);
  if (!span.empty()) offsets_.push_back(span.end);
}

void Locations::find_in(std::string_view text) {
  if (!std::is_sorted(offsets_.begin(), offsets_.end())) std::sort(offsets_.begin(), offsets_.end());
  offsets_.erase(std::unique(offsets_.begin(), offsets_.end()), offsets_.end());
  locations_.reserve(offsets_.size());
  Location here{1, 1, 0, 0, 0};
  std::size_t at = 0;
  for (const std::uint32_t offset : offsets_) {
    for (; at < offset; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if ((byte & 0xC0) == 0x80) continue;  // counted with the first byte of its code point
      ++here.code_points;
      here.utf16_units += byte >= 0xF0 ? 2 : 1;
      ++here.column;
      if (byte == '\n' || (byte == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) {
        ++here.line;
        here.column = 1;
        here.line_begin = static_cast<std::uint32_t>(at + 1);
      }
    }
    locations_.push_back(here);
  }
}

const Location& Locations::at(std::uint32_t offset) const noexcept {
  const auto found = std::lower_bound(offsets_.begin(), offsets_.end(), offset);
  return locations_[static_cast<std::size_t>(found - offsets_.begin())];
}

}  // namespace jianyan
