// First a plain trie, then its nodes are laid out: those with most children first, each at a base where all its children find
// free places. Nodes with few children fill the gaps; nearly nine tenths of the array are used at the end.
#include "language/build/double_array.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace jianyan {
namespace {

struct TrieNode {
  std::vector<std::pair<std::uint16_t, std::uint32_t>> children;  ///< character number, trie node; sorted
  std::uint32_t word = 0;
};

std::vector<std::uint16_t> number_characters(const std::vector<std::u32string>& words) {
  std::vector<std::uint32_t> counts(Lexicon::kCharacters);
  for (const std::u32string& word : words) {
    for (const char32_t c : word) ++counts[c];
  }
  std::vector<std::uint32_t> order(counts.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&counts](auto a, auto b) { return counts[a] > counts[b]; });
  std::vector<std::uint16_t> ids(counts.size());
  for (std::size_t rank = 0; rank < order.size() && counts[order[rank]] != 0; ++rank) {
    ids[order[rank]] = static_cast<std::uint16_t>(rank + 1);
  }
  return ids;
}

std::vector<TrieNode> build_trie(const std::vector<std::u32string>& words, const std::vector<std::uint16_t>& ids) {
  std::vector<std::uint32_t> sorted(words.size());
  std::iota(sorted.begin(), sorted.end(), 0u);
  std::sort(sorted.begin(), sorted.end(), [&](auto a, auto b) {
    return std::lexicographical_compare(words[a].begin(), words[a].end(), words[b].begin(), words[b].end(),
                                        [&ids](char32_t x, char32_t y) { return ids[x] < ids[y]; });
  });
  std::vector<TrieNode> trie(1);
  for (const std::uint32_t word : sorted) {
    if (words[word].empty()) continue;
    std::uint32_t at = 0;
    for (const char32_t c : words[word]) {
      // Words come in order, so that the child is the last one or a new one.
      if (trie[at].children.empty() || trie[at].children.back().first != ids[c]) {
        trie[at].children.emplace_back(ids[c], static_cast<std::uint32_t>(trie.size()));
        trie.emplace_back();
      }
      at = trie[at].children.back().second;
    }
    trie[at].word = word + 1;
  }
  return trie;
}

/// Places in the array, with a list through the free ones.
class Places {
 public:
  explicit Places(std::vector<LexiconNode>& nodes) : nodes_(nodes) {}

  /// A base where all children are free. Nodes come with most children first; those of one size go on where the last one was
  /// placed, since what lies before has been tried for its like.
  std::uint32_t find(const TrieNode& node) {
    if (node.children.size() != size_) {
      size_ = node.children.size();
      from_ = first_free_;
    }
    const std::uint32_t first = node.children.front().first;
    for (std::uint32_t place = next_free(std::max(from_, first));; place = next_free(place + 1)) {
      const std::uint32_t base = place - first;
      if (std::all_of(node.children.begin(), node.children.end(),
                      [&](const auto& child) { return is_free(base + child.first); })) {
        from_ = place;
        return base;
      }
    }
  }
  void take(std::uint32_t place, std::uint32_t parent) {
    grow(place + 1);
    nodes_[place].parent = parent;
    skip_[place] = place + 1;
    first_free_ = next_free(first_free_);
  }

 private:
  bool is_free(std::uint32_t place) {
    grow(place + 1);
    return nodes_[place].parent == Lexicon::kFree && place != Lexicon::kRoot;
  }
  /// The first free place from `place` on; skip_ leads over stretches that are known to be taken.
  std::uint32_t next_free(std::uint32_t place) {
    std::uint32_t at = place;
    while (!is_free(at)) at = std::max(at + 1, skip_[at]);
    for (std::uint32_t passed = place; passed < at;) {
      const std::uint32_t next = std::max(passed + 1, skip_[passed]);
      skip_[passed] = at;
      passed = next;
    }
    return at;
  }
  void grow(std::size_t size) {
    if (size <= nodes_.size()) return;
    nodes_.resize(size, LexiconNode{Lexicon::kFree, Lexicon::kFree, 0, 0, LexiconNode::kNoBigram, 0});
    skip_.resize(size, 0);
  }

  std::vector<LexiconNode>& nodes_;
  std::vector<std::uint32_t> skip_;
  std::uint32_t first_free_ = 1;
  std::uint32_t from_ = 1;
  std::size_t size_ = 0;
};

}  // namespace

DoubleArray build_double_array(const std::vector<std::u32string>& words) {
  DoubleArray result{number_characters(words), {}};
  const std::vector<TrieNode> trie = build_trie(words, result.character_ids);

  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < trie.size(); ++i) {
    if (!trie[i].children.empty()) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&trie](auto a, auto b) { return trie[a].children.size() > trie[b].children.size(); });

  // A child's parent field needs its parent's place, which may come later: bases first, then the fields.
  Places places(result.nodes);
  places.take(Lexicon::kRoot, Lexicon::kFree);
  std::vector<std::uint32_t> base(trie.size(), Lexicon::kFree);
  std::vector<std::uint32_t> place(trie.size(), Lexicon::kRoot);
  constexpr std::uint32_t kTaken = Lexicon::kFree - 1;
  for (const std::uint32_t at : order) {
    base[at] = places.find(trie[at]);
    for (const auto& [character, child] : trie[at].children) {
      place[child] = base[at] + character;
      places.take(place[child], kTaken);
    }
  }
  for (std::uint32_t at = 0; at < trie.size(); ++at) {
    LexiconNode& node = result.nodes[place[at]];
    node.base = base[at];
    node.entry = trie[at].word;
    for (const auto& [character, child] : trie[at].children) result.nodes[place[child]].parent = place[at];
  }
  return result;
}

}  // namespace jianyan
