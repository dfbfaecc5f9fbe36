// Small tables are kept in the data file as text, a row a line and its fields between tabs: a binary form would cost more
// code than it saves time.
//
//   std::string_view text = text_of(data.section("fonts"));
//   while (!text.empty()) {
//     std::string_view row = take_until(text, '\n');
//     const std::string_view name = take_until(row, '\t');   // row is what is left of it
//   }
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace jianyan {

[[nodiscard]] inline std::string_view text_of(std::span<const std::byte> section) noexcept {
  return {reinterpret_cast<const char*>(section.data()), section.size()};
}

/// What stands before the first `end`, or all of the text; takes it away, with the `end`.
inline std::string_view take_until(std::string_view& text, char end) noexcept {
  const std::string_view taken = text.substr(0, text.find(end));
  text.remove_prefix(std::min(taken.size() + 1, text.size()));
  return taken;
}

}  // namespace jianyan
