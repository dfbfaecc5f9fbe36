#include "typo/build/network_training.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <optional>
#include <span>
#include <stdexcept>
#include <thread>

#include "language/build/held_out.h"
#include "language/build/matrices.h"
#include "language/build/ngram_model.h"
#include "language/exponential.h"
#include "language/ngrams.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

using Shape = NetworkShape;
using Id = Shape::Id;
constexpr std::size_t kWidth = Shape::kWidth;
constexpr std::size_t kJoined = Shape::kJoined;
constexpr std::size_t kLayers = Shape::kLayers;

constexpr std::size_t kLength = 128;             // characters of a text that is learned from at once
constexpr std::size_t kTexts = 8;                // that go through the layers together
constexpr std::size_t kRows = kTexts * kLength;
constexpr std::size_t kInner = kLength - 2;      // characters with something on either side
constexpr std::size_t kPlaces = kTexts * kInner;
constexpr std::size_t kHalf = 8;                 // such groups of texts, for each thread, in a step
constexpr std::size_t kThreads = 2;
constexpr double kMostWrong = 0.05;              // wrong characters; the share is drawn anew for each text
constexpr double kLearnHan = 0.45, kLearnOther = 0.08;  // shares of the places that are learned from
constexpr std::size_t kTold = 50;                // steps between lines of figures
constexpr std::size_t kWarmUp = 100;             // steps
constexpr float kNgramWeight = 0.9F;             // of what n-grams say, beside the network
constexpr std::size_t kMostOthers = 40;          // characters that one is mistaken for, when both are asked
constexpr double kRefiningRate = 0.4;            // part of the rates for the second course
constexpr float kShrink = 0.02F;                 // of matrices, by the rate
constexpr float kMomentum = 0.95F, kSquares = 0.98F;

/// Splitmix64 of S. Vigna: any number is a fine seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) { next(); }
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>((next() >> 32) * limit >> 32); }
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  float normal() {
    double sum = -6;  // of twelve, as usual
    for (int i = 0; i < 12; ++i) sum += unit();
    return static_cast<float>(sum);
  }

 private:
  std::uint64_t state_;
};

/// One of the weights' parts: a matrix, a table or a vector.
struct Part {
  std::size_t begin = 0, rows = 0, columns = 0;
  bool matrix = false;
  [[nodiscard]] std::size_t size() const { return rows * columns; }
};

/// Where all weights lie in one row of numbers.
struct Layout {
  Part characters, bias, join, join_bias, mix, mix_bias, tell;
  std::array<std::array<Part, kLayers>, 2> near, far, side_bias;  ///< [side][layer]; near and far follow each other
  std::vector<const Part*> all;
  std::size_t size = 0;

  explicit Layout(std::size_t count) {
    characters = add(count, kWidth, false);
    bias = add(1, count, false);
    for (std::size_t side = 0; side < 2; ++side)
      for (std::size_t n = 0; n < kLayers; ++n) {
        near[side][n] = add(2 * kWidth, kWidth, true);
        far[side][n] = add(2 * kWidth, kWidth, true);
        side_bias[side][n] = add(1, 2 * kWidth, false);
      }
    join = add(2 * kJoined, 2 * kWidth, true);
    join_bias = add(1, 2 * kJoined, false);
    mix = add(2 * kWidth, kJoined, true);
    mix_bias = add(1, 2 * kWidth, false);
    tell = add(kWidth, kWidth, true);
    for (const Part* part : {&characters, &bias, &join, &join_bias, &mix, &mix_bias, &tell}) all.push_back(part);
    for (std::size_t side = 0; side < 2; ++side)
      for (std::size_t n = 0; n < kLayers; ++n)
        for (const Part* part : {&near[side][n], &far[side][n], &side_bias[side][n]}) all.push_back(part);
  }
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

 private:
  Part add(std::size_t rows, std::size_t columns, bool matrix) {
    const Part part{size, rows, columns, matrix};
    size += part.size();
    return part;
  }
};

using Floats = std::vector<float>;

inline float sigmoid(float x) { return 1.0F / (1.0F + exponential(-x)); }

/// Rows of mean 0 and variance 1. `scales`: what each row was multiplied with.
void normalize(const float* x, std::size_t rows, std::size_t width, float* out, float* scales) {
  for (std::size_t row = 0; row < rows; ++row, x += width, out += width) {
    float sum = 0, squares = 0;
    for (std::size_t i = 0; i < width; ++i) sum += x[i];
    const float mean = sum / static_cast<float>(width);
    for (std::size_t i = 0; i < width; ++i) squares += (x[i] - mean) * (x[i] - mean);
    const float scale = 1.0F / std::sqrt(squares / static_cast<float>(width) + 1e-5F);
    for (std::size_t i = 0; i < width; ++i) out[i] = (x[i] - mean) * scale;
    scales[row] = scale;
  }
}

/// Adds to `gradient` what a gradient of normalized rows means for the rows before.
void normalize_back(const float* normal, const float* scales, const float* back, std::size_t rows, std::size_t width,
                    float* gradient) {
  for (std::size_t row = 0; row < rows; ++row, normal += width, back += width, gradient += width) {
    float sum = 0, along = 0;
    for (std::size_t i = 0; i < width; ++i) {
      sum += back[i];
      along += back[i] * normal[i];
    }
    const float mean = sum / static_cast<float>(width), part = along / static_cast<float>(width);
    for (std::size_t i = 0; i < width; ++i) gradient[i] += (back[i] - mean - normal[i] * part) * scales[row];
  }
}

