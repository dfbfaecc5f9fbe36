// What pairs of words cost where that is less than the words' own costs say: one hash table.
//
//   Bigrams bigrams(data);
//   Cost cost = bigrams.cost(Bigrams::left(first), second);     // Bigrams::kNone where the pair has no entry
//
// A cost look-up is a step of every path through a lattice, some five for each character of a text, and nearly all of its time is
// the wait for memory. So a pair is 4 bytes (24 bits of its hash, 8 bits of cost) in a bucket of one cache line, compared
// all at once. A stranger with the same 24 bits in the same bucket, once in a million look-ups, costs nothing but a strange
// cost. Any content of the section is safe to search. Immutable.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>

#include "jianyan/data.h"
#include "language/lexicon.h"

namespace jianyan {

/// A slot is a fingerprint, never 0, in the high 24 bits, and a coarse cost; empty slots are 0 and come last.
struct alignas(64) BigramBucket {
  std::array<std::uint32_t, 16> slots;

  /// The slot with this fingerprint, 0 if there is none. Four slots at a time, without a branch.
  [[nodiscard]] std::uint32_t find(std::uint32_t fingerprint) const noexcept {
    using Four = std::uint32_t __attribute__((vector_size(16)));
    std::array<Four, 4> four;
    std::memcpy(four.data(), slots.data(), sizeof slots);
    Four found{};
    for (const Four part : four) found |= part & ((part >> 8) == fingerprint);
    return found[0] | found[1] | found[2] | found[3];
  }
};

class Bigrams {
 public:
  static constexpr std::string_view kSection = "bigrams";
  static constexpr Cost kNone = std::numeric_limits<Cost>::max();
  /// A full bucket overflows into the next; the builder makes the table large enough that this many suffice.
  static constexpr std::size_t kMaxProbes = 8;

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Bigrams(const Data& data);

  /// What the hash needs of the first word; to be kept where the word meets several others.
  [[nodiscard]] static std::uint64_t left(std::uint32_t first) noexcept { return first * 0x9E3779B97F4A7C15; }

  [[nodiscard]] Cost cost(std::uint64_t left, std::uint32_t second) const noexcept {
    const Place place = locate(left, second, buckets_.size());
    for (std::size_t probe = 0; probe < kMaxProbes; ++probe) {
      const BigramBucket& bucket = buckets_[(place.bucket + probe) % buckets_.size()];
      const std::uint32_t found = bucket.find(place.fingerprint);
      if (found != 0) return static_cast<Cost>(found & 0xFF) * kCoarseStep;
      if (bucket.slots.back() == 0) break;
    }
    return kNone;
  }

  /// Asks for the memory that cost() will read. Always inline, as Lexicon::prefetch_child().
  [[gnu::always_inline]] void prefetch(std::uint64_t left, std::uint32_t second) const noexcept {
    __builtin_prefetch(&buckets_[locate(left, second, buckets_.size()).bucket]);
  }

  struct Place {
    std::size_t bucket;         ///< where the search begins; it goes on while buckets are full
    std::uint32_t fingerprint;  ///< 1 … 2^24 - 1
  };
  [[nodiscard]] static Place locate(std::uint64_t left, std::uint32_t second, std::size_t buckets) noexcept {
    std::uint64_t hash = (left ^ second) * 0xD6E8FEB86659FD93;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93;
    return {static_cast<std::size_t>(((hash >> 32) * buckets) >> 32), static_cast<std::uint32_t>(hash & 0xFFFFFF) | 1};
  }

 private:
  std::span<const BigramBucket> buckets_;
};

}  // namespace jianyan
