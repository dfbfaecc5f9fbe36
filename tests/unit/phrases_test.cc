#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "data/build/table.h"
#include "jianyan/linter.h"
#include "phrases/build/phrase_table.h"
#include "phrases/phrase_compiler.h"
#include "phrases/phrase_lists.h"
#include "rules/phrase_matches.h"
#include "rules/rule.h"
#include "text/utf8.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

PhraseRow row(std::string phrase, std::string guards = "", std::string list = "list") {
  PhraseRow result;
  result.list = std::move(list);
  result.phrase = std::move(phrase);
  result.guards = std::move(guards);
  return result;
}

/// What the rows find in the text, each as the text of its target.
std::vector<std::string> found(const std::vector<PhraseRow>& rows, std::string_view text) {
  const std::vector<std::byte> bytes = compile_phrases(rows);
  const PhraseLists lists(bytes);
  const std::u32string characters = to_utf32(text);
  std::vector<PhraseHit> hits;
  lists.find(characters, hits);
  std::vector<std::string> targets;
  for (const PhraseHit& hit : hits)
    targets.push_back(to_utf8(characters.substr(hit.target_begin, hit.target_end - hit.target_begin)));
  return targets;
}

using Strings = std::vector<std::string>;

std::string error_of(const PhraseRow& wrong) {
  try {
    static_cast<void>(compile_phrases(std::vector<PhraseRow>{row("截止目前"), wrong}));
  } catch (const PhraseError& error) {
    CHECK(error.row() == 1);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("phrases: texts, gaps, numbers, beginnings of sentences, alternatives, targets") {
  const struct {
    const char* phrase;
    const char* text;
    Strings found;
  } cases[] = {
      {"截止目前", "截止目前，共有三处。", {"截止目前"}},
      {"帐", "台帐与帐目。", {"帐", "帐"}},
      {"大约…左右", "大约有三千辆左右", {"大约有三千辆左右"}},
      {"大约…左右", "大约左右", {}},
      {"大约…左右", "大约三千辆，占四成左右", {}},
      {"大约…左右", "大约1,200辆左右", {"大约1,200辆左右"}},
      {"大约…左右",
       "大约一二三四五六七八九十一二三四五六七八九十左右",
       {"大约一二三四五六七八九十一二三四五六七八九十左右"}},
      {"大约…左右", "大约一二三四五六七八九十一二三四五六七八九十一左右", {}},
      {"约<num>多", "约1,280.5多亩，约三百多户，约有多", {"约1,280.5多", "约三百多"}},
      {"<num>公分", "宽3.5公分", {"3.5公分"}},
      {"^通过…，使",
       "通过整治，使环境改善。各地通过整治，使环境改善。　通过宣传，使",
       {"通过整治，使", "通过宣传，使"}},
      {"(积极|大力|)推{动}了(、|)", "积极推动了、大力推动了", {"动", "动"}},
      {"由于…{的原因}", "由于资金的原因", {"的原因"}},
      {"{由于}…的原因", "由于资金的原因", {"由于"}},
  };
  for (const auto& c : cases) {
    INFO(c.phrase << " in " << c.text);
    CHECK(found({row(c.phrase)}, c.text) == c.found);
  }
}

TEST_CASE("phrases: guards") {
  const struct {
    const char* guards;
    const char* text;
    bool found;
  } cases[] = {
      {"", "权利机关", true},
      {"前接:行使|民事", "民事权利机关", false},
      {"前接:行使|民事", "国家权利机关", true},
      {"后接:机关", "权利机关", false},
      {"仅后接:机关|清单", "权利清单", true},
      {"仅后接:机关|清单", "权利保障", false},
      {"仅前接:国家；仅后接:机关", "国家权利", true},
      {"仅前接:国家；仅后接:机关", "权利机关", true},
      {"仅前接:国家；仅后接:机关", "其权利", false},
      {"仅前接:国家；后接:机关", "国家权利机关", false},
      {"仅后接:…4清单", "权利和责任清单", true},
      {"仅后接:…2清单", "权利和责任清单", false},
      {"仅后接:…4清单", "权利，责任清单", false},
      {"仅前接:…2公民", "公民享有权利", true},
      {"仅前接:…2公民", "公民依法享有权利", false},
      {"仅后接:<num>", "权利3项", true},
      {"仅前接:…1<num>", "三项权利", true},
      {"仅前接:^", "权利", true},
      {"仅前接:^", "调研。　权利", true},
      {"仅前接:^", "其权利", false},
      {"仅后接:$", "权利。", true},
      {"仅后接:$", "权利", true},
      {"仅后接:$", "权利的", false},
  };
  for (const auto& c : cases) {
    INFO(c.guards << " in " << c.text);
    CHECK(found({row("权利", c.guards)}, c.text).size() == (c.found ? 1 : 0));
  }
}

TEST_CASE("phrases: of overlapping ones the outer, of the same phrase the narrowest, of other lists all") {
  CHECK(found({row("截止到目前"), row("截止到目前为止"), row("目前为止")}, "截止到目前为止") ==
        Strings{"截止到目前为止"});
  CHECK(found({row("大多以…居多"), row("以…居多")}, "大多以老人居多") == Strings{"大多以老人居多"});
  CHECK(found({row("由于…原因"), row("目前现状")}, "由于目前现状的原因") == Strings{"由于目前现状的原因", "目前现状"});
  CHECK(found({row("由于…原因")}, "由于甲由于乙原因丙原因") == Strings{"由于乙原因"});
  CHECK(found({row("甲乙"), row("乙丙", "", "other")}, "甲乙丙") == Strings{"甲乙", "乙丙"});
  CHECK(found({row("甲乙", "前接:不"), row("乙丙")}, "不甲乙丙") == Strings{"乙丙"});
}

TEST_CASE("phrases: the entry of a hit gives back its row") {
  PhraseRow full = row("占比增长<num>%");
  full.replacement = "占比提高<num>个百分点";
  full.note = "比例之差";
  full.group = "percent";
  full.region = "chongqing";
  full.weight = 3;
  full.safety = Safety::suggest;
  const std::vector<std::byte> bytes = compile_phrases(std::vector<PhraseRow>{full});
  const PhraseLists lists(bytes);
  std::vector<PhraseHit> hits;
  lists.find(U"占比增长12.5%", hits);
  REQUIRE(hits.size() == 1);
  const PhraseEntry entry = lists.entry(hits[0].entry);
  CHECK(entry.list == "list");
  CHECK(entry.phrase == full.phrase);
  CHECK(entry.only_replacement() == full.replacement);
  CHECK(entry.note == full.note);
  CHECK(entry.group == full.group);
  CHECK(entry.region == full.region);
  CHECK(entry.weight == 3);
  CHECK(entry.safety == Safety::suggest);
  CHECK(lists.find_list("list") == 0);
  CHECK_FALSE(lists.find_list("lis"));
  CHECK(lists.pieces(hits[0]).size() == 1);
}

TEST_CASE("phrases: no rows find nothing") { CHECK(found({}, "截止目前").empty()); }

TEST_CASE("phrases: what is wrong with a row is said") {
  const struct {
    const char* phrase;
    const char* guards;
    const char* error;
  } cases[] = {
      {"…左右", "", "gap"},          {"大约…", "", "gap"},
      {"大约……左右", "", "gap"},     {"^…左右", "", "gap"},
      {"通过^使", "", "\"^\""},      {"<num>", "", "no text"},
      {"", "", "no text"},           {"约<num><num>多", "", "numbers"},
      {"一<num>多", "", "digit"},    {"(甲|乙", "", "bracket"},
      {"甲)乙", "", "bracket"},      {"{甲", "", "brace"},
      {"甲}", "", "brace"},          {"{甲}{乙}", "", "targets"},
      {"甲|乙", "", "notation"},     {"甲<数>", "", "notation"},
      {"甲", "左:乙", "guard"},      {"甲", "前接:乙||丙", "empty"},
      {"甲", "前接:…乙", "1 to 20"}, {"甲", "后接:…21乙", "1 to 20"},
  };
  for (const auto& c : cases) {
    INFO(c.phrase << " " << c.guards);
    CHECK(error_of(row(c.phrase, c.guards)).find(c.error) != std::string::npos);
  }
  CHECK(error_of(row("甲", "", "")).find("list") != std::string::npos);
}

TEST_CASE("phrases: damaged sections are refused or harmless") {
  const std::vector<std::byte> bytes =
      compile_phrases(std::vector<PhraseRow>{row("大约…左右", "前接:不"), row("截止目前")});
  CHECK_THROWS_AS(PhraseLists(std::span(bytes).first(bytes.size() - 1)), LoadError);
  CHECK_THROWS_AS(PhraseLists(std::span(bytes).first(10)), LoadError);
  for (std::size_t at = sizeof(PhraseHeader) + kPhrasePairBytes + kPhraseSingleBytes; at < bytes.size(); ++at) {
    std::vector<std::byte> damaged = bytes;
    damaged[at] ^= std::byte{0x55};
    std::vector<PhraseHit> hits;
    const PhraseLists lists(damaged);
    lists.find(U"大约有三千辆左右，截止目前。", hits);
    for (const PhraseHit& hit : hits) static_cast<void>(lists.entry(hit.entry));
  }
}

TEST_CASE("phrases: what has no width does not part a phrase, and is not replaced over") {
  PhraseRow phrase = row("截止目前");
  phrase.replacement = "截至目前";
  const std::vector<std::byte> bytes = compile_phrases(std::vector<PhraseRow>{phrase, row("大约…左右")});
  const PhraseLists lists(bytes);
  ReadOptions markdown;
  markdown.format = Format::markdown;
  const Document document = Document::from_text(
      "截止目前，**截止**目前，`截止目前`，见https://a.cn/大约一年左右。\n\n大约**三\n年**左右", markdown);
  const Characters characters(document.text(), document.masked());
  const PhraseMatches matches(document, characters, lists);
  Strings targets;
  std::vector<bool> unbroken;
  for (const PhraseMatch& match : matches.of("list")) {
    targets.emplace_back(characters.text(match.target_begin, match.target_end));
    unbroken.push_back(match.unbroken);
  }
  CHECK(targets == Strings{"截止目前", "截止**目前", "大约一年左右", "大约**三\n年**左右"});
  CHECK(unbroken == std::vector<bool>{true, false, true, false});
  CHECK(matches.of("unknown").empty());
  CHECK(fill_replacement(characters, matches.of("list")[2], "约…") == "约一年");
}

// ---- the lists of the project ----

namespace {

std::vector<PhraseTable> project_tables() {
  std::vector<PhraseTable> tables;
  for (const auto& file : std::filesystem::directory_iterator(std::string(JIANYAN_SOURCE_DIR "/dictionaries/phrases")))
    if (file.path().extension() == ".tsv") tables.push_back(read_phrase_table(file.path()));
  return tables;
}

}  // namespace

TEST_CASE("phrase lists: no list that a rule reads is missing") {
  const PhraseLists lists(*testing::test_data());
  for (const Rule* rule : all_rules()) {
    if (rule->info.id == "unwanted-word") continue;  // its list is the user's
    CHECK((rule->phrase == nullptr) == rule->list.empty());
    if (rule->phrase != nullptr) CHECK_MESSAGE(lists.find_list(rule->list).has_value(), rule->list);
  }
}

TEST_CASE("phrase lists: each example is found where it should be, and only there") {
  for (const PhraseTable& table : project_tables()) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      INFO(table.file.filename().string() << ":" << table.first_line + i << " " << table.rows[i].phrase);
      const auto& [bad, good] = table.examples[i];
      if (!bad.empty()) CHECK(found({table.rows[i]}, bad).size() == 1);
      if (!good.empty()) CHECK(found({table.rows[i]}, good).empty());
    }
  }
}

TEST_CASE("phrase lists: a replacement holds nothing that the same list finds") {
  for (const PhraseTable& table : project_tables()) {
    if (table.file.stem() == "law-title") continue;  // what replaced a law is in the list, as the law is
    const std::vector<std::byte> bytes = compile_phrases(table.rows);
    const PhraseLists lists(bytes);
    for (const PhraseRow& entry : table.rows) {
      if (entry.replacement.find("…") != std::string::npos || entry.replacement.find('|') != std::string::npos)
        continue;
      std::vector<PhraseHit> hits;
      lists.find(to_utf32(entry.replacement), hits);
      CHECK_MESSAGE(hits.empty(), table.file.filename().string() << " " << entry.phrase << " -> " << entry.replacement);
    }
  }
}

}  // namespace jianyan
