// Minwise hashing with one permutation (Broder 1997; Li, Owen, Zhang 2012): each trigram is hashed once, the hash says
// its place in the sketch and its rank there. A place that stays empty takes over from the next one (Shrivastava, Li
// 2014). Candidates are found by bands of four places that agree wholly.
#include "classify/near_duplicates.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "text/character_class.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kBand = 4;
constexpr std::size_t kAgreement = TextSketch::kSize / 2;
constexpr std::uint32_t kEmpty = UINT32_MAX;
// One that is alike to thousands (an empty form) would be compared with all of them.
constexpr std::size_t kMostCandidates = 64;

void add(std::string_view text, TextSketch& sketch) {
  std::uint64_t window = 0;
  int seen = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8_at(text, at);
    at += point.length;
    const CharacterClass kind = character_class(point.value);
    if (kind != CharacterClass::han && kind != CharacterClass::latin && kind != CharacterClass::digit) continue;
    window = (window << 21 | point.value) & ((std::uint64_t{1} << 63) - 1);
    if (++seen < 3) continue;
    const std::uint64_t hash = mix_bits(window);
    std::uint32_t& least = sketch.least[hash % TextSketch::kSize];
    least = std::min(least, static_cast<std::uint32_t>(hash >> 33));
    sketch.empty = false;
  }
}

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t node) {
  while (parents[node] != node) node = parents[node] = parents[parents[node]];
  return node;
}

bool alike(const TextSketch& left, const TextSketch& right) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < TextSketch::kSize; ++i) same += left.least[i] == right.least[i] ? 1 : 0;
  return same >= kAgreement;
}

}  // namespace

TextSketch sketch_of(std::string_view title, std::string_view text) {
  TextSketch sketch;
  std::fill(std::begin(sketch.least), std::end(sketch.least), kEmpty);
  add(title, sketch);
  add(text, sketch);
  if (sketch.empty) return sketch;
  const TextSketch sparse = sketch;
  for (std::size_t i = 0; i < TextSketch::kSize; ++i) {
    std::size_t from = i;
    while (sparse.least[from % TextSketch::kSize] == kEmpty) ++from;
    // The distance goes in, so that a value taken over does not count as two places that agree.
    sketch.least[i] = sparse.least[from % TextSketch::kSize] + static_cast<std::uint32_t>(from - i) * 0x9E3779B1u;
  }
  return sketch;
}

std::vector<std::uint32_t> near_duplicate_groups(std::span<const TextSketch> sketches) {
  std::vector<std::uint32_t> parents(sketches.size());
  std::iota(parents.begin(), parents.end(), std::uint32_t{0});
  for (std::size_t band = 0; band < TextSketch::kSize; band += kBand) {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> buckets;
    for (std::uint32_t i = 0; i < sketches.size(); ++i) {
      if (sketches[i].empty) continue;
      std::uint64_t key = 0;
      for (std::size_t place = band; place < band + kBand; ++place) key = mix_bits(key ^ sketches[i].least[place]);
      std::vector<std::uint32_t>& bucket = buckets[key];
      for (const std::uint32_t other : bucket) {
        const std::uint32_t left = root_of(parents, i), right = root_of(parents, other);
        if (left != right && alike(sketches[i], sketches[other]))
          parents[std::max(left, right)] = std::min(left, right);
      }
      if (bucket.size() < kMostCandidates) bucket.push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < parents.size(); ++i) parents[i] = root_of(parents, i);
  return parents;
}

}  // namespace jianyan
