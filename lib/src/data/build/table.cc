#include "data/build/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include "data/data_format.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> columns;
  for (std::size_t from = 0;;) {
    const std::size_t end = std::min(line.find(separator, from), line.size());
    columns.emplace_back(line.substr(from, end - from));
    if (end == line.size()) return columns;
    from = end + 1;
  }
}

/// The rest of a line "# key: rest" goes into `value`.
void read_comment(std::string_view line, std::string_view key, std::string& value) {
  if (line.starts_with(key)) value = line.substr(key.size());
}

}  // namespace

std::string read_source(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) throw TableError(file, 0, "cannot be read; check the path");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::uint64_t hash_of(std::string_view bytes) {
  Checksum sum;
  sum.add(bytes);
  return sum.value();
}

namespace {

void check_row(const Table& table, const std::vector<std::string>& row, const std::filesystem::path& file,
               std::size_t number) {
  if (row.size() != table.columns.size()) {
    throw TableError(file, number,
                     "has " + std::to_string(row.size()) + " columns, " + std::to_string(table.columns.size()) +
                         " are needed (between tabs)");
  }
  if (row.front().empty()) throw TableError(file, number, "has an empty first column; remove the line");
  if (!table.rows.empty() && table.rows.back().front() >= row.front()) {
    throw TableError(file, number, table.rows.back().front() == row.front()
                                       ? "repeats the line before it; remove one of the two"
                                       : "is not in order; sort the rows with LC_ALL=C sort");
  }
}

/// Where `columns` is 0, the head names them.
Table read(const std::filesystem::path& file, std::size_t columns) {
  const std::string text = read_source(file);
  Table table;
  table.hash = hash_of(text);
  table.columns.resize(columns);
  std::size_t number = 0;
  for (std::size_t from = 0; from < text.size();) {
    ++number;
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = std::string_view(text).substr(from, end - from);
    from = end + 1;
    if (end == text.size()) throw TableError(file, number, "the last line has no line end; add one");
    if (valid_utf8_prefix(line) != line.size()) throw TableError(file, number, "is not UTF-8; save the table as UTF-8");
    if (line.starts_with('#') && table.rows.empty()) {
      std::string names;
      read_comment(line, "# source: ", table.source);
      read_comment(line, "# licence: ", table.licence);
      read_comment(line, "# columns: ", names);
      if (columns == 0 && !names.empty()) table.columns = split(names, ' ');
      continue;
    }
    if (table.columns.empty()) throw TableError(file, 1, "names no columns; add \"# columns: …\" to its head");
    std::vector<std::string> row = split(line, '\t');
    check_row(table, row, file, number);
    if (table.rows.empty()) table.first_line = number;
    table.rows.push_back(std::move(row));
  }
  if (table.source.empty() || table.licence.empty()) {
    throw TableError(file, 1, "names no source and licence; add \"# source: …\" and \"# licence: …\" to its head");
  }
  return table;
}

}  // namespace

Table read_table(const std::filesystem::path& file, std::size_t columns) { return read(file, columns); }

Table read_table_with_columns(const std::filesystem::path& file) {
  Table table = read(file, 0);
  if (table.columns.empty()) throw TableError(file, 1, "names no columns; add \"# columns: …\" to its head");
  return table;
}

}  // namespace jianyan
