// The best path through the tokens that a piece of text may be cut into.
//
// Approach: dynamic programming from left to right over the places where tokens begin. A node is a token that ends at a place
// with the cheapest path to it; since costs depend on pairs of words, each word that ends at a place is a node of its own.
// A pair costs its bigram's cost, or without one the second word's own cost plus the first one's back-off.
#pragma once

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
  void append_tokens(const Piece& piece, std::vector<Token>& tokens);

 private:
  static constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

  struct Node {
    Cost cost;               ///< of the path up to the end of this token
    Cost backoff;
    std::uint32_t word;
    std::uint32_t previous;  ///< node before it on the path
    std::uint32_t sibling;   ///< another node that ends at the same place
    std::uint16_t begin;
    TokenKind kind;
    std::uint8_t cuts;
  };
  /// A node that ends where an edge begins, if its word begins bigrams.
  struct Context {
    std::uint64_t left;
    Cost cost;
    std::uint32_t node;
  };

  void gather(std::uint32_t place);
  void extend(const Edge& edge, std::uint32_t begin);
  void append_node(const Piece& piece, const Node& node, std::uint32_t end, std::vector<Token>& tokens) const;

  const Lexicon& lexicon_;
  const Bigrams& bigrams_;
  const EdgeFinder& edges_;

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> ending_;  ///< for each place, the first node that ends there
  std::vector<Context> contexts_;      ///< of the place at hand
  Cost plain_cost_ = 0;                ///< least cost of a node that ends here, back-off included
  std::uint32_t plain_node_ = kNoNode;
  std::uint32_t last_ = kNoNode;       ///< end of the path found
};

}  // namespace jianyan
