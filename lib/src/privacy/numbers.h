// Check digits and shapes of numbers that identify persons and firms. Digits are ASCII here; whoever reads a text has
// put full-width digits right and taken separators out.
#pragma once

#include <string_view>

namespace jianyan {

/// 18 places with a plausible date of birth; `x` may be small. The check character is for resident_id_checks().
[[nodiscard]] bool is_resident_id_shape(std::string_view number) noexcept;
/// GB 11643—1999: ISO 7064 MOD 11-2 over 17 digits. Precondition: is_resident_id_shape().
[[nodiscard]] bool resident_id_checks(std::string_view number) noexcept;
/// The 15 places in use until 2013: a province and a plausible date of birth, no check character.
[[nodiscard]] bool is_old_resident_id(std::string_view number) noexcept;

/// ISO/IEC 7812-1: the last digit by Luhn's rule.
[[nodiscard]] bool luhn_checks(std::string_view number) noexcept;
/// UnionPay's prefix (62) with 16 to 19 digits.
[[nodiscard]] bool is_unionpay_card(std::string_view number) noexcept;
/// Prefixes and lengths of the other issuers, which many serial numbers have too.
[[nodiscard]] bool is_other_card(std::string_view number) noexcept;

/// 1[3-9] and nine more digits.
[[nodiscard]] bool is_mobile_number(std::string_view number) noexcept;
/// An area code of China with its 0, and seven or eight digits.
[[nodiscard]] bool is_landline_number(std::string_view number) noexcept;

/// GB 32100—2015: 18 places, check character modulo 31.
[[nodiscard]] bool is_credit_code(std::string_view code) noexcept;

}  // namespace jianyan
