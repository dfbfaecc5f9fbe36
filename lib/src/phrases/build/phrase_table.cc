#include "phrases/build/phrase_table.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "data/build/table.h"
#include "phrases/phrase_compiler.h"

namespace jianyan {
namespace {

/// A line of a table while its columns are read.
struct Line {
  const Table& table;
  const std::filesystem::path& file;
  std::size_t index;

  [[nodiscard]] std::string text(std::string_view column) const {
    const auto at = std::find(table.columns.begin(), table.columns.end(), column);
    return at == table.columns.end() ? "" : table.rows[index][static_cast<std::size_t>(at - table.columns.begin())];
  }
  [[noreturn]] void refuse(const std::string& what) const { throw TableError(file, table.first_line + index, what); }

  [[nodiscard]] unsigned weight() const {
    const std::string digits = text("weight");
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (!digits.empty() && (error != std::errc{} || end != digits.data() + digits.size() || value > 255))
      refuse("has the weight \"" + digits + "\"; write a number from 0 to 255");
    return value;
  }

  [[nodiscard]] std::optional<Safety> fix() const {
    const std::string name = text("fix");
    if (name.empty()) return std::nullopt;
    for (const Safety safety : {Safety::none, Safety::suggest, Safety::safe})
      if (safety_name(safety) == name) return safety;
    refuse("has \"" + name + "\" in column fix; write safe, suggest or none, or leave it empty");
  }
};

void check_columns(const Table& table, const std::filesystem::path& file) {
  constexpr std::string_view kKnown[] = {"phrase", "replacement", "guards", "note", "group",
                                         "region", "weight",      "fix",    "bad",  "good"};
  if (table.columns.front() != "phrase")
    throw TableError(file, 1, "has no column phrase in the first place; see dictionaries/README.md");
  for (const std::string& column : table.columns)
    if (std::find(std::begin(kKnown), std::end(kKnown), column) == std::end(kKnown))
      throw TableError(file, 1, "has an unknown column \"" + column + "\"; see dictionaries/README.md");
}

}  // namespace

PhraseTable read_phrase_table(const std::filesystem::path& file) {
  const Table table = read_table_with_columns(file);
  check_columns(table, file);
  PhraseTable phrases{.file = file,
                      .source = table.source,
                      .licence = table.licence,
                      .hash = table.hash,
                      .first_line = table.first_line,
                      .rows = {},
                      .examples = {}};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Line line{table, file, i};
    phrases.rows.push_back({.list = file.stem().string(),
                            .phrase = line.text("phrase"),
                            .replacement = line.text("replacement"),
                            .guards = line.text("guards"),
                            .note = line.text("note"),
                            .group = line.text("group"),
                            .region = line.text("region"),
                            .weight = line.weight(),
                            .safety = line.fix()});
    phrases.examples.push_back({line.text("bad"), line.text("good")});
  }
  return phrases;
}

std::vector<std::byte> compile_phrase_tables(const std::vector<PhraseTable>& tables) {
  std::vector<PhraseRow> rows;
  for (const PhraseTable& table : tables) rows.insert(rows.end(), table.rows.begin(), table.rows.end());
  try {
    return compile_phrases(rows);
  } catch (const PhraseError& error) {
    std::size_t row = error.row();
    auto table = tables.begin();
    while (row >= table->rows.size()) row -= table++->rows.size();
    throw TableError(table->file, table->first_line + row, error.what());
  }
}

}  // namespace jianyan
