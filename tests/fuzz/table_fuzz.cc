// A table of records: rows are found alike however the bytes come, an untouched row keeps its bytes, and a cell that is
// replaced reads as what was put in, while its neighbours keep their bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/table.h"

using namespace jianyan::tools;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

/// Where the last row ends, when the bytes come in two pieces.
std::size_t scanned_in_pieces(std::string_view bytes, std::size_t cut, TableKind kind) {
  RowScanner scanner(kind);
  const std::size_t first = scanner.scan(bytes.substr(0, cut));
  const std::size_t second = scanner.scan(bytes.substr(cut));
  return second == 0 ? first : cut + second;
}

void replace_a_cell(std::string_view bytes, std::size_t index, std::string_view value, TableKind kind) {
  Row row(bytes, kind);
  if (row.damaged()) return;
  index %= row.size();
  row.replace(index, value);
  const std::string written = row.bytes();
  const Row again(written, kind);
  require(!again.damaged() && again.size() == row.size());
  const bool kept = kind == TableKind::csv || value.find_first_of("\t\r\n") == std::string_view::npos;
  require(!kept || again.cell(index) == value);
  const Row before(bytes, kind);
  for (std::size_t i = 0; i < row.size(); ++i) require(i == index || again.cell(i) == before.cell(i));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const TableKind kind = data[0] % 2 == 0 ? TableKind::csv : TableKind::tsv;
  const std::size_t choice = data[1];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  RowScanner scanner(kind);
  require(scanner.scan(bytes) == scanned_in_pieces(bytes, std::min(choice, bytes.size()), kind));
  std::string joined;
  for (const std::string_view row : split_rows(bytes, kind)) {
    require(Row(row, kind).bytes() == row);
    replace_a_cell(row, choice, bytes.substr(bytes.size() - std::min(choice, bytes.size())), kind);
    joined += row;
  }
  require(joined == bytes);
  return 0;
}
