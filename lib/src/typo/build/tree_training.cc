#include "typo/build/tree_training.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <utility>

namespace jianyan {
namespace {

constexpr std::size_t kMaxBins = 255;

/// Of whole numbers, so that sums do not depend on their order.
constexpr double kSteps = 1 << 20;
struct Sum {
  std::int64_t gradient = 0, weight = 0;
  Sum& operator+=(const Sum& other) {
    gradient += other.gradient;
    weight += other.weight;
    return *this;
  }
  Sum operator-(const Sum& other) const { return {gradient - other.gradient, weight - other.weight}; }
};

/// The greatest value of each bin of a feature: a bin ends where the next value would make it too full.
std::vector<Feature> bins_of(const std::vector<Feature>& values) {
  std::vector<Feature> upper;
  std::vector<Feature> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t full = sorted.size() / kMaxBins + 1;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= sorted.size(); ++i) {
    if (i < sorted.size() && (sorted[i] == sorted[i - 1] || i - begin < full)) continue;
    upper.push_back(sorted[i - 1]);
    begin = i;
  }
  return upper;
}

/// All rows, each value as the bin it falls into.
struct Binned {
  std::size_t features;
  std::vector<std::vector<Feature>> upper;  ///< of each feature's bins
  std::vector<std::uint8_t> bins;           ///< a row after the other

  [[nodiscard]] const std::uint8_t* row(std::uint32_t index) const { return &bins[index * features]; }
};

Binned bin_rows(const std::vector<std::vector<Feature>>& columns) {
  Binned binned{columns.size(), {}, std::vector<std::uint8_t>(columns.size() * columns[0].size())};
  for (std::size_t feature = 0; feature < columns.size(); ++feature) {
    const std::vector<Feature>& upper = binned.upper.emplace_back(bins_of(columns[feature]));
    for (std::size_t row = 0; row < columns[feature].size(); ++row) {
      const auto at = std::lower_bound(upper.begin(), upper.end(), columns[feature][row]);
      binned.bins[row * columns.size() + feature] = static_cast<std::uint8_t>(at - upper.begin());
    }
  }
  return binned;
}

struct Split {
  double gain = 0;
  std::size_t feature = 0;
  std::size_t bin = 0;  ///< the last one that goes left
};

/// Grows one tree. The rows of a node lie together, in their order; of two children the histogram of the smaller one is
/// counted, the other's is what remains.
class Grower {
 public:
  Grower(const Binned& binned, const TreeOptions& options, const std::vector<Sum>& losses,
         std::vector<std::size_t> features)
      : binned_(binned), options_(options), losses_(losses), features_(std::move(features)), rows_(losses.size()) {
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] = static_cast<std::uint32_t>(i);
    begins_ = {0, rows_.size()};
    histograms_.emplace_back(count(0, rows_.size()));
  }

  void grow(TreeNode* nodes) {
    for (std::uint32_t level = 0; level < options_.depth; ++level) {
      const bool last = level + 1 == options_.depth;
      std::vector<std::size_t> begins{0};
      std::vector<Histogram> histograms;
      for (std::size_t i = 0; i < histograms_.size(); ++i) {
        const Split split = find_split(histograms_[i]);
        TreeNode& node = nodes[histograms_.size() - 1 + i];
        node.feature = static_cast<std::uint16_t>(split.feature);
        node.threshold = split.gain > 0 ? binned_.upper[split.feature][split.bin] : std::numeric_limits<Feature>::max();
        const std::size_t middle = part(begins_[i], begins_[i + 1], split);
        if (!last) append_children(begins_[i], middle, begins_[i + 1], histograms_[i], histograms);
        begins.insert(begins.end(), {middle, begins_[i + 1]});
      }
      begins_ = std::move(begins);
      histograms_ = std::move(histograms);
      if (last) break;
    }
  }

  /// Calls use(rows) for each leaf.
  template <class Use>
  void for_each_leaf(Use use) const {
    for (std::size_t i = 0; i + 1 < begins_.size(); ++i)
      use(std::span(rows_).subspan(begins_[i], begins_[i + 1] - begins_[i]));
  }

 private:
  using Histogram = std::vector<Sum>;  ///< kMaxBins for each of features_

  [[nodiscard]] double value(const Sum& sum) const {
    const double gradient = static_cast<double>(sum.gradient) / kSteps;
    return gradient * gradient / (static_cast<double>(sum.weight) / kSteps + options_.shrink);
  }

