// The section is text: a name and its typeface a line, with a tab between them.
#include "word/fonts.h"

#include <algorithm>

#include "data/text_section.h"

namespace jianyan {
namespace {

/// Word does not tell capitals from small letters here.
std::string folded(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  // A name with @ before it is the font for vertical text.
  if (out.starts_with('@')) out.erase(0, 1);
  return out;
}

}  // namespace

FontNames::FontNames(const Data& data) {
  std::string_view text = text_of(data.section(kSection));
  while (!text.empty()) {
    std::string_view line = take_until(text, '\n');
    const std::string_view name = take_until(line, '\t');
    if (!line.empty()) typefaces_.insert_or_assign(folded(name), line);
  }
}

std::string FontNames::typeface(std::string_view font) const {
  const auto found = typefaces_.find(folded(font));
  return std::string(found == typefaces_.end() ? font : found->second);
}

bool FontNames::same(std::string_view a, std::string_view b) const {
  return folded(typeface(a)) == folded(typeface(b));
}

bool FontNames::among(std::string_view font, const std::vector<std::string>& fonts) const {
  return std::any_of(fonts.begin(), fonts.end(), [&](const std::string& other) { return same(font, other); });
}

}  // namespace jianyan
