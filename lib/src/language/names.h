// How likely characters are in the names of persons: surname, and given name of one or two characters.
//
//   Names names(data, lexicon);
//   Cost cost = names.surname(id0) + names.first(id1) + names.second(id2);
//
// Immutable; any content of the section is safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "jianyan/data.h"
#include "language/lexicon.h"

namespace jianyan {

/// Coarse costs of a character; kNever where it has not been seen in that place.
struct NameCosts {
  std::uint8_t surname;
  std::uint8_t first;   ///< of two characters of a given name
  std::uint8_t second;
  std::uint8_t only;    ///< character of a given name of one

  static constexpr std::uint8_t kNever = 255;
};

class Names {
 public:
  static constexpr std::string_view kSection = "names";

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Names(const Data& data);

  /// Of the character with this number in the lexicon.
  [[nodiscard]] NameCosts operator[](std::uint16_t character_id) const noexcept {
    constexpr NameCosts kNone{NameCosts::kNever, NameCosts::kNever, NameCosts::kNever, NameCosts::kNever};
    return character_id < costs_.size() ? costs_[character_id] : kNone;
  }

 private:
  std::span<const NameCosts> costs_;
};

}  // namespace jianyan
