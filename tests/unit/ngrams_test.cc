// The n-gram model: what is trained against the definitions, and the packed form against what was trained.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "jianyan/result.h"
#include "language/build/ngram_model.h"
#include "language/build/ngram_training.h"
#include "language/ngrams.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

/// Sentences over a few words, so that contexts of all lengths recur.
std::vector<std::u32string> random_text(int count) {
  const std::vector<std::u32string> words{U"重庆", U"市", U"人大", U"代表", U"建议", U"办理", U"的", U"。"};
  std::mt19937 random(1);
  std::vector<std::u32string> text;
  for (int i = 0; i < count; ++i) {
    text.emplace_back();
    for (auto left = 1 + random() % 9; left > 0; --left) text.back() += words[random() % words.size()];
  }
  return text;
}

/// Kneser-Ney by the book, with maps, in which a paragraph is "^…$".
class Naive {
 public:
  explicit Naive(const std::vector<std::u32string>& text) {
    for (const std::u32string& line : text) {
      const std::u32string whole = U"^" + line + U"$";
      for (std::size_t at = 0; at < whole.size(); ++at) {
        if (at > 0) events_.insert(whole[at]);
        for (std::size_t length = 1; length <= Ngrams::kOrder && at + length <= whole.size(); ++length) {
          ++counts_[whole.substr(at, length)];
        }
      }
    }
    for (const auto& [ngram, count] : counts_) {
      if (ngram != U"^") add(ngram, count);
    }
    for (std::size_t length = 1; length <= Ngrams::kOrder; ++length) set_discounts(length);
  }

  [[nodiscard]] double probability(std::u32string_view context, char32_t c) const {
    const std::size_t length = context.size() + 1;
    // The unknown character is an event too, and the one that stands for boundaries is one.
    const double below = context.empty() ? 1.0 / static_cast<double>(events_.size() + 1) : probability(context.substr(1), c);
    double total = 0;
    double given = 0;
    double here = 0;
    for (const char32_t event : events_) {
      const auto found = kept_.find(std::u32string(context) + event);
      if (found == kept_.end()) continue;
      const double count = found->second - discounts_.at(length)[std::min<std::size_t>(found->second, 3)];
      total += found->second;
      given += count;
      if (event == c) here = count;
    }
    return total == 0 ? below : here / total + (1 - given / total) * below;
  }

 private:
  void add(const std::u32string& ngram, unsigned count) {
    if (ngram.size() == Ngrams::kOrder || ngram[0] == U'^') {
      kept_[ngram] += count;
    }
    if (ngram.size() > 1 && ngram.size() <= Ngrams::kOrder) ++kept_[ngram.substr(1)];
  }
  void set_discounts(std::size_t length) {
    std::map<unsigned, double> with;
    for (const auto& [ngram, count] : kept_) with[count] += ngram.size() == length;
    if (with[1] * with[2] * with[3] * with[4] == 0) {
      discounts_[length] = {0, 0.5, 0.75, 0.9};
      return;
    }
    const double y = with[1] / (with[1] + 2 * with[2]);
    for (unsigned i = 1; i <= 3; ++i) {
      discounts_[length][i] = std::clamp(i - (i + 1) * y * with[i + 1] / with[i], 0.0, i * 0.95);
    }
  }

  std::map<std::u32string, unsigned> counts_;
  std::map<std::u32string, unsigned> kept_;
  std::set<char32_t> events_;
  std::map<std::size_t, std::array<double, 4>> discounts_;
};

NgramModel trained(const std::vector<std::u32string>& text, const NgramOptions& options) {
  NgramTraining training;
  for (const std::u32string& line : text) training.add(to_utf8(line));
  return std::move(training).train(options);
}

/// A section at an aligned address.
struct Section {
  explicit Section(const std::vector<std::byte>& bytes)
      : memory(std::aligned_alloc(64, (bytes.size() + 63) / 64 * 64), std::free), size(bytes.size()) {
    std::memcpy(memory.get(), bytes.data(), size);
  }
  [[nodiscard]] std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(memory.get()), size}; }

  std::shared_ptr<void> memory;
  std::size_t size;
};

double total_digits(const Ngrams& model, const std::vector<std::u32string>& text) {
  double total = 0;
  for (const std::u32string& line : text) {
    Ngrams::Context context = model.begin();
    for (const char32_t c : line) total += model.cost(context, model.id(c), context);
  }
  return total / kCostPerDigit;
}

