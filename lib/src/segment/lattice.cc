#include "segment/lattice.h"

#include <algorithm>

namespace jianyan {

Cost Lattice::search(const Piece& piece) {
  nodes_.clear();
  ending_.assign(piece.size() + 1, kNoNode);
  nodes_.push_back({0, 0, 0, kNoNode, kNoNode, 0, TokenKind::space});  // before the first token
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
    const Cost bigram = bigrams_.cost(context.left, edge.word);
    if (bigram != Bigrams::kNone && context.cost + bigram < best) {
      best = context.cost + bigram;
      from = context.node;
    }
  }
  nodes_.push_back({best, edge.backoff, edge.word, from, ending_[edge.end], static_cast<std::uint16_t>(begin), edge.kind});
  ending_[edge.end] = static_cast<std::uint32_t>(nodes_.size() - 1);
}

void Lattice::append_tokens(const Piece& piece, std::vector<Token>& tokens) {
  const auto first = static_cast<std::ptrdiff_t>(tokens.size());
  std::uint32_t end = piece.size();
  for (std::uint32_t at = last_; at != 0; at = nodes_[at].previous) {
    const Node& node = nodes_[at];
    tokens.push_back({{piece.offsets[node.begin], piece.offsets[end]}, node.kind});
    end = node.begin;
  }
  std::reverse(tokens.begin() + first, tokens.end());
}

}  // namespace jianyan
