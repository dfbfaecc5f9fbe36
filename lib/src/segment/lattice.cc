#include "segment/lattice.h"

#include <algorithm>
#include <bit>

namespace jianyan {

Cost Lattice::search(const Piece& piece) {
  nodes_.clear();
  ending_.assign(piece.size() + 1, kNoNode);
  nodes_.push_back({0, 0, 0, kNoNode, kNoNode, 0, TokenKind::space, 0});  // before the first token
  ending_[0] = 0;
  for (std::uint32_t place = 0; place < piece.size(); ++place) {
    if (ending_[place] == kNoNode) continue;
    gather(place);
    edges_.for_each_edge(piece, place, [this, place](const Edge& edge) { extend(edge, place); });
  }
  last_ = ending_[piece.size()];
  for (std::uint32_t at = last_; at != kNoNode; at = nodes_[at].sibling) {
    if (nodes_[at].cost < nodes_[last_].cost) last_ = at;
  }
  return nodes_[last_].cost;
}

void Lattice::gather(std::uint32_t place) {
  contexts_.clear();
  plain_node_ = kNoNode;
  for (std::uint32_t at = ending_[place]; at != kNoNode; at = nodes_[at].sibling) {
    const Node& node = nodes_[at];
    if (plain_node_ == kNoNode || node.cost + node.backoff < plain_cost_) {
      plain_cost_ = node.cost + node.backoff;
      plain_node_ = at;
    }
    if (node.word != 0 && lexicon_.has_successors(node.word)) contexts_.push_back({Bigrams::left(node.word), node.cost, at});
  }
}

void Lattice::extend(const Edge& edge, std::uint32_t begin) {
  Cost best = plain_cost_ + edge.cost;
  std::uint32_t from = plain_node_;
  for (const Context& context : contexts_) {
    if (context.cost + edge.best_bigram >= best) continue;
    const Cost bigram = bigrams_.cost(context.left, edge.first_word);
    if (bigram != Bigrams::kNone && context.cost + bigram + edge.inner_cost < best) {
      best = context.cost + bigram + edge.inner_cost;
      from = context.node;
    }
  }
  nodes_.push_back({best, edge.backoff, edge.last_word, from, ending_[edge.end], static_cast<std::uint16_t>(begin),
                    edge.kind, edge.cuts});
  ending_[edge.end] = static_cast<std::uint32_t>(nodes_.size() - 1);
}

void Lattice::append_tokens(const Piece& piece, std::vector<Token>& tokens) {
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
  std::uint32_t cuts = node.cuts;
  while (cuts != 0) {
    const auto last = static_cast<std::uint32_t>(std::bit_width(cuts)) - 1;
    cuts &= ~(1u << last);
    const std::uint32_t cut = node.begin + last + 1;
    if (cut >= end) continue;
    tokens.push_back({{piece.offsets[cut], piece.offsets[end]}, node.kind});
    end = cut;
  }
  tokens.push_back({{piece.offsets[node.begin], piece.offsets[end]}, node.kind});
}

}  // namespace jianyan
