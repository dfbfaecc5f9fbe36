#include "language/build/name_counts.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "language/names.h"

namespace jianyan {
namespace {

/// A given name is usual when its two characters together are at least this likely, as log10. Found by looking at what
/// dictionaries hold: places and foreign names that begin with a surname's character fall below.
constexpr double kLeastUsual = -5.6;

}  // namespace

std::size_t NameCounts::surname_length(std::u32string_view full_name) const {
  for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
    if (full_name.size() > length && surnames_.contains(std::u32string(full_name.substr(0, length)))) return length;
  }
  return 0;
}

void NameCounts::add(std::u32string_view full_name) {
  const std::size_t surname = surname_length(full_name);
  const std::u32string_view given = full_name.substr(surname);
  if (surname == 0 || given.empty() || given.size() > 2) return;
  const auto count = [this](Place place, char32_t c) {
    ++counts_[place][c];
    ++totals_[place];
  };
  if (surname == 1) count(kSurname, full_name[0]);
  if (given.size() == 1) {
    count(kOnly, given[0]);
  } else {
    count(kFirst, given[0]);
    count(kSecond, given[1]);
  }
}

double NameCounts::digits(Place place, char32_t c) const {
  const auto count = counts_[place].find(c);
  return count == counts_[place].end() ? -1e9 : std::log10(static_cast<double>(count->second) / totals_[place]);
}

bool NameCounts::has_usual_given_name(std::u32string_view full_name) const {
  const std::u32string_view given = full_name.substr(surname_length(full_name));
  return given.size() == 2 && digits(kFirst, given[0]) + digits(kSecond, given[1]) >= kLeastUsual;
}

std::vector<std::byte> NameCounts::pack(const std::vector<std::uint16_t>& character_ids) const {
  std::vector<NameCosts> costs;
  const auto coarse = [this](Place place, char32_t c) {
    const double steps = -digits(place, c) * kCostPerDigit / kCoarseStep;
    return steps < NameCosts::kNever ? static_cast<std::uint8_t>(std::lround(steps)) : NameCosts::kNever;
  };
  for (char32_t c = 0; c < character_ids.size(); ++c) {
    const std::uint16_t id = character_ids[c];
    if (id >= costs.size()) costs.resize(id + std::size_t{1});
    costs[id] = {coarse(kSurname, c), coarse(kFirst, c), coarse(kSecond, c), coarse(kOnly, c)};
  }
  // Number 0 stands for all characters that no word has.
  costs[0] = {NameCosts::kNever, NameCosts::kNever, NameCosts::kNever, NameCosts::kNever};
  const std::span<const std::byte> bytes = std::as_bytes(std::span(costs));
  return {bytes.begin(), bytes.end()};
}

}  // namespace jianyan
