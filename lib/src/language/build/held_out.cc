#include "language/build/held_out.h"

#include <array>
#include <cstdint>

namespace jianyan {
namespace {

constexpr std::uint32_t kEvery = 50;
constexpr std::array<std::string_view, 11> kBlanks{" ",      "\t",     "\r",     "\n",     "\v",    "\f",
                                                   "\u3000", "\u00A0", "\u2002", "\u2003", "\u2028"};

/// CRC-32 as in gzip and zlib.
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t sum = ~std::uint32_t{0};
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (0xEDB88320 & (0 - (sum & 1)));
  }
  return ~sum;
}

}  // namespace

std::string_view trimmed(std::string_view paragraph) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      if (paragraph.starts_with(blank)) {
        paragraph.remove_prefix(blank.size());
        again = true;
      }
      if (paragraph.ends_with(blank)) {
        paragraph.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return paragraph;
}

bool is_held_out(std::string_view paragraph) { return crc32(trimmed(paragraph)) % kEvery == 0; }

}  // namespace jianyan