/// out = first half of each row, as much as the second half lets through.
void gate(const float* y, std::size_t rows, std::size_t width, float* out) {
  for (std::size_t row = 0; row < rows; ++row, y += 2 * width, out += width)
    for (std::size_t i = 0; i < width; ++i) out[i] = y[i] * sigmoid(y[width + i]);
}

void gate_back(const float* y, const float* gradient, std::size_t rows, std::size_t width, float* out) {
  for (std::size_t row = 0; row < rows; ++row, y += 2 * width, out += 2 * width, gradient += width)
    for (std::size_t i = 0; i < width; ++i) {
      const float open = sigmoid(y[width + i]);
      out[i] = gradient[i] * open;
      out[width + i] = gradient[i] * y[i] * open * (1 - open);
    }
}

void add_bias(float* y, std::size_t rows, std::size_t width, const float* bias) {
  for (std::size_t row = 0; row < rows; ++row, y += width)
    for (std::size_t i = 0; i < width; ++i) y[i] += bias[i];
}

void add_columns(const float* y, std::size_t rows, std::size_t width, float* sums) {
  for (std::size_t row = 0; row < rows; ++row, y += width)
    for (std::size_t i = 0; i < width; ++i) sums[i] += y[i];
}

/// A linear layer: out = x · weightsᵀ, and what gradients mean for both. `weights`: [to][from].
struct Linear {
  std::size_t from, to;
  Factor forwards, backwards;  ///< the weights as right factors

  Linear(std::size_t from_size, std::size_t to_size) : from(from_size), to(to_size) {}
  void set(const float* weights) {
    arrange_columns_turned(forwards, weights, to, from, from);
    arrange_columns(backwards, weights, from, to, from);
  }
};

/// Scratch memory of a thread, and what a group of texts went through.
class Worker {
 public:
  Worker(const Layout& layout, std::size_t characters)
      : layout_(layout), gradient_(layout.size), characters_(characters), out_(kPlaces * characters) {
    for (Side& side : sides_) {
      side.x.resize(kRows * kWidth);
      side.end.resize(kRows * kWidth);
      side.end_scales.resize(kRows);
      for (Layer& layer : side.layers) {
        layer.normal.resize(kRows * kWidth);
        layer.scales.resize(kRows);
        layer.y.resize(kRows * 2 * kWidth);
      }
    }
    taps_.resize(kRows * 4 * kWidth);
    wide_.resize(kPlaces * 2 * kJoined);
    for (Floats* f : {&both_, &joined_, &joined_normal_, &joined_back_, &both_back_}) f->resize(kPlaces * kJoined);
    for (Floats* f : {&mixed_, &mixed_normal_, &mixed_back_, &states_, &states_back_}) f->resize(kPlaces * kWidth);
    join_y_.resize(kPlaces * 2 * kJoined);
    mix_y_.resize(kPlaces * 2 * kWidth);
    joined_scales_.resize(kPlaces);
    mixed_scales_.resize(kPlaces);
    back_.resize(kRows * kWidth);
    gated_.resize(kRows * std::max(kWidth, kJoined));
  }

  struct Weights {
    const Layout& layout;
    const float* all;
    std::vector<Linear> sides;  ///< [side * kLayers + layer]
    Linear join{2 * kWidth, 2 * kJoined}, mix{kJoined, 2 * kWidth}, tell{kWidth, kWidth};
    Linear characters;

    Weights(const Layout& of, const float* weights) : layout(of), all(weights), characters(kWidth, of.characters.rows) {
      for (std::size_t i = 0; i < 2 * kLayers; ++i) sides.emplace_back(kWidth, 4 * kWidth);
    }
    [[nodiscard]] const float* at(const Part& part) const { return all + part.begin; }
    void arrange() {
      for (std::size_t side = 0; side < 2; ++side)
        for (std::size_t n = 0; n < kLayers; ++n) sides[side * kLayers + n].set(at(layout.near[side][n]));
      join.set(at(layout.join));
      mix.set(at(layout.mix));
      tell.set(at(layout.tell));
      characters.set(at(layout.characters));
    }
  };

  /// Texts of kLength, one after the other, as they are read.
  void forward(const Weights& w, std::span<const Id> read) {
    for (std::size_t s = 0; s < 2; ++s) forward_side(w, s, read);
    for (std::size_t text = 0; text < kTexts; ++text)
      for (std::size_t i = 0; i < kInner; ++i) {
        float* const to = both_.data() + (text * kInner + i) * 2 * kWidth;
        const float* const left = sides_[0].end.data() + (text * kLength + i) * kWidth;
        const float* const right = sides_[1].end.data() + (text * kLength + kLength - 3 - i) * kWidth;
        std::copy_n(left, kWidth, to);
        std::copy_n(right, kWidth, to + kWidth);
      }
    apply(w.join, both_.data(), kPlaces, join_y_.data());
    add_bias(join_y_.data(), kPlaces, 2 * kJoined, w.at(layout_.join_bias));
    gate(join_y_.data(), kPlaces, kJoined, joined_.data());
    normalize(joined_.data(), kPlaces, kJoined, joined_normal_.data(), joined_scales_.data());
    apply(w.mix, joined_normal_.data(), kPlaces, mix_y_.data());
    add_bias(mix_y_.data(), kPlaces, 2 * kWidth, w.at(layout_.mix_bias));
    gate(mix_y_.data(), kPlaces, kWidth, mixed_.data());
    normalize(mixed_.data(), kPlaces, kWidth, mixed_normal_.data(), mixed_scales_.data());
    apply(w.tell, mixed_normal_.data(), kPlaces, states_.data());
  }

