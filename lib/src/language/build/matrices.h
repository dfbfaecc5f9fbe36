// Products of matrices for training: factors in bfloat16, sums in 32 bits.
//
//   Matrix left = by_rows(x, rows, inner, inner);                // row-major
//   Matrix right = by_columns(w, inner, columns, columns);       // of columns, in panels
//   multiply(left, right, out, columns, Sum::fresh);             // out[rows][columns]
//
// A processor with AVX-512 BF16 multiplies two pairs in each lane at once, some 400 thousand million operations a
// second; the sources must be compiled for it (-march=native). Others do the same sums in plain loops: right, and far
// slower.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jianyan {

/// The upper half of a 32-bit float.
using Bfloat = std::uint16_t;

/// A factor, rounded and arranged for multiply(). The inner dimension is filled up with zeros to an even number, the
/// columns of a right factor to whole panels.
struct Factor {
  std::size_t outer = 0, inner = 0;  ///< rows of a left factor or columns of a right one; length of the products
  std::vector<Bfloat> values;
};

/// Left factors: from[row * stride + i], or, turned, from[i * stride + row].
void arrange_rows(Factor& factor, const float* from, std::size_t rows, std::size_t inner, std::size_t stride);
void arrange_rows_turned(Factor& factor, const float* from, std::size_t rows, std::size_t inner, std::size_t stride);
/// Right factors: from[i * stride + column], or, turned, from[column * stride + i].
void arrange_columns(Factor& factor, const float* from, std::size_t columns, std::size_t inner, std::size_t stride);
void arrange_columns_turned(Factor& factor, const float* from, std::size_t columns, std::size_t inner,
                            std::size_t stride);

enum class Sum : std::uint8_t { fresh, added };

/// out[row * stride + column] = or += the product. Precondition: the same inner dimension.
void multiply(const Factor& left, const Factor& right, float* out, std::size_t stride, Sum sum);

}  // namespace jianyan
