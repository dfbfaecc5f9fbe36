// A linear support vector machine: minimises ½‖w‖² + C Σ max(0, 1 − yᵢ w·xᵢ)² by dual coordinate descent.
//
// Source: C.-J. Hsieh, K.-W. Chang, C.-J. Lin, S. S. Keerthi, S. Sundararajan: A Dual Coordinate Descent Method for
// Large-scale Linear SVM, ICML 2008, algorithm 3 (with shrinking), L2 loss. LIBLINEAR's solver 1 finds the same
// optimum; a test compares the two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jianyan {

/// Rows of a sparse matrix, one after the other.
class SparseRows {
 public:
  struct Entry {
    std::uint32_t column;
    float value;
  };

  void add(std::span<const Entry> row) {
    entries_.insert(entries_.end(), row.begin(), row.end());
    ends_.push_back(entries_.size());
  }
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::span<const Entry> operator[](std::size_t row) const noexcept {
    const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
    return {entries_.data() + begin, ends_[row] - begin};
  }

 private:
  std::vector<Entry> entries_;
  std::vector<std::size_t> ends_;
};

struct SvmOptions {
  double cost = 1;         ///< C
  double tolerance = 0.1;  ///< of the projected gradient, as LIBLINEAR's -e
  unsigned most_rounds = 1000;
};

/// The weights of one class against the others. `targets` are +1 or −1, one a row. The same input gives the same bits.
/// Complexity: O(entries) a round, some ten rounds.
[[nodiscard]] std::vector<double> train_linear_svm(const SparseRows& rows, std::span<const signed char> targets,
                                                   std::size_t columns, const SvmOptions& options);

}  // namespace jianyan