TEST_CASE("ngrams: costs are those of Kneser and Ney") {
  const std::vector<std::u32string> text = random_text(300);
  const Section section(trained(text, {}).pack());
  const Ngrams model(section.bytes());
  const Naive naive(text);
  int compared = 0;
  double error = 0;
  for (const std::u32string& line : random_text(400)) {
    Ngrams::Context context = model.begin();
    std::u32string before = U"^";
    for (const char32_t c : line) {
      const Cost cost = model.cost(context, model.id(c), context);
      const double digits = -std::log10(naive.probability(before, c));
      // Half a step of rounding for the cost and for each of up to three back-offs.
      const double off = static_cast<double>(cost) / kCostPerDigit - digits;
      CHECK(std::abs(off) < 0.18);
      error += off;
      before = (before + c).substr(before.size() + 1 < Ngrams::kOrder ? 0 : before.size() + 2 - Ngrams::kOrder);
      ++compared;
    }
  }
  CHECK(compared > 2000);
  CHECK(std::abs(error / compared) < 0.005);
}

TEST_CASE("ngrams: behind every context probabilities sum up to one, pruned or not") {
  const std::vector<std::u32string> text = random_text(300);
  for (const double least_gain : {0.0, 0.3, 3.0}) {
    NgramOptions options;
    options.least_gains.fill(least_gain);
    const NgramModel trained_model = trained(text, options);
    const Section section(trained_model.pack());
    const Ngrams model(section.bytes());
    for (const std::u32string& line : random_text(20)) {
      Ngrams::Context context = model.begin();
      for (const char32_t c : line) {
        double sum = 0;
        for (Ngrams::Id id = 0; id < trained_model.ids(); ++id) {
          Ngrams::Context unused;
          sum += std::pow(10.0, -static_cast<double>(model.cost(context, id, unused)) / kCostPerDigit);
        }
        CHECK(sum == doctest::Approx(1).epsilon(0.2));
        (void)model.cost(context, model.id(c), context);
      }
    }
  }
}

TEST_CASE("ngrams: pruning makes the model smaller and the text a little less likely") {
  const std::vector<std::u32string> text = random_text(300);
  std::size_t size = 0;
  double digits = 0;
  for (const double least_gain : {3.0, 0.3, 0.0}) {
    NgramOptions options;
    options.least_gains.fill(least_gain);
    const NgramModel model = trained(text, options);
    const Section section(model.pack());
    const double now = total_digits(Ngrams(section.bytes()), text);
    CHECK(model.size() > size);
    CHECK((size == 0 || now < digits));
    size = model.size();
    digits = now;
  }
}

TEST_CASE("ngrams: what is serialized comes back, and nothing else is taken") {
  const NgramModel model = trained(random_text(100), {});
  const std::string bytes = model.serialize();
  const NgramModel again = NgramModel::parse(bytes);
  CHECK(again.characters == model.characters);
  CHECK(again.pack() == model.pack());
  CHECK(again.serialize() == bytes);
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
    CHECK_THROWS_AS((void)NgramModel::parse(bytes.substr(0, size)), std::runtime_error);
  }
  CHECK_THROWS_AS((void)NgramModel::parse(bytes + "x"), std::runtime_error);
}

TEST_CASE("ngrams: digits are one character, letters another, blanks none, strange ones unknown") {
  const Section section(trained({U"2024年GDP增长 5％", U"第１２条ｇｄｐ"}, {1, {1, 1, 1, 1, 1}, {}}).pack());
  const Ngrams model(section.bytes());
  CHECK(model.id(U'7') == model.id(U'２'));
  CHECK(model.id(U'x') == model.id(U'Ｄ'));
  CHECK(model.id(U'7') != model.id(U'x'));
  CHECK(model.id(U' ') == Ngrams::kBlank);
  CHECK(model.id(U'　') == Ngrams::kBlank);
  CHECK(model.id(U'％') > Ngrams::kBoundary);
  CHECK(model.id(U'饕') == Ngrams::kUnknown);
  CHECK(model.id(U'𠀀') == Ngrams::kUnknown);
}

TEST_CASE("ngrams: damaged sections are refused or safe to read") {
  const std::vector<std::byte> good = trained(random_text(50), {}).pack();
  CHECK_THROWS_AS(Ngrams(std::span<const std::byte>()), LoadError);
  CHECK_THROWS_AS(Ngrams(std::span(good).first(1000)), LoadError);
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::byte> bad = good;
    for (int i = 0; i < 200; ++i) bad[64 + random() % (bad.size() - 64)] = static_cast<std::byte>(random());
    const Section section(bad);
    CHECK(std::isfinite(total_digits(Ngrams(section.bytes()), random_text(20))));
  }
}

TEST_CASE("ngrams: a text without a frequent character is refused") {
  CHECK_THROWS_AS((void)trained({}, {}), std::runtime_error);
  CHECK_THROWS_AS((void)trained({U"甲乙丙"}, {}), std::runtime_error);
}

}  // namespace
}  // namespace jianyan
