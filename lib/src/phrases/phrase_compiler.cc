// Each pattern goes into the trie under its anchor: the literal that is least likely in a text, by how frequent its
// characters are, so that as few places as possible are looked at closely.
#include "phrases/phrase_compiler.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <map>
#include <span>
#include <utility>

#include "phrases/phrase_format.h"
#include "text/frequent_characters.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

/// Binary digits of the rank of a character among the frequent ones, which is about how rare it is (Zipf's law).
unsigned rarity(char32_t c) {
  static const auto ranks = [] {
    std::map<char32_t, std::size_t> made;
    for (const char32_t frequent : kFrequentCharacters) made.try_emplace(frequent, made.size());
    return made;
  }();
  const auto found = ranks.find(c);
  const std::size_t rank = found == ranks.end() ? 2 * ranks.size() : found->second + 1;
  return static_cast<unsigned>(std::bit_width(rank));
}

std::uint8_t anchor_of(const Pattern& pattern) {
  const auto worth = [](const PatternElement& element) {
    unsigned sum = 0;
    for (const char32_t c : element.text) sum += rarity(c);
    return sum;
  };
  const auto best =
      std::max_element(pattern.elements.begin(), pattern.elements.end(),
                       [&](const PatternElement& a, const PatternElement& b) { return worth(a) < worth(b); });
  return static_cast<std::uint8_t>(best - pattern.elements.begin());
}

/// Appends each different text once.
template <class Text>
class Pool {
 public:
  std::uint32_t add(const Text& text) {
    const auto [at, fresh] = places_.try_emplace(text, static_cast<std::uint32_t>(all_.size()));
    if (fresh) all_ += text;
    return at->second;
  }
  [[nodiscard]] const Text& all() const { return all_; }

 private:
  std::map<Text, std::uint32_t> places_;
  Text all_;
};

class Compiler {
 public:
  void add(const PhraseRow& row) {
    const std::vector<Pattern> patterns = parse_phrase(row.phrase);
    const std::vector<PatternGuard> guards = parse_guards(row.guards);
    if (row.list.empty()) throw std::invalid_argument("belongs to no list");
    if (row.weight > std::numeric_limits<std::uint8_t>::max()) throw std::invalid_argument("has a weight over 255");
    if (guards.size() > std::numeric_limits<std::uint16_t>::max()) throw std::invalid_argument("has too many guards");
    PackedPhraseEntry entry{};
    entry.phrase = string(row.phrase);
    entry.replacement = string(row.replacement);
    entry.note = string(row.note);
    entry.group = string(row.group);
    entry.region = string(row.region);
    entry.list = list(row.list);
    entry.guards = static_cast<std::uint32_t>(guards_.size());
    entry.guard_count = static_cast<std::uint16_t>(guards.size());
    entry.weight = static_cast<std::uint8_t>(row.weight);
    entry.safety = row.safety ? static_cast<std::uint8_t>(1 + static_cast<unsigned>(*row.safety)) : std::uint8_t{0};
    for (const PatternGuard& guard : guards) add(guard);
    for (const Pattern& pattern : patterns) add(pattern);
    entries_.push_back(entry);
  }

  std::vector<std::byte> bytes() {
    pack_trie();
    pack_pairs();
    PhraseHeader header{};
    header.nodes = size(nodes_);
    header.patterns = size(patterns_);
    header.elements = size(elements_);
    header.guards = size(guards_);
    header.entries = size(entries_);
    header.lists = size(lists_);
    header.characters = size(characters_.all());
    header.bytes = size(strings_.all());
    header.pair_slots = size(pair_slots_);
    append(std::span(&header, 1));
    append(std::span<const std::uint8_t>(pair_filter_));
    append(std::span<const std::uint8_t>(single_filter_));
    append(std::span<const PackedPhrasePair>(pair_slots_));
    append(std::span<const PackedPhraseNode>(nodes_));
    append(std::span<const PackedPhrasePattern>(patterns_));
    append(std::span<const PackedPhraseElement>(elements_));
    append(std::span<const PackedPhraseGuard>(guards_));
    append(std::span<const PackedPhraseEntry>(entries_));
    append(std::span<const PackedPhraseList>(lists_));
    append(std::span<const char32_t>(characters_.all()));
    append(std::span<const char>(strings_.all()));
    return std::move(bytes_);
  }

 private:
  template <class Container>
  static std::uint32_t size(const Container& container) {
    return static_cast<std::uint32_t>(container.size());
  }

  template <class T>
  void append(std::span<T> values) {
    const auto raw = std::as_bytes(values);
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
  }

  PackedPhraseString string(const std::string& text) { return {strings_.add(text), size(text)}; }

  std::uint32_t list(const std::string& name) {
    const auto [at, fresh] = list_numbers_.try_emplace(name, size(lists_));
    if (fresh) lists_.push_back({string(name), size(entries_), 0});
    lists_[at->second].end_entry = size(entries_) + 1;
    return at->second;
  }

  void add(const PatternGuard& guard) {
    guards_.push_back({.text = characters_.add(guard.text),
                       .length = static_cast<std::uint16_t>(guard.text.size()),
                       .kind = static_cast<std::uint8_t>(guard.kind),
                       .reach = guard.reach,
                       .left = guard.left,
                       .required = guard.required,
                       .reserved = 0});
  }

