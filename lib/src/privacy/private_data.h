// Finds what identifies persons in a text: numbers of identity cards and bank cards, telephones, plates, addresses.
//
//   for (const PrivateItem& item : find_private_data(text)) hidden += masked(text, item);
//
// The kinds are tried in the order of the enumeration, and a number belongs to the first that it fits: 18 digits are a
// resident's number before they are a bank card. Full-width digits are digits, and numbers may be written in groups.
// Reports leave these characters out whatever rules are selected; the rules of category privacy tell about them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/span.h"

namespace jianyan {

enum class PrivateKind : std::uint8_t {
  email_address,
  vehicle_plate,
  resident_id,
  bank_card,
  passport_number,
  mobile_number,
  landline_number,
  bank_account,
  chat_account,
  credit_code,      ///< of a firm: known to everybody, nothing is hidden
  home_address,
  person_with_trait,  ///< name, sex and age
};

struct PrivateItem {
  PrivateKind kind;
  Span span;    ///< the whole number or name
  Span hidden;  ///< the part of it that is not shown; may be empty
};

/// Sorted and disjoint. O(n).
[[nodiscard]] std::vector<PrivateItem> find_private_data(std::string_view text);

/// Puts stars in place of the letters, digits and ideographs of `hidden`, as many bytes as they take: offsets stay.
void put_stars(std::string& text, Span hidden);

/// Puts stars in place of the digits of every number of five and more: in a text about something hidden.
void put_stars_on_numbers(std::string& text);

/// The item's text with stars.
[[nodiscard]] std::string masked(std::string_view text, const PrivateItem& item);

}  // namespace jianyan
