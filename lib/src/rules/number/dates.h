// Dates in Arabic digits, found from their 月: 2025年3月5日, 2025年3月, 3月5日.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "rules/characters.h"

namespace jianyan {

struct WrittenDate {
  std::size_t begin, end;
  std::size_t month_begin, month_mark;
  std::size_t day_begin, day_mark;  ///< both month_mark + 1 where no day is given
  std::uint32_t year, month, day;   ///< year and day 0 where they are not given

  [[nodiscard]] bool full() const { return year != 0 && day != 0; }
};

/// The date around the 月 at `month_mark`. Numbers are given as they stand, also impossible ones. Nothing where 月 has
/// no one or two digits before it.
[[nodiscard]] std::optional<WrittenDate> date_around(const Characters& c, std::size_t month_mark);

/// Days of a month; 29 for February where the year is not known. Precondition: 1 <= month <= 12.
[[nodiscard]] std::uint32_t days_in_month(std::uint32_t year, std::uint32_t month);

/// 0 for Sunday to 6 for Saturday. Precondition: a date that exists.
[[nodiscard]] std::uint32_t weekday_of(std::uint32_t year, std::uint32_t month, std::uint32_t day);

}  // namespace jianyan
