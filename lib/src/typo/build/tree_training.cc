#include "typo/build/tree_training.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace jianyan {
namespace {

constexpr std::size_t kMaxBins = 255;

struct Sum {
  double gradient = 0, weight = 0;
};

/// A feature's values by the bin they fall into; bins end where the next value would make them too full.
struct Column {
  std::vector<Feature> upper;      ///< greatest value of each bin
  std::vector<std::uint8_t> bins;  ///< of each row
};

Column bin(const std::vector<Feature>& values) {
  Column column;
  std::vector<Feature> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t full = sorted.size() / kMaxBins + 1;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= sorted.size(); ++i) {
    if (i < sorted.size() && (sorted[i] == sorted[i - 1] || i - begin < full)) continue;
    column.upper.push_back(sorted[i - 1]);
    begin = i;
  }
  column.bins.reserve(values.size());
  for (const Feature value : values) {
    const auto at = std::lower_bound(column.upper.begin(), column.upper.end(), value);
    column.bins.push_back(static_cast<std::uint8_t>(at - column.upper.begin()));
  }
  return column;
}

struct Split {
  double gain = 0;
  std::size_t feature = 0;
  std::size_t bin = 0;  ///< the last one that goes left
};

/// Grows one tree.
class Grower {
 public:
  Grower(const std::vector<Column>& columns, const TreeOptions& options, const std::vector<float>& gradients,
         const std::vector<float>& weights)
      : columns_(columns), options_(options), gradients_(gradients), weights_(weights), node_of_(gradients.size()) {}

  void grow(const std::vector<std::size_t>& features, TreeNode* nodes, std::vector<std::size_t>& leaf_of) {
    for (std::uint32_t level = 0; level < options_.depth; ++level) {
      const std::size_t width = std::size_t{1} << level;
      const std::vector<Split> best = find_splits(features, width);
      for (std::size_t i = 0; i < width; ++i) {
        const Split& split = best[i];
        TreeNode& node = nodes[width - 1 + i];
        node.feature = static_cast<std::uint16_t>(split.feature);
        node.threshold = split.gain > 0 ? columns_[split.feature].upper[split.bin] : std::numeric_limits<Feature>::max();
      }
      for (std::size_t row = 0; row < node_of_.size(); ++row) {
        const Split& split = best[node_of_[row]];
        const bool right = split.gain > 0 && columns_[split.feature].bins[row] > split.bin;
        node_of_[row] = 2 * node_of_[row] + (right ? 1 : 0);
      }
    }
    leaf_of = node_of_;
  }

 private:
  [[nodiscard]] double value(const Sum& sum) const { return sum.gradient * sum.gradient / (sum.weight + options_.shrink); }

  std::vector<Split> find_splits(const std::vector<std::size_t>& features, std::size_t width) const {
    std::vector<Split> best(width);
    std::vector<Sum> sums(width * kMaxBins);
    for (const std::size_t feature : features) {
      const Column& column = columns_[feature];
      std::fill(sums.begin(), sums.end(), Sum{});
      for (std::size_t row = 0; row < node_of_.size(); ++row) {
        Sum& sum = sums[node_of_[row] * kMaxBins + column.bins[row]];
        sum.gradient += static_cast<double>(gradients_[row]);
        sum.weight += static_cast<double>(weights_[row]);
      }
      for (std::size_t node = 0; node < width; ++node) find_split(&sums[node * kMaxBins], feature, best[node]);
    }
    return best;
  }

  void find_split(const Sum* sums, std::size_t feature, Split& best) const {
    const std::size_t bins = columns_[feature].upper.size();
    Sum all;
    for (std::size_t i = 0; i < bins; ++i) all = {all.gradient + sums[i].gradient, all.weight + sums[i].weight};
    Sum left;
    for (std::size_t i = 0; i + 1 < bins; ++i) {
      left = {left.gradient + sums[i].gradient, left.weight + sums[i].weight};
      const Sum right{all.gradient - left.gradient, all.weight - left.weight};
      if (left.weight < options_.least_weight || right.weight < options_.least_weight) continue;
      const double gain = value(left) + value(right) - value(all);
      if (gain > best.gain + 1e-9) best = {gain, feature, i};
    }
  }

