// Tables of records as offices export them: CSV and TSV, a record a row.
//
//   TableLayout layout(TableKind::csv, head_row, names);        // throws UsageError
//   Row row(bytes, TableKind::csv);
//   row.cell(layout.text);                                      // as it reads
//   row.replace(layout.text, mended);                           // in place; all other cells keep their bytes
//
// CSV as in RFC 4180: a cell that begins with a quote ends with one, and may hold commas, line ends and doubled quotes
// in between. TSV has no quoting: no tab and no line end in a cell; a cell that is wholly in quotes, as Excel writes
// them, reads without them. Bytes are split before they are decoded, which UTF-8, GB18030 and Big5 allow: separators,
// quotes and line ends never are the second byte of a character. UTF-16 is decoded first.
//
// No library: those of Debian (libcsv, and bindings of others) give the values of cells and not their bytes, and a
// table must come back as it was.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/encoding.h"
#include "jianyan/message.h"

namespace jianyan::tools {

enum class TableKind : std::uint8_t { csv, tsv };

/// Finds the ends of rows in bytes that come in pieces.
class RowScanner {
 public:
  explicit RowScanner(TableKind kind) : kind_(kind) {}
  /// Takes the bytes that follow those of the last call; the offset behind the last row that ends in them, or 0.
  std::size_t scan(std::string_view bytes);
  /// Whether a quote is open at the end of what was seen.
  [[nodiscard]] bool in_quotes() const { return state_ == State::quoted; }

 private:
  enum class State : std::uint8_t { begin, plain, quoted, quote_in_quoted };
  TableKind kind_;
  State state_ = State::begin;
};

/// A row, with or without its line end. The bytes must outlive it.
class Row {
 public:
  Row(std::string_view bytes, TableKind kind);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] bool blank() const { return cells_.size() == 1 && cells_[0].raw.empty(); }
  /// A quote that is not closed, or is closed in the middle of a cell.
  [[nodiscard]] bool damaged() const { return damaged_; }
  /// The bytes as they read: without quotes, doubled ones single.
  [[nodiscard]] std::string cell(std::size_t index) const;
  /// `value` is quoted where it must be, or where the cell was.
  void replace(std::size_t index, std::string_view value);
  /// Adds empty cells up to `count`.
  void pad(std::size_t count);
  /// The row with its line end, or without one if it had none.
  [[nodiscard]] std::string bytes() const;

 private:
  struct Cell {
    std::string_view raw;
    std::optional<std::string> replaced;
  };
  TableKind kind_;
  std::vector<Cell> cells_;
  std::string_view line_end_;
  bool damaged_ = false;
};

/// Whole rows out of `bytes`, one after the other, each with its line end.
[[nodiscard]] std::vector<std::string_view> split_rows(std::string_view bytes, TableKind kind);

/// The columns that a record is read from.
enum class TableColumn : std::uint8_t { id, title, text, label };
inline constexpr std::size_t kTableColumns = 4;
[[nodiscard]] std::string_view table_column_name(TableColumn column);

/// What the user says of the columns.
struct TableOptions {
  std::map<std::string, std::string> names;  ///< --column text=正文: "text" → 正文
  std::vector<std::string> order;            ///< --columns label,title,text: the table has no head line
};

/// Where the columns of a table are. Without the user's word a head may call them as English or Chinese tables
/// commonly do (text, 正文, 内容 …).
class TableLayout {
 public:
  /// `head`: names of the columns, as UTF-8.
  TableLayout(std::vector<std::string> head, const TableOptions& options);

  [[nodiscard]] std::optional<std::size_t> find(TableColumn column) const {
    return places_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return head_.size(); }
  /// Why the table cannot be used: neither a text nor a title, a column that was asked for is missing.
  [[nodiscard]] const std::optional<Message>& fault() const { return fault_; }
  /// The names of its columns, for messages.
  [[nodiscard]] std::string names() const;

 private:
  std::vector<std::string> head_;
  std::array<std::optional<std::size_t>, kTableColumns> places_;
  std::optional<Message> fault_;
};

}  // namespace jianyan::tools
