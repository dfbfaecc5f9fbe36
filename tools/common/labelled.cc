#include "common/labelled.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "common/errors.h"
#include "common/lines.h"
#include "common/record.h"
#include "common/table_stream.h"

namespace jianyan::tools {
namespace {

constexpr std::uint64_t kComplaints = 10;

/// The beginning of a text, without half a character at its end.
std::string beginning(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
  text.shrink_to_fit();
  return text;
}

std::uint64_t hash_of(const LabelledRecord& record) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
  for (const std::string* part : {&record.title, &record.text})
    for (const char byte : *part) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

/// "教育；卫生", "教育|卫生"
std::vector<std::string> split_labels(const std::string& cell) {
  static constexpr std::string_view kSeparators[] = {";", "|", "；"};
  std::vector<std::string> labels;
  std::size_t from = 0;
  while (from <= cell.size()) {
    std::size_t end = cell.size(), length = 1;
    for (const std::string_view separator : kSeparators) {
      const std::size_t found = cell.find(separator, from);
      if (found < end) end = found, length = separator.size();
    }
    if (end > from) labels.push_back(cell.substr(from, end - from));
    from = end + length;
  }
  return labels;
}

class Reading {
 public:
  explicit Reading(Tool& tool, std::string name) : tool_(tool), name_(std::move(name)) {}

  void add(LabelledRecord record, std::uint64_t line) {
    ++read_;
    tool_.console.progress(read_);
    record.title = beginning(std::move(record.title), kKeptTitleBytes);
    record.text = beginning(std::move(record.text), kKeptTextBytes);
    Kept kept{hash_of(record), line, std::move(record)};
    if (heap_.size() < kMostLabelled) {
      heap_.push_back(std::move(kept));
      std::push_heap(heap_.begin(), heap_.end());
    } else if (kept < heap_.front()) {
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.back() = std::move(kept);
      std::push_heap(heap_.begin(), heap_.end());
    }
  }

  void fault(std::uint64_t line, const Message& why) {
    if (faults_++ < kComplaints) {
      const Message name = shown_name(name_);
      tool_.console.complain({fmt::format("{} 第 {} 行：{}", name.zh, line, why.zh),
                              fmt::format("{} line {}: {}", name.en, line, why.en)});
    }
    if (!tool_.common.errors_exit_zero) tool_.status.raise(ExitCode::unreadable);
  }

  LabelledRecords finish() {
    if (faults_ > kComplaints) {
      tool_.console.complain(
          {fmt::format("共有 {} 行不能处理", faults_), fmt::format("{} lines could not be used", faults_)});
    }
    std::sort(heap_.begin(), heap_.end(), [](const Kept& a, const Kept& b) { return a.line < b.line; });
    LabelledRecords labelled;
    labelled.read = read_;
    for (Kept& kept : heap_) {
      labelled.lines.push_back(kept.line);
      labelled.records.push_back(std::move(kept.record));
    }
    return labelled;
  }

 private:
  struct Kept {
    std::uint64_t hash, line;
    LabelledRecord record;
    bool operator<(const Kept& other) const { return hash != other.hash ? hash < other.hash : line < other.line; }
  };

  Tool& tool_;
  const std::string name_;
  std::vector<Kept> heap_;  // the greatest hash first
  std::uint64_t read_ = 0, faults_ = 0;
};

void read_table(const Tool& tool, int descriptor, TableKind kind, const std::string& name, Reading& reading) {
  TableReader reader(descriptor, kind, tool.common.table_options, tool.common.encoding);
  if (reader.error()) throw UsageError(*reader.error());
  const auto place = reader.layout().find(TableColumn::label);
  if (!place) {
    throw UsageError({fmt::format("{}：看不出哪一列是类别，请用 --column label=列名 指定；表中的列：{}", name,
                                  reader.layout().names()),
                      fmt::format("{}: no column is known as the label; name it with --column label=NAME; columns: {}",
                                  name, reader.layout().names())});
  }
  while (const auto batch = reader.next()) {
    std::uint64_t line = batch->first_line;
    for (const std::string_view bytes : split_rows(batch->bytes, kind)) {
      const Row row(bytes, kind);
      Record record;
      if (const auto fault = row.blank() ? std::nullopt : reader.read(row, line, record)) reading.fault(line, *fault);
      else if (*place < row.size() && !row.blank()) {
        const auto label = reader.decode_cell(row.cell(*place));
        reading.add({split_labels(label.value_or("")), record.title.value_or(""), std::move(record.text)}, line);
      }
      line += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    }
  }
  if (reader.error()) throw UsageError(*reader.error());
}

/// The labels of a JSON record; nothing where the member is neither a string nor an array of them.
std::optional<std::vector<std::string>> labels_of(const Record& record, const std::string& key) {
  const auto member =
      std::find_if(record.members.begin(), record.members.end(), [&](const Record::Member& m) { return m.key == key; });
  if (member == record.members.end()) return std::vector<std::string>();
  const nlohmann::json value = nlohmann::json::parse(member->json, nullptr, false);
  if (value.is_string()) return std::vector{value.get<std::string>()};
  const auto is_string = [](const nlohmann::json& element) { return element.is_string(); };
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), is_string)) return std::nullopt;
  return value.get<std::vector<std::string>>();
}

void read_lines(const Tool& tool, int descriptor, Reading& reading) {
  const auto& names = tool.common.table_options.names;
  const auto named = names.find("label");
  const std::string key = nlohmann::json(named == names.end() ? "label" : named->second).dump();
  LineReader reader(descriptor);
  while (const auto batch = reader.next()) {
    std::uint64_t number = batch->first_line;
    const std::string_view text = batch->text;
    if (batch->too_long) reading.fault(number, {"这一行太长（超过 64 MB）", "this line is too long (over 64 MB)"});
    for (std::size_t at = 0; at < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      at = end + 1;
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      Record record;
      if (const auto fault = parse_record(line, record)) {
        reading.fault(number, *fault);
      } else if (auto labels = labels_of(record, key)) {
        reading.add({*std::move(labels), record.title.value_or(""), std::move(record.text)}, number);
      } else {
        reading.fault(number, {"字段 \"label\" 应为字符串或字符串数组",
                               "the field \"label\" must be a string or an array of them"});
      }
    }
  }
  if (reader.error() != 0) throw UsageError(system_message(reader.error()));
}

}  // namespace

LabelledRecords read_labelled(Tool& tool, const std::string& path) {
  std::optional<TableKind> kind = tool.common.table;
  if (!tool.common.records()) {
    if (path.ends_with(".csv")) kind = TableKind::csv;
    else if (path.ends_with(".tsv")) kind = TableKind::tsv;
    else if (!path.ends_with(".jsonl")) {
      throw UsageError({fmt::format("{}：看不出是哪种记录，请用 --csv、--tsv 或 --jsonl 说明", path),
                        fmt::format("{}: say what it is with --csv, --tsv or --jsonl", path)});
    }
  }
  const bool standard_input = path == "-";
  const int descriptor = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const Message why = system_message(errno);
    throw UsageError({fmt::format("{}：{}", path, why.zh), fmt::format("{}: {}", path, why.en)});
  }
  Reading reading(tool, standard_input ? tool.common.stdin_filename : path);
  if (kind) read_table(tool, descriptor, *kind, path, reading);
  else read_lines(tool, descriptor, reading);
  if (!standard_input) ::close(descriptor);
  return reading.finish();
}

}  // namespace jianyan::tools