  /// Scores of all characters at some places, a row each: unnormalized logarithms of how likely they are.
  std::span<float> scores(const Weights& w, std::span<const std::uint32_t> places) {
    chosen_.resize(places.size() * kWidth);
    for (std::size_t i = 0; i < places.size(); ++i)
      std::copy_n(states_.data() + places[i] * kWidth, kWidth, chosen_.data() + i * kWidth);
    apply(w.characters, chosen_.data(), places.size(), out_.data());
    add_bias(out_.data(), places.size(), characters_, w.at(layout_.bias));
    return std::span(out_).first(places.size() * characters_);
  }

  /// Learns from the places, and returns the sum of their losses: to_gradient(i, scores) tells that of the i-th, and
  /// makes gradients of its scores.
  template <class ToGradient>
  double learn(const Weights& w, std::span<const Id> read, std::span<const std::uint32_t> places,
               ToGradient to_gradient) {
    forward(w, read);
    const std::span<float> out = scores(w, places);
    double loss = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
      loss += to_gradient(i, out.subspan(i * characters_, characters_));
    backward(w, read, places);
    return loss;
  }

  Floats& gradient() { return gradient_; }

 private:
  struct Layer {
    Floats normal, scales, y;
  };
  struct Side {
    Floats x, end, end_scales;
    std::array<Layer, kLayers> layers;
  };

  void apply(const Linear& linear, const float* x, std::size_t rows, float* out) {
    arrange_rows(left_, x, rows, linear.from, linear.from);
    multiply(left_, linear.forwards, out, linear.to, Sum::fresh);
  }
  /// What a gradient of the outputs means for the inputs and for the weights.
  void apply_back(const Linear& linear, const float* x, const float* back, std::size_t rows, float* x_back,
                  float* weights_back) {
    arrange_rows(left_, back, rows, linear.to, linear.to);
    multiply(left_, linear.backwards, x_back, linear.from, Sum::fresh);
    arrange_rows_turned(left_, back, linear.to, rows, linear.to);
    arrange_columns(right_, x, linear.from, rows, linear.from);
    multiply(left_, right_, weights_back, linear.from, Sum::added);
  }
  float* gradient_of(const Part& part) { return gradient_.data() + part.begin; }

  static std::size_t row_of(std::size_t s, std::size_t text, std::size_t i) {
    return text * kLength + (s == 0 ? i : kLength - 1 - i);
  }

  void forward_side(const Weights& w, std::size_t s, std::span<const Id> read) {
    Side& side = sides_[s];
    for (std::size_t text = 0; text < kTexts; ++text)
      for (std::size_t i = 0; i < kLength; ++i)
        std::copy_n(w.at(layout_.characters) + read[text * kLength + i] * kWidth, kWidth,
                    side.x.data() + row_of(s, text, i) * kWidth);
    for (std::size_t n = 0; n < kLayers; ++n) {
      Layer& layer = side.layers[n];
      normalize(side.x.data(), kRows, kWidth, layer.normal.data(), layer.scales.data());
      apply(w.sides[s * kLayers + n], layer.normal.data(), kRows, taps_.data());
      const float* const bias = w.at(layout_.side_bias[s][n]);
      for (std::size_t row = 0; row < kRows; ++row) {
        const float* const near = taps_.data() + row * 4 * kWidth;
        float* const y = layer.y.data() + row * 2 * kWidth;
        for (std::size_t i = 0; i < 2 * kWidth; ++i) y[i] = near[i] + bias[i];
        if (row % kLength < Shape::kDilations[n]) continue;
        const float* const far = taps_.data() + (row - Shape::kDilations[n]) * 4 * kWidth + 2 * kWidth;
        for (std::size_t i = 0; i < 2 * kWidth; ++i) y[i] += far[i];
      }
      gate(layer.y.data(), kRows, kWidth, gated_.data());
      for (std::size_t i = 0; i < kRows * kWidth; ++i) side.x[i] += gated_[i];
    }
    normalize(side.x.data(), kRows, kWidth, side.end.data(), side.end_scales.data());
  }

  void backward(const Weights& w, std::span<const Id> read, std::span<const std::uint32_t> places) {
    add_columns(out_.data(), places.size(), characters_, gradient_of(layout_.bias));
    chosen_back_.resize(chosen_.size());
    apply_back(w.characters, chosen_.data(), out_.data(), places.size(), chosen_back_.data(),
               gradient_of(layout_.characters));
    std::fill(states_back_.begin(), states_back_.end(), 0.0F);
    for (std::size_t i = 0; i < places.size(); ++i)
      std::copy_n(chosen_back_.data() + i * kWidth, kWidth, states_back_.data() + places[i] * kWidth);

    apply_back(w.tell, mixed_normal_.data(), states_back_.data(), kPlaces, gated_.data(), gradient_of(layout_.tell));
    std::fill(mixed_back_.begin(), mixed_back_.end(), 0.0F);
    normalize_back(mixed_normal_.data(), mixed_scales_.data(), gated_.data(), kPlaces, kWidth, mixed_back_.data());
    gate_back(mix_y_.data(), mixed_back_.data(), kPlaces, kWidth, wide_.data());
    add_columns(wide_.data(), kPlaces, 2 * kWidth, gradient_of(layout_.mix_bias));
    apply_back(w.mix, joined_normal_.data(), wide_.data(), kPlaces, gated_.data(), gradient_of(layout_.mix));
    std::fill(joined_back_.begin(), joined_back_.end(), 0.0F);
    normalize_back(joined_normal_.data(), joined_scales_.data(), gated_.data(), kPlaces, kJoined, joined_back_.data());
    gate_back(join_y_.data(), joined_back_.data(), kPlaces, kJoined, wide_.data());
    add_columns(wide_.data(), kPlaces, 2 * kJoined, gradient_of(layout_.join_bias));
    apply_back(w.join, both_.data(), wide_.data(), kPlaces, both_back_.data(), gradient_of(layout_.join));
    for (std::size_t s = 0; s < 2; ++s) backward_side(w, s, read);
  }

