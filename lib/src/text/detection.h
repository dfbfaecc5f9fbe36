// Which encoding a file is in, from its bytes alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "jianyan/encoding.h"

namespace jianyan {

/// The bytes of U+FEFF in `encoding`; empty for Big5, which lacks it.
[[nodiscard]] std::string_view byte_order_mark(Encoding encoding) noexcept;

/// How many of `characters` may be bad in a file that is still read.
[[nodiscard]] constexpr std::size_t tolerated(std::size_t characters) noexcept {
  return characters / 50 > 3 ? characters / 50 : 3;
}

/// The most likely encoding of `bytes`, or nothing if none is likely. See decode() for the order of the evidence.
[[nodiscard]] std::optional<Encoding> detect_encoding(std::string_view bytes);

/// Whether `bytes` are valid UTF-8, and as such more likely text than in `encoding`.
[[nodiscard]] bool reads_better_as_utf8(std::string_view bytes, Encoding encoding);

}  // namespace jianyan
