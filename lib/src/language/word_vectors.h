// How well a word fits among the words around it, near and farther ones: 操场 goes with 校舍, 草场 does not.
//
//   WordVectors vectors(data);                                     // empty where the data has none
//   WordVectors::Context context{};
//   vectors.add(context, vectors.row(neighbour), position);        // …
//   Cost fit = vectors.fit(context, vectors.row(number));
//
// A word has two vectors of small integers, one for its part as a neighbour and one for its own place. Neighbours are
// weighted by where they stand, and summed; the product of the sum with the word's own vector tells how much likelier
// the word is there than elsewhere, and than the words it is mistaken for. Integers only, so that every machine gets
// the same.
// Immutable; any content of the section is safe to read. Trained by typo/build/word_vector_training.h.
// Sources: T. Mikolov et al., "Efficient Estimation of Word Representations in Vector Space", 2013 (continuous bag of
// words); A. Mnih and K. Kavukcuoglu, "Learning Word Embeddings Efficiently with Noise-Contrastive Estimation", 2013
// (weights by position).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "jianyan/data.h"
#include "language/lexicon.h"

namespace jianyan {

class WordVectors {
 public:
  static constexpr std::string_view kSection = "word-vectors";
  static constexpr std::size_t kSize = 48;   ///< numbers of a vector
  static constexpr std::size_t kWords = 6;   ///< neighbours on either side
  static constexpr std::size_t kNear = 4;    ///< of them, so many have a position of their own
  /// kNear on the left, the nearest first, as many on the right, and one for all that stand farther away.
  static constexpr std::size_t kPositions = 2 * kNear + 1;

  using Row = std::uint16_t;
  static constexpr Row kNone = 0;
  using Vector = std::array<std::int8_t, kSize>;
  using Weights = std::array<std::int16_t, kSize>;  ///< in 1/kUnit
  using Context = std::array<std::int32_t, kSize>;
  static constexpr std::int32_t kUnit = 256;

  struct Header {
    std::uint32_t rows;
    std::uint32_t numbers;     ///< of words in the lexicon, and one more
    std::uint32_t multiplier;  ///< from the product of two vectors to steps of Cost, in 1/65536
    std::uint32_t reserved;
  };

  /// @throws LoadError when the section is damaged.
  explicit WordVectors(const Data& data);
  explicit WordVectors(std::span<const std::byte> section);

  /// Of a word of the lexicon; kNone where it has no vectors.
  [[nodiscard]] Row row(std::uint32_t number) const noexcept {
    const Row row = number < rows_of_.size() ? rows_of_[number] : kNone;
    return row < own_.size() ? row : kNone;
  }
  /// The position of the word that is the `distance`th from 0 on, to the left or right.
  [[nodiscard]] static constexpr std::size_t position(std::size_t distance, bool right) noexcept {
    return distance < kNear ? distance + (right ? kNear : 0) : kPositions - 1;
  }
  void add(Context& context, Row neighbour, std::size_t position) const noexcept {
    const Vector& vector = neighbours_[neighbour];
    const Weights& weights = weights_[position];
    for (std::size_t i = 0; i < kSize; ++i) context[i] += vector[i] * weights[i];
  }
  /// Positive where the word is likelier than by itself. Precondition: it has a row.
  [[nodiscard]] Cost fit(const Context& context, Row row) const noexcept {
    const Vector& own = own_[row];
    std::int64_t product = 0;
    for (std::size_t i = 0; i < kSize; ++i) product += context[i] / kUnit * own[i];
    return static_cast<Cost>(product * multiplier_ >> 16);
  }

 private:
  std::span<const Row> rows_of_;  ///< by the word's number
  std::span<const Weights> weights_;
  std::span<const Vector> neighbours_, own_;
  std::int64_t multiplier_ = 0;
};

}  // namespace jianyan
