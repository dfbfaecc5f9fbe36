// A set of grams with a number each, in two arrays that lie in a mapped file as they are.
//
// A gram is multiplied by an odd number, which can be undone, and kept by its product: the highest bits of the product
// are the bucket, and a bucket holds some four, sorted. A look-up reads one place of `buckets` and a few neighbours of
// `keys`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classify/features.h"
#include "classify/grams.h"

namespace jianyan {

class GramTable {
 public:
  GramTable() = default;
  /// Precondition: well_formed(buckets, keys).
  GramTable(std::span<const std::uint32_t> buckets, std::span<const std::uint32_t> keys)
      : buckets_(buckets), keys_(keys), shift_(shift_of(buckets)) {}

  /// The gram's number, or kNoFeature.
  [[nodiscard]] std::uint32_t find(Gram gram) const noexcept {
    const std::uint32_t key = key_of(gram);
    const std::uint32_t bucket = bucket_of(key);
    for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i)
      if (keys_[i] == key) return i;
    return kNoFeature;
  }
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }
  [[nodiscard]] Gram gram(std::uint32_t number) const noexcept { return keys_[number] * kInverse; }

  /// The place of a gram in `keys`: they are sorted by it.
  [[nodiscard]] static constexpr std::uint32_t key_of(Gram gram) noexcept { return gram * kFactor; }
  /// The array of buckets for these sorted keys.
  [[nodiscard]] static std::vector<std::uint32_t> buckets_for(std::span<const std::uint32_t> keys);
  /// Whether look-ups stay within the arrays.
  [[nodiscard]] static bool well_formed(std::span<const std::uint32_t> buckets,
                                        std::span<const std::uint32_t> keys) noexcept;

 private:
  static constexpr std::uint32_t kFactor = 0x9E3779B1u;
  static constexpr std::uint32_t kInverse = [] {
    std::uint32_t inverse = kFactor;  // Newton's iteration: each round doubles the bits that are right
    for (int i = 0; i < 5; ++i) inverse *= 2 - kFactor * inverse;
    return inverse;
  }();

  static unsigned shift_of(std::span<const std::uint32_t> buckets) noexcept;
  [[nodiscard]] std::uint32_t bucket_of(std::uint32_t key) const noexcept {
    return static_cast<std::uint32_t>(std::uint64_t{key} >> shift_);
  }

  std::span<const std::uint32_t> buckets_, keys_;
  unsigned shift_ = 32;
};

}  // namespace jianyan
