// A block of 16 rows meets four numbers of a vector at a time: no sum has to be gathered from within a register. The
// fast paths take two vectors along, so that each block is read from memory once for both.
#include "language/int8_products.h"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define JIANYAN_X86_KERNELS 1
#include <immintrin.h>
#endif

namespace jianyan {
namespace {

constexpr std::size_t kBlock = Int8Matrix::kBlockRows * Int8Matrix::kBlockColumns;

void plain_products(const Int8Matrix& matrix, const std::int8_t* vectors, std::size_t count, std::int32_t* sums) {
  for (std::size_t i = 0; i < count; ++i, vectors += matrix.columns, sums += matrix.rows) {
    const std::int8_t* block = matrix.values;
    for (std::size_t row = 0; row < matrix.rows; row += Int8Matrix::kBlockRows) {
      std::array<std::int32_t, Int8Matrix::kBlockRows> of_rows{};
      for (std::size_t column = 0; column < matrix.columns; column += Int8Matrix::kBlockColumns, block += kBlock)
        for (std::size_t r = 0; r < Int8Matrix::kBlockRows; ++r)
          for (std::size_t c = 0; c < Int8Matrix::kBlockColumns; ++c)
            of_rows[r] += block[r * Int8Matrix::kBlockColumns + c] * vectors[column + c];
      std::copy(of_rows.begin(), of_rows.end(), sums + row);
    }
  }
}

#ifdef JIANYAN_X86_KERNELS

std::int32_t four_of(const std::int8_t* vector) {
  std::int32_t four;
  std::memcpy(&four, vector, sizeof(four));
  return four;
}

/// `Blocks` of 16 rows from `row` on, for `Count` vectors. Numbers of the vectors become unsigned, 128 more than they
/// are; what that adds is known.
template <std::size_t Count, std::size_t Blocks>
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void vnni_blocks(const Int8Matrix& matrix, std::size_t row,
                                                                        const std::int8_t* vectors, std::int32_t* sums) {
  const __m512i high_bits = _mm512_set1_epi32(static_cast<int>(0x80808080U));
  const std::size_t stride = Int8Matrix::kBlockRows * matrix.columns;
  const std::int8_t* block = matrix.values + row * matrix.columns;
  __m512i of_rows[Count][Blocks];
  for (std::size_t i = 0; i < Count; ++i)
    for (std::size_t b = 0; b < Blocks; ++b) of_rows[i][b] = _mm512_setzero_si512();
  for (std::size_t column = 0; column < matrix.columns; column += Int8Matrix::kBlockColumns, block += kBlock) {
    __m512i values[Blocks];
    for (std::size_t b = 0; b < Blocks; ++b) values[b] = _mm512_loadu_si512(block + b * stride);
    for (std::size_t i = 0; i < Count; ++i) {
      const __m512i four = _mm512_xor_si512(_mm512_set1_epi32(four_of(vectors + i * matrix.columns + column)), high_bits);
      for (std::size_t b = 0; b < Blocks; ++b) of_rows[i][b] = _mm512_dpbusd_epi32(of_rows[i][b], four, values[b]);
    }
  }
  for (std::size_t b = 0; b < Blocks; ++b) {
    const std::size_t first = row + b * Int8Matrix::kBlockRows;
    const __m512i added = _mm512_loadu_si512(matrix.offsets + first);
    for (std::size_t i = 0; i < Count; ++i)
      _mm512_storeu_si512(sums + i * matrix.rows + first, _mm512_sub_epi32(of_rows[i][b], added));
  }
}

/// As many sums side by side as the processor needs not to wait for the last product of each.
template <std::size_t Count>
void vnni_rows(const Int8Matrix& matrix, const std::int8_t* vectors, std::int32_t* sums) {
  constexpr std::size_t kBlocks = Count <= 2 ? 4 : Count <= 4 ? 2 : 1;
  constexpr std::size_t kStep = kBlocks * Int8Matrix::kBlockRows;
  std::size_t row = 0;
  for (; row + kStep <= matrix.rows; row += kStep) vnni_blocks<Count, kBlocks>(matrix, row, vectors, sums);
  for (; row < matrix.rows; row += Int8Matrix::kBlockRows) vnni_blocks<Count, 1>(matrix, row, vectors, sums);
}

/// Products of 16 bits: those of 8 would not hold the sums. Four rows a register.
template <std::size_t Count>
__attribute__((target("avx2"))) void avx2_rows(const Int8Matrix& matrix, const std::int8_t* vectors, std::int32_t* sums) {
  constexpr std::size_t kRegisters = 4;
  const std::int8_t* block = matrix.values;
  for (std::size_t row = 0; row < matrix.rows; row += Int8Matrix::kBlockRows) {
    __m256i of_rows[Count][kRegisters];
    for (std::size_t i = 0; i < Count; ++i)
      for (std::size_t r = 0; r < kRegisters; ++r) of_rows[i][r] = _mm256_setzero_si256();
    for (std::size_t column = 0; column < matrix.columns; column += Int8Matrix::kBlockColumns, block += kBlock) {
      __m256i four[Count];
      for (std::size_t i = 0; i < Count; ++i)
        four[i] = _mm256_cvtepi8_epi16(_mm_set1_epi32(four_of(vectors + i * matrix.columns + column)));
      for (std::size_t r = 0; r < kRegisters; ++r) {
        const __m256i values =
            _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block + r * sizeof(__m128i))));
        for (std::size_t i = 0; i < Count; ++i)
          of_rows[i][r] = _mm256_add_epi32(of_rows[i][r], _mm256_madd_epi16(values, four[i]));
      }
    }
    for (std::size_t i = 0; i < Count; ++i)
      for (std::size_t r = 0; r < kRegisters; r += 2) {  // two halves of each row's sum stand side by side
        const __m256i gathered = _mm256_hadd_epi32(of_rows[i][r], of_rows[i][r + 1]);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + i * matrix.rows + row + r * 4),
                            _mm256_permute4x64_epi64(gathered, 0b11011000));
      }
  }
}

