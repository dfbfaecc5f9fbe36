// A two-sided language model: which character stands between what is left and what is right of it.
//
//   Network network(data);                                // empty where the data has none
//   NetworkReader reader(network);                        // scratch memory for one thread
//   reader.read(paragraph);
//   reader.look({places});                                // together is cheaper than one by one
//   Cost gain = reader.gain(place, U'暑', U'署');         // how much likelier 署 is there, beside what n-grams say
//
// It is learned beside n-grams, and tells what these do not know: its scores are added to theirs.
//
// One stack of gated, dilated convolutions reads from the left, another one from the right; what they know of the
// characters before and behind a place is joined, and tells the character in between. It never sees the character that
// stands there, so what it says holds for that one as for any other that may be tried. A layer reads two places only: a
// single place asks for 31 states on either side and no more, and states are kept for the next place.
//
// Weights and what they are multiplied with are 8-bit integers; all else is single precision, in an order that does not
// depend on the processor: each gets the same. Immutable. Trained by typo/build/network_training.h.
// Sources: Y. Dauphin et al., "Language Modeling with Gated Convolutional Networks", 2017; M. Peters et al., "Deep
// contextualized word representations", 2018 (both sides).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "language/int8_products.h"
#include "language/lexicon.h"

namespace jianyan {

/// Sizes of the network.
struct NetworkShape {
  static constexpr std::size_t kWidth = 224;
  static constexpr std::array<std::size_t, 5> kDilations{1, 2, 4, 8, 16};
  static constexpr std::size_t kLayers = kDilations.size();
  static constexpr std::size_t kJoined = 2 * kWidth;  ///< what the first joining layer gives

  /// Characters that stand for others, or for none.
  using Id = std::uint16_t;
  enum Special : Id { kBoundary, kUnknown, kDigit, kLetter, kSpecial };

  /// What is multiplied is kept in steps of 1/kInputStep. Normalized numbers hardly ever exceed 127 of them.
  static constexpr float kInputStep = 16;
};

class Network : public NetworkShape {
 public:
  static constexpr std::string_view kSection = "network";
  static constexpr std::size_t kCharacters = 0x10000;

  struct Header {
    std::uint32_t ids, padded;  ///< characters, and that number filled up to whole blocks
    std::uint32_t width, layers;
    std::uint32_t reserved[12];
  };
  static_assert(sizeof(Header) == 64);

  /// A linear layer: what its integers are worth, and what is added.
  struct Linear {
    Int8Matrix matrix;
    const float* scales = nullptr;  ///< by row, with the input's step in it
    const float* bias = nullptr;
  };
  /// Bytes of a layer in the section.
  [[nodiscard]] static constexpr std::size_t size_of(std::size_t rows, std::size_t columns) noexcept {
    return rows * columns + rows * (sizeof(std::int32_t) + 2 * sizeof(float));
  }
  /// Of the section.
  [[nodiscard]] static constexpr std::size_t size_for(std::size_t padded) noexcept {
    return sizeof(Header) + kCharacters * sizeof(Id) + 2 * kLayers * size_of(2 * kWidth, 2 * kWidth) +
           size_of(2 * kJoined, 2 * kWidth) + size_of(2 * kWidth, kJoined) + size_of(kWidth, kWidth) +
           size_of(padded, kWidth);
  }

  /// @throws LoadError when the section is damaged.
  explicit Network(const Data& data);
  explicit Network(std::span<const std::byte> section);

  [[nodiscard]] bool empty() const noexcept { return ids_.empty(); }
  [[nodiscard]] Id id(char32_t c) const noexcept {
    const Id id = c < kCharacters ? ids_[c] : Id{kUnknown};
    return id < characters_.matrix.rows ? id : Id{kUnknown};
  }
  [[nodiscard]] const Linear& side(std::size_t side, std::size_t layer) const noexcept { return sides_[side][layer]; }
  [[nodiscard]] const Linear& join() const noexcept { return join_; }
  [[nodiscard]] const Linear& mix() const noexcept { return mix_; }
  [[nodiscard]] const Linear& tell() const noexcept { return tell_; }
  /// Its rows are also what a character is read as.
  [[nodiscard]] const Linear& characters() const noexcept { return characters_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

 private:
  std::span<const Id> ids_;  ///< by code point
  std::array<std::array<Linear, kLayers>, 2> sides_;
  Linear join_, mix_, tell_, characters_;
  std::size_t count_ = 0;
};

class NetworkReader {
 public:
  explicit NetworkReader(const Network& network) : network_(network) {}
  /// With a way of multiplying other than the fastest: for tests.
  NetworkReader(const Network& network, const Int8Kernel& kernel) : network_(network), products_(kernel.products) {}

  /// Characters without blanks.
  void read(std::u32string_view paragraph);
  /// Makes sure that the places are known. Precondition: within the paragraph, and the network is not empty.
  void look(std::span<const std::uint32_t> places);
  /// How much likelier `to` is than `from` at a place that was looked at, whatever stands there now. 0 where the
  /// network does not know one of them.
  [[nodiscard]] Cost gain(std::uint32_t place, char32_t from, char32_t to) const noexcept;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  using Shape = NetworkShape;
  using Numbers = std::array<float, Shape::kWidth>;
  using Inputs = std::array<std::int8_t, Shape::kWidth>;

  /// What is known behind a character by one side's first layers.
  struct State {
    Numbers numbers;
    Inputs normal;
  };
  struct Place {
    float step = 0;                   ///< of what the sums are multiplied from
    std::vector<std::int32_t> sums;   ///< by id
  };

  void compute_side(std::size_t side, std::span<const std::uint32_t> ends);
  void compute_layer(std::size_t side, std::size_t layer, std::span<const std::uint32_t> at);
  std::uint32_t embedded(std::size_t side, std::uint32_t at);
  void apply(const Network::Linear& linear, std::span<const std::int8_t> inputs, std::size_t count, float input_scale);
  void tell(std::span<const std::uint32_t> places);
  [[nodiscard]] std::uint32_t& slot(std::size_t side, std::size_t layer, std::uint32_t at) {
    return slots_[(side * (Shape::kLayers + 1) + layer) * ids_.size() + at];
  }

  const Network& network_;
  Int8Products products_ = int8_kernels().front().products;
  std::vector<Shape::Id> ids_;           ///< with a boundary on either side
  std::vector<std::uint32_t> slots_;     ///< of states, by side, layer and character in the order of reading
  std::vector<State> states_;
  std::vector<std::uint32_t> place_of_;  ///< of places_, by character
  std::vector<Place> places_;
  std::size_t places_size_ = 0;
  std::vector<std::uint32_t> needed_, new_places_;
  std::vector<std::int8_t> inputs_;
  std::vector<std::int32_t> sums_;
  std::vector<float> outputs_;
};

}  // namespace jianyan
