#include "data/build/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include "data/data_format.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> columns;
  for (std::size_t from = 0;;) {
    const std::size_t tab = std::min(line.find('\t', from), line.size());
    columns.emplace_back(line.substr(from, tab - from));
    if (tab == line.size()) return columns;
    from = tab + 1;
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

Table read_table(const std::filesystem::path& file, std::size_t columns) {
  const std::string text = read_source(file);
  Table table;
  table.hash = hash_of(text);
  std::size_t number = 0;
  for (std::size_t from = 0; from < text.size();) {
    ++number;
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = std::string_view(text).substr(from, end - from);
    from = end + 1;
    if (end == text.size()) throw TableError(file, number, "the last line has no line end; add one");
    if (valid_utf8_prefix(line) != line.size()) throw TableError(file, number, "is not UTF-8; save the table as UTF-8");
    if (line.starts_with('#') && table.rows.empty()) {
      read_comment(line, "# source: ", table.source);
      read_comment(line, "# licence: ", table.licence);
      continue;
    }
    std::vector<std::string> row = split(line);
    if (row.size() != columns) {
      throw TableError(file, number, "has " + std::to_string(row.size()) + " columns, " + std::to_string(columns) +
                                         " are needed (between tabs)");
    }
    if (row.front().empty()) throw TableError(file, number, "has an empty first column; remove the line");
    if (!table.rows.empty() && table.rows.back().front() >= row.front()) {
      throw TableError(file, number, table.rows.back().front() == row.front()
                                         ? "repeats the line before it; remove one of the two"
                                         : "is not in order; sort the rows with LC_ALL=C sort");
    }
    table.rows.push_back(std::move(row));
  }
  if (table.source.empty() || table.licence.empty()) {
    throw TableError(file, 1, "names no source and licence; add \"# source: …\" and \"# licence: …\" to its head");
  }
  return table;
}

}  // namespace jianyan
