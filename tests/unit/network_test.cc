// The two-sided network: products of small integers, the reader, what training writes.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <random>

#include "jianyan/result.h"
#include "language/build/matrices.h"
#include "language/exponential.h"
#include "language/network.h"
#include "typo/build/network_training.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

using testing::test_data;

TEST_CASE("the exponential of products and sums is that of the library within 2 parts in a million") {
  for (float x = -20; x < 20; x += 0.037F) {
    CAPTURE(x);
    CHECK(std::abs(static_cast<double>(exponential(x)) / std::exp(static_cast<double>(x)) - 1) < 2e-6 + std::abs(x) * 1e-7);
  }
  CHECK(exponential(-1000) == exponential(-80));
  CHECK(exponential(std::nanf("")) == exponential(80));
}

TEST_CASE("products of small integers: every way to multiply gives the sums of the definition") {
  struct Case {
    std::size_t rows, columns, count;
  };
  for (const Case& c : {Case{16, 4, 1}, Case{32, 224, 3}, Case{448, 448, 11}, Case{16, 448, 17}}) {
    const std::size_t rows = c.rows, columns = c.columns, count = c.count;
    CAPTURE(rows);
    CAPTURE(count);
    std::mt19937 random(static_cast<unsigned>(rows + count));
    const auto any = [&] { return static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127); };
    std::vector<std::int8_t> values(rows * columns), vectors(count * columns);
    for (std::int8_t& value : vectors) value = any();
    std::vector<std::int32_t> offsets(rows), expected(count * rows);
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column) {
        // The largest products, where an intermediate sum of 16 bits would overflow.
        const std::int8_t value = row % 16 == 0 ? std::int8_t{127} : any();
        values[Int8Matrix::place(columns, row, column)] = value;
        offsets[row] += 128 * value;
        for (std::size_t i = 0; i < count; ++i) expected[i * rows + row] += value * vectors[i * columns + column];
      }
    const Int8Matrix matrix{values.data(), offsets.data(), rows, columns};
    for (const Int8Kernel& kernel : int8_kernels()) {
      CAPTURE(kernel.name);
      std::vector<std::int32_t> sums(count * rows, -1);
      kernel.products(matrix, vectors.data(), count, sums.data());
      CHECK(sums == expected);
    }
  }
}

TEST_CASE("products for training: as the definition, rounded, for sizes that fill no panel and for sums that go on") {
  struct Case {
    std::size_t rows, columns, inner;
  };
  for (const Case& c : {Case{1, 1, 1}, Case{13, 33, 7}, Case{24, 64, 48}, Case{50, 31, 130}}) {
    const std::size_t rows = c.rows, columns = c.columns, inner = c.inner;
    CAPTURE(rows);
    std::mt19937 random(static_cast<unsigned>(columns));
    std::uniform_real_distribution<float> any(-1, 1);
    std::vector<float> left(rows * inner), right(inner * columns), left_turned(left.size()), right_turned(right.size());
    for (float& value : left) value = any(random);
    for (float& value : right) value = any(random);
    for (std::size_t i = 0; i < inner; ++i) {
      for (std::size_t row = 0; row < rows; ++row) left_turned[i * rows + row] = left[row * inner + i];
      for (std::size_t column = 0; column < columns; ++column)
        right_turned[column * inner + i] = right[i * columns + column];
    }
    for (const bool turned : {false, true}) {
      Factor a, b;
      if (turned) {
        arrange_rows_turned(a, left_turned.data(), rows, inner, rows);
        arrange_columns_turned(b, right_turned.data(), columns, inner, inner);
      } else {
        arrange_rows(a, left.data(), rows, inner, inner);
        arrange_columns(b, right.data(), columns, inner, columns);
      }
      std::vector<float> out(rows * columns, 100);
      multiply(a, b, out.data(), columns, Sum::fresh);
      multiply(a, b, out.data(), columns, Sum::added);
      for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
          float sum = 0;
          for (std::size_t i = 0; i < inner; ++i) sum += left[row * inner + i] * right[i * columns + column];
          CHECK(std::abs(out[row * columns + column] - 2 * sum) < 0.01F * std::sqrt(static_cast<float>(inner)));
        }
    }
  }
}