  void backward_side(const Weights& w, std::size_t s, std::span<const Id> read) {
    Side& side = sides_[s];
    std::fill(gated_.begin(), gated_.begin() + static_cast<std::ptrdiff_t>(kRows * kWidth), 0.0F);
    for (std::size_t text = 0; text < kTexts; ++text)
      for (std::size_t i = 0; i < kInner; ++i)
        std::copy_n(both_back_.data() + (text * kInner + i) * 2 * kWidth + s * kWidth, kWidth,
                    gated_.data() + (text * kLength + (s == 0 ? i : kLength - 3 - i)) * kWidth);
    std::fill(back_.begin(), back_.end(), 0.0F);
    normalize_back(side.end.data(), side.end_scales.data(), gated_.data(), kRows, kWidth, back_.data());
    for (std::size_t n = kLayers; n-- > 0;) {
      const Layer& layer = side.layers[n];
      gate_back(layer.y.data(), back_.data(), kRows, kWidth, wide_.data());
      add_columns(wide_.data(), kRows, 2 * kWidth, gradient_of(layout_.side_bias[s][n]));
      for (std::size_t row = 0; row < kRows; ++row) {
        float* const taps = taps_.data() + row * 4 * kWidth;
        std::copy_n(wide_.data() + row * 2 * kWidth, 2 * kWidth, taps);
        if (row % kLength + Shape::kDilations[n] < kLength) {
          std::copy_n(wide_.data() + (row + Shape::kDilations[n]) * 2 * kWidth, 2 * kWidth, taps + 2 * kWidth);
        } else {
          std::fill_n(taps + 2 * kWidth, 2 * kWidth, 0.0F);
        }
      }
      apply_back(w.sides[s * kLayers + n], layer.normal.data(), taps_.data(), kRows, gated_.data(),
                 gradient_of(layout_.near[s][n]));
      normalize_back(layer.normal.data(), layer.scales.data(), gated_.data(), kRows, kWidth, back_.data());
    }
    float* const table = gradient_of(layout_.characters);
    for (std::size_t text = 0; text < kTexts; ++text)
      for (std::size_t i = 0; i < kLength; ++i) {
        float* const to = table + read[text * kLength + i] * kWidth;
        const float* const from = back_.data() + row_of(s, text, i) * kWidth;
        for (std::size_t k = 0; k < kWidth; ++k) to[k] += from[k];
      }
  }

  const Layout& layout_;
  Floats gradient_;
  const std::size_t characters_;
  std::array<Side, 2> sides_;
  Floats taps_, wide_, both_, both_back_, join_y_, joined_, joined_normal_, joined_scales_, joined_back_;
  Floats mix_y_, mixed_, mixed_normal_, mixed_scales_, mixed_back_, states_, states_back_, chosen_, chosen_back_;
  Floats back_, gated_, out_;
  Factor left_, right_;
};

/// The loss of a row of scores of which one is right, and which become their gradients.
double all_to_gradient(std::span<float> row, Id right) {
  const float most = *std::max_element(row.begin(), row.end());
  const float score = row[right];
  float sum = 0;
  for (float& value : row) {
    value = exponential(value - most);
    sum += value;
  }
  const float share = 1.0F / sum;
  for (float& value : row) value *= share;
  row[right] -= 1;
  return std::log(static_cast<double>(sum)) + static_cast<double>(most - score);
}

/// The same, of some characters only, the right one first, with what the n-grams say of each added to its score.
double some_to_gradient(std::span<float> row, std::span<const Id> ids, std::span<const float> scores) {
  Floats chosen(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) chosen[i] = row[ids[i]] + scores[i];
  const double loss = all_to_gradient(chosen, 0);
  std::fill(row.begin(), row.end(), 0.0F);
  for (std::size_t i = 0; i < ids.size(); ++i) row[ids[i]] = chosen[i];
  return loss;
}

/// The nearest orthogonal matrix, roughly: Newton and Schulz with the numbers of Muon.
void orthogonalize(Floats& m, std::size_t rows, std::size_t columns) {
  // The shorter side first.
  const bool turn = rows > columns;
  const std::size_t a = turn ? columns : rows, b = turn ? rows : columns;
  Floats x(m.size()), gram(a * a), both(a * a), next(m.size());
  double squares = 0;
  for (const float value : m) squares += static_cast<double>(value) * static_cast<double>(value);
  const auto scale = static_cast<float>(1 / (std::sqrt(squares) + 1e-12));
  for (std::size_t i = 0; i < a; ++i)
    for (std::size_t k = 0; k < b; ++k) x[i * b + k] = m[turn ? k * columns + i : i * columns + k] * scale;
  Factor left, right;
  for (int round = 0; round < 5; ++round) {
    arrange_rows(left, x.data(), a, b, b);
    arrange_columns_turned(right, x.data(), a, b, b);
    multiply(left, right, gram.data(), a, Sum::fresh);
    arrange_rows(left, gram.data(), a, a, a);
    arrange_columns(right, gram.data(), a, a, a);
    multiply(left, right, both.data(), a, Sum::fresh);
    for (std::size_t i = 0; i < both.size(); ++i) both[i] = 2.0315F * both[i] - 4.7750F * gram[i];
    for (std::size_t i = 0; i < a; ++i) both[i * a + i] += 3.4445F;
    arrange_rows(left, both.data(), a, a, a);
    arrange_columns(right, x.data(), b, a, b);
    multiply(left, right, next.data(), b, Sum::fresh);
    x.swap(next);
  }
  for (std::size_t i = 0; i < a; ++i)
    for (std::size_t k = 0; k < b; ++k) m[turn ? k * columns + i : i * columns + k] = x[i * b + k];
}

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

