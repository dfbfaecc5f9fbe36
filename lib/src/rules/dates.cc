#include "rules/dates.h"

#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "text/utf8.h"

namespace jianyan {
namespace {

/// 0 to 9 for a digit in any of the ways that dates are written; -1 for all else.
int digit_value(char32_t c) {
  constexpr std::u32string_view kHan = U"〇一二三四五六七八九";
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'０' && c <= U'９') return static_cast<int>(c - U'０');
  if (c == U'零' || c == U'○') return 0;
  const std::size_t at = kHan.find(c);
  return at == kHan.npos ? -1 : static_cast<int>(at);
}

/// 12, 一二 and 十二 are all twelve: 十 counts as a digit 1 at the begin, and as nothing or 0 behind another digit.
int take_number(std::u32string_view& text) {
  int value = 0;
  bool any = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    const char32_t c = text.front();
    const int digit = digit_value(c);
    if (digit >= 0) {
      value = value * 10 + digit;
    } else if (c == U'十') {
      const bool last = text.size() == 1 || digit_value(text[1]) < 0;
      value = (any ? value : 1) * (last ? 10 : 1);
    } else {
      break;
    }
    if (value > 9999) return 0;
    any = true;
  }
  return value;
}

bool is_separator(char32_t c) {
  return std::u32string_view(U"年月日号.．-/ 　（）()").find(c) != std::u32string_view::npos;
}

}  // namespace

std::optional<Date> day_from_text(std::string_view text) {
  const auto number = [text](std::size_t begin, std::size_t length) {
    int value = 0;
    const char* first = text.data() + begin;
    const auto [end, error] = std::from_chars(first, first + length, value);
    return error == std::errc() && end == first + length && *first != '-' ? value : 0;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  const std::chrono::year_month_day day{std::chrono::year(date.year),
                                        std::chrono::month(static_cast<unsigned>(date.month)),
                                        std::chrono::day(static_cast<unsigned>(date.day))};
  if (!day.ok() || date.year == 0) return std::nullopt;
  return date;
}

std::optional<Date> parse_date(std::string_view text) {
  const std::u32string characters = to_utf32(text);
  std::u32string_view rest = characters;
  std::array<int, 3> parts{};
  for (int& part : parts) {
    while (!rest.empty() && is_separator(rest.front())) rest.remove_prefix(1);
    part = take_number(rest);
  }
  const auto [year, month, day] = parts;
  if (year < 1900 || year > 2200 || month > 12 || day > 31) return std::nullopt;
  return Date{year, month, day};
}

std::optional<Date> date_of(const Document& document) {
  std::optional<Date> found;
  for (const Block& block : document.blocks()) {
    const std::string_view mark = document.text(block.mark);
    const bool field = block.kind == BlockKind::form_field &&
                       (mark.find("日期") != mark.npos || mark.find("时间") != mark.npos);
    if (!field && block.kind != BlockKind::date) continue;
    if (const auto date = parse_date(document.text(block.content))) found = date;
  }
  return found;
}

}  // namespace jianyan
