// The best path of words through a paragraph, and through the paragraph with an edit.
//
//   WordGraph graph(lexicon, bigrams, edges);
//   graph.read(paragraph);
//   WordGraph::Path now = graph.path_at(place);
//   WordGraph::Path then = graph.path_with(begin, end, U"调");
//   Cost gain = now.cost - then.cost;
//
// Every word knows the cheapest path to its end and, once an edit is tried, the cheapest one from there on: an edit
// costs only the words that it makes, and their pairs with the words on both sides. Nothing is allocated per edit.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "segment/lattice.h"
#include "segment/piece.h"

namespace jianyan {

class WordGraph {
 public:
  WordGraph(const Lexicon& lexicon, const Bigrams& bigrams, const EdgeFinder& edges)
      : lexicon_(lexicon), edges_(edges), lattice_(lexicon, bigrams, edges) {}

  struct Word {
    std::uint32_t begin = 0;
    std::uint8_t length = 1;
    TokenKind kind = TokenKind::unknown;
    Cost cost = 0;             ///< of the word by itself
    Cost left = 0, right = 0;  ///< what its pairs with its neighbours save, against the words by themselves
  };
  struct Path {
    Cost cost = 0;
    std::uint32_t words = 0;
    std::uint32_t singles = 0;  ///< words of one character
    Word at;                    ///< the word that covers the place asked for
  };

  /// Precondition: no longer than Piece::kMaxSize.
  void read(std::u32string_view text);

  [[nodiscard]] Cost cost() const noexcept { return text_.empty() ? 0 : lattice_.nodes()[lattice_.last()].cost; }
  /// The word of the best path that covers a place.
  [[nodiscard]] const Word& word(std::uint32_t place) const noexcept { return words_[place]; }
  [[nodiscard]] Path path_at(std::uint32_t place);
  /// The best path when [begin, end) is replaced; `at` covers `begin`. Exact but for words that reach farther than
  /// kBefore and kBehind; kEndless where the edit takes the end off a number or date.
  [[nodiscard]] Path path_with(std::uint32_t begin, std::uint32_t end, std::u32string_view with);

  static constexpr Cost kEndless = 1 << 28;

 private:
  static constexpr std::uint32_t kBefore = 6, kBehind = 8;  ///< characters of words that reach beyond an edit

  struct Counts {
    std::uint16_t words = 0, singles = 0;
  };
  /// The cheapest path behind a node.
  struct Rest {
    Cost cost = 0;
    std::uint32_t next = Lattice::kNoNode;
    Counts counts;
  };
  /// A word that an edit makes.
  struct Fresh {
    Edge edge;            ///< ends as in the window
    std::uint32_t begin;  ///< in the window
    Cost cost;
    std::uint32_t previous_node;   ///< of the paragraph, or kNoNode
    std::uint32_t previous_fresh;  ///< else the one that this one made
  };

  void count_words();
  void find_rests();
  void finish(const Edge& edge, Cost cost, std::uint32_t place, std::uint32_t fresh);
  void meet(std::uint32_t begin, std::uint32_t end);
  void append_fresh(std::uint32_t at, std::uint32_t low, std::uint32_t begin, std::uint32_t new_end);
  [[nodiscard]] Cost saved(const Edge& first, const Edge& second) const;
  [[nodiscard]] Word word_at(const Edge& edge, std::uint32_t begin, std::uint32_t place, const Edge* before,
                             const Edge* behind) const;
  [[nodiscard]] const Edge* edge_of(std::uint32_t node) const;
  [[nodiscard]] Path describe(std::uint32_t low, std::uint32_t place) const;
  [[nodiscard]] Path describe_meeting(std::uint32_t place) const;

  const Lexicon& lexicon_;
  const EdgeFinder& edges_;
  Lattice lattice_;
  Piece piece_, window_;
  std::u32string text_, window_text_;
  std::vector<Word> words_;
  std::vector<Counts> counts_;          ///< of the best path to a node, itself included
  std::vector<Rest> rests_;             ///< empty until an edit is tried
  std::vector<Fresh> fresh_;
  std::size_t meeting_ = 0;  ///< of them, so many are words of the paragraph
  Cost best_cost_ = 0;       ///< of the edit at hand: the best path, its last word made, and what follows
  std::uint32_t best_ = 0, best_next_ = 0;
};

}  // namespace jianyan
