#include "typo/word_graph.h"

#include <algorithm>

namespace jianyan {

void WordGraph::read(std::u32string_view text) {
  text_ = text;
  words_.assign(text.size(), {});
  rests_.clear();
  if (text.empty()) return;
  piece_.assign(text, lexicon_);
  (void)lattice_.search(piece_);
  const std::vector<Lattice::Node>& nodes = lattice_.nodes();
  const Edge* behind = nullptr;
  for (std::uint32_t at = lattice_.last(); at != 0; at = nodes[at].previous) {
    for (std::uint32_t place = nodes[at].begin; place < nodes[at].edge.end;) {
      const Word word = word_at(nodes[at].edge, nodes[at].begin, place, edge_of(nodes[at].previous), behind);
      for (const std::uint32_t end = word.begin + word.length; place < end; ++place) words_[place] = word;
    }
    behind = &nodes[at].edge;
  }
}

const Edge* WordGraph::edge_of(std::uint32_t node) const {
  return node == 0 || node == Lattice::kNoNode ? nullptr : &lattice_.nodes()[node].edge;
}

/// A token as far as it covers a place: what segmentation cuts is shown cut.
WordGraph::Word WordGraph::word_at(const Edge& edge, std::uint32_t begin, std::uint32_t place, const Edge* before,
                                   const Edge* behind) const {
  std::uint32_t low = begin, high = edge.end;
  for (std::uint32_t i = 0; i < LexiconNode::kMaxCuts; ++i) {
    const std::uint32_t cut = begin + i + 1;
    if ((edge.cuts >> i & 1) == 0 || cut >= high) continue;
    (cut > place ? high : low) = cut;
  }
  const auto length = static_cast<std::uint8_t>(std::min<std::uint32_t>(high - low, 255));
  return {low, length, edge.kind, edge.cost, before == nullptr ? 0 : saved(*before, edge),
          behind == nullptr ? 0 : saved(edge, *behind)};
}

Cost WordGraph::saved(const Edge& first, const Edge& second) const {
  return first.backoff + second.cost - lattice_.pair_cost(first, second);
}

void WordGraph::count_words() {
  const std::vector<Lattice::Node>& nodes = lattice_.nodes();
  counts_.assign(nodes.size(), {});
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const Counts& before = counts_[nodes[i].previous];
    const bool single = nodes[i].edge.end == nodes[i].begin + 1;
    counts_[i] = {static_cast<std::uint16_t>(before.words + 1),
                  static_cast<std::uint16_t>(before.singles + (single ? 1 : 0))};
  }
}

void WordGraph::find_rests() {
  if (!rests_.empty()) return;
  count_words();
  const std::vector<Lattice::Node>& nodes = lattice_.nodes();
  rests_.resize(nodes.size());
  for (std::size_t i = nodes.size(); i-- > 0;) {
    Rest& rest = rests_[i];
    const Edge& edge = nodes[i].edge;
    if (edge.end == piece_.size()) continue;
    rest.cost = kEndless;
    for (std::uint32_t next = lattice_.starting(edge.end); next < lattice_.starting(edge.end + 1); ++next) {
      const Cost behind = rests_[next].cost;
      const Edge& other = nodes[next].edge;
      if (std::min(other.best_bigram, edge.backoff + other.cost) + behind >= rest.cost) continue;
      const Cost cost = lattice_.pair_cost(edge, other) + behind;
      if (cost < rest.cost) rest = {cost, next, {}};
    }
    if (rest.next == Lattice::kNoNode) continue;
    const Lattice::Node& next = nodes[rest.next];
    const Counts& behind = rests_[rest.next].counts;
    rest.counts = {static_cast<std::uint16_t>(behind.words + 1),
                   static_cast<std::uint16_t>(behind.singles + (next.edge.end == next.begin + 1 ? 1 : 0))};
  }
}

WordGraph::Path WordGraph::path_at(std::uint32_t place) {
  find_rests();
  const Counts& counts = counts_[lattice_.last()];
  return {cost(), counts.words, counts.singles, words_[place]};
}

/// The words that begin at `at` of the window and hold or enclose the edit, each with the best path to it.
void WordGraph::append_fresh(std::uint32_t at, std::uint32_t low, std::uint32_t begin, std::uint32_t new_end) {
  const std::vector<Lattice::Node>& nodes = lattice_.nodes();
  const std::uint32_t before = at + low <= begin ? lattice_.ending(at + low) : Lattice::kNoNode;
  const std::size_t made = fresh_.size();
  const bool follows = std::any_of(fresh_.begin() + static_cast<std::ptrdiff_t>(meeting_), fresh_.end(),
                                   [at](const Fresh& other) { return other.edge.end == at; });
  if (before == Lattice::kNoNode && !follows) return;
  const std::uint32_t least_end = std::max(begin - low, std::min(at, new_end)) + 1;
  edges_.for_each_edge(window_, at, [&](const Edge& edge) {
    if (edge.end < least_end) return;
    Fresh fresh{edge, at, kEndless, Lattice::kNoNode, Lattice::kNoNode};
    for (std::uint32_t node = before; node != Lattice::kNoNode; node = nodes[node].sibling) {
      const Cost least = nodes[node].cost + std::min(edge.best_bigram, nodes[node].edge.backoff + edge.cost);
      if (least >= fresh.cost) continue;
      const Cost cost = nodes[node].cost + lattice_.pair_cost(nodes[node].edge, edge);
      if (cost < fresh.cost) fresh = {edge, at, cost, node, Lattice::kNoNode};
    }
    for (std::size_t other = meeting_; other < made; ++other) {
      if (fresh_[other].edge.end != at) continue;
      const Cost cost = fresh_[other].cost + lattice_.pair_cost(fresh_[other].edge, edge);
      if (cost < fresh.cost) fresh = {edge, at, cost, Lattice::kNoNode, static_cast<std::uint32_t>(other)};
    }
    fresh_.push_back(fresh);
  });
}

