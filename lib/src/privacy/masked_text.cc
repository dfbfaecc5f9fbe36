#include "jianyan/masked_text.h"

#include <algorithm>

#include "privacy/private_data.h"

namespace jianyan {

MaskedText::MaskedText(const Document& document) : text_(document.text()) {
  for (const PrivateItem& item : find_private_data(document.text())) {
    if (item.hidden.empty()) continue;
    put_stars(text_, item.hidden);
    hidden_.push_back(item.hidden);
  }
}

bool MaskedText::hides(Span span) const noexcept {
  const auto after = std::upper_bound(hidden_.begin(), hidden_.end(), span.begin,
                                      [](std::uint32_t offset, Span hidden) { return offset < hidden.end; });
  return after != hidden_.end() && after->overlaps(span);
}

std::string MaskedText::replacement(Span span, std::string_view replacement) const {
  std::string shown(replacement);
  if (hides(span)) put_stars(shown, {0, static_cast<std::uint32_t>(shown.size())});
  return shown;
}

}  // namespace jianyan
