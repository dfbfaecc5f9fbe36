// Learns vectors of words from a text: each word is told apart, by the words around it, from words drawn at random and
// from those that it is mistaken for.
//
//   WordVectorTraining training(models);                           // words and confusions
//   for (…) training.add(paragraph);
//   WordVectorModel model = std::move(training).train({});
//
// One thread, floats, no step that depends on time or place: the same bytes for the same text on a machine with the same
// arithmetic (x86-64 with the baseline instructions). 40 bytes for a word of the text.
// Sources: as in language/word_vectors.h; the words that it is mistaken for follow A. Golding and D. Roth, "A Winnow-Based
// Approach to Context-Sensitive Spelling Correction", 1999 (confusion sets).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "language/build/word_vector_model.h"
#include "typo/models.h"
#include "typo/word_graph.h"

namespace jianyan {

struct WordVectorOptions {
  std::uint32_t least_count = 8;   ///< words that occur less often get no vectors
  std::uint32_t passes = 4;        ///< over the text
  std::uint32_t strangers = 4;     ///< words drawn at random for each word
  std::uint32_t rivals = 8;        ///< draws from those that it is mistaken for
  double frequent = 1e-4;          ///< words that make more of the text are passed over the more often
  float rate = 0.1F;               ///< of learning; falls to 0 in the course of the passes
  float weights_rate = 0.3F;       ///< part of it for the weights of positions
};

class WordVectorTraining {
 public:
  explicit WordVectorTraining(const TypoModels& models)
      : models_(models), graph_(models.lexicon, models.bigrams, models.edges) {}

  void add(std::string_view paragraph);
  /// Says on standard error how each pass went. @throws std::runtime_error when no word occurs often enough.
  [[nodiscard]] WordVectorModel train(const WordVectorOptions& options) &&;

  using Row = WordVectors::Row;

 private:
  void add_part(std::u32string_view part);
  void choose_words(std::uint32_t least_count);
  void find_rivals();

  const TypoModels& models_;
  WordGraph graph_;
  std::vector<std::uint32_t> text_;      ///< numbers of words, 0 for what is none
  std::vector<std::size_t> parts_;       ///< where paragraphs, or parts of long ones, begin
  std::vector<Row> rows_of_;             ///< by number
  std::vector<std::string> words_;       ///< by row
  std::vector<std::uint32_t> counts_;    ///< by row
  std::vector<std::vector<Row>> rivals_; ///< by row: what the word is mistaken for
};

}  // namespace jianyan