/// What leads on from a word, with the path to it, that ends at a place behind the edit.
void WordGraph::finish(const Edge& edge, Cost cost, std::uint32_t place, std::uint32_t fresh) {
  const auto offer = [&](Cost total, std::uint32_t next) {
    if (total >= best_cost_) return;
    best_cost_ = total;
    best_ = fresh;
    best_next_ = next;
  };
  if (place == text_.size()) return offer(cost, Lattice::kNoNode);
  for (std::uint32_t next = lattice_.starting(place); next < lattice_.starting(place + 1); ++next) {
    const Edge& other = lattice_.nodes()[next].edge;
    const Cost behind = cost + rests_[next].cost;
    if (behind + std::min(other.best_bigram, edge.backoff + other.cost) < best_cost_)
      offer(behind + lattice_.pair_cost(edge, other), next);
  }
}

/// Where something is taken out, the words on both sides may just meet.
void WordGraph::meet(std::uint32_t begin, std::uint32_t end) {
  const std::vector<Lattice::Node>& nodes = lattice_.nodes();
  for (std::uint32_t node = lattice_.ending(begin); node != Lattice::kNoNode; node = nodes[node].sibling) {
    fresh_.push_back({nodes[node].edge, nodes[node].begin, nodes[node].cost, node, Lattice::kNoNode});
    finish(nodes[node].edge, nodes[node].cost, end, static_cast<std::uint32_t>(fresh_.size() - 1));
  }
}

WordGraph::Path WordGraph::path_with(std::uint32_t begin, std::uint32_t end, std::u32string_view with) {
  find_rests();
  const std::uint32_t low = begin < kBefore ? 0 : begin - kBefore;
  const std::uint32_t high = std::min<std::uint32_t>(end + kBehind, static_cast<std::uint32_t>(text_.size()));
  window_text_.assign(text_, low, begin - low).append(with).append(text_, end, high - end);
  const auto new_end = begin - low + static_cast<std::uint32_t>(with.size());
  fresh_.clear();
  best_cost_ = kEndless;
  best_ = best_next_ = Lattice::kNoNode;
  if (with.empty()) meet(begin, end);
  meeting_ = fresh_.size();
  if (!window_text_.empty()) {
    window_.assign(window_text_, lexicon_);
    for (std::uint32_t at = 0; at < new_end; ++at) append_fresh(at, low, begin, new_end);
    for (std::size_t i = meeting_; i < fresh_.size(); ++i) {
      if (fresh_[i].edge.end < new_end) continue;
      finish(fresh_[i].edge, fresh_[i].cost, fresh_[i].edge.end - new_end + end, static_cast<std::uint32_t>(i));
    }
  }
  if (best_ == Lattice::kNoNode) return {best_cost_, 0, 0, {}};
  return best_ < meeting_ ? describe_meeting(begin) : describe(low, begin);
}

/// The path on which two words of the paragraph meet; the second one covers the place.
WordGraph::Path WordGraph::describe_meeting(std::uint32_t place) const {
  const std::uint32_t node = fresh_[best_].previous_node;
  Path path{best_cost_, counts_[node].words, counts_[node].singles, {}};
  if (best_next_ == Lattice::kNoNode) return path;
  const Lattice::Node& next = lattice_.nodes()[best_next_];
  path.at = word_at(next.edge, next.begin, next.begin, edge_of(node), edge_of(rests_[best_next_].next));
  path.at.begin = place;
  path.words += 1u + rests_[best_next_].counts.words;
  path.singles += rests_[best_next_].counts.singles + (next.edge.end == next.begin + 1 ? 1u : 0u);
  return path;
}

/// The path through words made; the first of them covers the place.
WordGraph::Path WordGraph::describe(std::uint32_t low, std::uint32_t place) const {
  Path path{best_cost_, 0, 0, {}};
  if (best_next_ != Lattice::kNoNode) {
    const Lattice::Node& next = lattice_.nodes()[best_next_];
    path.words = 1u + rests_[best_next_].counts.words;
    path.singles = rests_[best_next_].counts.singles + (next.edge.end == next.begin + 1 ? 1u : 0u);
  }
  const Edge* behind = edge_of(best_next_);
  for (std::uint32_t at = best_; at != Lattice::kNoNode; at = fresh_[at].previous_fresh) {
    const Fresh& word = fresh_[at];
    ++path.words;
    path.singles += word.edge.end == word.begin + 1 ? 1 : 0;
    if (word.previous_node != Lattice::kNoNode) {
      path.at = word_at(word.edge, word.begin, place - low, edge_of(word.previous_node), behind);
      path.at.begin += low;
      path.words += counts_[word.previous_node].words;
      path.singles += counts_[word.previous_node].singles;
    }
    behind = &word.edge;
  }
  return path;
}

}  // namespace jianyan