/// A section with the numbers that training begins with: of no use, and in every way a network.
class Untrained {
 public:
  Untrained() {
    NetworkOptions options;
    options.steps = 0;
    options.least_count = 1;
    const Confusions confusions(*test_data());
    NetworkTraining training(confusions, options);
    for (const char* paragraph : {"建议加快老旧小区改造，完善养老服务设施。", "由市住房城乡建设委牵头，2025年底前完成。"})
      training.add(paragraph);
    training.train("no-checkpoint-is-written-without-a-step");
    const std::vector<std::byte> bytes = training.model();
    size_ = bytes.size();
    aligned_.resize(size_ / sizeof(std::uint64_t) + 1);
    std::memcpy(aligned_.data(), bytes.data(), size_);
  }
  [[nodiscard]] std::span<const std::byte> section() const {
    return std::as_bytes(std::span(aligned_)).first(size_);
  }

 private:
  std::size_t size_;
  std::vector<std::uint64_t> aligned_;
};

const Untrained& untrained() {
  static const Untrained kUntrained;
  return kUntrained;
}

constexpr std::u32string_view kText = U"完善老旧小区改造设施，加快建设养老服务设施。由市牵头完成建设，年底前改造小区。建议完善养老服务。";

TEST_CASE("network: every way to multiply tells the same, and so do places looked at together or one by one") {
  const Network network(untrained().section());
  std::vector<std::uint32_t> all;
  for (std::uint32_t place = 0; place < kText.size(); ++place) all.push_back(place);
  NetworkReader together(network);
  together.read(kText);
  together.look(all);
  for (const Int8Kernel& kernel : int8_kernels()) {
    CAPTURE(kernel.name);
    NetworkReader one_by_one(network, kernel);
    one_by_one.read(U"另一段");
    one_by_one.look(std::vector<std::uint32_t>{1});
    one_by_one.read(kText);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint32_t place = all[i * 7 % all.size()];
      one_by_one.look(std::vector<std::uint32_t>{place});
      for (const char32_t c : {U'市', U'建', U'设'})
        CHECK(one_by_one.gain(place, kText[place], c) == together.gain(place, kText[place], c));
    }
  }
}

TEST_CASE("network: what it tells does not depend on the character that stands at the place, but on those around") {
  const Network network(untrained().section());
  constexpr std::uint32_t kPlace = 20;
  std::u32string other(kText), farther(kText);
  other[kPlace] = other[kPlace] == U'建' ? U'设' : U'建';
  farther[kPlace - 20] = U'年';
  NetworkReader reader(network), of_other(network), of_farther(network);
  reader.read(kText);
  of_other.read(other);
  of_farther.read(farther);
  const std::vector<std::uint32_t> places{kPlace};
  for (NetworkReader* each : {&reader, &of_other, &of_farther}) each->look(places);
  std::size_t different = 0;
  for (const char32_t c : std::u32string_view(U"市年底前完成改造小区")) {
    CHECK(reader.gain(kPlace, U'老', c) == of_other.gain(kPlace, U'老', c));
    CHECK(reader.gain(kPlace, U'老', c) == -reader.gain(kPlace, c, U'老'));
    different += reader.gain(kPlace, U'老', c) == of_farther.gain(kPlace, U'老', c) ? 0 : 1;
  }
  CHECK(different > 5);
  CHECK(reader.gain(kPlace, U'老', U'龘') == 0);  // not known
  CHECK(reader.gain(kPlace, U'老', U'老') == 0);
}

TEST_CASE("network: a damaged section is refused, and none is empty") {
  const std::span<const std::byte> section = untrained().section();
  CHECK(Network(std::span<const std::byte>()).empty());
  CHECK_THROWS_AS(Network(section.first(40)), LoadError);
  CHECK_THROWS_AS(Network(section.first(section.size() - 64)), LoadError);
}

TEST_CASE("network: the one in the data file leans to what belongs there, where n-grams see too little") {
  const Network network(*test_data());
  REQUIRE(!network.empty());
  NetworkReader reader(network);
  struct Case {
    std::u32string_view text;
    std::uint32_t place;
    char32_t right, wrong;
  };
  for (const Case& c : {Case{U"这项工作以前做得不够，今后不能在出现类似的问题了。", 15, U'再', U'在'},
                        Case{U"她是我们村里的第一位女村支书，乡亲们都很信任他。", 22, U'她', U'他'}}) {
    reader.read(c.text);
    reader.look(std::vector<std::uint32_t>{c.place});
    CHECK(c.text[c.place] == c.wrong);
    CHECK(reader.gain(c.place, c.wrong, c.right) > 0);
  }
}

}  // namespace
}  // namespace jianyan
