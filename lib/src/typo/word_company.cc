#include "typo/word_company.h"

#include <algorithm>

namespace jianyan {

void WordCompany::read(std::u32string_view text, const WordGraph& graph) {
  words_.clear();
  for (std::uint32_t place = 0; place < text.size();) {
    const WordGraph::Word& word = graph.word(place);
    const std::uint32_t end = word.begin + word.length;
    words_.push_back({word.begin, end, vectors_.row(lexicon_.number(text.substr(word.begin, word.length)))});
    place = end;
  }
}

WordVectors::Context WordCompany::around(std::uint32_t begin, std::uint32_t end) const noexcept {
  WordVectors::Context context{};
  const auto add = [&](const Word& word, std::size_t distance, bool right) {
    if (word.row != WordVectors::kNone) vectors_.add(context, word.row, WordVectors::position(distance, right));
  };
  auto right = std::partition_point(words_.begin(), words_.end(), [&](const Word& word) { return word.end <= begin; });
  auto left = right;
  for (std::size_t i = 0; i < WordVectors::kWords && left != words_.begin(); ++i) add(*--left, i, false);
  while (right != words_.end() && right->begin < end) ++right;
  for (std::size_t i = 0; i < WordVectors::kWords && right != words_.end(); ++i, ++right) add(*right, i, true);
  return context;
}

std::optional<Cost> WordCompany::fit(const WordVectors::Context& around, std::u32string_view word) const noexcept {
  const WordVectors::Row row = word.empty() ? WordVectors::kNone : vectors_.row(lexicon_.number(word));
  if (row == WordVectors::kNone) return std::nullopt;
  return vectors_.fit(around, row);
}

}  // namespace jianyan
