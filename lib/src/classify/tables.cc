#include "classify/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "text/utf8.h"

namespace jianyan {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    if (end > from) parts.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

Error bad_line(std::size_t line, std::string_view zh, std::string_view en) {
  return {ErrorCode::bad_configuration, {fmt::format("第 {} 行：{}", line, zh), fmt::format("line {}: {}", line, en)}};
}

/// Where a line puts its columns.
struct Column {
  std::string_view name;
  std::vector<std::string> OwnSubject::*list;  // null: `text`
  std::string OwnSubject::*text;
};
constexpr std::array<Column, 4> kTopicColumns{{{"id", nullptr, &OwnSubject::id},
                                               {"name", nullptr, &OwnSubject::name},
                                               {"scope", nullptr, nullptr},
                                               {"words", &OwnSubject::words, nullptr}}};
constexpr std::array<Column, 4> kUnitColumns{{{"unit", nullptr, &OwnSubject::id},
                                              {"names", &OwnSubject::names, nullptr},
                                              {"topics", &OwnSubject::topics, nullptr},
                                              {"duties", &OwnSubject::words, nullptr}}};
using Columns = std::array<Column, 4>;

Result<std::vector<OwnSubject>> parse(std::string_view table, const Columns& known) {
  std::vector<std::string> order;
  for (const Column& column : known) order.emplace_back(column.name);
  std::vector<OwnSubject> subjects;
  std::size_t number = 0;
  if (table.starts_with("\xEF\xBB\xBF")) table.remove_prefix(3);
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = std::min(table.find('\n', at), table.size());
    std::string_view line = table.substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (valid_utf8_prefix(line) != line.size())
      return bad_line(number, "不是 UTF-8，请另存为 UTF-8", "is not UTF-8; save the table as UTF-8");
    constexpr std::string_view kColumns = "# columns: ";
    if (line.starts_with(kColumns)) order = split(line.substr(kColumns.size()), ' ');
    if (line.empty() || line.starts_with('#')) continue;
    OwnSubject subject;
    std::size_t from = 0;
    for (std::size_t i = 0; i < order.size() && from <= line.size(); ++i) {
      const std::size_t stop = std::min(line.find('\t', from), line.size());
      const std::string_view cell = line.substr(from, stop - from);
      from = stop + 1;
      const auto column = std::find_if(known.begin(), known.end(), [&](const Column& c) { return c.name == order[i]; });
      if (column == known.end())
        return bad_line(number, fmt::format("不认识的列“{}”", order[i]),
                        fmt::format("unknown column \"{}\"", order[i]));
      if (column->list != nullptr) subject.*(column->list) = split(cell, ';');
      if (column->text != nullptr) subject.*(column->text) = cell;
    }
    if (subject.id.empty()) return bad_line(number, "第一列是空的", "the first column is empty");
    const bool twice =
        std::any_of(subjects.begin(), subjects.end(), [&](const OwnSubject& s) { return s.id == subject.id; });
    if (twice)
      return bad_line(number, fmt::format("“{}”出现了两次", subject.id),
                      fmt::format("\"{}\" stands there twice", subject.id));
    subjects.push_back(std::move(subject));
  }
  if (subjects.empty()) return bad_line(number, "表中没有内容", "the table has no rows");
  return subjects;
}

}  // namespace

Result<std::vector<OwnSubject>> parse_taxonomy(std::string_view table) {
  Result<std::vector<OwnSubject>> topics = parse(table, kTopicColumns);
  if (topics && topics->size() < 2) return bad_line(1, "至少要有两个类别", "at least two topics are needed");
  return topics;
}

Result<std::vector<OwnSubject>> parse_units(std::string_view table) { return parse(table, kUnitColumns); }

SubjectRow topic_row(const OwnSubject& topic) {
  return {SubjectKind::topic, topic.id, topic.name, {}, topic.words, {}};
}

SubjectRow unit_row(const OwnSubject& unit) {
  SubjectRow row{SubjectKind::unit, unit.id, {}, unit.names, unit.words, {}};
  row.names.push_back(unit.id);
  for (const std::string& topic : unit.topics) {
    row.links.push_back(topic.find('/') == std::string::npos ? topic + "/1" : topic);
  }
  return row;
}

void add_fields(TableRows terms, std::vector<SubjectRow>& rows) {
  std::map<std::string, SubjectRow> fields;
  for (const std::vector<std::string>& term : terms) {
    SubjectRow& row = fields[term[1]];
    row.kind = SubjectKind::field;
    row.id = term[1];
    row.words.push_back(term[0]);
  }
  for (auto& [name, row] : fields) rows.push_back(std::move(row));
}

void add_places(TableRows places, std::vector<SubjectRow>& rows) {
  constexpr std::array<std::string_view, 3> kGoverned{"区", "县", "自治县"};
  for (const std::vector<std::string>& place : places) {
    if (std::find(kGoverned.begin(), kGoverned.end(), place[2]) == kGoverned.end()) continue;
    SubjectRow row{SubjectKind::place, place[0], place[0] + "人民政府", {place[0]}, {}, {}};
    if (place[1] != place[0]) row.names.push_back(place[1]);
    rows.push_back(std::move(row));
  }
}

void add_levels(TableRows levels, std::vector<SubjectRow>& rows) {
  std::map<std::string, SubjectRow> found;
  for (const std::vector<std::string>& level : levels) {
    SubjectRow& row = found[level[1]];
    row.kind = SubjectKind::level;
    row.id = level[1];
    row.names.push_back(level[0]);
  }
  for (auto& [name, row] : found) rows.push_back(std::move(row));
}

}  // namespace jianyan