  [[nodiscard]] Histogram count(std::size_t begin, std::size_t end) const {
    Histogram sums(features_.size() * kMaxBins);
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint8_t* const bins = binned_.row(rows_[i]);
      const Sum& loss = losses_[rows_[i]];
      for (std::size_t f = 0; f < features_.size(); ++f) sums[f * kMaxBins + bins[features_[f]]] += loss;
    }
    return sums;
  }

  void append_children(std::size_t begin, std::size_t middle, std::size_t end, const Histogram& both,
                       std::vector<Histogram>& histograms) const {
    const bool left_is_smaller = middle - begin < end - middle;
    Histogram smaller = left_is_smaller ? count(begin, middle) : count(middle, end);
    Histogram larger(both.size());
    for (std::size_t i = 0; i < both.size(); ++i) larger[i] = both[i] - smaller[i];
    histograms.push_back(left_is_smaller ? std::move(smaller) : std::move(larger));
    histograms.push_back(left_is_smaller ? std::move(larger) : std::move(smaller));
  }

  /// Puts the rows that go left before the others; where these begin.
  std::size_t part(std::size_t begin, std::size_t end, const Split& split) {
    const auto first = rows_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = rows_.begin() + static_cast<std::ptrdiff_t>(end);
    const auto middle = std::stable_partition(first, last, [&](std::uint32_t row) {
      return split.gain <= 0 || binned_.row(row)[split.feature] <= split.bin;
    });
    return static_cast<std::size_t>(middle - rows_.begin());
  }

  [[nodiscard]] Split find_split(const Histogram& sums) const {
    Split best;
    for (std::size_t f = 0; f < features_.size(); ++f) find_split(&sums[f * kMaxBins], features_[f], best);
    return best;
  }

  void find_split(const Sum* sums, std::size_t feature, Split& best) const {
    const std::size_t bins = binned_.upper[feature].size();
    Sum all;
    for (std::size_t i = 0; i < bins; ++i) all += sums[i];
    Sum left;
    const auto least = static_cast<std::int64_t>(options_.least_weight * kSteps);
    for (std::size_t i = 0; i + 1 < bins; ++i) {
      left += sums[i];
      const Sum right = all - left;
      if (left.weight < least || right.weight < least) continue;
      const double gain = value(left) + value(right) - value(all);
      if (gain > best.gain + 1e-9) best = {gain, feature, i};
    }
  }

  const Binned& binned_;
  const TreeOptions& options_;
  const std::vector<Sum>& losses_;
  const std::vector<std::size_t> features_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::size_t> begins_;  ///< of the nodes' rows, and one more
  std::vector<Histogram> histograms_;
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
  const Binned binned = bin_rows(values_);
  double right = 0, all = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    right += static_cast<double>(weights_[row]) * answers_[row];
    all += static_cast<double>(weights_[row]);
  }
  const double base = std::log((right + 1) / (all - right + 1));
  std::vector<double> scores(rows(), base);
  std::vector<Sum> losses(rows());
  std::vector<TreeNode> nodes;
  std::vector<std::int16_t> leaves;
  std::mt19937 random(1);
  std::vector<std::size_t> features(features_);
  for (std::size_t i = 0; i < features_; ++i) features[i] = i;
  const auto drawn = static_cast<std::size_t>(std::ceil(options.share_of_features * static_cast<double>(features_)));
  const std::size_t width = std::size_t{1} << options.depth;
  for (std::uint32_t tree = 0; tree < options.trees; ++tree) {
    for (std::size_t row = 0; row < rows(); ++row) {
      const double p = 1 / (1 + std::exp(-scores[row]));
      const double weight = static_cast<double>(weights_[row]) * kSteps;
      losses[row] = {std::llround((answers_[row] - p) * weight), std::llround(p * (1 - p) * weight)};
    }
    // Not std::shuffle: what it draws is not laid down.
    for (std::size_t i = 0; i < drawn; ++i) std::swap(features[i], features[i + random() % (features_ - i)]);
    nodes.resize(nodes.size() + width - 1);
    Grower grower(binned, options, losses, {features.begin(), features.begin() + static_cast<std::ptrdiff_t>(drawn)});
    grower.grow(&nodes[nodes.size() - (width - 1)]);
    grower.for_each_leaf([&](std::span<const std::uint32_t> rows) {
      Sum sum;
      for (const std::uint32_t row : rows) sum += losses[row];
      const double answer = options.rate * (static_cast<double>(sum.gradient) / kSteps) /
                            (static_cast<double>(sum.weight) / kSteps + options.shrink);
      leaves.push_back(static_cast<std::int16_t>(std::clamp(std::lround(answer * kScoreSteps), -32767L, 32767L)));
      for (const std::uint32_t row : rows) scores[row] += leaves.back() / kScoreSteps;
    });
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
