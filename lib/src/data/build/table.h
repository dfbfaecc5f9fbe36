// Reads the readable tables of dictionaries/.
//
// A table is UTF-8 with LF line ends. It opens with comment lines that begin with "#"; two of them are "# source: …"
// and "# licence: …". Then come rows of columns between tabs, sorted by the bytes of the first column, which is unique.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace jianyan {

/// A source that the builder cannot use; what() is "FILE:LINE: what is wrong and what to do".
class TableError : public std::runtime_error {
 public:
  TableError(const std::filesystem::path& file, std::size_t line, const std::string& what)
      : std::runtime_error(file.string() + ":" + std::to_string(line) + ": " + what) {}
};

struct Table {
  std::string source;
  std::string licence;
  std::vector<std::vector<std::string>> rows;
  std::size_t first_line = 0;          ///< of the rows, which follow each other
  std::vector<std::string> columns;    ///< names of the columns, where the head gives them
  std::uint64_t hash = 0;  ///< of the file's bytes
};

/// @throws TableError
[[nodiscard]] Table read_table(const std::filesystem::path& file, std::size_t columns);
/// A table whose head names its columns: "# columns: phrase replacement". @throws TableError
[[nodiscard]] Table read_table_with_columns(const std::filesystem::path& file);

/// The bytes of a file. @throws TableError
[[nodiscard]] std::string read_source(const std::filesystem::path& file);
[[nodiscard]] std::uint64_t hash_of(std::string_view bytes);

}  // namespace jianyan
