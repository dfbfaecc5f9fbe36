// Automatic numbers: what Word prints before a paragraph that belongs to a list, 一、 （一） 1. and the like.
//
// A Numbering counts: labels must be asked for in the order of the text, once for each paragraph.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "jianyan/result.h"
#include "word/styles.h"

namespace jianyan {

class Numbering {
 public:
  /// Of a file without lists.
  Numbering() = default;
  /// Errors: damaged.
  [[nodiscard]] static Result<Numbering> read(std::string_view bytes);

  /// Counts the paragraph and returns its label, without the tab or space that follows it: "（二）", "3.1", "•". Empty
  /// where there is none.
  [[nodiscard]] std::string next_label(const NumberingReference& reference);

 private:
  friend class NumberingReader;
  static constexpr std::size_t kLevels = 9;
  struct Level {
    std::int32_t start = 0;
    std::int32_t restart = -1;  // after which level it begins anew: -1 any above it, 0 never
    std::string format = "decimal";
    std::string text;  // with %1 to %9
    bool decimal = false;  // all numbers in it, whatever the formats of their levels
  };
  using Levels = std::array<Level, kLevels>;
  struct Abstract {
    Levels levels;
    std::string style_link;      // the style that this list is
    std::string num_style_link;  // the style whose list this one is
  };
  struct List {
    std::int32_t abstract = -1;
    std::map<std::size_t, std::int32_t> starts;  // by level
    std::map<std::size_t, Level> overrides;
    bool begun = false;
  };
  struct Counters {
    std::array<std::int32_t, kLevels> values{};
    std::array<bool, kLevels> begun{};
  };

  [[nodiscard]] std::int32_t follow_link(std::int32_t abstract) const;
  [[nodiscard]] const Level& level(const List& list, std::int32_t abstract, std::size_t number) const;

  std::unordered_map<std::int32_t, Abstract> abstracts_;
  std::unordered_map<std::int32_t, List> lists_;
  std::unordered_map<std::int32_t, Counters> counters_;  // by abstract list: lists made of one go on counting
};

/// A number in one of Word's formats: decimal, chineseCounting, upperRoman …; unknown ones are decimal.
[[nodiscard]] std::string formatted_number(std::int32_t number, std::string_view format);

}  // namespace jianyan
