// Rows are visited in an order that is shuffled anew in each round, by a generator with a fixed seed; a row whose
// multiplier sits at its bound and whose gradient keeps it there is left out until the rest has converged.
#include "classify/linear_svm.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "text/hash.h"

namespace jianyan {
namespace {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers with every standard library.
class Random {
 public:
  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15u;
    return mix_bits(state_);
  }

 private:
  std::uint64_t state_ = 0;
};

class DualDescent {
 public:
  DualDescent(const SparseRows& rows, std::span<const signed char> targets, std::size_t columns,
              const SvmOptions& options)
      : rows_(rows),
        targets_(targets),
        options_(options),
        ridge_(0.5 / options.cost),
        weights_(columns),
        multipliers_(rows.size()),
        diagonal_(rows.size(), ridge_),
        active_(rows.size()) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (const SparseRows::Entry& entry : rows[i])
        diagonal_[i] += static_cast<double>(entry.value) * static_cast<double>(entry.value);
    std::iota(active_.begin(), active_.end(), std::uint32_t{0});
  }

  std::vector<double> run() {
    for (unsigned round = 0; round < options_.most_rounds; ++round) {
      shuffle();
      const bool converged = pass() <= options_.tolerance;
      if (!converged) continue;
      if (active_.size() == rows_.size()) break;
      active_.resize(rows_.size());  // a last look at what was left out
      std::iota(active_.begin(), active_.end(), std::uint32_t{0});
      bound_ = std::numeric_limits<double>::infinity();
    }
    return std::move(weights_);
  }

 private:
  void shuffle() {
    for (std::size_t i = active_.size(); i > 1; --i) std::swap(active_[i - 1], active_[random_.next() % i]);
  }

  // One round over the active rows; the spread of their projected gradients.
  double pass() {
    double greatest = -std::numeric_limits<double>::infinity();
    double least = std::numeric_limits<double>::infinity();
    std::size_t kept = 0;
    for (const std::uint32_t row : active_) {
      const double target = targets_[row];
      const double gradient = target * product(row) - 1 + multipliers_[row] * ridge_;
      double projected = gradient;
      if (multipliers_[row] == 0) {
        if (gradient > bound_) continue;
        projected = std::min(gradient, 0.0);
      }
      active_[kept++] = row;
      greatest = std::max(greatest, projected);
      least = std::min(least, projected);
      if (projected != 0) step(row, target, gradient);
    }
    active_.resize(kept);
    bound_ = greatest > 0 ? greatest : std::numeric_limits<double>::infinity();
    return kept == 0 ? 0 : greatest - least;
  }

  [[nodiscard]] double product(std::uint32_t row) const {
    double sum = 0;
    for (const SparseRows::Entry& entry : rows_[row]) sum += weights_[entry.column] * static_cast<double>(entry.value);
    return sum;
  }

  void step(std::uint32_t row, double target, double gradient) {
    const double before = multipliers_[row];
    multipliers_[row] = std::max(before - gradient / diagonal_[row], 0.0);
    const double change = (multipliers_[row] - before) * target;
    for (const SparseRows::Entry& entry : rows_[row]) {
      weights_[entry.column] += change * static_cast<double>(entry.value);
    }
  }

  const SparseRows& rows_;
  const std::span<const signed char> targets_;
  const SvmOptions& options_;
  const double ridge_;
  std::vector<double> weights_, multipliers_, diagonal_;
  std::vector<std::uint32_t> active_;
  double bound_ = std::numeric_limits<double>::infinity();  // gradients above it stay out of the way
  Random random_;
};

}  // namespace

std::vector<double> train_linear_svm(const SparseRows& rows, std::span<const signed char> targets, std::size_t columns,
                                     const SvmOptions& options) {
  return DualDescent(rows, targets, columns, options).run();
}

}  // namespace jianyan
