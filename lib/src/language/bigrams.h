// What pairs of words cost where that is less than the words' own costs say: one hash table.
//
//   Bigrams bigrams(data);
//   Cost cost = bigrams.cost(Bigrams::left(first), second);     // Bigrams::kNone where the pair has no entry
//
// A cost look-up is a step of every path through a lattice, some five for each character of a text. A stranger is taken
// for a pair once in a million look-ups, and costs nothing but a strange cost. Any content of the section is safe to
// search. Immutable.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "jianyan/data.h"
#include "language/bucket.h"
#include "language/lexicon.h"

namespace jianyan {

class Bigrams {
 public:
  static constexpr std::string_view kSection = "bigrams";
  static constexpr Cost kNone = std::numeric_limits<Cost>::max();
  /// Values are coarse costs.
  using Table = BucketTable<8>;

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Bigrams(const Data& data);

  /// What the hash needs of the first word; to be kept where the word meets several others.
  [[nodiscard]] static std::uint64_t left(std::uint32_t first) noexcept { return first * 0x9E3779B97F4A7C15; }

  [[nodiscard]] Cost cost(std::uint64_t left, std::uint32_t second) const noexcept {
    const std::uint32_t found = table_.find(table_.locate(left ^ second));
    return found != 0 ? static_cast<Cost>(found & 0xFF) * kCoarseStep : kNone;
  }

  /// Asks for the memory that cost() will read. Always inline, as Lexicon::prefetch_child().
  [[gnu::always_inline]] void prefetch(std::uint64_t left, std::uint32_t second) const noexcept {
    table_.prefetch(table_.locate(left ^ second));
  }

 private:
  Table table_;
};

}  // namespace jianyan
