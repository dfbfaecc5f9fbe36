// Words that are taken for each other, and what each is for: 在|再, 反应|反映.
//
//   WordPairs pairs(data);
//   pairs.note("反应问题", "反映问题").zh;            // “反映”情况、问题，对刺激起“反应”
//   pairs.either("今日", "近日");                     // true: the text does not tell which was meant
//   pairs.often(U"不在下雨", 1, U'再');               // true: many write 在 for 再
//
// There are a hundred of them. Views into the data. Immutable.
#pragma once

#include <cstddef>
#include <span>
#include <string>
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
  /// Whether what is written is the one of such words that is right wherever it stands.
  [[nodiscard]] bool keeps(std::string_view written, std::string_view meant) const;
  /// Whether many write what stands at a place, a word or a character of one, for what `meant` makes of it: not by a
  /// slip, but not knowing better.
  [[nodiscard]] bool often(std::u32string_view text, std::size_t place, char32_t meant) const noexcept;
  /// … for something else.
  [[nodiscard]] bool often(std::u32string_view text, std::size_t place) const noexcept;

 private:
  struct Pair {
    std::vector<std::string_view> words;
    std::string_view zh, en;  ///< empty where either word fits
    std::string_view keep;    ///< the word that is never changed, if any
  };
  /// A character that stands for another one in a word.
  struct Often {
    char32_t written, meant;
    std::u32string before, behind;  ///< the rest of the word
    [[nodiscard]] bool stands_at(std::u32string_view text, std::size_t place) const noexcept;
  };
  void add_often(const Pair& pair, std::string_view meant);
  [[nodiscard]] std::span<const Often> often_of(char32_t written) const noexcept;
  [[nodiscard]] const Pair* find(std::string_view written, std::string_view meant) const;

  std::vector<Pair> pairs_;  // those of long words first
  std::vector<Often> often_;   // by what is written
};

}  // namespace jianyan
