#include "phrases/build/opencc_table.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "data/build/table.h"

namespace jianyan {
namespace {

namespace fs = std::filesystem;

struct Tables {
  fs::path characters = fs::temp_directory_path() / "jianyan_opencc_characters.txt";
  fs::path phrases = fs::temp_directory_path() / "jianyan_opencc_phrases.txt";

  Tables(const char* of_characters, const char* of_phrases) {
    std::ofstream(characters) << of_characters;
    std::ofstream(phrases) << of_phrases;
  }
  ~Tables() {
    fs::remove(characters);
    fs::remove(phrases);
  }
};

std::map<std::string, PhraseRow> rows_of(const PhraseTable& table) {
  std::map<std::string, PhraseRow> rows;
  for (const PhraseRow& row : table.rows) rows.emplace(row.phrase, row);
  return rows;
}

}  // namespace

TEST_CASE("opencc: characters that are not in simplified text, and phrases that their single ones do not answer") {
  const Tables tables("國\t国\n畫\t画 划\n乾\t干 乾\n計\t计\n鱀\t𬶨\n昇\t升\n噁\t恶 𫫇\n",
                      "計畫\t计划\n國畫\t国画\n二噁英\t二𫫇英\n乾坤\t乾坤\n瞭解\t了解\n");
  PhraseTable own;
  own.rows.push_back({.list = kTraditionalList, .phrase = "昇", .replacement = "", .guards = "", .note = "", .group = "",
                      .region = ""});
  const PhraseTable table = read_opencc(tables.characters, tables.phrases, own);
  const auto rows = rows_of(table);
  CHECK(rows.size() == 6);
  CHECK(rows.at("國").replacement == "国");
  CHECK_FALSE(rows.at("國").safety.has_value());
  CHECK(rows.at("畫").replacement == "画");
  CHECK(rows.at("畫").safety == Safety::suggest);  // 划 would do, too
  CHECK(rows.at("計畫").replacement == "计划");
  CHECK(rows.at("二噁英").replacement.empty());
  CHECK(rows.at("噁").safety == Safety::suggest);
  for (const auto& [phrase, row] : rows) CHECK(row.list == kTraditionalList);
}

TEST_CASE("opencc: what is no table is refused with its line") {
  const Tables tables("國\t国\n國国\n", "");
  CHECK_THROWS_WITH_AS(static_cast<void>(read_opencc(tables.characters, tables.phrases, {})),
                       doctest::Contains("jianyan_opencc_characters.txt:2: is no entry of OpenCC"), TableError);
}

}  // namespace jianyan
