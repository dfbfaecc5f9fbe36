// A sum of small decision trees: what decides whether a place is doubtful, and whether a correction is right.
//
//   Trees trees(bytes);                                  // of train_trees(); a view
//   double p = probability(trees.score(features));       // features: whole numbers, in the order of training
//
// All trees are complete and of one depth, and everything is a whole number: a path is a few comparisons without a
// branch, and the result is the same on every machine. Immutable; any content of the section is safe to evaluate.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace jianyan {

/// A score is log(p / (1 - p)) in steps of 1/256.
inline constexpr double kScoreSteps = 256;
[[nodiscard]] inline double probability(std::int32_t score) noexcept {
  return 1 / (1 + std::exp(-static_cast<double>(score) / kScoreSteps));
}

using Feature = std::int16_t;

/// Leads to the right where the feature is greater.
struct TreeNode {
  std::uint16_t feature;
  Feature threshold;
};

struct TreesHeader {
  std::uint32_t features;
  std::uint32_t depth;
  std::uint32_t trees;
  std::int32_t base;
};
static_assert(sizeof(TreesHeader) == 16);

class Trees {
 public:
  static constexpr std::uint32_t kMaxDepth = 8;

  /// Takes the trees that `bytes` begin with, and moves `bytes` behind them. @throws LoadError
  Trees(std::span<const std::byte>& bytes, std::size_t features);

  /// Precondition: as many features as the trees were made for.
  [[nodiscard]] std::int32_t score(std::span<const Feature> features) const noexcept;

 private:
  std::uint32_t depth_ = 0;
  std::int32_t base_ = 0;
  std::span<const TreeNode> nodes_;       ///< 2^depth - 1 a tree: a node's children follow as in a heap
  std::span<const std::int16_t> leaves_;  ///< 2^depth a tree
};

}  // namespace jianyan
