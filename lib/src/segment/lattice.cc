#include "segment/lattice.h"

#include <algorithm>
#include <bit>

namespace jianyan {

inline void Lattice::prefetch_pairs(std::uint32_t place) const {
  for (std::uint32_t before = ending_[place]; before != kNoNode; before = nodes_[before].sibling) {
    const std::uint32_t first = nodes_[before].edge.last_word;
    if (first == 0 || !lexicon_.has_successors(first)) continue;
    const std::uint64_t left = Bigrams::left(first);
    for (std::uint32_t at = starts_[place]; at < starts_[place + 1]; ++at) {
      if (nodes_[at].edge.best_bigram < EdgeFinder::kNever) bigrams_.prefetch(left, nodes_[at].edge.first_word);
    }
  }
}

Cost Lattice::search(const Piece& piece) {
  find_nodes(piece);
  nodes_[0].cost = 0;
  for (std::uint32_t place = 0; place < piece.size(); ++place) {
    if (place + kAhead < piece.size()) prefetch_pairs(place + kAhead);
    if (starts_[place] == starts_[place + 1]) continue;
    gather(place);
    for (std::uint32_t at = starts_[place]; at < starts_[place + 1]; ++at) connect(nodes_[at]);
  }
  last_ = ending_[piece.size()];
  for (std::uint32_t at = last_; at != kNoNode; at = nodes_[at].sibling) {
    if (nodes_[at].cost < nodes_[last_].cost) last_ = at;
  }
  return nodes_[last_].cost;
}

void Lattice::find_nodes(const Piece& piece) {
  constexpr std::size_t kUsualNodes = 4;  // a place
  nodes_.clear();
  nodes_.reserve(piece.size() * kUsualNodes);
  starts_.clear();
  starts_.reserve(piece.size() + std::size_t{1});
  ending_.assign(piece.size() + 1, kNoNode);
  nodes_.push_back({Edge{0, 0, 0, 0, 0, 0, 0, TokenKind::space}, 0, kNoNode, kNoNode, 0});
  ending_[0] = 0;
  for (std::uint32_t place = 0; place < piece.size(); ++place) {
    edges_.prefetch(piece, place);
    starts_.push_back(static_cast<std::uint32_t>(nodes_.size()));
    if (ending_[place] == kNoNode) continue;
    edges_.for_each_edge(piece, place, [this, place](const Edge& edge) {
      nodes_.push_back({edge, place, ending_[edge.end], kNoNode, 0});
      ending_[edge.end] = static_cast<std::uint32_t>(nodes_.size() - 1);
    });
  }
  starts_.push_back(static_cast<std::uint32_t>(nodes_.size()));
}

void Lattice::gather(std::uint32_t place) {
  contexts_.clear();
  plain_node_ = kNoNode;
  for (std::uint32_t at = ending_[place]; at != kNoNode; at = nodes_[at].sibling) {
    const Node& node = nodes_[at];
    const std::uint32_t word = node.edge.last_word;
    if (plain_node_ == kNoNode || node.cost + node.edge.backoff < plain_cost_) {
      plain_cost_ = node.cost + node.edge.backoff;
      plain_node_ = at;
    }
    if (word != 0 && lexicon_.has_successors(word)) contexts_.push_back({Bigrams::left(word), node.cost, at});
  }
}

void Lattice::connect(Node& node) const {
  const Edge& edge = node.edge;
  node.cost = plain_cost_ + edge.cost;
  node.previous = plain_node_;
  for (const Context& context : contexts_) {
    if (context.cost + edge.best_bigram >= node.cost) continue;
    const Cost bigram = bigrams_.cost(context.left, edge.first_word);
    if (bigram == Bigrams::kNone || context.cost + bigram + edge.inner_cost >= node.cost) continue;
    node.cost = context.cost + bigram + edge.inner_cost;
    node.previous = context.node;
  }
}

void Lattice::append_tokens(const Piece& piece, std::vector<Token>& tokens) const {
  const auto first = static_cast<std::ptrdiff_t>(tokens.size());
  std::uint32_t end = piece.size();
  for (std::uint32_t at = last_; at != 0; at = nodes_[at].previous) {
    append_node(piece, nodes_[at], end, tokens);
    end = nodes_[at].begin;
  }
  std::reverse(tokens.begin() + first, tokens.end());
}

/// Appends the tokens of a node from its last to its first.
void Lattice::append_node(const Piece& piece, const Node& node, std::uint32_t end, std::vector<Token>& tokens) const {
  std::uint32_t cuts = node.edge.cuts;
  while (cuts != 0) {
    const auto last = static_cast<std::uint32_t>(std::bit_width(cuts)) - 1;
    cuts &= ~(1u << last);
    const std::uint32_t cut = node.begin + last + 1;
    if (cut >= end) continue;
    tokens.push_back({{piece.offsets[cut], piece.offsets[end]}, node.edge.kind});
    end = cut;
  }
  tokens.push_back({{piece.offsets[node.begin], piece.offsets[end]}, node.edge.kind});
}

}  // namespace jianyan
