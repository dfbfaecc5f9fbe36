#include "classify/gram_table.h"

#include <algorithm>
#include <bit>

namespace jianyan {

unsigned GramTable::shift_of(std::span<const std::uint32_t> buckets) noexcept {
  return 32 - static_cast<unsigned>(std::countr_zero(buckets.size() - 1));
}

std::vector<std::uint32_t> GramTable::buckets_for(std::span<const std::uint32_t> keys) {
  const std::size_t count = std::bit_ceil(keys.size() / 4 + 1);
  std::vector<std::uint32_t> buckets(count + 1);
  const unsigned shift = shift_of(buckets);
  std::uint32_t at = 0;
  for (std::size_t bucket = 0; bucket < count; ++bucket) {
    buckets[bucket] = at;
    while (at < keys.size() && std::uint64_t{keys[at]} >> shift == bucket) ++at;
  }
  buckets[count] = at;
  return buckets;
}

bool GramTable::well_formed(std::span<const std::uint32_t> buckets, std::span<const std::uint32_t> keys) noexcept {
  return buckets.size() >= 2 && std::has_single_bit(buckets.size() - 1) && buckets.size() - 1 <= (1u << 24) &&
         std::is_sorted(buckets.begin(), buckets.end()) && buckets.back() == keys.size();
}

}  // namespace jianyan