struct NetworkTraining::Impl {
  Impl(const Confusions& of, const NetworkOptions& given) : confusions(of), options(given) {}

  const Confusions& confusions;
  NetworkOptions options;
  std::u32string text, held;  ///< paragraphs with a line end behind each
  std::vector<bool> half;     ///< of each character of the text: whether the number of its paragraph is odd
  std::size_t paragraphs = 0;
  std::vector<char32_t> characters;
  std::vector<Id> ids;        ///< by code point
  std::vector<Id> read, read_held;
  std::vector<std::vector<Id>> others;  ///< by id: what is mistaken for it
  std::array<const Ngrams*, 2> ngrams{};  ///< of the paragraphs with even and with odd numbers
  std::array<std::vector<Ngrams::Id>, 2> ngram_ids;
  std::unique_ptr<Layout> layout;
  Floats weights, first, second;
  std::size_t step = 0;

  void number_characters() {
    std::vector<std::uint32_t> counts(0x10000);
    for (const char32_t c : text) ++counts[c < 0x10000 ? c : 0];
    ids.assign(0x10000, Shape::kUnknown);
    characters.assign(Shape::kSpecial, 0);
    for (char32_t c = 1; c < 0x10000; ++c) {
      if (counts[c] < options.least_count || c == U'\n' || c == U'0' || c == U'A') continue;
      ids[c] = static_cast<Id>(characters.size());
      characters.push_back(c);
    }
    ids[U'\n'] = Shape::kBoundary;
    ids[U'0'] = Shape::kDigit;
    ids[U'A'] = Shape::kLetter;
    const auto number = [&](const std::u32string& from, std::vector<Id>& to) {
      for (const char32_t c : from) to.push_back(c < 0x10000 ? ids[c] : Id{Shape::kUnknown});
    };
    number(text, read);
    number(held, read_held);
    text.clear();
    for (std::size_t i = 0; i < ngrams.size() && ngrams[i] != nullptr; ++i) {
      for (const char32_t c : characters) ngram_ids[i].push_back(ngrams[i]->id(c));
      ngram_ids[i][Shape::kBoundary] = Ngrams::kBoundary;
      ngram_ids[i][Shape::kUnknown] = Ngrams::kUnknown;
      ngram_ids[i][Shape::kDigit] = ngrams[i]->id(U'0');
      ngram_ids[i][Shape::kLetter] = ngrams[i]->id(U'A');
    }
    others.resize(characters.size());
    for (std::size_t i = Shape::kSpecial; i < characters.size(); ++i)
      for (const Confusion& other : confusions.of(characters[i]))
        if (ids[other.character] >= Shape::kSpecial && (other.sound >= SoundMatch::near || other.shape >= 60))
          others[i].push_back(ids[other.character]);
  }

  [[nodiscard]] bool han(Id id) const {
    return characters[id] >= Confusions::kFirst && characters[id] <= Confusions::kLast;
  }

  void begin() {
    layout = std::make_unique<Layout>(characters.size());
    weights.assign(layout->size, 0);
    first.assign(layout->size, 0);
    second.assign(layout->size, 0);
    Random random(1);
    for (const Part* part : layout->all) {
      float deviation = part->matrix ? 1 / std::sqrt(static_cast<float>(part->columns)) : 0;
      if (part == &layout->characters) deviation = 0.1F;
      for (std::size_t i = 0; i < part->size() && deviation > 0; ++i) weights[part->begin + i] = random.normal() * deviation;
    }
  }

  [[nodiscard]] double share() const {
    if (step >= options.steps)
      return kRefiningRate * (1 - static_cast<double>(step - options.steps) / static_cast<double>(options.refining_steps));
    const double rising = (static_cast<double>(step) + 1) / kWarmUp;
    const double left = static_cast<double>(options.steps - std::min(step, options.steps)) / static_cast<double>(options.steps);
    return std::min({1.0, rising, left / options.falling});
  }

  /// A group of texts as they are read, and what is learned from them.
  struct Lesson {
    std::vector<Id> read = std::vector<Id>(kRows);
    std::vector<std::uint32_t> places;
    std::vector<Id> right;
    // For the second course, of each place: the right character and those it is mistaken for, and what n-grams say of
    // them.
    std::vector<std::size_t> begins;
    std::vector<Id> some;
    Floats scores;
  };

  void prepare(std::size_t number, Lesson& lesson) const {
    Random random(0xC0FFEE + number * 0x10001);
    lesson.places.clear();
    lesson.right.clear();
    for (std::size_t text_at = 0; text_at < kTexts; ++text_at) {
      const std::size_t begin = read_text(random, text_at, lesson);
      for (std::size_t i = 1; i + 1 < kLength; ++i) {
        const Id right = read[begin + i];
        if (right == Shape::kUnknown || random.unit() >= (han(right) ? kLearnHan : kLearnOther)) continue;
        lesson.places.push_back(static_cast<std::uint32_t>(text_at * kInner + i - 1));
        lesson.right.push_back(right);
      }
    }
  }

