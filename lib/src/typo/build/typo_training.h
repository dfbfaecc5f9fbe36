// Learns the decision from sentences in which errors were planted.
//
//   TypoTraining training;
//   training.add(models, sentence);  …                   // models: of a data file that has no decision yet
//   std::vector<std::byte> section = training.train();
//
// First the trees that say where to look, then, with the candidates of those places, the ones that say what is right.
// The models should not have seen the sentences; with models of other text than theirs the trees learn what to make of
// words that the models do not know.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "typo/build/planted_sentence.h"
#include "typo/build/tree_training.h"
#include "typo/decision.h"
#include "typo/evidence.h"

namespace jianyan {

struct TypoTrainingOptions {
  TreeOptions doubt{.trees = 60, .depth = 5, .rate = 0.2};
  TreeOptions promise{.trees = 100, .depth = 5, .rate = 0.2};
  TreeOptions verdict{.trees = 400, .depth = 6, .rate = 0.1};
  double share_missed = 0.04;  ///< of the errors that the first trees may pass over
};

class TypoTraining {
 public:
  /// The models must outlive the training. Blanks are taken out of the sentence.
  void add(const TypoModels& models, PlantedSentence sentence);
  [[nodiscard]] std::vector<std::byte> train(const TypoTrainingOptions& options) const;

 private:
  /// The trees over what is counted, or, where these are given, the last ones, over what they leave likely.
  [[nodiscard]] std::vector<std::byte> train_verdict(const TypoTrainingOptions& options, const Trees& doubts,
                                                     std::span<const std::byte> promise_bytes,
                                                     std::span<const std::byte> verdict_bytes,
                                                     std::int32_t threshold) const;
  [[nodiscard]] std::vector<std::byte> train_doubt(const TypoTrainingOptions& options, std::int32_t& threshold) const;

  std::vector<std::pair<const TypoModels*, PlantedSentence>> sentences_;
};

}  // namespace jianyan
