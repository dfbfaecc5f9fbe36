#include "common/table_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/lines.h"
#include "common/ordered.h"
#include "jianyan/report.h"

namespace jianyan::tools {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::string_view kErrorColumn = "jianyan.error";
constexpr std::uint64_t kComplaints = 10;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

TextOrigin plain_origin(Encoding encoding) {
  TextOrigin origin;
  origin.encoding = encoding;
  return origin;
}

/// Names without the blanks around them.
std::string trimmed(const std::string& name) {
  const std::size_t begin = name.find_first_not_of(" \t"), end = name.find_last_not_of(" \t");
  return begin == std::string::npos ? std::string() : name.substr(begin, end - begin + 1);
}

}  // namespace

std::string joined(const nlohmann::json& array, std::string_view separator, const char* member) {
  std::string cell;
  for (const nlohmann::json& element : array) {
    if (!cell.empty()) cell += separator;
    cell += (member != nullptr ? element.at(member) : element).get_ref<const std::string&>();
  }
  return cell;
}

TableReader::TableReader(int descriptor, TableKind kind, const TableOptions& options, std::optional<Encoding> encoding)
    : descriptor_(descriptor), kind_(kind), scanner_(kind) {
  while (pending_.size() < kChunk && fill()) {
  }
  recognise(encoding);
  if (error_) return;
  std::vector<std::string> names = options.order;
  if (names.empty()) {
    const std::vector<std::string_view> rows = split_rows(pending_, kind_);
    if (!rows.empty()) head_ = rows[0];
    const std::string_view marked = head_;
    const Row row(marked.starts_with(kMark) ? marked.substr(kMark.size()) : marked, kind_);
    for (std::size_t i = 0; i < row.size(); ++i) names.push_back(trimmed(decode_cell(row.cell(i)).value_or("")));
    pending_.erase(0, head_.size());
    line_ += static_cast<std::uint64_t>(std::count(head_.begin(), head_.end(), '\n'));
  }
  layout_.emplace(std::move(names), options);
  if (layout_->fault()) throw UsageError(*layout_->fault());
}

void TableReader::recognise(std::optional<Encoding> forced) {
  // What the user says holds; each cell is judged by itself.
  if (forced && *forced != Encoding::utf16le && *forced != Encoding::utf16be) {
    encoding_ = *forced;
    return;
  }
  // A character may be cut in two at the end of the piece; it must not speak against the encoding.
  const std::size_t last = ended_ ? std::string::npos : pending_.rfind('\n');
  Result<DecodedText> decoded = decode(std::string_view(pending_).substr(0, last), forced);
  if (decoded && (decoded->origin.encoding == Encoding::utf16le || decoded->origin.encoding == Encoding::utf16be)) {
    while (fill()) {
    }
    decoded = decode(pending_, decoded->origin.encoding);
    if (decoded) {
      outside_ = decoded->origin.encoding;
      pending_ = std::move(decoded->text);
      return;
    }
  }
  if (!decoded) error_ = decoded.error().message;
  else encoding_ = decoded->origin.encoding;
}

