#include "typo/build/planted_sentence.h"

#include <algorithm>

#include "language/build/ngram_model.h"

namespace jianyan {
namespace {

/// The text from `low` to `high` with [begin, end) replaced.
std::u32string replaced(const std::u32string& text, std::size_t low, std::size_t high, std::size_t begin,
                        std::size_t end, std::u32string_view with) {
  return text.substr(low, begin - low).append(with).append(text, end, high - end);
}

bool mends_error(const std::u32string& source, const PlantedSentence::Error& error, const TypoEdit& edit) {
  const std::size_t low = std::min<std::size_t>(edit.begin, error.begin);
  const std::size_t high = std::max<std::size_t>(edit.end, error.end());
  if (replaced(source, low, high, edit.begin, edit.end, edit.with()) ==
      replaced(source, low, high, error.begin, error.end(), error.right)) {
    return true;
  }
  // A part of a wrong word: every character it changes is right then.
  if (error.wrong.size() != error.right.size() || edit.size != edit.end - edit.begin) return false;
  for (std::size_t i = 0; i < edit.size; ++i) {
    const std::size_t at = edit.begin + i;
    if (source[at] == edit.text[i]) continue;
    if (at < error.begin || at >= error.end() || error.right[at - error.begin] != edit.text[i]) return false;
  }
  return true;
}

}  // namespace

void PlantedSentence::take_out_blanks() {
  for (std::size_t i = source.size(); i-- > 0;) {
    if (ngram_character(source[i]) != 0) continue;
    source.erase(i, 1);
    for (Error& error : errors) {
      if (error.begin > i) --error.begin;
    }
  }
}

bool PlantedSentence::in_error(std::size_t place) const {
  return std::any_of(errors.begin(), errors.end(), [place](const Error& error) {
    const std::size_t begin = error.wrong.size() < error.right.size() ? error.end() : error.begin;
    return begin <= place && place <= std::max(begin, error.end() - 1);
  });
}

std::size_t PlantedSentence::mended_by(const TypoEdit& edit) const {
  const auto mended = std::find_if(errors.begin(), errors.end(), [&](const Error& error) {
    return edit.begin <= error.end() && error.begin <= edit.end && mends_error(source, error, edit);
  });
  return static_cast<std::size_t>(mended - errors.begin());
}

}  // namespace jianyan
