#include "segment/user_words.h"

#include <string>

#include "segment/piece.h"
#include "text/utf8.h"

namespace jianyan {

void UserWords::add(std::string_view word, Cost cost, const LexiconNode* node) {
  std::uint32_t at = kRoot;
  for (const char32_t c : to_utf32(word)) {
    const auto [child, added] = children_.try_emplace(key(at, folded(c)), static_cast<std::uint32_t>(entries_.size()));
    if (added) entries_.emplace_back();
    at = child->second;
  }
  entries_[at] = {cost, node, true};
}

}  // namespace jianyan
