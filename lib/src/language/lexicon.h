// The words: a double-array trie over characters, with each word's number and costs in the node where it ends.
//
//   Lexicon lexicon(data);                                  // views into the data, which must outlive it
//   std::uint32_t node = Lexicon::kRoot;
//   for (char32_t c : text) {
//     node = lexicon.child(node, lexicon.character_id(c));
//     if (node == Lexicon::kNone) break;
//     if (const LexiconNode& end = lexicon.node(node); end.entry != 0) use(end.number(), end.cost);
//   }
//
// Any content of the section is safe to walk: the constructor checks the sizes, child() every index. Immutable.
// Source: J. Aoe, "An Efficient Digital Search Algorithm by Using a Double-Array Structure", 1989.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "jianyan/data.h"

namespace jianyan {

/// Costs are negative log10 probabilities in steps of 1/256; small ones (best bigram, back-off) are kept in steps of 1/32.
using Cost = std::int32_t;
inline constexpr Cost kCostPerDigit = 256;
inline constexpr Cost kCoarseStep = 8;

/// Sixteen bytes, so that a step of a look-up touches one cache line and finds everything there.
struct LexiconNode {
  std::uint32_t base;         ///< child c is node base + c, if that node's parent says so
  std::uint32_t parent;
  std::uint32_t entry;        ///< what ends here, see below; 0 where nothing does
  std::uint16_t cost;         ///< of the word alone
  std::uint8_t best_bigram;   ///< coarse: the least cost of the word after any other; kNoBigram when no bigram ends with it
  std::uint8_t backoff;       ///< coarse: added to the next word's own cost where the two have no bigram

  static constexpr std::uint8_t kNoBigram = 255;

  /// A word of the language model has a number from 1 on. Numbers above those are compounds: what segmentation calls one
  /// word but the model does not, or holds for less likely than its parts.
  static constexpr std::uint32_t kNumberBits = 20;
  [[nodiscard]] std::uint32_t number() const noexcept { return entry & ((1u << kNumberBits) - 1); }
  /// Bit i: segmentation cuts the word after its character i, though it is one word of the model.
  [[nodiscard]] std::uint8_t cuts() const noexcept { return static_cast<std::uint8_t>(entry >> kNumberBits); }
  [[nodiscard]] bool is_name() const noexcept { return (entry & kName) != 0; }
  static constexpr std::uint32_t kName = 1u << 31;
  static constexpr unsigned kMaxCuts = 8;
};
static_assert(sizeof(LexiconNode) == 16);

/// A path through words of the model that stands for one word. It costs a little less than the path (1 for each pair), so
/// that it wins against its parts, and the longer compound against the shorter.
struct Compound {
  std::uint32_t word;         ///< the same characters as one word of the model, 0 where there is none; its costs are in the node
  std::uint32_t first;        ///< words at both ends of the path, for bigrams with its neighbours
  std::uint32_t last;
  std::uint16_t first_cost;   ///< of the first word alone
  std::uint16_t inner_cost;   ///< of all that follows it
  std::uint8_t best_bigram;   ///< of the first word
  std::uint8_t backoff;       ///< of the last word
  std::uint16_t reserved;
};
static_assert(sizeof(Compound) == 20);

struct LexiconHeader {
  std::uint32_t nodes;
  std::uint32_t words;
  std::uint32_t words_with_successors;  ///< words 1 … this begin bigrams, the others do not
  std::uint32_t compounds;
  std::uint32_t reserved[12];
};
static_assert(sizeof(LexiconHeader) == 64);

class Lexicon {
 public:
  static constexpr std::string_view kSection = "lexicon";
  static constexpr std::uint32_t kRoot = 0;
  static constexpr std::uint32_t kNone = 0;  ///< no node has the root as a child
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;  ///< parent of unused nodes and of the root, base of leaves
  static constexpr std::size_t kCharacters = 0x10000;  ///< words have characters of the first plane only

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Lexicon(const Data& data);

  /// 0 for characters that no word has.
  [[nodiscard]] std::uint16_t character_id(char32_t c) const noexcept {
    return c < kCharacters ? character_ids_[c] : std::uint16_t{0};
  }
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint16_t character_id) const noexcept {
    const std::uint64_t at = std::uint64_t{nodes_[node].base} + character_id;
    return at < nodes_.size() && nodes_[at].parent == node ? static_cast<std::uint32_t>(at) : kNone;
  }
  /// Asks for the memory that child() will read. Always inline here and in callers: g++ takes a function that only prefetches
  /// for one without effect, and drops calls of it.
  [[gnu::always_inline]] void prefetch_child(std::uint32_t node, std::uint16_t character_id) const noexcept {
    const std::uint64_t at = std::uint64_t{nodes_[node].base} + character_id;
    if (at < nodes_.size()) __builtin_prefetch(&nodes_[at]);
  }
  [[nodiscard]] const LexiconNode& node(std::uint32_t index) const noexcept { return nodes_[index]; }
  [[nodiscard]] bool has_successors(std::uint32_t word) const noexcept { return word <= header_.words_with_successors; }
  /// The compound that ends at a node, nullptr where it is a plain word.
  [[nodiscard]] const Compound* compound(const LexiconNode& node) const noexcept {
    const std::uint32_t index = node.number() - header_.words - 1;
    return index < compounds_.size() ? &compounds_[index] : nullptr;
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return header_.words + header_.compounds; }

  /// The node of a word or compound in UTF-8, nullptr when it is not in the lexicon.
  [[nodiscard]] const LexiconNode* find(std::string_view word) const noexcept;

  /// The number of a word or compound in code points, 0 when it is not in the lexicon.
  [[nodiscard]] std::uint32_t number(std::u32string_view word) const noexcept;

  /// All words and compounds, in the order of their bytes. O(size), for tools and tests.
  void for_each_word(const std::function<void(const std::string&, const LexiconNode&)>& visit) const;

 private:
  LexiconHeader header_;
  std::span<const std::uint16_t> character_ids_;
  std::span<const LexiconNode> nodes_;
  std::span<const Compound> compounds_;
};

}  // namespace jianyan
