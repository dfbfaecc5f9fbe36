// Words that are taken for each other, and what each is for: 在|再, 反应|反映.
//
//   WordPairs pairs(data);
//   pairs.note("反应问题", "反映问题").zh;            // “反映”情况、问题，对刺激起“反应”
//   pairs.either("今日", "近日");                     // true: the text does not tell which was meant
//
// There are a hundred of them, and they are asked for only where something was found. Views into the data. Immutable.
#pragma once

#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/message.h"

namespace jianyan {

class WordPairs {
 public:
  static constexpr std::string_view kSection = "word-pairs";

  /// A file without the section has none.
  explicit WordPairs(const Data& data);

  /// What is said where `meant` becomes of `written` by an exchange of such words, of the longest ones; empty where the
  /// table does not know them.
  [[nodiscard]] Message note(std::string_view written, std::string_view meant) const;
  /// Whether the words are such as both fit nearly anywhere.
  [[nodiscard]] bool either(std::string_view written, std::string_view meant) const;

 private:
  struct Pair {
    std::vector<std::string_view> words;
    std::string_view zh, en;  ///< empty where either word fits
  };
  [[nodiscard]] const Pair* find(std::string_view written, std::string_view meant) const;

  std::vector<Pair> pairs_;  // those of long words first
};

}  // namespace jianyan