bool TableReader::fill() {
  if (ended_) return false;
  const std::size_t size = pending_.size();
  pending_.resize(size + kChunk);
  ssize_t got = 0;
  do got = ::read(descriptor_, pending_.data() + size, kChunk);
  while (got < 0 && errno == EINTR);
  if (got < 0) error_ = system_message(errno);
  if (got <= 0) ended_ = true;
  pending_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

std::optional<RowBatch> TableReader::next() {
  for (;;) {
    const std::size_t end = scanner_.scan(std::string_view(pending_).substr(scanned_));
    if (end != 0) complete_ = scanned_ + end;
    scanned_ = pending_.size();
    if (complete_ > 0 || pending_.size() > LineReader::kLongest || !fill()) break;
  }
  if (pending_.empty()) return std::nullopt;
  RowBatch batch{line_, {}, complete_ == 0 && (scanner_.in_quotes() || !ended_)};
  const std::size_t size = complete_ > 0 ? complete_ : pending_.size();
  std::string rest = pending_.substr(size);
  pending_.resize(size);
  batch.bytes = std::exchange(pending_, std::move(rest));
  scanned_ -= size;
  complete_ = 0;
  line_ += static_cast<std::uint64_t>(std::count(batch.bytes.begin(), batch.bytes.end(), '\n'));
  return batch;
}

std::optional<std::string> TableReader::decode_cell(const std::string& cell) const {
  const bool ascii =
      std::all_of(cell.begin(), cell.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  if (ascii) return cell;
  Result<DecodedText> decoded = decode(cell, encoding_);
  if (!decoded) return std::nullopt;
  const auto& raw = decoded->origin.raw;
  if (std::any_of(raw.begin(), raw.end(), [](const RawPiece& piece) { return piece.invalid; })) return std::nullopt;
  return std::move(decoded->text);
}

std::string TableReader::encode_cell(const std::string& text) const {
  if (encoding_ == Encoding::utf8) return text;
  const Result<std::string> encoded = encode(text, plain_origin(encoding_));
  return encoded ? *encoded : "?";
}

std::string TableReader::outgoing(const std::string& bytes, bool first) const {
  if (!outside_) return bytes;
  TextOrigin origin = plain_origin(*outside_);
  origin.byte_order_mark = first;
  const Result<std::string> encoded = encode(bytes, origin);
  return encoded ? *encoded : bytes;
}

std::optional<Message> TableReader::read(const Row& row, std::uint64_t line, Record& record) const {
  const auto cell = [&](TableColumn column, std::optional<std::string>& value) -> std::optional<Message> {
    const auto place = layout_->find(column);
    if (!place) return std::nullopt;
    const std::string_view name = table_column_name(column);
    if (*place >= row.size()) {
      return Message{fmt::format("这一行缺少列“{}”", name), fmt::format("the row has no column \"{}\"", name)};
    }
    value = decode_cell(row.cell(*place));
    if (value) return std::nullopt;
    return Message{fmt::format("列“{}”中有不是 {} 的字节", name, encoding_name(encoding_)),
                   fmt::format("the column \"{}\" has bytes that are not {}", name, encoding_name(encoding_))};
  };
  std::optional<std::string> id, text;
  record = {};
  record.id = std::to_string(line);
  if (row.damaged()) return Message{"引号没有成对", "a quote is not closed, or has text behind it"};
  if (row.size() > layout_->size()) {
    return Message{fmt::format("这一行有 {} 列，表头只有 {} 列", row.size(), layout_->size()),
                   fmt::format("the row has {} columns, the head only {}", row.size(), layout_->size())};
  }
  if (auto fault = cell(TableColumn::id, id)) return fault;
  if (id) {
    record.id.clear();
    append_json_string(record.id, *id);
  }
  if (auto fault = cell(TableColumn::title, record.title)) return fault;
  if (auto fault = cell(TableColumn::text, text)) return fault;
  record.text = std::move(text).value_or("");
  // As it comes from JSON, so that an answer gives both back.
  if (record.title) record.members.push_back({"\"title\"", ""});
  record.members.push_back({"\"text\"", ""});
  return std::nullopt;
}

namespace {

struct Fault {
  std::uint64_t line;
  Message message;
};

struct BatchResult {
  std::string bytes;
  StreamTally tally;
  std::vector<Fault> faults;
};

class TableRun {
 public:
  TableRun(Tool& tool, AnswerRecord answer, const TableAnswer& shape, TableReader& reader, std::string name)
      : tool_(tool), answer_(std::move(answer)), shape_(shape), reader_(reader), name_(std::move(name)) {
    width_ = reader.layout().size();
    for (const std::string_view column : shape.columns) places_.push_back(place_of(column));
    error_place_ = place_of(kErrorColumn);
  }

  void run() {
    Output output(tool_.common.output.value_or("-"));
    if (!output.write(reader_.outgoing(head(), true))) return;
    bool go_on = true;
    bool first = reader_.head().empty();
    run_ordered(
        tool_.workers(std::numeric_limits<std::size_t>::max()), [&] { return reader_.next(); },
        [this](const RowBatch& batch) { return work(batch); },
        [&](const BatchResult& result) {
          complain(result);
          tool_.console.progress(tally_.records);
          return go_on = output.write(reader_.outgoing(result.bytes, std::exchange(first, false)));
        });
    if (reader_.error()) tool_.unreadable(name_, *reader_.error());
    output.commit();
    if (tally_.bad > kComplaints) {
      tool_.console.complain(
          {fmt::format("共有 {} 行不能处理", tally_.bad), fmt::format("{} rows could not be used", tally_.bad)});
    }
    if (tally_.bad > 0 && !tool_.common.errors_exit_zero) tool_.status.raise(ExitCode::unreadable);
    if (tally_.failed) tool_.status.raise(ExitCode::findings);
  }

 private:
  /// Where the table has it from an earlier run, or a new one at the end.
  std::size_t place_of(std::string_view column) {
    const std::optional<std::size_t> known = reader_.layout().find(column);
    return known ? *known : width_++;
  }

  [[nodiscard]] std::string head() const {
    if (reader_.head().empty()) return {};
    const std::string bytes = reader_.head().ends_with('\n') ? reader_.head() : reader_.head() + "\n";
    Row row(bytes, reader_.kind());
    row.pad(width_);
    for (std::size_t i = 0; i < places_.size(); ++i) row.replace(places_[i], shape_.columns[i]);
    row.replace(error_place_, kErrorColumn);
    return row.bytes();
  }

  BatchResult work(const RowBatch& batch) const {
    BatchResult result;
    std::uint64_t line = batch.first_line;
    const auto rows =
        batch.unclosed ? std::vector<std::string_view>{batch.bytes} : split_rows(batch.bytes, reader_.kind());
    for (const std::string_view bytes : rows) {
      Row row(bytes, reader_.kind());
      if (row.blank()) result.bytes += bytes;
      else result.bytes += answer_row(row, line, result);
      line += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    }
    return result;
  }

  std::string answer_row(Row& row, std::uint64_t line, BatchResult& result) const {
    ++result.tally.records;
    Record record;
    std::optional<Message> fault = reader_.read(row, line, record);
    row.pad(width_);
    if (!fault) {
      const std::string title = record.title.value_or(""), text = record.text;
      std::string out;
      answer_(record, out, result.tally);
      fill(row, nlohmann::json::parse(out), title, text);
      return row.bytes();
    }
    row.replace(error_place_, reader_.encode_cell(fault->in(tool_.console.language)));
    ++result.tally.bad;
    result.faults.push_back({line, std::move(*fault)});
    return row.bytes();
  }

  void fill(Row& row, const nlohmann::json& answer, const std::string& title, const std::string& text) const {
    const std::vector<std::string> cells = shape_.cells(answer);
    for (std::size_t i = 0; i < places_.size(); ++i) row.replace(places_[i], reader_.encode_cell(cells[i]));
    row.replace(error_place_, "");
    const auto mend = [&](TableColumn column, const char* member, const std::string& before) {
      const auto place = reader_.layout().find(column);
      if (!place || !answer.contains(member) || !answer[member].is_string()) return;
      const auto& after = answer[member].get_ref<const std::string&>();
      if (after != before) row.replace(*place, reader_.encode_cell(after));
    };
    mend(TableColumn::title, "title", title);
    mend(TableColumn::text, "text", text);
  }

  void complain(const BatchResult& result) {
    for (const Fault& fault : result.faults) {
      if (complaints_++ >= kComplaints) continue;
      const Message name = shown_name(name_);
      tool_.console.complain({fmt::format("{} 第 {} 行：{}", name.zh, fault.line, fault.message.zh),
                              fmt::format("{} line {}: {}", name.en, fault.line, fault.message.en)});
    }
    tally_.records += result.tally.records;
    tally_.bad += result.tally.bad;
    tally_.failed = tally_.failed || result.tally.failed;
  }

  Tool& tool_;
  const AnswerRecord answer_;
  const TableAnswer& shape_;
  TableReader& reader_;
  const std::string name_;
  std::vector<std::size_t> places_;  // of the columns of the answer
  std::size_t error_place_ = 0, width_ = 0;
  StreamTally tally_;
  std::uint64_t complaints_ = 0;
};

}  // namespace

void run_table(Tool& tool, const AnswerRecordsOf& answers, const TableAnswer& shape) {
  const std::vector<Input> inputs = find_inputs(tool.common.inputs).list;
  if (inputs.size() != 1) {
    throw UsageError({"--csv、--tsv 一次处理一个表格，请逐个处理", "--csv and --tsv take one table at a time"});
  }
  const Input& input = inputs[0];
  const std::string& name = name_of(input, tool.common);
  if (input.error) return tool.unreadable(name, *input.error);
  const int descriptor = input.path == "-" ? STDIN_FILENO : ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return tool.unreadable(name, system_message(errno));
  TableReader reader(descriptor, *tool.common.table, tool.common.table_options, tool.common.encoding);
  if (reader.error()) tool.unreadable(name, *reader.error());
  else TableRun(tool, answers(name), shape, reader, name).run();
  if (descriptor != STDIN_FILENO) ::close(descriptor);
}

}  // namespace jianyan::tools
