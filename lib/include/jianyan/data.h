// The compiled data: words, language model and tables, one memory-mapped file.
//
// `jianyan-lexicon build` compiles the readable tables of dictionaries/ and the installed word lists into one file of
// named sections. Opening it maps the file and checks its head and directory; nothing is parsed, so that start-up costs
// microseconds and processes share the memory.
//
//   auto data = jianyan::Data::open("/usr/share/jianyan/jianyan.data");      // may throw LoadError
//   jianyan::Segmenter segmenter(data);
//
// A Data object is immutable and may be shared by any number of threads. Views into it live as long as it does;
// Segmenter and Linter keep it alive themselves. Replace the file by rename, never by truncating it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/export.h"
#include "jianyan/result.h"

namespace jianyan {

class JIANYAN_EXPORT Data {
 public:
  /// Version of the layout; a file of another version is refused.
  static constexpr std::uint32_t kFormatVersion = 1;

  /// A named stretch of the file. Names are ASCII, at most 23 bytes.
  struct Section {
    std::string_view name;
    std::span<const std::byte> bytes;  ///< begins on a multiple of 64 bytes
  };

  /// Maps the file. @throws LoadError missing, unreadable, truncated, foreign, of another byte order or version, or
  /// damaged in its head.
  [[nodiscard]] static std::shared_ptr<const Data> open(const std::filesystem::path& file);

  /// Uses bytes in place and keeps `owner` alive; for embedded data and tests. Checks as open() does.
  /// Precondition: bytes.data() is aligned to 64. @throws LoadError
  [[nodiscard]] static std::shared_ptr<const Data> from_bytes(std::span<const std::byte> bytes,
                                                              std::shared_ptr<const void> owner);

  virtual ~Data();
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  /// The section's bytes. @throws LoadError when there is none of that name (a file built without it).
  [[nodiscard]] virtual std::span<const std::byte> section(std::string_view name) const = 0;
  /// All sections, in the order of the file.
  [[nodiscard]] virtual std::vector<Section> sections() const = 0;
  /// Hash of the sources that the file was built from, as 16 hexadecimal digits' worth.
  [[nodiscard]] virtual std::uint64_t source_hash() const noexcept = 0;
  /// Compares the whole file with the checksum in its head: O(size), for `jianyan-lexicon verify` and doubts about a
  /// disk.
  [[nodiscard]] virtual bool verify() const noexcept = 0;

 protected:
  Data() = default;
};

}  // namespace jianyan