  /// Draws a text, and wrong characters in it. Where it begins.
  std::size_t read_text(Random& random, std::size_t text_at, Lesson& lesson) const {
    const std::size_t begin = random.below(read.size() - kLength);
    const double wrong = random.unit() * kMostWrong;
    for (std::size_t i = 0; i < kLength; ++i) {
      const Id right = read[begin + i];
      Id written = right;
      if (!others[right].empty() && random.unit() < wrong) {  // the likelier ones come first
        const double at = random.unit();
        written = others[right][static_cast<std::size_t>(at * at * static_cast<double>(others[right].size()))];
      }
      lesson.read[text_at * kLength + i] = written;
    }
    return begin;
  }

  /// What n-grams that have not seen the paragraph say of a text as it is read.
  class Told {
   public:
    /// `begin`: in the text that is learned from; nothing where the text is none of it.
    Told(const Impl& impl, std::span<const Id> text, std::optional<std::size_t> begin)
        : impl_(impl), text_(text), begin_(begin) {
      for (std::size_t i = 0; i < kLength; ++i) {
        const std::size_t of = model(i);
        if (i == 0 || text[i - 1] == Shape::kBoundary) contexts_[i] = impl.ngrams[of]->begin();
        if (i + 1 < kLength) (void)impl.ngrams[of]->cost(contexts_[i], impl.ngram_ids[of][text[i]], contexts_[i + 1]);
      }
    }
    /// The natural logarithm of how likely the text is with another character at a place, but for a constant.
    [[nodiscard]] float score(std::size_t place, Id id) const {
      const std::size_t of = model(place);
      const Ngrams& counted = *impl_.ngrams[of];
      const std::vector<Ngrams::Id>& numbers = impl_.ngram_ids[of];
      Ngrams::Context context = contexts_[place];
      Cost cost = counted.cost(context, numbers[id], context);
      for (std::size_t i = place + 1; i < std::min(kLength, place + Ngrams::kOrder); ++i) {
        cost += counted.cost(context, numbers[text_[i]], context);
        if (text_[i] == Shape::kBoundary) break;
      }
      return static_cast<float>(-cost) * (2.30258509F / static_cast<float>(kCostPerDigit));
    }

   private:
    /// The model of the other half.
    [[nodiscard]] std::size_t model(std::size_t i) const { return begin_ && !impl_.half[*begin_ + i] ? 1 : 0; }
    const Impl& impl_;
    std::span<const Id> text_;
    std::optional<std::size_t> begin_;
    std::array<Ngrams::Context, kLength> contexts_;
  };

  void prepare_refining(std::size_t number, Lesson& lesson) const {
    constexpr float kClear = 6;        // where the right one is so much likelier by n-grams, there is little to learn:
    constexpr double kFewClear = 0.1;  // of such places this share is kept
    Random random(0xBEEF + number * 0x10001);
    lesson.places.clear();
    lesson.begins.assign(1, 0);
    lesson.some.clear();
    lesson.scores.clear();
    for (std::size_t text_at = 0; text_at < kTexts; ++text_at) {
      const std::size_t begin = read_text(random, text_at, lesson);
      const Told told(*this, std::span(lesson.read).subspan(text_at * kLength, kLength), begin);
      for (std::size_t i = Ngrams::kOrder; i + Ngrams::kOrder < kLength; ++i) {
        const Id right = read[begin + i];
        if (!han(right) || others[right].empty()) continue;
        const std::size_t kept = lesson.some.size();
        const float score = told.score(i, right);
        lesson.some.push_back(right);
        lesson.scores.push_back(score * kNgramWeight);
        float best = -1e9F;
        for (std::size_t n = 0; n < std::min(kMostOthers, others[right].size()); ++n) {
          const float other = told.score(i, others[right][n]);
          best = std::max(best, other);
          lesson.some.push_back(others[right][n]);
          lesson.scores.push_back(other * kNgramWeight);
        }
        if (best < score - kClear && random.unit() >= kFewClear) {
          lesson.some.resize(kept);
          lesson.scores.resize(kept);
          continue;
        }
        lesson.places.push_back(static_cast<std::uint32_t>(text_at * kInner + i - 1));
        lesson.begins.push_back(lesson.some.size());
      }
    }
  }

  void update(Floats& gradient, std::size_t learned) {
    const auto scale = 1.0F / static_cast<float>(learned);
    const auto rising = static_cast<float>(share());
    const auto correct = static_cast<float>(std::sqrt(1 - std::pow(kSquares, step + 1)) / (1 - std::pow(0.9, step + 1)));
    for (const Part* part : layout->all) {
      float* const w = weights.data() + part->begin;
      float* const m = first.data() + part->begin;
      float* const v = second.data() + part->begin;
      const float* const g = gradient.data() + part->begin;
      if (part->matrix) {
        const float rate = static_cast<float>(options.matrix_rate) * rising;
        Floats turn(part->size());
        for (std::size_t i = 0; i < part->size(); ++i) {
          m[i] = kMomentum * m[i] + g[i] * scale;
          turn[i] = g[i] * scale + kMomentum * m[i];
        }
        orthogonalize(turn, part->rows, part->columns);
        const float far = rate * std::sqrt(std::max(1.0F, static_cast<float>(part->rows) / static_cast<float>(part->columns)));
        for (std::size_t i = 0; i < part->size(); ++i) w[i] = w[i] * (1 - rate * kShrink) - far * turn[i];
      } else {
        const float rate = static_cast<float>(options.table_rate) * rising * correct;
        for (std::size_t i = 0; i < part->size(); ++i) {
          const float slope = g[i] * scale;
          m[i] = 0.9F * m[i] + 0.1F * slope;
          v[i] = kSquares * v[i] + (1 - kSquares) * slope * slope;
          w[i] -= rate * m[i] / (std::sqrt(v[i]) + 1e-9F);
        }
      }
    }
  }

