// A hash table of small values under 64-bit keys: buckets of one cache line, sixteen slots of 4 bytes each.
//
//   using Table = BucketTable<8>;                          // values of 8 bits, fingerprints of 24
//   std::uint32_t slot = table.find(Table::locate(hash, table.size()));
//   if (slot != 0) use(slot & 0xFF);
//
// Nearly all the time of a look-up is the wait for memory, so a key is not kept, only a fingerprint of it, and the
// slots of a bucket are compared all at once. A stranger with the same fingerprint in the same bucket, once in 2^(28 -
// kValueBits) look-ups, is taken for the key. Any content is safe to search. Immutable.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <vector>

namespace jianyan {

/// A slot is a fingerprint, never 0, in the high bits, and a value; empty slots are 0 and come last.
struct alignas(64) Bucket {
  std::array<std::uint32_t, 16> slots;
};

/// A section, or the rest of one, as buckets. @throws LoadError when it is not well-formed.
[[nodiscard]] std::span<const Bucket> buckets_of(std::span<const std::byte> bytes);
/// @throws LoadError always: a section of a language model is damaged.
[[noreturn]] void refuse_language_model();

template <unsigned kValueBits>
class BucketTable {
 public:
  /// A full bucket overflows into the next. So many suffice in tables of millions of entries that are filled to three
  /// quarters; nearly every look-up ends in the first or second.
  static constexpr std::size_t kMaxProbes = 32;

  struct Place {
    std::size_t bucket;         ///< where the search begins; it goes on while buckets are full
    std::uint32_t fingerprint;  ///< not 0
  };

  BucketTable() = default;
  /// Precondition: at least one bucket.
  explicit BucketTable(std::span<const Bucket> buckets) : buckets_(buckets) {}

  [[nodiscard]] static Place locate(std::uint64_t key, std::size_t buckets) noexcept {
    std::uint64_t hash = key * 0xD6E8FEB86659FD93;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93;
    const std::uint32_t fingerprint = static_cast<std::uint32_t>(hash) >> kValueBits;
    return {static_cast<std::size_t>(((hash >> 32) * buckets) >> 32), fingerprint + (fingerprint == 0)};
  }
  [[nodiscard]] Place locate(std::uint64_t key) const noexcept { return locate(key, buckets_.size()); }

  /// The slot of a key, 0 if there is none.
  [[nodiscard]] std::uint32_t find(const Place& place) const noexcept {
    for (std::size_t probe = 0; probe < kMaxProbes; ++probe) {
      const Bucket& bucket = buckets_[(place.bucket + probe) % buckets_.size()];
      const std::uint32_t found = find_in(bucket, place.fingerprint);
      if (found != 0 || bucket.slots.back() == 0) return found;
    }
    return 0;
  }

  /// Asks for the memory that find() will read. Always inline, as Lexicon::prefetch_child().
  [[gnu::always_inline]] void prefetch(const Place& place) const noexcept {
    __builtin_prefetch(&buckets_[place.bucket]);
  }

 private:
  /// Four slots at a time, without a branch.
  [[nodiscard]] static std::uint32_t find_in(const Bucket& bucket, std::uint32_t fingerprint) noexcept {
    using Four = std::uint32_t __attribute__((vector_size(16)));
    std::array<Four, 4> four;
    std::memcpy(four.data(), bucket.slots.data(), sizeof bucket.slots);
    Four found{};
    for (const Four part : four) found |= part & ((part >> kValueBits) == fingerprint);
    return found[0] | found[1] | found[2] | found[3];
  }

  std::span<const Bucket> buckets_;
};

/// Fills a table, for the builder.
template <unsigned kValueBits>
class BucketFiller {
 public:
  using Table = BucketTable<kValueBits>;

  /// `mean_fill`: slots of a bucket that are filled on average, of 16. The fuller, the smaller the table, and the more
  /// look-ups go on to a second cache line.
  BucketFiller(std::size_t entries, std::size_t mean_fill) : buckets_(entries / mean_fill + Table::kMaxProbes) {}

  /// Precondition: the key is new, and the value has no more than kValueBits. @throws std::runtime_error too full
  void add(std::uint64_t key, std::uint32_t value) {
    const typename Table::Place place = Table::locate(key, buckets_.size());
    for (std::size_t probe = 0; probe < Table::kMaxProbes; ++probe) {
      auto& slots = buckets_[(place.bucket + probe) % buckets_.size()].slots;
      if (slots.back() != 0) continue;
      *std::find(slots.begin(), slots.end(), 0u) = place.fingerprint << kValueBits | value;
      return;
    }
    throw std::runtime_error("a table of pairs or n-grams is too full");
  }
  [[nodiscard]] std::span<const Bucket> buckets() const { return buckets_; }

 private:
  std::vector<Bucket> buckets_;
};

}  // namespace jianyan
