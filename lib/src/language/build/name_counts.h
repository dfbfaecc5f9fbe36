// Counts in which places of persons' names characters stand.
//
//   NameCounts counts(surnames);
//   for (...) counts.add(U"王建国");
//   counts.is_name(U"王建民");   // in the form of those that were counted
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "language/lexicon.h"

namespace jianyan {

class NameCounts {
 public:
  explicit NameCounts(std::set<std::u32string> surnames) : surnames_(std::move(surnames)) {}

  /// Counts a full name; one without a known surname, or with a given name of more than two characters, is left out.
  void add(std::u32string_view full_name);
  /// Characters of the surname that a full name begins with; 0 for none.
  [[nodiscard]] std::size_t surname_length(std::u32string_view full_name) const;
  /// Whether the given name of two characters is of characters usual there: 王建民 and not 张家口.
  [[nodiscard]] bool has_usual_given_name(std::u32string_view full_name) const;

  /// The section of Names. `character_ids` as in the lexicon.
  [[nodiscard]] std::vector<std::byte> pack(const std::vector<std::uint16_t>& character_ids) const;

 private:
  enum Place : std::size_t { kSurname, kFirst, kSecond, kOnly, kPlaces };
  [[nodiscard]] double digits(Place place, char32_t c) const;

  std::set<std::u32string> surnames_;
  std::array<std::unordered_map<char32_t, std::uint32_t>, kPlaces> counts_;
  std::array<std::uint32_t, kPlaces> totals_{};
};

}  // namespace jianyan
