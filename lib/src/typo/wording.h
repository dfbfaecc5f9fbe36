// How a typo is told to people: the word it stands in, why it may have come about, and what the models make of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/message.h"
#include "jianyan/segmenter.h"
#include "jianyan/typo.h"
#include "typo/evidence.h"
#include "typo/models.h"

namespace jianyan {

/// 音近; 多字; 颠倒
[[nodiscard]] Message reason_of(const TypoModels& models, std::u32string_view written, TypoKind kind,
                                std::u32string_view meant);

/// The text around an edit, as it stands and with the edit, read by the models by itself.
class EditInContext {
 public:
  EditInContext(const TypoModels& models, std::u32string_view paragraph, const TypoEdit& edit);

  /// The word that the edit makes, and where one character stands for it, its neighbour: what shows the error.
  [[nodiscard]] std::string written() const { return part(before_, shown_begin_, shown_end_); }
  [[nodiscard]] std::string meant() const { return part(after_, shown_begin_, shown_end_ + shift_); }
  /// What stands there and is no word; empty where it is one.
  [[nodiscard]] std::string name() const;

  /// How unlikely the text is by characters and by words, in decimal digits, and its words.
  struct Reading {
    double characters = 0, words = 0;
    std::vector<std::string> cut;
  };
  [[nodiscard]] Reading before() const { return reading(before_); }
  [[nodiscard]] Reading after() const { return reading(after_); }

 private:
  struct Version {
    std::u32string text;
    std::vector<Token> tokens;
    Cost words = 0;
  };
  void cut(Version& version) const;
  void find_shown();
  void show_word_behind();
  void show_word_before();
  [[nodiscard]] static std::string part(const Version& version, std::size_t begin, std::size_t end);
  [[nodiscard]] Reading reading(const Version& version) const;

  const TypoModels& models_;
  std::size_t begin_, end_;  // of the edit, in what stands there
  std::size_t shift_;        // how much longer the text becomes; wraps around where it becomes shorter
  Version before_, after_;
  std::size_t shown_begin_ = 0, shown_end_ = 0;  // in what stands there
};

}  // namespace jianyan
