// Rows and cells of tables: what is not touched keeps its bytes.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "common/table.h"

namespace jianyan::tools {
namespace {

std::vector<std::string> cells_of(std::string_view bytes, TableKind kind) {
  const Row row(bytes, kind);
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < row.size(); ++i) cells.push_back(row.cell(i));
  return cells;
}

using Cells = std::vector<std::string>;

TEST_CASE("table: cells of a CSV row") {
  struct {
    const char* bytes;
    Cells cells;
    bool damaged;
  } const cases[] = {
      {"a,b\r\n", {"a", "b"}, false},
      {"", {""}, false},
      {",\n", {"", ""}, false},
      {"\"a,b\",c", {"a,b", "c"}, false},
      {"\"a\nb\",c\n", {"a\nb", "c"}, false},
      {"\"say \"\"hi\"\"\",x", {"say \"hi\"", "x"}, false},
      {"\"\",\"\"\"\"", {"", "\""}, false},
      {"5\" pipe,x", {"5\" pipe", "x"}, false},  // a quote inside a plain cell is a quote
      {" \"a\" ,b", {" \"a\" ", "b"}, false},
      {"\"a\"b,c", {"\"a\"b", "c"}, true},
      {"\"open,c", {"\"open,c"}, true},
  };
  for (const auto& c : cases) {
    CAPTURE(c.bytes);
    CHECK(cells_of(c.bytes, TableKind::csv) == c.cells);
    CHECK(Row(c.bytes, TableKind::csv).damaged() == c.damaged);
  }
}

TEST_CASE("table: cells of a TSV row") {
  CHECK(cells_of("a\tb,c\n", TableKind::tsv) == Cells{"a", "b,c"});
  CHECK(cells_of("\"十四五\"规划\tb", TableKind::tsv) == Cells{"\"十四五\"规划", "b"});
  CHECK(cells_of("\"a \"\"b\"\"\"\tc", TableKind::tsv) == Cells{"a \"b\"", "c"});  // as Excel writes it
}

TEST_CASE("table: a cell is replaced, the others keep their bytes") {
  Row row("\"a\", b ,\"c \"\"d\"\"\"\r\n", TableKind::csv);
  row.replace(1, "x");
  CHECK(row.bytes() == "\"a\",x,\"c \"\"d\"\"\"\r\n");
  row.replace(0, "q");  // quoted before, quoted now
  row.replace(1, "1,\"2\"\n3");
  row.pad(5);
  row.replace(4, " end");
  CHECK(row.bytes() == "\"q\",\"1,\"\"2\"\"\n3\",\"c \"\"d\"\"\",,\" end\"\r\n");
  Row with_quotes("\"\"\"重要\"\"\"\tb", TableKind::tsv);
  with_quotes.replace(0, "\"紧要\"");
  CHECK(with_quotes.bytes() == "\"\"\"紧要\"\"\"\tb");  // bare it would read without its quotes
  Row tabs("a\tb", TableKind::tsv);
  tabs.replace(1, "1\t2\r\n3");
  CHECK(tabs.bytes() == "a\t1 2 3");
}

TEST_CASE("table: any bytes come back, and rows are the same in pieces and at once") {
  std::mt19937 random(7);
  const std::string_view alphabet = "a\",\n\r\t \xE4\xBD\xA0\xC4\xE3";
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (auto length = random() % 40; length > 0; --length) bytes += alphabet[random() % alphabet.size()];
    CAPTURE(bytes);
    for (const TableKind kind : {TableKind::csv, TableKind::tsv}) {
      std::string together;
      std::size_t complete = 0;
      for (const std::string_view row : split_rows(bytes, kind)) {
        together += Row(row, kind).bytes();
        if (row.ends_with('\n') && (together.size() < bytes.size() || !Row(row, kind).damaged())) complete = together.size();
      }
      CHECK(together == bytes);
      RowScanner scanner(kind);
      std::size_t end = 0;
      for (std::size_t i = 0; i < bytes.size(); ++i)
        if (scanner.scan(std::string_view(bytes).substr(i, 1)) != 0) end = i + 1;
      RowScanner whole(kind);
      CHECK(end == whole.scan(bytes));
      CHECK(end >= complete);
    }
  }
}

TEST_CASE("table: columns are found by common names, or as the user says") {
  TableOptions options;
  const TableLayout usual({"序号", "案由", "正文", "主办"}, options);
  CHECK_FALSE(usual.fault());
  CHECK(usual.find(TableColumn::id) == 0);
  CHECK(usual.find(TableColumn::title) == 1);
  CHECK(usual.find(TableColumn::text) == 2);
  CHECK_FALSE(usual.find(TableColumn::label));
  options.names["label"] = "主办";
  CHECK(TableLayout({"序号", "案由", "正文", "主办"}, options).find(TableColumn::label) == 3);
  options.names["text"] = "全文";
  const TableLayout missing({"序号", "案由"}, options);
  REQUIRE(missing.fault());
  CHECK(missing.fault()->en == "the table has no column \"全文\", only: 序号、案由");
  CHECK(TableLayout({"甲"}, {}).fault());
}

}  // namespace
}  // namespace jianyan::tools
