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

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "typo/build/tree_training.h"
#include "typo/decision.h"
#include "typo/evidence.h"

namespace jianyan {

struct PlantedSentence {
  struct Error {
    std::string kind;
    std::size_t begin;
    std::u32string wrong, right;
  };
  std::u32string source;
  std::vector<Error> errors;  ///< sorted, disjoint
};

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
  [[nodiscard]] std::vector<std::byte> train_verdict(const TypoTrainingOptions& options, const Trees& doubts,
                                                     std::span<const std::byte> promise_bytes, std::int32_t threshold) const;
  [[nodiscard]] std::vector<std::byte> train_doubt(const TypoTrainingOptions& options, std::int32_t& threshold) const;

  std::vector<std::pair<const TypoModels*, PlantedSentence>> sentences_;
};

/// What a decision makes of planted errors, at several limits of the verdict.
class TypoMeasure {
 public:
  static constexpr std::array<std::int32_t, 9> kLimits{-500, -350, -200, -100, 0, 150, 400, 700, 1100};

  void add(const TypoModels& models, const Decision& decision, PlantedSentence sentence, std::int32_t doubt_limit);
  /// What was missed or found wrongly at kLimits[limit], a line each: how, left text, wrong, right or ours, right text.
  std::vector<std::string> misses;
  /// A table, a kind a line.
  [[nodiscard]] std::string report() const;

 private:
  struct Counts {
    std::size_t errors = 0, listed = 0, doubted = 0, offered = 0;
    std::array<std::size_t, kLimits.size()> mended{};
  };
  std::map<std::string, Counts> kinds_;
  std::array<std::size_t, kLimits.size()> alarms_{};
  std::map<int, std::array<std::size_t, kLimits.size()>> alarms_by_kind_;
  std::size_t places_ = 0, doubted_ = 0;
};

/// Whether an edit only mends: what it changes becomes as it was before the error.
[[nodiscard]] bool mends(const PlantedSentence& sentence, const TypoEdit& edit);

}  // namespace jianyan
