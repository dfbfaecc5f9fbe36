// A panel of 32 columns of the right factor stays in the nearest cache while all rows pass by; 12 rows of the left one
// are multiplied with it at a time, their 24 sums in registers. After K. Goto and R. van de Geijn, "Anatomy of
// High-Performance Matrix Multiplication", 2008, without its outer blocks: the factors here fit the second cache.
#include "language/build/matrices.h"

#include <algorithm>
#include <bit>
#include <cassert>

#ifdef __AVX512BF16__
#include <immintrin.h>
#endif

namespace jianyan {
namespace {

constexpr std::size_t kPanel = 32;  // columns
constexpr std::size_t kRows = 12;

Bfloat rounded(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return static_cast<Bfloat>((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
}

std::size_t even(std::size_t size) { return (size + 1) & ~std::size_t{1}; }

/// Where a value of a right factor lies: panel by panel, pairs of the inner dimension side by side.
std::size_t place(std::size_t inner, std::size_t column, std::size_t i) {
  return column / kPanel * kPanel * inner + i / 2 * 2 * kPanel + column % kPanel * 2 + i % 2;
}

void make_room(Factor& factor, std::size_t outer, std::size_t inner, std::size_t stored) {
  factor.outer = outer;
  factor.inner = even(inner);
  factor.values.resize(stored * factor.inner);
}

void make_panels(Factor& factor, std::size_t columns, std::size_t inner) {
  make_room(factor, columns, inner, (columns + kPanel - 1) / kPanel * kPanel);
  if (columns % kPanel != 0 || inner % 2 != 0) std::fill(factor.values.begin(), factor.values.end(), Bfloat{0});
}

#ifdef __AVX512BF16__
template <std::size_t Rows>
void multiply_rows(const Bfloat* left, const Bfloat* panel, std::size_t inner, float* out, std::size_t stride, Sum sum) {
  __m512 sums[Rows][2];
  for (std::size_t r = 0; r < Rows; ++r)
    for (std::size_t v = 0; v < 2; ++v)
      sums[r][v] = sum == Sum::fresh ? _mm512_setzero_ps() : _mm512_loadu_ps(out + r * stride + v * 16);
  for (std::size_t i = 0; i < inner; i += 2) {
    const auto low = std::bit_cast<__m512bh>(_mm512_loadu_si512(panel + i * kPanel));
    const auto high = std::bit_cast<__m512bh>(_mm512_loadu_si512(panel + i * kPanel + kPanel));
    for (std::size_t r = 0; r < Rows; ++r) {
      int pair;
      __builtin_memcpy(&pair, left + r * inner + i, sizeof(pair));
      const auto both = std::bit_cast<__m512bh>(_mm512_set1_epi32(pair));
      sums[r][0] = _mm512_dpbf16_ps(sums[r][0], both, low);
      sums[r][1] = _mm512_dpbf16_ps(sums[r][1], both, high);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r)
    for (std::size_t v = 0; v < 2; ++v) _mm512_storeu_ps(out + r * stride + v * 16, sums[r][v]);
}
#else
float widened(Bfloat value) { return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16); }

template <std::size_t Rows>
void multiply_rows(const Bfloat* left, const Bfloat* panel, std::size_t inner, float* out, std::size_t stride, Sum sum) {
  for (std::size_t r = 0; r < Rows; ++r) {
    float sums[kPanel] = {};
    for (std::size_t i = 0; i < inner; i += 2) {
      const float first = widened(left[r * inner + i]), second = widened(left[r * inner + i + 1]);
      for (std::size_t c = 0; c < kPanel; ++c)
        sums[c] += first * widened(panel[i * kPanel + 2 * c]) + second * widened(panel[i * kPanel + 2 * c + 1]);
    }
    for (std::size_t c = 0; c < kPanel; ++c) out[r * stride + c] = sums[c] + (sum == Sum::fresh ? 0 : out[r * stride + c]);
  }
}
#endif

/// The rows that are left when they are no multiple of kRows.
template <std::size_t Rows>
void multiply_rest(std::size_t rows, const Bfloat* left, const Bfloat* panel, std::size_t inner, float* out,
                   std::size_t stride, Sum sum) {
  if constexpr (Rows > 0) {
    if (rows == Rows) return multiply_rows<Rows>(left, panel, inner, out, stride, sum);
    multiply_rest<Rows - 1>(rows, left, panel, inner, out, stride, sum);
  }
}

void multiply_panel(const Factor& left, const Bfloat* panel, float* out, std::size_t stride, Sum sum) {
  const std::size_t inner = left.inner;
  std::size_t row = 0;
  for (; row + kRows <= left.outer; row += kRows)
    multiply_rows<kRows>(left.values.data() + row * inner, panel, inner, out + row * stride, stride, sum);
  multiply_rest<kRows - 1>(left.outer - row, left.values.data() + row * inner, panel, inner, out + row * stride, stride,
                           sum);
}

/// The last panel, where it is not full, is multiplied aside: what lies behind the columns is not ours to write.
void multiply_part(const Factor& left, const Bfloat* panel, std::size_t columns, float* out, std::size_t stride,
                   Sum sum) {
  std::vector<float> aside(left.outer * kPanel);
  multiply_panel(left, panel, aside.data(), kPanel, Sum::fresh);
  for (std::size_t row = 0; row < left.outer; ++row)
    for (std::size_t c = 0; c < columns; ++c)
      out[row * stride + c] = aside[row * kPanel + c] + (sum == Sum::fresh ? 0 : out[row * stride + c]);
}

}  // namespace

void arrange_rows(Factor& factor, const float* from, std::size_t rows, std::size_t inner, std::size_t stride) {
  make_room(factor, rows, inner, rows);
  for (std::size_t row = 0; row < rows; ++row) {
    Bfloat* const to = factor.values.data() + row * factor.inner;
    for (std::size_t i = 0; i < inner; ++i) to[i] = rounded(from[row * stride + i]);
    if (inner != factor.inner) to[inner] = 0;
  }
}

void arrange_rows_turned(Factor& factor, const float* from, std::size_t rows, std::size_t inner, std::size_t stride) {
  make_room(factor, rows, inner, rows);
  if (inner != factor.inner) std::fill(factor.values.begin(), factor.values.end(), Bfloat{0});
  constexpr std::size_t kBlock = 32;  // both sides of a block stay in the nearest cache
  for (std::size_t first = 0; first < rows; first += kBlock)
    for (std::size_t begin = 0; begin < inner; begin += kBlock)
      for (std::size_t row = first; row < std::min(rows, first + kBlock); ++row)
        for (std::size_t i = begin; i < std::min(inner, begin + kBlock); ++i)
          factor.values[row * factor.inner + i] = rounded(from[i * stride + row]);
}

void arrange_columns(Factor& factor, const float* from, std::size_t columns, std::size_t inner, std::size_t stride) {
  make_panels(factor, columns, inner);
  for (std::size_t begin = 0; begin < columns; begin += kPanel)
    for (std::size_t i = 0; i < inner; ++i) {
      Bfloat* const to = factor.values.data() + place(factor.inner, begin, i);
      const std::size_t width = std::min(kPanel, columns - begin);
      for (std::size_t c = 0; c < width; ++c) to[2 * c] = rounded(from[i * stride + begin + c]);
    }
}

void arrange_columns_turned(Factor& factor, const float* from, std::size_t columns, std::size_t inner,
                            std::size_t stride) {
  make_panels(factor, columns, inner);
  for (std::size_t column = 0; column < columns; ++column)
    for (std::size_t i = 0; i < inner; ++i)
      factor.values[place(factor.inner, column, i)] = rounded(from[column * stride + i]);
}

void multiply(const Factor& left, const Factor& right, float* out, std::size_t stride, Sum sum) {
  assert(left.inner == right.inner);
  for (std::size_t column = 0; column < right.outer; column += kPanel) {
    const Bfloat* const panel = right.values.data() + column * right.inner;
    const std::size_t columns = std::min(kPanel, right.outer - column);
    if (columns == kPanel) {
      multiply_panel(left, panel, out + column, stride, sum);
    } else {
      multiply_part(left, panel, columns, out + column, stride, sum);
    }
  }
}

}  // namespace jianyan
