// Layout of the section "phrases", shared by the compiler and the reader.
//
//   PhraseHeader, pair filter, single filter, then the arrays in the order of the header's counts
//
// A trie over characters holds one literal of each pattern, its anchor. Nodes lie in the order of a breadth-first
// walk, so that the children of a node are neighbours, sorted by character. The filters tell for most places of a
// text that no anchor begins there; where two characters pass, a hash table leads to their node, past the root's
// thousands of children.
#pragma once

#include <cstddef>
#include <cstdint>

namespace jianyan {

struct PhraseHeader {
  std::uint32_t nodes, patterns, elements, guards, entries, lists;
  std::uint32_t characters;  ///< of literals, 32 bits each
  std::uint32_t bytes;       ///< of replacements, notes and the like
  std::uint32_t pair_slots;  ///< of the hash table; a power of two
  std::uint32_t reserved[7];
};
static_assert(sizeof(PhraseHeader) == 64);

inline constexpr std::uint32_t kPhrasePairBits =
    18;  ///< of the hash of a pair: 32 KB, one in forty pairs passes by chance
inline constexpr std::uint32_t kPhraseSingleBits = 16;  ///< of a character
inline constexpr std::size_t kPhrasePairBytes = (1u << kPhrasePairBits) / 8;
inline constexpr std::size_t kPhraseSingleBytes = (1u << kPhraseSingleBits) / 8;

/// Bit of the pair filter for an anchor of two characters or more that begins with these.
[[nodiscard]] constexpr std::uint32_t phrase_pair_hash(char32_t first, char32_t second) noexcept {
  return (static_cast<std::uint32_t>(first) * 0x9E3779B1u + static_cast<std::uint32_t>(second) * 0x85EBCA77u) >>
         (32 - kPhrasePairBits);
}
/// Bit of the single filter for an anchor of one character.
[[nodiscard]] constexpr std::uint32_t phrase_single_hash(char32_t c) noexcept {
  return static_cast<std::uint32_t>(c) & ((1u << kPhraseSingleBits) - 1);
}

/// A slot of the hash table of the first two characters of anchors, with linear probing from the low bits of
/// phrase_pair_hash(). A free slot has node 0, which is the root.
struct PackedPhrasePair {
  std::uint32_t first, second;
  std::uint32_t node;
};
static_assert(sizeof(PackedPhrasePair) == 12);

/// Children and patterns are ranges of their arrays. The root is the first node.
struct PackedPhraseNode {
  std::uint32_t character;
  std::uint32_t children;
  std::uint32_t patterns;  ///< whose anchor ends here
  std::uint16_t child_count;
  std::uint16_t pattern_count;
};
static_assert(sizeof(PackedPhraseNode) == 16);

struct PackedPhrasePattern {
  std::uint32_t elements;
  std::uint32_t entry;
  std::uint8_t element_count;
  std::uint8_t anchor;  ///< index of the element in the trie
  std::uint8_t target_begin_element, target_begin_offset;
  std::uint8_t target_end_element, target_end_offset;
  std::uint8_t has_gap;
  std::uint8_t reserved;
};
static_assert(sizeof(PackedPhrasePattern) == 16);

struct PackedPhraseElement {
  std::uint32_t text;
  std::uint16_t length;
  std::uint8_t kind;
  std::uint8_t reserved;
};
static_assert(sizeof(PackedPhraseElement) == 8);

struct PackedPhraseGuard {
  std::uint32_t text;
  std::uint16_t length;
  std::uint8_t kind;
  std::uint8_t reach;
  std::uint8_t left, required;
  std::uint16_t reserved;
};
static_assert(sizeof(PackedPhraseGuard) == 12);

struct PackedPhraseString {
  std::uint32_t offset, length;
};

struct PackedPhraseEntry {
  PackedPhraseString phrase, replacement, note, group, region;
  std::uint32_t list;
  std::uint32_t guards;
  std::uint16_t guard_count;
  std::uint8_t weight;
  std::uint8_t safety;  ///< 0: none given; else 1 + Safety
};
static_assert(sizeof(PackedPhraseEntry) == 52);

struct PackedPhraseList {
  PackedPhraseString name;
  std::uint32_t first_entry, end_entry;  ///< its entries lie between, perhaps among others
};

}  // namespace jianyan