using RowsOfSome = void (*)(const Int8Matrix& matrix, const std::int8_t* vectors, std::int32_t* sums);

/// So many vectors at a time as there are functions for, the last of them for most.
template <std::size_t Most>
void in_groups(const std::array<RowsOfSome, Most>& of, const Int8Matrix& matrix, const std::int8_t* vectors,
               std::size_t count, std::int32_t* sums) {
  while (count > 0) {
    const std::size_t some = std::min(count, Most);
    of[some - 1](matrix, vectors, sums);
    vectors += some * matrix.columns;
    sums += some * matrix.rows;
    count -= some;
  }
}

void vnni_products(const Int8Matrix& matrix, const std::int8_t* vectors, std::size_t count, std::int32_t* sums) {
  constexpr std::array<RowsOfSome, 8> kRows{vnni_rows<1>, vnni_rows<2>, vnni_rows<3>, vnni_rows<4>,
                                            vnni_rows<5>, vnni_rows<6>, vnni_rows<7>, vnni_rows<8>};
  in_groups(kRows, matrix, vectors, count, sums);
}

void avx2_products(const Int8Matrix& matrix, const std::int8_t* vectors, std::size_t count, std::int32_t* sums) {
  constexpr std::array<RowsOfSome, 2> kRows{avx2_rows<1>, avx2_rows<2>};
  in_groups(kRows, matrix, vectors, count, sums);
}

#endif

struct Kernels {
  std::array<Int8Kernel, 3> all{};
  std::size_t count = 0;
  Kernels() {
#ifdef JIANYAN_X86_KERNELS
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni"))
      all[count++] = {"avx512-vnni", vnni_products};
    if (__builtin_cpu_supports("avx2")) all[count++] = {"avx2", avx2_products};
#endif
    all[count++] = {"plain", plain_products};
  }
};

}  // namespace

std::span<const Int8Kernel> int8_kernels() noexcept {
  static const Kernels kernels;
  return std::span(kernels.all).first(kernels.count);
}

}  // namespace jianyan
