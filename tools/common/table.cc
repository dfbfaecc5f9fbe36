#include "common/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace jianyan::tools {
namespace {

char separator_of(TableKind kind) { return kind == TableKind::csv ? ',' : '\t'; }

bool is_quoted(std::string_view raw) { return raw.size() >= 2 && raw.front() == '"' && raw.back() == '"'; }

/// The inside of a quoted cell; nothing where a quote in it is not doubled.
std::optional<std::string> unquoted(std::string_view raw) {
  if (!is_quoted(raw)) return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i + 1 < raw.size(); ++i) {
    if (raw[i] == '"' && (raw[++i] != '"' || i + 1 == raw.size())) return std::nullopt;
    value += raw[i];
  }
  return value;
}

std::string quoted(std::string_view value) {
  std::string cell = "\"";
  for (const char byte : value) cell.append(byte == '"' ? 2 : 1, byte);
  return cell + '"';
}

/// A TSV has no way to write a tab or a line end into a cell.
std::string on_one_line(std::string_view value) {
  std::string cell;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\r' && i + 1 < value.size() && value[i + 1] == '\n') continue;
    const bool breaks = value[i] == '\t' || value[i] == '\n' || value[i] == '\r';
    cell += breaks ? ' ' : value[i];
  }
  return cell;
}

std::string written(std::string_view value, TableKind kind, bool was_quoted) {
  if (kind == TableKind::tsv) return is_quoted(value) ? quoted(on_one_line(value)) : on_one_line(value);
  const bool needs =
      value.find_first_of(",\"\r\n") != std::string_view::npos || value.starts_with(' ') || value.ends_with(' ');
  return needs || was_quoted ? quoted(value) : std::string(value);
}

/// What heads call the columns, most telling first.
const std::array<std::vector<std::string_view>, kTableColumns> kUsualNames{
    {{"id", "编号", "序号", "建议编号", "提案编号", "案号", "留言编号"},
     {"title", "标题", "题目", "案由", "建议标题", "提案标题", "建议名称", "提案名称", "留言主题"},
     {"text", "正文", "内容", "建议内容", "提案内容", "建议正文", "提案正文", "详细内容", "留言详情", "content",
      "body"},
     {"label", "类别", "分类", "主题", "标签", "topic", "category", "一级标签", "一级分类"}}};

}  // namespace

std::size_t RowScanner::scan(std::string_view bytes) {
  std::size_t end = 0;
  if (kind_ == TableKind::tsv) {
    const std::size_t last = bytes.rfind('\n');
    return last == std::string_view::npos ? 0 : last + 1;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char byte = bytes[i];
    if (state_ == State::quoted) {
      if (byte == '"') state_ = State::quote_in_quoted;
    } else if (byte == '\n' || byte == ',') {
      state_ = State::begin;
      if (byte == '\n') end = i + 1;
    } else if (byte == '"' && state_ != State::plain) {
      state_ = State::quoted;  // the first of a cell, or the second of a pair
    } else {
      state_ = State::plain;
    }
  }
  return end;
}

Row::Row(std::string_view bytes, TableKind kind) : kind_(kind) {
  std::size_t end = bytes.size();
  if (bytes.ends_with('\n')) --end;
  if (end < bytes.size() && end > 0 && bytes[end - 1] == '\r') --end;
  line_end_ = bytes.substr(end);
  bytes = bytes.substr(0, end);
  const char separator = separator_of(kind);
  for (std::size_t from = 0;;) {
    std::size_t to = from;
    if (kind == TableKind::csv && from < bytes.size() && bytes[from] == '"') {
      ++to;
      while (to < bytes.size() && (bytes[to] != '"' || (to + 1 < bytes.size() && bytes[to + 1] == '"'))) {
        to += bytes[to] == '"' ? 2 : 1;
      }
      damaged_ = damaged_ || to >= bytes.size() || (to + 1 < bytes.size() && bytes[to + 1] != separator);
    }
    to = std::min(bytes.find(separator, std::min(to, bytes.size())), bytes.size());
    cells_.push_back({bytes.substr(from, to - from), std::nullopt});
    if (to == bytes.size()) break;
    from = to + 1;
  }
}

std::string Row::cell(std::size_t index) const {
  const Cell& cell = cells_[index];
  return unquoted(cell.raw).value_or(std::string(cell.raw));
}

void Row::replace(std::size_t index, std::string_view value) {
  cells_[index].replaced = written(value, kind_, unquoted(cells_[index].raw).has_value());
}

void Row::pad(std::size_t count) {
  while (cells_.size() < count) cells_.push_back({});
}

std::string Row::bytes() const {
  std::string row;
  for (const Cell& cell : cells_) {
    if (&cell != cells_.data()) row += separator_of(kind_);
    row += cell.replaced ? std::string_view(*cell.replaced) : cell.raw;
  }
  return row += line_end_;
}

std::vector<std::string_view> split_rows(std::string_view bytes, TableKind kind) {
  std::vector<std::string_view> rows;
  RowScanner scanner(kind);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    const bool ends = scanner.scan(bytes.substr(at, end - at)) != 0;
    at = end;
    if (!ends && at < bytes.size()) continue;
    rows.push_back(bytes.substr(begin, at - begin));
    begin = at;
  }
  return rows;
}

std::string_view table_column_name(TableColumn column) { return kUsualNames[static_cast<std::size_t>(column)][0]; }

TableLayout::TableLayout(std::vector<std::string> head, const TableOptions& options) : head_(std::move(head)) {
  for (std::size_t i = 0; i < kTableColumns; ++i) {
    const std::vector<std::string_view>& usual = kUsualNames[i];
    const auto wanted = options.names.find(std::string(usual[0]));
    if (wanted == options.names.end()) {
      for (const std::string_view name : usual)
        if (!places_[i]) places_[i] = find(name);
      continue;
    }
    places_[i] = find(wanted->second);
    if (places_[i]) continue;
    fault_ = Message{fmt::format("表中没有“{}”这一列，只有：{}", wanted->second, names()),
                     fmt::format("the table has no column \"{}\", only: {}", wanted->second, names())};
    return;
  }
  if (find(TableColumn::text) || find(TableColumn::title)) return;
  fault_ =
      Message{fmt::format("看不出哪一列是正文，请用 --column text=列名 指定；表中的列：{}", names()),
              fmt::format("no column is known as the text; name it with --column text=NAME; columns: {}", names())};
}

std::optional<std::size_t> TableLayout::find(std::string_view name) const {
  const auto found = std::find(head_.begin(), head_.end(), name);
  if (found == head_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - head_.begin());
}

std::string TableLayout::names() const { return fmt::format("{}", fmt::join(head_, "、")); }

}  // namespace jianyan::tools
