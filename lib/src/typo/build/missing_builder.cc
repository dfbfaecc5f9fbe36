#include "typo/build/missing_builder.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "typo/missing.h"

namespace jianyan {
namespace {

// In steps of the model (Ngrams::kCostStep): a digit has some 13.
constexpr int kMostWith = 50;        // that the character stands behind the first, and the other behind both
constexpr int kLeastWithout = 14;    // that the other stands behind the first
constexpr int kLeastDifference = 10; // between the costs of the character behind the gap
constexpr std::size_t kKept = 3;     // characters for a pair

struct Candidate {
  std::uint16_t before, after, character;
  int cost;
};

bool is_han(char32_t c) { return c >= MissingCharacters::kFirst && c <= MissingCharacters::kLast; }

/// The cost of an n-gram's last character behind the others; -1 where the model does not have it.
int cost_of(const std::vector<NgramModel::Entry>& entries, std::uint64_t key) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), key,
                                      [](const NgramModel::Entry& entry, std::uint64_t k) { return entry.key < k; });
  return found != entries.end() && found->key == key ? found->cost : -1;
}

std::vector<Candidate> candidates_in(const NgramModel& model) {
  std::vector<Candidate> candidates;
  const std::uint64_t ids = model.ids();
  for (const NgramModel::Entry& entry : model.entries[2]) {
    const std::uint64_t first = entry.key / ids / ids, second = entry.key / ids % ids, third = entry.key % ids;
    const char32_t before = model.characters[first], after = model.characters[third];
    const char32_t character = model.characters[second];
    if (!is_han(before) || !is_han(character) || !is_han(after) || character == before || character == after) continue;
    const int with = cost_of(model.entries[1], first * ids + second) + entry.cost;
    int without = cost_of(model.entries[1], first * ids + third);
    if (without < 0) without = model.entries[0][third].cost;
    if (with > kMostWith || without < kLeastWithout || without - entry.cost < kLeastDifference) continue;
    candidates.push_back({static_cast<std::uint16_t>(before), static_cast<std::uint16_t>(after),
                          static_cast<std::uint16_t>(character), with});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.before, a.after, a.cost, a.character) < std::tie(b.before, b.after, b.cost, b.character);
  });
  return candidates;
}

}  // namespace

std::vector<std::byte> pack_missing(const NgramModel& model) {
  std::vector<std::uint32_t> begins(MissingCharacters::kLast - MissingCharacters::kFirst + 2);
  std::vector<MissingCharacters::Entry> entries;
  std::size_t of_pair = 0;
  const Candidate* last = nullptr;
  const std::vector<Candidate> candidates = candidates_in(model);
  for (const Candidate& candidate : candidates) {
    of_pair = last != nullptr && last->before == candidate.before && last->after == candidate.after ? of_pair + 1 : 0;
    last = &candidate;
    if (of_pair >= kKept) continue;
    entries.push_back({candidate.after, candidate.character});
    begins[candidate.before - MissingCharacters::kFirst + 1] = static_cast<std::uint32_t>(entries.size());
  }
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] = std::max(begins[i], begins[i - 1]);
  std::vector<std::byte> section(begins.size() * sizeof(begins[0]) + entries.size() * sizeof(entries[0]));
  std::memcpy(section.data(), begins.data(), begins.size() * sizeof(begins[0]));
  if (!entries.empty()) {
    std::memcpy(section.data() + begins.size() * sizeof(begins[0]), entries.data(),
                entries.size() * sizeof(entries[0]));
  }
  return section;
}

}  // namespace jianyan
