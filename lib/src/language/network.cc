#include "language/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "jianyan/result.h"
#include "language/exponential.h"

namespace jianyan {
namespace {

constexpr std::size_t kWidth = NetworkShape::kWidth;
constexpr float kSmallest = 1e-5F;  // is added to a variance, as in training
constexpr std::size_t kLanes = 8;   // sums side by side: in a fixed order, and fast with any registers

std::span<const std::byte> section_of(const Data& data) {
  for (const Data::Section& section : data.sections())
    if (section.name == Network::kSection) return section.bytes;
  return {};
}

/// Takes the parts of the section one after the other.
class Cursor {
 public:
  explicit Cursor(const std::byte* at) : at_(at) {}

  template <class T>
  const T* take(std::size_t count) {
    const auto* const taken = reinterpret_cast<const T*>(at_);
    at_ += count * sizeof(T);
    return taken;
  }
  Network::Linear linear(std::size_t rows, std::size_t columns) {
    Network::Linear linear;
    linear.matrix = {take<std::int8_t>(rows * columns), take<std::int32_t>(rows), rows, columns};
    linear.scales = take<float>(rows);
    linear.bias = take<float>(rows);
    return linear;
  }

 private:
  const std::byte* at_;
};

template <class Of>
float sum_of(std::size_t size, Of of) {
  std::array<float, kLanes> sums{};
  for (std::size_t i = 0; i < size; i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += of(i + lane);
  float sum = 0;
  for (const float lane : sums) sum += lane;
  return sum;
}

std::int8_t rounded(float steps) {
  steps = std::max(-127.0F, std::min(127.0F, steps));
  return static_cast<std::int8_t>(steps + (steps < 0 ? -0.5F : 0.5F));
}

/// Mean 0 and variance 1, in steps of an input.
void normalize(const float* x, std::size_t size, std::int8_t* out) {
  const auto width = static_cast<float>(size);
  const float mean = sum_of(size, [&](std::size_t i) { return x[i]; }) / width;
  const float variance = sum_of(size, [&](std::size_t i) { return (x[i] - mean) * (x[i] - mean); }) / width;
  const float scale = NetworkShape::kInputStep / std::sqrt(variance + kSmallest);
  for (std::size_t i = 0; i < size; ++i) out[i] = rounded((x[i] - mean) * scale);
}

/// The first half of `y`, as much as the second half lets through.
void gate(const float* y, std::size_t size, float* out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = y[i] / (1.0F + exponential(-y[size + i]));
}

/// A natural logarithm in steps of a cost.
Cost cost_of(float natural) {
  constexpr float kCostPerNat = static_cast<float>(kCostPerDigit) * 0.434294482F;
  constexpr float kMost = 100;
  return static_cast<Cost>(std::lround(std::max(-kMost, std::min(kMost, natural)) * kCostPerNat));
}

}  // namespace

Network::Network(const Data& data) : Network(section_of(data)) {}

Network::Network(std::span<const std::byte> section) {
  if (section.empty()) return;
  const auto* header = reinterpret_cast<const Header*>(section.data());
  const bool fits = section.size() >= sizeof(Header) && header->width == kWidth && header->layers == kLayers &&
                    header->padded % Int8Matrix::kBlockRows == 0 && header->padded <= kCharacters &&
                    header->ids <= header->padded && header->ids > kSpecial &&
                    section.size() == size_for(header->padded);
  if (!fits) {
    throw LoadError({"数据文件的神经网络一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the network in the data file is damaged: reinstall jianyan, or build it anew with "
                     "jianyan-lexicon build"});
  }
  Cursor cursor(section.data() + sizeof(Header));
  ids_ = {cursor.take<Id>(kCharacters), kCharacters};
  for (auto& side : sides_)
    for (Linear& layer : side) layer = cursor.linear(2 * kWidth, 2 * kWidth);
  join_ = cursor.linear(2 * kJoined, 2 * kWidth);
  mix_ = cursor.linear(2 * kWidth, kJoined);
  tell_ = cursor.linear(kWidth, kWidth);
  characters_ = cursor.linear(header->padded, kWidth);
  count_ = header->ids;
}

void NetworkReader::read(std::u32string_view paragraph) {
  ids_.assign(1, Network::kBoundary);
  for (const char32_t c : paragraph) ids_.push_back(network_.id(c));
  ids_.push_back(Network::kBoundary);
  slots_.assign(2 * (Shape::kLayers + 1) * ids_.size(), kNone);
  place_of_.assign(paragraph.size(), kNone);
  constexpr std::size_t kOfPlaces = 256;  // states, for a place or two: most paragraphs have no more
  states_.clear();
  states_.reserve(kOfPlaces);
  places_size_ = 0;
}

/// What a character is read as.
std::uint32_t NetworkReader::embedded(std::size_t side, std::uint32_t at) {
  std::uint32_t& slot = this->slot(side, 0, at);
  if (slot != kNone) return slot;
  slot = static_cast<std::uint32_t>(states_.size());
  const std::size_t id = ids_[side == 0 ? at : ids_.size() - 1 - at];
  const Int8Matrix& table = network_.characters().matrix;
  const float scale = network_.characters().scales[id];
  State& state = states_.emplace_back();
  for (std::size_t i = 0; i < kWidth; ++i)
    state.numbers[i] = static_cast<float>(table.values[Int8Matrix::place(kWidth, id, i)]) * scale;
  normalize(state.numbers.data(), kWidth, state.normal.data());
  return slot;
}

void NetworkReader::apply(const Network::Linear& linear, std::span<const std::int8_t> inputs, std::size_t count,
                          float input_scale) {
  const std::size_t rows = linear.matrix.rows;
  sums_.resize(count * rows);
  outputs_.resize(count * rows);
  products_(linear.matrix, inputs.data(), count, sums_.data());
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t row = 0; row < rows; ++row)
      outputs_[i * rows + row] =
          static_cast<float>(sums_[i * rows + row]) * (linear.scales[row] * input_scale) + linear.bias[row];
}

/// The states behind a layer at some characters; those behind the layer before are there.
void NetworkReader::compute_layer(std::size_t side, std::size_t layer, std::span<const std::uint32_t> at) {
  inputs_.assign(at.size() * 2 * kWidth, 0);
  for (std::size_t i = 0; i < at.size(); ++i) {
    std::int8_t* const to = inputs_.data() + i * 2 * kWidth;
    std::copy_n(states_[slot(side, layer, at[i])].normal.data(), kWidth, to);
    if (at[i] < Shape::kDilations[layer]) continue;
    const std::uint32_t far = at[i] - static_cast<std::uint32_t>(Shape::kDilations[layer]);
    std::copy_n(states_[slot(side, layer, far)].normal.data(), kWidth, to + kWidth);
  }
  apply(network_.side(side, layer), inputs_, at.size(), 1 / Shape::kInputStep);
  for (std::size_t i = 0; i < at.size(); ++i) {
    slot(side, layer + 1, at[i]) = static_cast<std::uint32_t>(states_.size());
    State& state = states_.emplace_back();
    const State& before = states_[slot(side, layer, at[i])];
    gate(outputs_.data() + i * 2 * kWidth, kWidth, state.numbers.data());
    for (std::size_t k = 0; k < kWidth; ++k) state.numbers[k] += before.numbers[k];
    normalize(state.numbers.data(), kWidth, state.normal.data());
  }
}

/// The states behind all layers at `ends`, and what these ask for.
void NetworkReader::compute_side(std::size_t side, std::span<const std::uint32_t> ends) {
  std::array<std::vector<std::uint32_t>, Shape::kLayers + 1> needed;
  const auto need = [&](std::size_t layer, std::uint32_t at) {
    if (slot(side, layer, at) == kNone) needed[layer].push_back(at);
  };
  for (const std::uint32_t end : ends) need(Shape::kLayers, end);
  for (std::size_t layer = Shape::kLayers; layer > 0; --layer) {
    std::sort(needed[layer].begin(), needed[layer].end());
    needed[layer].erase(std::unique(needed[layer].begin(), needed[layer].end()), needed[layer].end());
    for (const std::uint32_t at : needed[layer]) {
      need(layer - 1, at);
      const auto far = static_cast<std::uint32_t>(Shape::kDilations[layer - 1]);
      if (at >= far) need(layer - 1, at - far);
    }
  }
  for (const std::uint32_t at : needed[0]) embedded(side, at);
  for (std::size_t layer = 0; layer < Shape::kLayers; ++layer)
    if (!needed[layer + 1].empty()) compute_layer(side, layer, needed[layer + 1]);
}

void NetworkReader::look(std::span<const std::uint32_t> places) {
  new_places_.clear();
  for (const std::uint32_t place : places) {
    if (place_of_[place] != kNone) continue;
    place_of_[place] = static_cast<std::uint32_t>(places_size_ + new_places_.size());
    new_places_.push_back(place);
  }
  if (new_places_.empty()) return;
  const auto last = static_cast<std::uint32_t>(ids_.size() - 1);
  for (std::size_t side = 0; side < 2; ++side) {
    needed_.clear();  // the character before the place, which is one further among the ids
    for (const std::uint32_t place : new_places_) needed_.push_back(side == 0 ? place : last - (place + 2));
    compute_side(side, needed_);
  }
  tell(new_places_);
}

/// Joins what both sides know, and scores all characters.
void NetworkReader::tell(std::span<const std::uint32_t> places) {
  constexpr std::size_t kJoined = Shape::kJoined;
  const std::size_t count = places.size();
  const auto last = static_cast<std::uint32_t>(ids_.size() - 1);
  inputs_.resize(count * 2 * kWidth);
  for (std::size_t i = 0; i < count; ++i) {
    std::int8_t* const to = inputs_.data() + i * 2 * kWidth;
    std::copy_n(states_[slot(0, Shape::kLayers, places[i])].normal.data(), kWidth, to);
    std::copy_n(states_[slot(1, Shape::kLayers, last - (places[i] + 2))].normal.data(), kWidth, to + kWidth);
  }
  std::array<float, kJoined> gated;
  const auto pass = [&](const Network::Linear& linear, std::size_t width) {
    apply(linear, inputs_, count, 1 / Shape::kInputStep);
    inputs_.resize(count * width);
    for (std::size_t i = 0; i < count; ++i) {
      gate(outputs_.data() + i * 2 * width, width, gated.data());
      normalize(gated.data(), width, inputs_.data() + i * width);
    }
  };
  pass(network_.join(), kJoined);
  pass(network_.mix(), kWidth);
  apply(network_.tell(), inputs_, count, 1 / Shape::kInputStep);
  if (places_.size() < places_size_ + count) places_.resize(places_size_ + count);
  std::vector<float> steps(count);
  for (std::size_t i = 0; i < count; ++i) {  // not normalized: each has a step of its own
    const float* const state = outputs_.data() + i * kWidth;
    float most = kSmallest;
    for (std::size_t k = 0; k < kWidth; ++k) most = std::max(most, std::abs(state[k]));
    steps[i] = most / 127;
    for (std::size_t k = 0; k < kWidth; ++k) inputs_[i * kWidth + k] = rounded(state[k] / steps[i]);
  }
  const Int8Matrix& table = network_.characters().matrix;
  for (std::size_t i = 0; i < count; ++i) {
    Place& place = places_[places_size_++];
    place.step = steps[i];
    place.sums.resize(table.rows);
    products_(table, inputs_.data() + i * kWidth, 1, place.sums.data());
  }
}

Cost NetworkReader::gain(std::uint32_t place, char32_t from, char32_t to) const noexcept {
  const Network::Id old_id = network_.id(from), new_id = network_.id(to);
  if (old_id < Network::kSpecial || new_id < Network::kSpecial) return 0;
  const Place& told = places_[place_of_[place]];
  const Network::Linear& table = network_.characters();
  const auto score = [&](Network::Id id) {
    return static_cast<float>(told.sums[id]) * (table.scales[id] * told.step) + table.bias[id];
  };
  return cost_of(score(new_id) - score(old_id));
}

}  // namespace jianyan
