// Vectors of words on their way from the text they are trained on to the data file.
//
//   WordVectorModel model = WordVectorTraining(...).train({});     // typo/build/word_vector_training.h
//   std::string bytes = model.serialize();                         // what is kept among the sources
//   writer.add(WordVectors::kSection, WordVectorModel::parse(bytes).pack(lexicon));
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "language/word_vectors.h"

namespace jianyan {

struct WordVectorModel {
  std::uint32_t multiplier = 0;
  std::array<WordVectors::Weights, WordVectors::kPositions> weights{};
  std::vector<std::string> words;                ///< [row]; the first, of the row that is none, is empty
  std::vector<WordVectors::Vector> neighbours;   ///< [row]
  std::vector<WordVectors::Vector> own;          ///< [row]

  [[nodiscard]] std::string serialize() const;
  /// @throws std::runtime_error when the bytes are not a serialized model.
  [[nodiscard]] static WordVectorModel parse(std::string_view bytes);

  /// The section of the data file. Words that the lexicon does not have are left out.
  [[nodiscard]] std::vector<std::byte> pack(const Lexicon& lexicon) const;
};

}  // namespace jianyan
