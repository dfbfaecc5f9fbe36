// How well words fit at a place of a paragraph, among the words of its best path.
//
//   WordCompany company(lexicon, vectors);
//   company.read(paragraph, graph);                        // what the graph has read
//   WordVectors::Context around = company.around(begin, end);
//   if (auto fit = company.fit(around, U"操场")) …
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "language/word_vectors.h"
#include "typo/word_graph.h"

namespace jianyan {

/// Scratch memory for one thread.
class WordCompany {
 public:
  WordCompany(const Lexicon& lexicon, const WordVectors& vectors) : lexicon_(lexicon), vectors_(vectors) {}

  /// Precondition: the graph has read the text.
  void read(std::u32string_view text, const WordGraph& graph);
  /// The words before and behind [begin, end); those that reach into it are left out.
  [[nodiscard]] WordVectors::Context around(std::uint32_t begin, std::uint32_t end) const noexcept;
  /// Nothing for what is no word, or has no vectors.
  [[nodiscard]] std::optional<Cost> fit(const WordVectors::Context& around, std::u32string_view word) const noexcept;

 private:
  struct Word {
    std::uint32_t begin, end;
    WordVectors::Row row;
  };
  const Lexicon& lexicon_;
  const WordVectors& vectors_;
  std::vector<Word> words_;
};

}  // namespace jianyan
