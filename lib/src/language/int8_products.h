// Products of a matrix of 8-bit integers with vectors of such: what a trained network is made of.
//
//   int8_kernels().front().products(matrix, vectors, count, sums);
//
// Sums of whole numbers are the same in any order: whatever the processor offers, the result is equal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace jianyan {

/// A view of a matrix whose values lie in blocks of 16 rows × 4 columns, row by row in a block, blocks of the same rows
/// side by side.
struct Int8Matrix {
  static constexpr std::size_t kBlockRows = 16;
  static constexpr std::size_t kBlockColumns = 4;

  const std::int8_t* values = nullptr;
  const std::int32_t* offsets = nullptr;  ///< 128 times the sum of each row: processors multiply with unsigned numbers
  std::size_t rows = 0, columns = 0;       ///< multiples of a block's

  [[nodiscard]] static constexpr std::size_t place(std::size_t columns, std::size_t row, std::size_t column) noexcept {
    return row / kBlockRows * kBlockRows * columns + column / kBlockColumns * kBlockRows * kBlockColumns +
           row % kBlockRows * kBlockColumns + column % kBlockColumns;
  }
};

/// sums[i * rows + row] = row · vectors[i * columns …], for `count` vectors.
using Int8Products = void (*)(const Int8Matrix& matrix, const std::int8_t* vectors, std::size_t count,
                              std::int32_t* sums);

struct Int8Kernel {
  std::string_view name;
  Int8Products products;
};
/// What this processor can do, the best first; the last one runs anywhere.
[[nodiscard]] std::span<const Int8Kernel> int8_kernels() noexcept;

}  // namespace jianyan
