// The best path through the tokens that a piece of text may be cut into.
//
// Approach: dynamic programming from left to right over the places where tokens begin. A node is a token with the
// cheapest path to its end; since costs depend on pairs of words, each word that ends at a place is a node of its own.
// A pair costs its bigram's cost, or without one the second word's own cost plus the first one's back-off.
//
// Nearly all of the time is spent waiting for memory: a pair's bigram lies anywhere in a table of megabytes. Which
// pairs meet does not depend on costs, so the nodes are found first, and the search asks for the cache lines of each
// place's pairs some places before it gets there. That halves the time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "jianyan/segmenter.h"
#include "language/bigrams.h"
#include "segment/edges.h"
#include "segment/piece.h"

namespace jianyan {

/// Scratch memory for one thread; to be reused from piece to piece.
class Lattice {
 public:
  Lattice(const Lexicon& lexicon, const Bigrams& bigrams, const EdgeFinder& edges)
      : lexicon_(lexicon), bigrams_(bigrams), edges_(edges) {}

  /// Finds the best path through `piece` and returns its cost. Precondition: the piece is not empty.
  Cost search(const Piece& piece);
  /// Appends the tokens of the path that was found last.
  void append_tokens(const Piece& piece, std::vector<Token>& tokens) const;

  static constexpr std::uint32_t kNoNode = 0xFFFFFFFF;
  struct Node {
    Edge edge;
    std::uint32_t begin;
    std::uint32_t sibling;   ///< another node that ends at the same place
    std::uint32_t previous;  ///< node before it on the path
    Cost cost;               ///< of the path up to its end
  };
  /// Of the last search: in the order of their begins, the first stands before the text; those that begin at a place are
  /// starting(place) … starting(place + 1) - 1, those that end there ending(place) and its siblings.
  [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] std::uint32_t starting(std::uint32_t place) const noexcept { return starts_[place]; }
  [[nodiscard]] std::uint32_t ending(std::uint32_t place) const noexcept { return ending_[place]; }
  /// The last node of the best path.
  [[nodiscard]] std::uint32_t last() const noexcept { return last_; }
  /// What `second` costs behind `first`.
  [[nodiscard]] Cost pair_cost(const Edge& first, const Edge& second) const noexcept {
    const Cost plain = first.backoff + second.cost;
    if (second.best_bigram >= plain || first.last_word == 0 || !lexicon_.has_successors(first.last_word)) return plain;
    const Cost bigram = bigrams_.cost(Bigrams::left(first.last_word), second.first_word);
    return bigram == Bigrams::kNone ? plain : std::min(plain, bigram + second.inner_cost);
  }

 private:
  /// How many places ahead cache lines are asked for: longer than memory takes, shorter than the first-level cache
  /// keeps.
  static constexpr std::uint32_t kAhead = 6;

  /// A node that ends where others begin, if its word begins bigrams.
  struct Context {
    std::uint64_t left;
    Cost cost;
    std::uint32_t node;
  };

  void find_nodes(const Piece& piece);
  [[gnu::always_inline]] void prefetch_pairs(std::uint32_t place) const;
  void gather(std::uint32_t place);
  void connect(Node& node) const;
  void append_node(const Piece& piece, const Node& node, std::uint32_t end, std::vector<Token>& tokens) const;

  const Lexicon& lexicon_;
  const Bigrams& bigrams_;
  const EdgeFinder& edges_;

  std::vector<Node> nodes_;            ///< in the order of their begins; the first stands before the text
  std::vector<std::uint32_t> starts_;  ///< for each place and one more, the first node that begins there or later
  std::vector<std::uint32_t> ending_;  ///< for each place, the first node that ends there
  std::vector<Context> contexts_;      ///< of the place at hand
  Cost plain_cost_ = 0;                ///< least cost of a node that ends there, back-off included
  std::uint32_t plain_node_ = kNoNode;
  std::uint32_t last_ = kNoNode;       ///< end of the path found
};

}  // namespace jianyan
