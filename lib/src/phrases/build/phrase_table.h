// Reads the phrase lists of dictionaries/phrases/. A list is called as its file is; the head names the columns:
//
//   # columns: phrase replacement guards note
//
// Columns are phrase (first), replacement, guards, note, group, region, weight (0 … 255), fix (safe, suggest, none or
// nothing), and bad and good: examples in which the phrase is found and is not, which tests run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "phrases/pattern.h"

namespace jianyan {

struct PhraseTable {
  struct Examples {
    std::string bad, good;
  };
  std::filesystem::path file;
  std::string source, licence;
  std::uint64_t hash = 0;
  std::size_t first_line = 0;
  std::vector<PhraseRow> rows;
  std::vector<Examples> examples;  ///< of each row; empty texts where the list has none
};

/// @throws TableError
[[nodiscard]] PhraseTable read_phrase_table(const std::filesystem::path& file);

/// All tables in one section. @throws TableError, naming the file and line of a row that cannot be compiled
[[nodiscard]] std::vector<std::byte> compile_phrase_tables(const std::vector<PhraseTable>& tables);

}  // namespace jianyan
