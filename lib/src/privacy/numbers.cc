#include "privacy/numbers.h"

#include <algorithm>
#include <array>

namespace jianyan {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), digit); }

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_birth_date(int year, int month, int day) {
  constexpr std::array<int, 13> kDays{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year >= 1880 && year < 2100 && month >= 1 && month <= 12 && day >= 1 &&
         day <= kDays[static_cast<std::size_t>(month)];
}

/// The first two digits: GB/T 2260.
bool is_province(int code) {
  return (code >= 11 && code <= 15) || (code >= 21 && code <= 23) || (code >= 31 && code <= 37) ||
         (code >= 41 && code <= 46) || (code >= 50 && code <= 54) || (code >= 61 && code <= 65);
}

bool within(std::size_t value, std::size_t least, std::size_t most) { return value >= least && value <= most; }

}  // namespace

bool is_resident_id_shape(std::string_view number) noexcept {
  if (number.size() != 18 || number[0] == '0' || !all_digits(number.substr(0, 17))) return false;
  if (!digit(number[17]) && number[17] != 'X' && number[17] != 'x') return false;
  return is_birth_date(number_of(number.substr(6, 4)), number_of(number.substr(10, 2)),
                       number_of(number.substr(12, 2)));
}

bool resident_id_checks(std::string_view number) noexcept {
  constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (number[i] - '0');
  const char last = number[17] == 'x' ? 'X' : number[17];
  return kChecks[static_cast<std::size_t>(sum % 11)] == last;
}

bool is_old_resident_id(std::string_view number) noexcept {
  if (number.size() != 15 || !all_digits(number) || !is_province(number_of(number.substr(0, 2)))) return false;
  return is_birth_date(1900 + number_of(number.substr(6, 2)), number_of(number.substr(8, 2)),
                       number_of(number.substr(10, 2)));
}

bool luhn_checks(std::string_view number) noexcept {
  int sum = 0;
  bool twice = false;
  for (auto at = number.rbegin(); at != number.rend(); ++at, twice = !twice) {
    const int value = (*at - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool is_unionpay_card(std::string_view number) noexcept {
  return within(number.size(), 16, 19) && all_digits(number) && number.starts_with("62") && luhn_checks(number);
}

bool is_other_card(std::string_view number) noexcept {
  if (!within(number.size(), 15, 19) || !all_digits(number) || !luhn_checks(number)) return false;
  const int prefix = number_of(number.substr(0, 2));
  return number[0] == '4' || (prefix >= 51 && prefix <= 55) || prefix == 35 || prefix == 37 || prefix == 60 ||
         prefix == 81 || prefix == 95;
}

bool is_mobile_number(std::string_view number) noexcept {
  return number.size() == 11 && all_digits(number) && number[0] == '1' && number[1] >= '3';
}

// 010 and 02x are followed by eight digits, 03xx to 09xx by seven or eight. No subscriber's number begins with 0, 1, 9.
bool is_landline_number(std::string_view number) noexcept {
  if (number.size() < 11 || number.size() > 12 || number[0] != '0' || !all_digits(number)) return false;
  const bool short_code = number.starts_with("010") || number[1] == '2';
  if (!short_code && number[1] < '3') return false;
  const std::string_view local = number.substr(short_code ? 3 : 4);
  return within(local.size(), short_code ? 8 : 7, 8) && local[0] >= '2' && local[0] <= '8';
}

bool is_credit_code(std::string_view code) noexcept {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<std::size_t, 17> kWeights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  constexpr std::string_view kDepartments = "123456789ANY";
  if (code.size() != 18 || kDepartments.find(code[0]) == kDepartments.npos || !all_digits(code.substr(2, 6)))
    return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const std::size_t value = kAlphabet.find(code[i]);
    if (value == kAlphabet.npos) return false;
    sum += value * kWeights[i];
  }
  return kAlphabet[(31 - sum % 31) % 31] == code[17];
}

}  // namespace jianyan
