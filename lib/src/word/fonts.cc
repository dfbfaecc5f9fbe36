// The section is text: a name and its typeface a line, with a tab between them.
#include "word/fonts.h"

#include <algorithm>

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
  const std::span<const std::byte> bytes = data.section(kSection);
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t tab = line.find('\t');
    if (tab != line.npos) typefaces_.insert_or_assign(folded(line.substr(0, tab)), line.substr(tab + 1));
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
