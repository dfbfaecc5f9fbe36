// decode() of any bytes, detected and in a named encoding: what it accepts is valid UTF-8, and encode() is its inverse.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "jianyan/encoding.h"
#include "text/utf8.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(std::string_view bytes, std::optional<jianyan::Encoding> forced) {
  const auto decoded = jianyan::decode(bytes, forced);
  if (!decoded) return;
  require(jianyan::valid_utf8_prefix(decoded->text) == decoded->text.size());
  std::uint32_t end = 0;
  for (const jianyan::RawPiece& piece : decoded->origin.raw) {
    require(piece.text.begin >= end && piece.text.end > piece.text.begin && piece.text.end <= decoded->text.size());
    end = piece.text.end;
  }
  const auto encoded = jianyan::encode(decoded->text, decoded->origin);
  require(encoded.has_value() && *encoded == bytes);
}

}  // namespace

/// The first byte of the input chooses the encoding to name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  check(bytes, std::nullopt);
  check(bytes, static_cast<jianyan::Encoding>(data[0] % 5));
  return 0;
}
