// What company words keep: training, packing, and reading of word vectors.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "jianyan/result.h"
#include "language/build/word_vector_model.h"
#include "text/utf8.h"
#include "typo/build/word_vector_training.h"
#include "typo/word_company.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

using testing::test_data;

const TypoModels& models() {
  static const TypoModels kModels(*test_data());
  return kModels;
}

/// Playgrounds stand beside school buildings, meadows beside herds.
WordVectorModel trained_on_fields(std::uint32_t passes) {
  WordVectorTraining training(models());
  for (int i = 0; i < 40; ++i) {
    training.add("学校新建了操场和教学楼");
    training.add("学生在操场上体育课");
    training.add("牧民的牛羊在草场吃草");
    training.add("草原的草场退化，牧民很担心");
  }
  WordVectorOptions options;
  options.passes = passes;
  options.frequent = 1;  // the text is small: every word is learned
  return std::move(training).train(options);
}

/// The section, where the reader's numbers lie as they must.
struct Packed {
  explicit Packed(const std::vector<std::byte>& bytes) : size(bytes.size()), aligned(bytes.size() / 8 + 1) {
    std::memcpy(aligned.data(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::span<const std::byte> section() const { return std::as_bytes(std::span(aligned)).first(size); }
  std::size_t size;
  std::vector<std::uint64_t> aligned;
};

Cost fit(const WordVectors& vectors, const std::u32string& text, std::uint32_t begin, std::u32string_view word) {
  WordGraph graph(models().lexicon, models().bigrams, models().edges);
  graph.read(text);
  WordCompany company(models().lexicon, vectors);
  company.read(text, graph);
  const auto found = company.fit(company.around(begin, begin + static_cast<std::uint32_t>(word.size())), word);
  REQUIRE(found.has_value());
  return *found;
}

TEST_CASE("word vectors: a word fits where its neighbours are, better than the word it is mistaken for") {
  const Packed packed(trained_on_fields(30).pack(models().lexicon));
  const WordVectors vectors(packed.section());
  struct Case {
    std::u32string text;
    std::uint32_t begin;
    std::u32string fits, does_not;
  };
  const std::vector<Case> cases{
      {U"学校的草场和教学楼", 3, U"操场", U"草场"},
      {U"学生在草场上课", 3, U"操场", U"草场"},
      {U"牧民担心操场", 4, U"草场", U"操场"},
      {U"牛羊在操场吃草", 3, U"草场", U"操场"},
  };
  for (const Case& c : cases) {
    CAPTURE(to_utf8(c.text));
    CHECK(fit(vectors, c.text, c.begin, c.fits) > fit(vectors, c.text, c.begin, c.does_not));
  }
}

TEST_CASE("word vectors: the same text gives the same bytes, and these come back from a file") {
  const std::string bytes = trained_on_fields(2).serialize();
  CHECK(bytes == trained_on_fields(2).serialize());
  const WordVectorModel model = WordVectorModel::parse(bytes);
  CHECK(model.serialize() == bytes);
  CHECK(std::count(model.words.begin(), model.words.end(), "操场") == 1);
  CHECK(model.words.front().empty());
}

TEST_CASE("word vectors: a damaged file is refused") {
  const std::string bytes = trained_on_fields(1).serialize();
  for (const std::size_t size : {0UL, 10UL, 40UL, bytes.size() / 2, bytes.size() - 1}) {
    CAPTURE(size);
    CHECK_THROWS_AS((void)WordVectorModel::parse(std::string_view(bytes).substr(0, size)), std::runtime_error);
  }
  CHECK_THROWS_AS((void)WordVectorModel::parse(bytes + "x"), std::runtime_error);
}

TEST_CASE("word vectors: text in which no word comes often enough is refused") {
  WordVectorTraining training(models());
  training.add("学校新建了操场");
  CHECK_THROWS_AS((void)std::move(training).train({}), std::runtime_error);
}

TEST_CASE("word vectors: a section of another size is refused, any content of the right size is safe to read") {
  const std::vector<std::byte> good = trained_on_fields(1).pack(models().lexicon);
  for (const std::size_t size : {std::size_t{1}, std::size_t{20}, good.size() / 2, good.size() - 1}) {
    CAPTURE(size);
    const Packed cut({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)});
    CHECK_THROWS_AS(WordVectors(cut.section()), LoadError);
  }
  std::vector<std::byte> strange = good;
  std::mt19937 random(3);
  for (std::size_t i = 2 * sizeof(std::uint32_t); i < strange.size(); ++i)
    strange[i] = static_cast<std::byte>(random());
  const Packed packed(strange);
  const WordVectors vectors(packed.section());
  WordVectors::Context context{};
  for (std::uint32_t number = 0; number < models().lexicon.size() + 10; number += 7) {
    const WordVectors::Row row = vectors.row(number);
    vectors.add(context, row, number % WordVectors::kPositions);
    (void)vectors.fit(context, row);
    context = {};
  }
}

TEST_CASE("word vectors: data without them has no word that fits") {
  const WordVectors none(std::span<const std::byte>{});
  CHECK(none.row(1) == WordVectors::kNone);
  WordCompany company(models().lexicon, none);
  CHECK_FALSE(company.fit({}, U"操场").has_value());
}

}  // namespace
}  // namespace jianyan