  void add(const Pattern& pattern) {
    PackedPhrasePattern packed{};
    packed.elements = size(elements_);
    packed.entry = size(entries_);
    packed.element_count = static_cast<std::uint8_t>(pattern.elements.size());
    packed.anchor = anchor_of(pattern);
    packed.target_begin_element = pattern.target_begin.element;
    packed.target_begin_offset = pattern.target_begin.offset;
    packed.target_end_element = pattern.target_end.element;
    packed.target_end_offset = pattern.target_end.offset;
    for (const PatternElement& element : pattern.elements) {
      if (element.kind == PhraseElementKind::gap) packed.has_gap = 1;
      elements_.push_back({.text = characters_.add(element.text),
                           .length = static_cast<std::uint16_t>(element.text.size()),
                           .kind = static_cast<std::uint8_t>(element.kind),
                           .reserved = 0});
    }
    by_anchor_[pattern.elements[packed.anchor].text].push_back(packed);
  }

  /// The node of each level after those of the level above; the patterns of a node together.
  void pack_trie() {
    struct Pending {
      std::uint32_t node;
      std::size_t begin, end;  // anchors below the node
      std::size_t depth;
    };
    std::vector<const std::u32string*> anchors;
    std::vector<std::uint32_t> first_patterns;
    for (const auto& [anchor, patterns] : by_anchor_) {
      anchors.push_back(&anchor);
      first_patterns.push_back(size(patterns_));
      patterns_.insert(patterns_.end(), patterns.begin(), patterns.end());
      pass_filters(anchor);
    }
    nodes_.push_back({});
    std::vector<Pending> pending{{0, 0, anchors.size(), 0}};
    for (std::size_t next = 0; next < pending.size(); ++next) {
      auto [node, begin, end, depth] = pending[next];
      if (depth > 0 && anchors[begin]->size() == depth) {
        nodes_[node].patterns = first_patterns[begin];
        nodes_[node].pattern_count = static_cast<std::uint16_t>(by_anchor_.at(*anchors[begin]).size());
        ++begin;
      }
      nodes_[node].children = size(nodes_);
      while (begin < end) {
        const char32_t character = (*anchors[begin])[depth];
        std::size_t last = begin;
        while (last < end && (*anchors[last])[depth] == character) ++last;
        pending.push_back({size(nodes_), begin, last, depth + 1});
        nodes_.push_back({.character = character, .children = 0, .patterns = 0, .child_count = 0, .pattern_count = 0});
        ++nodes_[node].child_count;
        begin = last;
      }
    }
  }

  /// The nodes two below the root.
  void pack_pairs() {
    const auto children = [this](const PackedPhraseNode& node) {
      return std::span(nodes_).subspan(node.children, node.child_count);
    };
    std::uint32_t count = 0;
    for (const PackedPhraseNode& first : children(nodes_[0])) count += first.child_count;
    pair_slots_.resize(std::bit_ceil(2 * count + 1));
    for (const PackedPhraseNode& first : children(nodes_[0])) {
      for (const PackedPhraseNode& second : children(first)) {
        std::size_t slot = phrase_pair_hash(first.character, second.character) % pair_slots_.size();
        while (pair_slots_[slot].node != 0) slot = (slot + 1) % pair_slots_.size();
        pair_slots_[slot] = {first.character, second.character, static_cast<std::uint32_t>(&second - nodes_.data())};
      }
    }
  }

  void pass_filters(const std::u32string& anchor) {
    const auto set = [](std::vector<std::uint8_t>& filter, std::uint32_t bit) {
      filter[bit / 8] = static_cast<std::uint8_t>(filter[bit / 8] | 1u << bit % 8);
    };
    if (anchor.size() == 1)
      set(single_filter_, phrase_single_hash(anchor[0]));
    else
      set(pair_filter_, phrase_pair_hash(anchor[0], anchor[1]));
  }

  std::map<std::u32string, std::vector<PackedPhrasePattern>> by_anchor_;
  std::map<std::string, std::uint32_t> list_numbers_;
  std::vector<PackedPhrasePair> pair_slots_;
  std::vector<PackedPhraseNode> nodes_;
  std::vector<PackedPhrasePattern> patterns_;
  std::vector<PackedPhraseElement> elements_;
  std::vector<PackedPhraseGuard> guards_;
  std::vector<PackedPhraseEntry> entries_;
  std::vector<PackedPhraseList> lists_;
  Pool<std::u32string> characters_;
  Pool<std::string> strings_;
  std::vector<std::uint8_t> pair_filter_ = std::vector<std::uint8_t>(kPhrasePairBytes);
  std::vector<std::uint8_t> single_filter_ = std::vector<std::uint8_t>(kPhraseSingleBytes);
  std::vector<std::byte> bytes_;
};

}  // namespace

std::vector<std::byte> compile_phrases(std::span<const PhraseRow> rows) {
  Compiler compiler;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    try {
      compiler.add(rows[row]);
    } catch (const std::invalid_argument& error) {
      throw PhraseError(row, error.what());
    }
  }
  return compiler.bytes();
}

}  // namespace jianyan
