// Which characters may have been meant where another one stands: those that sound or look like it.
//
//   Confusions confusions(data);
//   for (const Confusion& other : confusions.of(U'署')) try_instead(other.character);      // 暑 薯 属 … 部 …
//
// Immutable; any content of the section is safe to read. Built by build/confusion_builder.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "jianyan/data.h"

namespace jianyan {

enum class SoundMatch : std::uint8_t {
  none,
  slip,       ///< a neighbouring key, a letter left out, a rarer confusion of a dialect; one key in five-stroke
  near,       ///< n and l, z and zh, in and ing …
  tone,       ///< same sound but for the tone
  same,
};

struct Confusion {
  std::uint16_t character;
  SoundMatch sound;
  std::uint8_t shape;  ///< how much the two look alike, of 100; 0: too little
};
static_assert(sizeof(Confusion) == 4);

class Confusions {
 public:
  static constexpr std::string_view kSection = "confusions";
  static constexpr char32_t kFirst = 0x4E00;
  static constexpr char32_t kLast = 0x9FFF;

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Confusions(const Data& data) : Confusions(data.section(kSection)) {}
  explicit Confusions(std::span<const std::byte> section);

  /// Sorted by sound, the best match first, then by how frequent they are.
  [[nodiscard]] std::span<const Confusion> of(char32_t c) const noexcept {
    if (c < kFirst || c > kLast) return {};
    const std::uint32_t begin = begins_[c - kFirst];
    const std::uint32_t end = begins_[c - kFirst + 1];
    return begin <= end && end <= entries_.size() ? entries_.subspan(begin, end - begin) : std::span<const Confusion>();
  }
  /// How `meant` may have become `written`; {meant, none, 0} where it is not among the confusions.
  [[nodiscard]] Confusion find(char32_t written, char32_t meant) const noexcept;

 private:
  std::span<const std::uint32_t> begins_;  ///< of each character's entries, and one more
  std::span<const Confusion> entries_;
};

}  // namespace jianyan
