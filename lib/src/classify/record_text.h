// A record as the word lists read it: characters, and where each lies in its field.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classify/grams.h"
#include "classify/subjects.h"
#include "jianyan/classifier.h"
#include "text/utf8.h"

namespace jianyan {

/// Words further down say little that the first pages have not said.
inline constexpr std::size_t kWordCharacters = 3000;

struct FieldText {
  std::string_view bytes;
  std::u32string characters;
  std::vector<std::uint32_t> offsets;  ///< of each character, and the end

  FieldText(std::string_view field, std::size_t limit) : bytes(field) {
    std::size_t at = 0;
    for (; at < field.size() && characters.size() < limit;) {
      const CodePoint point = decode_utf8_at(field, at);
      characters.push_back(point.value);
      offsets.push_back(static_cast<std::uint32_t>(at));
      at += point.length;
    }
    offsets.push_back(static_cast<std::uint32_t>(at));
  }
  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const { return {offsets[begin], offsets[end]}; }
  [[nodiscard]] std::string_view text(Span span) const { return bytes.substr(span.begin, span.size()); }
};

/// Title and text, indexed by RecordField.
using RecordText = std::array<FieldText, 2>;
[[nodiscard]] inline RecordText read_record_text(std::string_view title, std::string_view text,
                                                 std::size_t limit = kWordCharacters) {
  return {FieldText(title, kTitleCharacters), FieldText(text, limit)};
}
/// What was found in each.
using RecordMatches = std::array<std::vector<SubjectMatch>, 2>;
[[nodiscard]] inline RecordMatches find_subjects(const Subjects& subjects, const RecordText& record) {
  RecordMatches matches;
  for (std::size_t field = 0; field < record.size(); ++field) subjects.find(record[field].characters, matches[field]);
  return matches;
}
/// Takes the words out that lie within a name: 财政 in 市财政局 does not speak for its topic.
void leave_out_names(const RecordMatches& names, RecordMatches& matches);

}  // namespace jianyan
