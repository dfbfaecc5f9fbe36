// Names the encoding that decode() finds for each sample on standard input, a line each: "UTF-8 0" (with the number of
// raw pieces), or "error". A sample is four bytes of length, little-endian, and that many bytes. Driven by
// encoding_detection.py.
#include <array>
#include <cstddef>
#include <iostream>
#include <string>

#include "jianyan/encoding.h"

int main() {
  std::array<unsigned char, 4> head;
  while (std::cin.read(reinterpret_cast<char*>(head.data()), head.size())) {
    const auto byte = [&head](std::size_t i) { return std::size_t{head[i]} << 8 * i; };
    const std::size_t size = byte(0) | byte(1) | byte(2) | byte(3);
    std::string sample(size, '\0');
    std::cin.read(sample.data(), static_cast<std::streamsize>(size));
    const auto decoded = jianyan::decode(sample);
    if (decoded) {
      std::cout << jianyan::encoding_name(decoded->origin.encoding) << ' ' << decoded->origin.raw.size() << '\n';
    } else {
      std::cout << "error\n";
    }
  }
}
