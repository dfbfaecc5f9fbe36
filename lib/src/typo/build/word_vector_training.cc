#include "typo/build/word_vector_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <span>
#include <stdexcept>

#include "text/utf8.h"

namespace jianyan {
namespace {

using Row = WordVectorTraining::Row;
using Floats = std::array<float, WordVectors::kSize>;

constexpr std::size_t kPart = 1000;        // characters of a paragraph that are read at once
constexpr std::size_t kLongest = 4;        // characters of a word that has rivals
constexpr std::uint8_t kLeastShape = 70;   // of rivals that only look alike
constexpr float kScale = 0.1F;             // of a context, so that its product with a word's vector begins small
constexpr float kLeastRate = 0.0005F;      // part of the rate that is left at the end
constexpr double kSpread = 6;              // standard deviations that a small integer can tell

/// Xorshift, as G. Marsaglia describes it, 2003.
class Random {
 public:
  std::uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::uint32_t>(state_ >> 32);
  }
  std::uint32_t below(std::size_t limit) { return static_cast<std::uint32_t>((std::uint64_t{next()} * limit) >> 32); }
  float unit() { return static_cast<float>(next() >> 8) * (1.0F / 16777216.0F); }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15;
};

/// Rows, each as often as the 0.75th power of its count has a part in all: the usual draw of negative samples.
std::vector<Row> strangers_of(std::span<const std::uint32_t> counts) {
  constexpr std::size_t kDraws = 1 << 22;
  constexpr double kPower = 0.75;
  double all = 0, sum = 0;
  for (const std::uint32_t count : counts) all += std::pow(count, kPower);
  std::vector<Row> strangers;
  for (std::size_t row = 1; row < counts.size(); ++row) {
    sum += std::pow(counts[row], kPower);
    while (static_cast<double>(strangers.size()) < sum / all * kDraws) strangers.push_back(static_cast<Row>(row));
  }
  return strangers;
}

/// How often a word is learned from where it stands.
std::vector<float> shares_kept(std::span<const std::uint32_t> counts, double all, double frequent) {
  std::vector<float> kept(counts.size(), 0);
  for (std::size_t row = 1; row < counts.size(); ++row) {
    const double times = counts[row] / all / frequent;
    kept[row] = static_cast<float>(std::min(1.0, (std::sqrt(times) + 1) / times));
  }
  return kept;
}

/// The vectors while they are learned.
class Learner {
 public:
  Learner(const WordVectorOptions& options, std::size_t rows) : options_(options), neighbours_(rows), own_(rows) {
    for (Floats& weights : weights_) weights.fill(1);
    for (std::size_t row = 1; row < rows; ++row)
      for (float& value : neighbours_[row]) value = (random_.unit() - 0.5F) / WordVectors::kSize;
  }

  Random& random() { return random_; }

  /// Learns from the word at `at` of a paragraph. Returns the loss.
  double learn(std::span<const std::uint32_t> line, std::size_t at, std::span<const Row> strangers,
               std::span<const Row> rivals, float rate) {
    const Floats context = context_of(line, at);
    Floats change{};
    const auto right = static_cast<Row>(line[at]);
    double loss = compare(context, right, true, rate, change);
    for (std::uint32_t i = 0; i < options_.strangers; ++i) {
      const Row other = strangers[random_.below(strangers.size())];
      if (other != right) loss += compare(context, other, false, rate, change);
    }
    for (std::uint32_t i = 0; i < options_.rivals && !rivals.empty(); ++i)
      loss += compare(context, rivals[random_.below(rivals.size())], false, rate, change);
    pass_on(line, at, change);
    return loss;
  }

  void write(WordVectorModel& model) const {
    const double neighbour_step = step_of(neighbours_), own_step = step_of(own_);
    model.multiplier = static_cast<std::uint32_t>(static_cast<double>(kScale) * neighbour_step * own_step /
                                                  std::log(10.0) * kCostPerDigit * 65536);
    for (std::size_t position = 0; position < weights_.size(); ++position)
      for (std::size_t i = 0; i < WordVectors::kSize; ++i)
        model.weights[position][i] = static_cast<std::int16_t>(
            std::clamp(std::lround(weights_[position][i] * WordVectors::kUnit), -32767L, 32767L));
    model.neighbours = small(neighbours_, neighbour_step);
    model.own = small(own_, own_step);
  }

 private:
  template <class Use>
  static void for_each_neighbour(std::span<const std::uint32_t> line, std::size_t at, Use use) {
    const std::size_t low = at < WordVectors::kWords ? 0 : at - WordVectors::kWords;
    const std::size_t high = std::min(line.size(), at + WordVectors::kWords + 1);
    for (std::size_t i = low; i < high; ++i)
      if (i != at && line[i] != WordVectors::kNone)
        use(line[i], WordVectors::position((i < at ? at - i : i - at) - 1, i > at));
  }

  [[nodiscard]] Floats context_of(std::span<const std::uint32_t> line, std::size_t at) const {
    Floats sum{};
    for_each_neighbour(line, at, [&](std::uint32_t row, std::size_t position) {
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += neighbours_[row][i] * weights_[position][i];
    });
    for (float& value : sum) value *= kScale;
    return sum;
  }

  /// Moves a word's vector towards or away from the context, and notes how the context should move.
  double compare(const Floats& context, Row row, bool fits, float rate, Floats& change) {
    Floats& own = own_[row];
    float product = 0;
    for (std::size_t i = 0; i < own.size(); ++i) product += context[i] * own[i];
    const float probability = 1.0F / (1.0F + std::exp(-product));
    const float error = ((fits ? 1.0F : 0.0F) - probability) * rate;
    for (std::size_t i = 0; i < own.size(); ++i) {
      change[i] += error * own[i];
      own[i] += error * context[i];
    }
    return -std::log(std::max(1e-6, static_cast<double>(fits ? probability : 1 - probability)));
  }

