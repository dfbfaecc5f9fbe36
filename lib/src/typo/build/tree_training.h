// Learns trees from rows of features with an answer each.
//
//   TreeTraining training(features);
//   training.add(row, answer);  …
//   std::vector<std::byte> bytes = training.train({});
//
// Gradient boosting of the logistic loss with histograms of at most 255 bins a feature, level by level. Deterministic.
// Source: T. Chen and C. Guestrin, "XGBoost: A Scalable Tree Boosting System", 2016.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "typo/trees.h"

namespace jianyan {

struct TreeOptions {
  std::uint32_t trees = 200;
  std::uint32_t depth = 6;
  double rate = 0.1;           ///< how much of a tree's answer is taken
  double least_weight = 20;    ///< of the rows in a leaf, as the loss weighs them
  double shrink = 2;           ///< added to that weight where a leaf's answer is computed
  double share_of_features = 0.6;  ///< drawn anew for each tree
};

class TreeTraining {
 public:
  explicit TreeTraining(std::size_t features) : features_(features), values_(features) {}

  void add(std::span<const Feature> row, bool answer, float weight = 1);
  [[nodiscard]] std::size_t rows() const { return answers_.size(); }

  [[nodiscard]] std::vector<std::byte> train(const TreeOptions& options) const;

 private:
  std::size_t features_;
  std::vector<std::vector<Feature>> values_;  ///< a column a feature
  std::vector<std::uint8_t> answers_;
  std::vector<float> weights_;
};

}  // namespace jianyan