  /// On text that was held out: how unlikely its characters are, and how often one of those that a character is
  /// mistaken for seems likelier than itself: by the network, by the n-grams, by both.
  void measure(Worker& worker, const Worker::Weights& w) const {
    constexpr std::size_t kGroups = 24;
    const std::size_t stride = (read_held.size() - kLength) / (kGroups * kTexts);
    double loss = 0;
    std::size_t places = 0;
    std::array<std::size_t, 3> beaten{};
    std::vector<Id> texts(kRows);
    for (std::size_t group = 0; group < kGroups; ++group) {
      for (std::size_t text_at = 0; text_at < kTexts; ++text_at)
        std::copy_n(read_held.begin() + static_cast<std::ptrdiff_t>((group * kTexts + text_at) * stride), kLength,
                    texts.begin() + static_cast<std::ptrdiff_t>(text_at * kLength));
      worker.forward(w, texts);
      std::vector<std::uint32_t> at;
      for (std::uint32_t place = 0; place < kPlaces; place += 2)
        if (han(texts[place / kInner * kLength + place % kInner + 1])) at.push_back(place);
      const std::span<const float> scores = worker.scores(w, at);
      for (std::size_t i = 0; i < at.size(); ++i)
        loss += compare(texts, at[i], scores.subspan(i * characters.size(), characters.size()), beaten);
      places += at.size();
    }
    const auto percent = [&](std::size_t part) { return 100.0 * static_cast<double>(part) / static_cast<double>(places); };
    std::fprintf(stderr, "held out: perplexity %.2f, mistaken %.2f %%, by n-grams %.2f %%, by both %.2f %%\n",
                 std::exp(loss / static_cast<double>(places)), percent(beaten[0]), percent(beaten[1]), percent(beaten[2]));
  }

  double compare(std::span<const Id> texts, std::uint32_t place, std::span<const float> row,
                 std::array<std::size_t, 3>& beaten) const {
    const std::size_t text_at = place / kInner, i = place % kInner + 1;
    const Id right = texts[text_at * kLength + i];
    double sum = 0;
    for (const float value : row) sum += std::exp(static_cast<double>(value - row[right]));
    std::array<bool, 3> beats{};
    std::optional<Told> told;
    if (ngrams[0] != nullptr) told.emplace(*this, texts.subspan(text_at * kLength, kLength), std::nullopt);
    const float own = told ? told->score(i, right) * kNgramWeight : 0;
    for (std::size_t n = 0; n < std::min(kMostOthers, others[right].size()); ++n) {
      const Id other = others[right][n];
      const float network = row[other] - row[right];
      const float counted = told ? told->score(i, other) * kNgramWeight - own : 0;
      beats[0] |= network > 0;
      beats[1] |= counted > 0;
      beats[2] |= network + counted > 0;
    }
    for (std::size_t n = 0; n < beats.size(); ++n) beaten[n] += beats[n] ? 1 : 0;
    return std::log(sum);
  }

  void save(const std::filesystem::path& file) const {
    const std::filesystem::path beside = file.string() + ".new";
    std::ofstream out(beside, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&step), sizeof(step));
    for (const Floats* part : {&weights, &first, &second})
      out.write(reinterpret_cast<const char*>(part->data()), static_cast<std::streamsize>(part->size() * sizeof(float)));
    out.close();
    if (!out) throw std::runtime_error("cannot write '" + beside.string() + "'");
    std::filesystem::rename(beside, file);
  }

  void load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return;
    in.read(reinterpret_cast<char*>(&step), sizeof(step));
    for (Floats* part : {&weights, &first, &second})
      in.read(reinterpret_cast<char*>(part->data()), static_cast<std::streamsize>(part->size() * sizeof(float)));
    if (!in || in.peek() != std::ifstream::traits_type::eof())
      throw std::runtime_error("'" + file.string() + "' is no checkpoint of these texts; remove it to begin anew");
    std::fprintf(stderr, "going on from step %zu\n", step);
  }

  /// One step of a thread: its groups of texts.
  std::pair<double, std::size_t> learn(std::size_t thread, Worker& worker, const Worker::Weights& arranged) const {
    Lesson lesson;
    double loss = 0;
    std::size_t places = 0;
    std::fill(worker.gradient().begin(), worker.gradient().end(), 0.0F);
    for (std::size_t i = 0; i < kHalf; ++i) {
      const std::size_t number = (step * kThreads + thread) * kHalf + i;
      if (step < options.steps) {
        prepare(number, lesson);
        loss += worker.learn(arranged, lesson.read, lesson.places, [&](std::size_t place, std::span<float> row) {
          return all_to_gradient(row, lesson.right[place]);
        });
      } else {
        prepare_refining(number, lesson);
        loss += worker.learn(arranged, lesson.read, lesson.places, [&](std::size_t place, std::span<float> row) {
          const std::size_t from = lesson.begins[place], count = lesson.begins[place + 1] - from;
          return some_to_gradient(row, std::span(lesson.some).subspan(from, count),
                                  std::span(lesson.scores).subspan(from, count));
        });
      }
      places += lesson.places.size();
    }
    return {loss, places};
  }

  void train(const std::filesystem::path& checkpoint) {
    number_characters();
    std::fprintf(stderr, "%zu characters of text, %zu different\n", read.size(), characters.size());
    begin();
    load(checkpoint);
    std::vector<std::unique_ptr<Worker>> workers;
    for (std::size_t i = 0; i < kThreads; ++i) workers.push_back(std::make_unique<Worker>(*layout, characters.size()));
    Worker::Weights arranged(*layout, weights.data());
    const std::size_t end = options.steps + (ngrams[0] == nullptr ? 0 : options.refining_steps);
    double since = seconds(), loss = 0;
    std::size_t places = 0, begun = step;
    while (step < end) {
      arranged.arrange();
      std::array<std::pair<double, std::size_t>, kThreads> learned;
      std::vector<std::thread> threads;
      for (std::size_t t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] { learned[t] = learn(t, *workers[t], arranged); });
      for (std::thread& thread : threads) thread.join();
      Floats& gradient = workers[0]->gradient();
      for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] += workers[1]->gradient()[i];
      update(gradient, learned[0].second + learned[1].second);
      loss += learned[0].first + learned[1].first;
      places += learned[0].second + learned[1].second;
      ++step;
      if (step % kTold == 0) {
        const double now = seconds();
        std::fprintf(stderr, "step %zu of %zu: %zu places, loss %.4f, %.0f characters/s\n", step, end, places,
                     loss / static_cast<double>(places),
                     static_cast<double>((step - begun) * kThreads * kHalf * kRows) / (now - since));
        loss = 0;
        places = 0;
        begun = step;
        since = now;
      }
      if (step % options.every == 0 || step == end) {
        arranged.arrange();
        measure(*workers[0], arranged);
        save(checkpoint);
      }
    }
  }
};

