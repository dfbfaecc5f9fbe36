// Layout of the data file, shared by its reader and its writer.
//
//   DataHeader                        64 bytes
//   DataDirectoryEntry × sections     64 bytes each
//   sections                          each from a multiple of 64 bytes on, zeros between them
//
// Numbers are in the byte order of the machine that built the file; `byte_order` shows it to others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace jianyan {

inline constexpr std::uint32_t kDataByteOrder = 0x01020304;
inline constexpr std::size_t kDataAlignment = 64;
inline constexpr std::size_t kDataNameSize = 24;
inline constexpr std::uint32_t kDataMaxSections = 4096;

struct DataHeader {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t byte_order;
  std::uint64_t file_size;
  std::uint64_t source_hash;
  std::uint64_t content_checksum;  ///< of everything after the directory
  std::uint64_t head_checksum;     ///< of header and directory, with this field zero
  std::uint32_t section_count;
  std::array<std::uint32_t, 3> reserved;
};
static_assert(sizeof(DataHeader) == 64 && std::is_trivially_copyable_v<DataHeader>);

struct DataDirectoryEntry {
  std::array<char, kDataNameSize> name;  ///< filled up with zeros, at least one
  std::uint64_t offset;
  std::uint64_t size;
  std::array<std::uint64_t, 3> reserved;
};
static_assert(sizeof(DataDirectoryEntry) == 64 && std::is_trivially_copyable_v<DataDirectoryEntry>);

/// A 64-bit checksum against damage, not against intent: eight bytes a step, a multiplication each.
class Checksum {
 public:
  void add(std::span<const std::byte> bytes) noexcept {
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
      std::uint64_t word;
      std::memcpy(&word, bytes.data() + at, 8);
      mix(word);
    }
    std::uint64_t tail = 0;
    std::memcpy(&tail, bytes.data() + at, bytes.size() - at);
    mix(tail);
    mix(bytes.size());
  }
  void add(std::string_view text) noexcept { add(std::as_bytes(std::span(text))); }
  [[nodiscard]] std::uint64_t value() const noexcept { return state_ ^ (state_ >> 29); }

 private:
  void mix(std::uint64_t word) noexcept {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15;
    state_ ^= state_ >> 32;
  }
  std::uint64_t state_ = 0x6A69616E79616E21;
};

/// Checksum of header and directory, which begin `file`. Precondition: the directory lies within.
[[nodiscard]] inline std::uint64_t head_checksum(std::span<const std::byte> file, const DataHeader& header) noexcept {
  DataHeader copy = header;
  copy.head_checksum = 0;
  Checksum sum;
  sum.add(std::as_bytes(std::span(&copy, 1)));
  sum.add(file.subspan(sizeof(DataHeader), header.section_count * sizeof(DataDirectoryEntry)));
  return sum.value();
}

}  // namespace jianyan
