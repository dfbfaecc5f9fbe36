// Counts n-grams of characters in a text and makes a model of them.
//
//   NgramTraining training;
//   for (…) training.add(paragraph);
//   NgramModel model = std::move(training).train({});
//
// Kneser-Ney smoothing with three discounts, interpolated; then n-grams that their back-off can nearly replace are
// dropped. The counts lie in sorted arrays of 64-bit keys: 30 bytes for a character of text at the peak. Deterministic.
// Sources: S. Chen and J. Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling", 1998; K. Seymore
// and R. Rosenfeld, "Scalable Backoff Language Models", 1996 (the weighted difference). Not A. Stolcke's relative
// entropy: it asks the model how frequent a context is, and the lower orders of a Kneser-Ney model do not know.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "language/build/ngram_model.h"
#include "language/ngrams.h"

namespace jianyan {

struct NgramOptions {
  /// Characters that occur less often are unknown ones.
  std::uint32_t least_characters = 2;
  /// [n - 1]: n-grams that occur less often are left out. Must not fall with n.
  std::array<std::uint32_t, Ngrams::kOrder> least_counts{1, 1, 1, 1, 1};
  /// [n - 2]: an n-gram is kept when it makes the whole text likelier by so many decimal digits, or when longer ones rest
  /// on it. Text of another kind than the one trained on needs the short ones.
  std::array<double, Ngrams::kOrder - 1> least_gains{};
};

class NgramTraining {
 public:
  /// Adds a paragraph in UTF-8. Characters beyond the first plane are unknown ones.
  void add(std::string_view paragraph);

  /// @throws std::runtime_error when the text has too many different characters for the keys (7,131), or none.
  [[nodiscard]] NgramModel train(const NgramOptions& options) &&;

  struct Counted {
    std::uint64_t key;
    std::uint32_t count;      ///< in the text
    /// Different characters before it; of those that nothing precedes, and the longest, `count`.
    std::uint32_t preceding;
    double probability = 0;
    double backoff = 1;
    bool has_longer = false;
  };
  using Order = std::vector<Counted>;

 private:
  [[nodiscard]] std::u32string number_characters(std::uint32_t least);
  [[nodiscard]] Order count(std::size_t length) const;
  void count_preceding(Order& order, const Order& longer, std::size_t length) const;
  [[nodiscard]] double backed_off(std::uint64_t key, std::size_t length) const;
  [[nodiscard]] double probability(std::uint64_t key, std::size_t length) const;
  void smooth(std::size_t length, std::uint32_t least_count);
  void mark_contexts(std::size_t length);
  void drop(std::size_t length, double least_gain);
  void balance(std::size_t length);

  std::vector<std::uint16_t> text_;  ///< folded characters, then ids; kBoundary between paragraphs
  std::uint64_t ids_ = 0;
  std::array<std::uint64_t, Ngrams::kOrder + 1> powers_{};  ///< of ids_
  std::array<Order, Ngrams::kOrder> orders_;
};

}  // namespace jianyan