NetworkTraining::NetworkTraining(const Confusions& confusions, const NetworkOptions& options)
    : impl_(std::make_unique<Impl>(confusions, options)) {}
NetworkTraining::~NetworkTraining() = default;

void NetworkTraining::add(std::string_view paragraph) {
  std::u32string& to = is_held_out(paragraph) ? impl_->held : impl_->text;
  for (const char32_t c : to_utf32(paragraph))
    if (const char32_t plain = ngram_character(c); plain != 0) to.push_back(plain);
  to.push_back(U'\n');
  impl_->half.resize(impl_->text.size(), ++impl_->paragraphs % 2 == 1);
}

void NetworkTraining::set_ngrams(const Ngrams& even, const Ngrams& odd) { impl_->ngrams = {&even, &odd}; }

void NetworkTraining::train(const std::filesystem::path& checkpoint) { impl_->train(checkpoint); }

namespace {

/// The parts of the section, one after the other.
class Packer {
 public:
  explicit Packer(std::vector<std::byte>& bytes) : bytes_(bytes) {}

  template <class T>
  void put(const T* values, std::size_t count) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + count * sizeof(T));
    std::memcpy(bytes_.data() + at, values, count * sizeof(T));
  }

  /// A matrix rounded row by row, the largest weight of each to 127. `at(row, column)`; `bias` is empty or has a number
  /// a row.
  template <class At>
  void linear(std::size_t rows, std::size_t columns, At at, std::span<const float> bias) {
    const std::size_t padded = (rows + Int8Matrix::kBlockRows - 1) / Int8Matrix::kBlockRows * Int8Matrix::kBlockRows;
    std::vector<std::int8_t> values(padded * columns);
    std::vector<std::int32_t> offsets(padded);
    Floats scales(padded), added(padded);
    std::copy(bias.begin(), bias.end(), added.begin());
    for (std::size_t row = 0; row < rows; ++row) {
      float most = 1e-9F;
      for (std::size_t column = 0; column < columns; ++column) most = std::max(most, std::abs(at(row, column)));
      scales[row] = most / 127;
      for (std::size_t column = 0; column < columns; ++column) {
        const auto value = static_cast<std::int8_t>(std::lround(at(row, column) / scales[row]));
        values[Int8Matrix::place(columns, row, column)] = value;
        offsets[row] += 128 * value;
      }
    }
    put(values.data(), values.size());
    put(offsets.data(), offsets.size());
    put(scales.data(), scales.size());
    put(added.data(), added.size());
  }

 private:
  std::vector<std::byte>& bytes_;
};

}  // namespace

std::vector<std::byte> NetworkTraining::model() const {
  const Layout& layout = *impl_->layout;
  const Floats& weights = impl_->weights;
  const auto count = static_cast<std::uint32_t>(impl_->characters.size());
  constexpr auto kBlock = static_cast<std::uint32_t>(Int8Matrix::kBlockRows);
  std::vector<std::byte> bytes;
  Packer packer(bytes);
  const Network::Header header{count, (count + kBlock - 1) / kBlock * kBlock, kWidth, kLayers, {}};
  packer.put(&header, 1);
  packer.put(impl_->ids.data(), impl_->ids.size());
  const auto of = [&](const Part& part) {
    return [&weights, part](std::size_t row, std::size_t column) { return weights[part.begin + row * part.columns + column]; };
  };
  const auto bias = [&](const Part& part) { return std::span(weights).subspan(part.begin, part.size()); };
  for (std::size_t side = 0; side < 2; ++side)
    for (std::size_t n = 0; n < kLayers; ++n) {
      const auto near = of(layout.near[side][n]), far = of(layout.far[side][n]);
      packer.linear(2 * kWidth, 2 * kWidth, [&](std::size_t row, std::size_t column) {
        return column < kWidth ? near(row, column) : far(row, column - kWidth);
      }, bias(layout.side_bias[side][n]));
    }
  packer.linear(2 * kJoined, 2 * kWidth, of(layout.join), bias(layout.join_bias));
  packer.linear(2 * kWidth, kJoined, of(layout.mix), bias(layout.mix_bias));
  packer.linear(kWidth, kWidth, of(layout.tell), {});
  packer.linear(count, kWidth, of(layout.characters), bias(layout.bias));
  return bytes;
}

}  // namespace jianyan
