// Numbers, dates and foreign names as the rules read them.
#include <doctest/doctest.h>

#include "rules/characters.h"
#include "rules/number/dates.h"
#include "rules/number/numerals.h"
#include "rules/punctuation/foreign_names.h"

namespace jianyan {
namespace {

/// The text of a number that begins at `index`, cut into digits, scale and unit by '|'; empty where there is none.
std::string parts_at(std::string_view text, std::size_t index) {
  const Characters c(text, {});
  const auto number = numeral_at(c, index);
  if (!number) return {};
  return std::string(c.text(number->begin, number->digits_end)) + '|' +
         std::string(c.text(number->digits_end, number->scale_end)) + '|' +
         std::string(c.text(number->scale_end, number->end));
}

double value_at(std::string_view text, std::size_t index) {
  const Characters c(text, {});
  const auto number = numeral_at(c, index);
  REQUIRE(number);
  return number->value;
}

}  // namespace

TEST_CASE("numerals: digits, scale and unit") {
  CHECK(parts_at("3,500.5万元", 0) == "3,500.5|万|元");
  CHECK(parts_at("共12平方公里。", 1) == "12||平方公里");
  CHECK(parts_at("1.5万亿元", 0) == "1.5|万亿|元");
  CHECK(parts_at("85%", 0) == "85||%");
  CHECK(parts_at("2025", 0) == "2025||");
  CHECK(value_at("3,500.5万元", 0) == doctest::Approx(35005000));
  CHECK(value_at("0.5%", 0) == doctest::Approx(0.5));
}

TEST_CASE("numerals: what is no number") {
  CHECK(parts_at("A4纸", 1).empty());
  CHECK(parts_at("2025.3.5", 0).empty());
  CHECK(parts_at("1234", 1).empty());
  CHECK(parts_at("1234567890123456", 0).empty());
  CHECK(parts_at("元", 0).empty());
}

TEST_CASE("numerals: read backwards, with and without unit") {
  const Characters c("投入3.5万元，", {});
  for (const std::size_t end : {std::size_t{5}, std::size_t{6}, std::size_t{7}}) {
    const auto number = numeral_before(c, end);
    REQUIRE(number);
    CHECK(number->begin == 2);
    CHECK(number->end == end);
  }
  CHECK(numeral_before(c, 5)->value == doctest::Approx(3.5));
  CHECK(numeral_before(c, 6)->value == doctest::Approx(35000));
  CHECK_FALSE(numeral_before(c, 8));
  CHECK_FALSE(numeral_before(c, 0));
  CHECK_FALSE(numeral_before(Characters("", {}), 0));
}

TEST_CASE("numerals: whole numbers in both scripts") {
  CHECK(whole_number_at(Characters("三个方面", {}), 0)->value == 3);
  CHECK(whole_number_at(Characters("十二条", {}), 0)->value == 12);
  CHECK(whole_number_at(Characters("12条", {}), 0)->end == 2);
  CHECK_FALSE(whole_number_at(Characters("3.5条", {}), 0));
  CHECK_FALSE(whole_number_at(Characters("三四条", {}), 0));
}

TEST_CASE("dates: with and without year and day") {
  const Characters full("2025年3月5日", {});
  const auto date = date_around(full, 6);
  REQUIRE(date);
  CHECK(date->full());
  CHECK(date->begin == 0);
  CHECK(date->end == 9);
  CHECK(date->year == 2025);
  CHECK(date->month == 3);
  CHECK(date->day == 5);
  const auto month = date_around(Characters("12月底", {}), 2);
  REQUIRE(month);
  CHECK(month->year == 0);
  CHECK(month->day == 0);
  CHECK(month->end == 3);
  CHECK_FALSE(date_around(Characters("三月", {}), 1));
  CHECK_FALSE(date_around(Characters("123月", {}), 3));
}

TEST_CASE("dates: the calendar") {
  CHECK(days_in_month(2024, 2) == 29);
  CHECK(days_in_month(2100, 2) == 28);
  CHECK(days_in_month(0, 2) == 29);
  CHECK(days_in_month(2025, 4) == 30);
  CHECK(weekday_of(2025, 3, 5) == 3);
  CHECK(weekday_of(2000, 2, 27) == 0);
}

TEST_CASE("foreign names: characters of transcription on both sides") {
  CHECK(separates_foreign_name(Characters("列夫.托尔斯泰", {}), 2));
  CHECK_FALSE(separates_foreign_name(Characters("设施老化.建议改造", {}), 4));
  CHECK_FALSE(separates_foreign_name(Characters("广西.西安", {}), 2));
}

}  // namespace jianyan
