// Records in the rows of a table: read, answered, and written back as the same table with columns added.
//
//   const TableAnswer shape{{"jianyan.findings"}, [](const nlohmann::json& answer) { … return cells; }};
//   run_table(tool, answers, shape);
//
// A row is answered as a line of JSON would be (record_stream.h); `shape` says which cells are made of the answer, and
// the cells of title and text are replaced where the answer has others. All other cells keep their bytes. A last
// column, jianyan.error, says what is wrong with a row; such a row is kept as it was. A column that the table has
// already, from an earlier run, is filled anew.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/record_stream.h"
#include "common/table.h"
#include "common/tool.h"

namespace jianyan::tools {

struct TableAnswer {
  std::vector<std::string_view> columns;
  /// A cell for each column.
  std::function<std::vector<std::string>(const nlohmann::json& answer)> cells;
};

/// The elements of an array in one cell; of objects the named member.
[[nodiscard]] std::string joined(const nlohmann::json& array, std::string_view separator, const char* member = nullptr);

/// Whole rows, ready at once.
struct RowBatch {
  std::uint64_t first_line = 1;
  std::string bytes;
  bool unclosed = false;  ///< one row whose quote is never closed, or that is over LineReader::kLongest
};

/// A table in an open file. UTF-16 is read at once, all else as it comes.
class TableReader {
 public:
  /// Reads the head. @throws UsageError where it has not the columns that are needed
  TableReader(int descriptor, TableKind kind, const TableOptions& options, std::optional<Encoding> encoding);

  /// Why the table cannot be read.
  [[nodiscard]] const std::optional<Message>& error() const { return error_; }
  [[nodiscard]] const TableLayout& layout() const { return *layout_; }
  /// The bytes of the head with its line end; empty where there is none.
  [[nodiscard]] const std::string& head() const { return head_; }
  [[nodiscard]] TableKind kind() const { return kind_; }
  [[nodiscard]] std::optional<RowBatch> next();

  /// The cell as UTF-8; nothing where its bytes are not in the table's encoding.
  [[nodiscard]] std::optional<std::string> decode_cell(const std::string& cell) const;
  /// For the table; characters that its encoding lacks become "?".
  [[nodiscard]] std::string encode_cell(const std::string& text) const;
  /// What is written: the bytes themselves, or for UTF-16 their encoded form.
  [[nodiscard]] std::string outgoing(const std::string& bytes, bool first) const;
  /// Reads title, text and id of a row; the fault, if there is one.
  [[nodiscard]] std::optional<Message> read(const Row& row, std::uint64_t line, Record& record) const;

 private:
  bool fill();
  void recognise(std::optional<Encoding> forced);

  int descriptor_;
  TableKind kind_;
  Encoding encoding_ = Encoding::utf8;  // of the cells
  std::optional<Encoding> outside_;     // UTF-16, where the cells are UTF-8
  std::string head_, pending_;
  RowScanner scanner_;
  std::size_t scanned_ = 0, complete_ = 0;
  std::uint64_t line_ = 1;
  bool ended_ = false;
  std::optional<TableLayout> layout_;
  std::optional<Message> error_;
};

/// Answers the rows of the one input on standard output or -o. @throws WriteError, UsageError
void run_table(Tool& tool, const AnswerRecordsOf& answers, const TableAnswer& shape);

}  // namespace jianyan::tools
