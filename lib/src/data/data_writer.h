// Writes the data file, or a model. Sections keep the order in which they are added; the same sections give the same bytes.
//
//   DataWriter writer;
//   writer.set_source_hash(hash);
//   writer.add("lexicon", bytes);
//   writer.write("jianyan.data");
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/file_kind.h"

namespace jianyan {

class DataWriter {
 public:
  explicit DataWriter(const FileKind& kind = kCompiledData) : kind_(kind) {}

  void set_source_hash(std::uint64_t hash) { source_hash_ = hash; }

  /// Precondition: `name` is ASCII, at most 23 bytes, and new. @throws std::invalid_argument otherwise.
  void add(std::string_view name, std::span<const std::byte> bytes);
  void add(std::string_view name, std::string_view text) { add(name, std::as_bytes(std::span(text))); }

  /// The whole file.
  [[nodiscard]] std::vector<std::byte> bytes() const;

  /// Writes to a temporary name beside `file` and renames, so that a reader never sees half a file.
  /// @throws std::system_error
  void write(const std::filesystem::path& file) const;

 private:
  struct Section {
    std::string name;
    std::vector<std::byte> bytes;
  };
  const FileKind kind_;
  std::vector<Section> sections_;
  std::uint64_t source_hash_ = 0;
};

}  // namespace jianyan