  void pass_on(std::span<const std::uint32_t> line, std::size_t at, const Floats& change) {
    for_each_neighbour(line, at, [&](std::uint32_t row, std::size_t position) {
      Floats& vector = neighbours_[row];
      Floats& weights = weights_[position];
      for (std::size_t i = 0; i < vector.size(); ++i) {
        const float before = vector[i];
        vector[i] += change[i] * weights[i];
        weights[i] += change[i] * before * options_.weights_rate;
      }
    });
  }

  /// What a step of a small integer is worth.
  static double step_of(const std::vector<Floats>& vectors) {
    double squares = 0;
    for (const Floats& vector : vectors)
      for (const float value : vector) squares += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(squares / static_cast<double>(vectors.size() * WordVectors::kSize)) * kSpread / 127;
  }

  static std::vector<WordVectors::Vector> small(const std::vector<Floats>& vectors, double step) {
    std::vector<WordVectors::Vector> out(vectors.size());
    for (std::size_t row = 0; row < vectors.size(); ++row)
      for (std::size_t i = 0; i < WordVectors::kSize; ++i)
        out[row][i] = static_cast<std::int8_t>(
            std::clamp(std::lround(static_cast<double>(vectors[row][i]) / step), -127L, 127L));
    return out;
  }

  const WordVectorOptions& options_;
  Random random_;
  std::vector<Floats> neighbours_, own_;
  std::array<Floats, WordVectors::kPositions> weights_{};
};

}  // namespace

void WordVectorTraining::add(std::string_view paragraph) {
  std::u32string text = to_utf32(paragraph);
  std::erase_if(text, [&](char32_t c) { return models_.ngrams.id(c) == Ngrams::kBlank; });
  for (std::size_t from = 0; from < text.size(); from += kPart) add_part(std::u32string_view(text).substr(from, kPart));
}

void WordVectorTraining::add_part(std::u32string_view part) {
  parts_.push_back(text_.size());
  graph_.read(part);
  for (std::uint32_t place = 0; place < part.size();) {
    const WordGraph::Word& word = graph_.word(place);
    text_.push_back(models_.lexicon.number(part.substr(word.begin, word.length)));
    place = word.begin + word.length;
  }
}

void WordVectorTraining::choose_words(std::uint32_t least_count) {
  std::vector<std::uint32_t> count(models_.lexicon.size() + 1);
  for (const std::uint32_t number : text_) ++count[number];
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 1; number < count.size(); ++number)
    if (count[number] >= least_count) numbers.push_back(number);
  std::stable_sort(numbers.begin(), numbers.end(), [&](auto a, auto b) { return count[a] > count[b]; });
  numbers.resize(std::min<std::size_t>(numbers.size(), std::numeric_limits<Row>::max()));
  if (numbers.empty()) throw std::runtime_error("no word occurs often enough; give more text");
  rows_of_.assign(count.size(), WordVectors::kNone);
  counts_.assign(1, 0);
  for (const std::uint32_t number : numbers) {
    rows_of_[number] = static_cast<Row>(counts_.size());
    counts_.push_back(count[number]);
  }
  for (std::uint32_t& word : text_) word = rows_of_[word];
}

void WordVectorTraining::find_rivals() {
  words_.assign(counts_.size(), {});
  rivals_.assign(counts_.size(), {});
  models_.lexicon.for_each_word([&](const std::string& bytes, const LexiconNode& node) {
    const Row row = rows_of_[node.number()];
    if (row == WordVectors::kNone) return;
    words_[row] = bytes;
    std::u32string word = to_utf32(bytes);
    if (word.size() > kLongest) return;
    for (char32_t& c : word) {
      const char32_t right = c;
      for (const Confusion& other : models_.confusions.of(right)) {
        if (other.sound < SoundMatch::near && other.shape < kLeastShape) continue;
        c = other.character;
        if (const Row rival = rows_of_[models_.lexicon.number(word)]; rival != WordVectors::kNone)
          rivals_[row].push_back(rival);
      }
      c = right;
    }
  });
}

WordVectorModel WordVectorTraining::train(const WordVectorOptions& options) && {
  choose_words(options.least_count);
  find_rivals();
  parts_.push_back(text_.size());
  const auto words = static_cast<double>(text_.size());
  const std::vector<Row> strangers = strangers_of(counts_);
  const std::vector<float> kept = shares_kept(counts_, words, options.frequent);
  Learner learner(options, counts_.size());
  const double steps = words * options.passes;
  for (std::uint32_t pass = 0; pass < options.passes; ++pass) {
    double loss = 0;
    std::size_t learned = 0;
    for (std::size_t part = 0; part + 1 < parts_.size(); ++part) {
      const auto line = std::span<const std::uint32_t>(text_).subspan(parts_[part], parts_[part + 1] - parts_[part]);
      const double done = (words * pass + static_cast<double>(parts_[part])) / steps;
      const float rate = options.rate * std::max(kLeastRate, static_cast<float>(1 - done));
      for (std::size_t at = 0; at < line.size(); ++at) {
        if (learner.random().unit() >= kept[line[at]]) continue;
        loss += learner.learn(line, at, strangers, rivals_[line[at]], rate);
        ++learned;
      }
    }
    std::fprintf(stderr, "pass %u of %u: %zu words, loss %.4f\n", pass + 1, options.passes, learned,
                 loss / static_cast<double>(learned));
  }
  WordVectorModel model;
  model.words = words_;
  learner.write(model);
  return model;
}

}  // namespace jianyan