  const std::vector<Column>& columns_;
  const TreeOptions& options_;
  const std::vector<float>& gradients_;
  const std::vector<float>& weights_;
  std::vector<std::size_t> node_of_;
};

template <class T>
void append(std::vector<std::byte>& out, const T* values, std::size_t count) {
  const std::size_t before = out.size();
  out.resize(before + count * sizeof(T));
  std::memcpy(out.data() + before, values, count * sizeof(T));
}

}  // namespace

void TreeTraining::add(std::span<const Feature> row, bool answer, float weight) {
  for (std::size_t i = 0; i < features_; ++i) values_[i].push_back(row[i]);
  answers_.push_back(answer ? 1 : 0);
  weights_.push_back(weight);
}

std::vector<std::byte> TreeTraining::train(const TreeOptions& options) const {
  std::vector<Column> columns;
  for (const std::vector<Feature>& values : values_) columns.push_back(bin(values));
  double right = 0, all = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    right += static_cast<double>(weights_[row]) * answers_[row];
    all += static_cast<double>(weights_[row]);
  }
  const double base = std::log((right + 1) / (all - right + 1));
  std::vector<double> scores(rows(), base);
  std::vector<float> gradients(rows()), weights(rows());
  std::vector<TreeNode> nodes;
  std::vector<std::int16_t> leaves;
  std::mt19937 random(1);
  std::vector<std::size_t> features(features_);
  for (std::size_t i = 0; i < features_; ++i) features[i] = i;
  const auto drawn = static_cast<std::size_t>(std::ceil(options.share_of_features * static_cast<double>(features_)));
  const std::size_t width = std::size_t{1} << options.depth;
  std::vector<std::size_t> leaf_of;
  for (std::uint32_t tree = 0; tree < options.trees; ++tree) {
    for (std::size_t row = 0; row < rows(); ++row) {
      const double p = 1 / (1 + std::exp(-scores[row]));
      gradients[row] = static_cast<float>((answers_[row] - p)) * weights_[row];
      weights[row] = static_cast<float>(p * (1 - p)) * weights_[row];
    }
    // Not std::shuffle: what it draws is not laid down.
    for (std::size_t i = 0; i < drawn; ++i) std::swap(features[i], features[i + random() % (features_ - i)]);
    nodes.resize(nodes.size() + width - 1);
    Grower grower(columns, options, gradients, weights);
    grower.grow({features.begin(), features.begin() + static_cast<std::ptrdiff_t>(drawn)}, &nodes[nodes.size() - (width - 1)],
                leaf_of);
    std::vector<Sum> sums(width);
    for (std::size_t row = 0; row < rows(); ++row) {
      Sum& sum = sums[leaf_of[row]];
      sum.gradient += static_cast<double>(gradients[row]);
      sum.weight += static_cast<double>(weights[row]);
    }
    for (const Sum& sum : sums) {
      const double answer = options.rate * sum.gradient / (sum.weight + options.shrink);
      leaves.push_back(static_cast<std::int16_t>(std::clamp(std::lround(answer * kScoreSteps), -32767L, 32767L)));
    }
    for (std::size_t row = 0; row < rows(); ++row)
      scores[row] += leaves[leaves.size() - width + leaf_of[row]] / kScoreSteps;
  }
  const TreesHeader header{static_cast<std::uint32_t>(features_), options.depth, options.trees,
                           static_cast<std::int32_t>(std::lround(base * kScoreSteps))};
  std::vector<std::byte> out;
  append(out, &header, 1);
  append(out, nodes.data(), nodes.size());
  append(out, leaves.data(), leaves.size());
  return out;
}

}  // namespace jianyan
