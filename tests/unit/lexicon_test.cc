// The packed lexicon and the table of bigrams against the plain lists that they were made from.
#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "data/data_writer.h"
#include "jianyan/data.h"
#include "language/bigrams.h"
#include "language/build/double_array.h"
#include "language/build/kenlm_file.h"
#include "language/build/language_model.h"
#include "language/build/name_counts.h"
#include "language/build/standard_words.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::shared_ptr<const Data> data_of(const DataWriter& writer) {
  const std::vector<std::byte> bytes = writer.bytes();
  const std::shared_ptr<void> copy(std::aligned_alloc(64, (bytes.size() + 63) / 64 * 64), std::free);
  std::memcpy(copy.get(), bytes.data(), bytes.size());
  return Data::from_bytes({static_cast<const std::byte*>(copy.get()), bytes.size()}, copy);
}

std::shared_ptr<const Data> data_of(const LanguageModel& model) {
  DataWriter writer;
  std::vector<std::uint16_t> character_ids;
  writer.add(Lexicon::kSection, model.pack_lexicon(character_ids));
  writer.add(Bigrams::kSection, model.pack_bigrams());
  return data_of(writer);
}

/// Words over a few characters, so that many share their beginnings.
std::map<std::string, Cost> random_words(std::mt19937& random, int count) {
  const std::u32string characters = U"重庆市人大代表建议办理";
  std::map<std::string, Cost> words;
  for (int i = 0; i < count; ++i) {
    std::u32string word;
    for (auto left = 1 + random() % 4; left > 0; --left) word += characters[random() % characters.size()];
    words[to_utf8(word)] = static_cast<Cost>(random() % 2000);
  }
  return words;
}

TEST_CASE("lexicon: finds exactly the words that it was built from") {
  std::mt19937 random(1);
  const std::map<std::string, Cost> words = random_words(random, 3000);
  LanguageModel model;
  for (const auto& [word, cost] : words) model.add_word(word, cost);
  model.arrange();
  const auto data = data_of(model);
  const Lexicon lexicon(*data);
  CHECK(lexicon.size() == words.size());

  std::map<std::string, Cost> dumped;
  std::string previous;
  lexicon.for_each_word([&](const std::string& word, const LexiconNode& node) {
    CHECK(previous < word);
    previous = word;
    dumped[word] = node.cost;
  });
  CHECK(dumped == words);
  for (const auto& [word, cost] : random_words(random, 3000)) {
    CHECK((lexicon.find(word) != nullptr) == words.contains(word));
  }
  CHECK(lexicon.find("") == nullptr);
  CHECK(lexicon.find("abc") == nullptr);
  CHECK(lexicon.find("𠀀") == nullptr);
}

TEST_CASE("lexicon: adding makes a word cheaper, removing takes its bigrams along") {
  LanguageModel model;
  model.add_word("建议", 700);
  model.add_word("建议", 500);
  model.add_word("建议", 600);
  model.add_word("代表", 400);
  model.add_bigram("代表", "建议", 100);
  model.arrange();
  CHECK(model.bigrams().size() == 1);
  CHECK(model.remove_word("代表"));
  CHECK(!model.remove_word("提案"));
  model.arrange();
  CHECK(model.bigrams().empty());
  const auto data = data_of(model);
  const Lexicon lexicon(*data);
  CHECK(lexicon.find("代表") == nullptr);
  REQUIRE(lexicon.find("建议") != nullptr);
  CHECK(lexicon.find("建议")->cost == 500);
}

TEST_CASE("lexicon: bigrams come back with their cost, other pairs have none") {
  std::mt19937 random(2);
  LanguageModel model;
  std::vector<std::string> words;
  for (const auto& [word, cost] : random_words(random, 2000)) {
    model.add_word(word, 2000);
    words.push_back(word);
  }
  std::map<std::pair<std::string, std::string>, Cost> pairs;
  for (int i = 0; i < 20000; ++i) {
    const std::string& first = words[random() % (words.size() / 2)];
    const std::string& second = words[random() % words.size()];
    const Cost cost = static_cast<Cost>(random() % 200) * kCoarseStep;
    if (pairs.emplace(std::pair(first, second), cost).second) model.add_bigram(first, second, cost);
  }
  model.arrange();
  const auto data = data_of(model);
  const Lexicon lexicon(*data);
  const Bigrams bigrams(*data);
  const auto cost_of = [&](const std::string& first, const std::string& second) {
    return bigrams.cost(Bigrams::left(lexicon.find(first)->number()), lexicon.find(second)->number());
  };
  for (const auto& [pair, cost] : pairs) {
    CHECK(cost_of(pair.first, pair.second) == cost);
    CHECK(lexicon.has_successors(lexicon.find(pair.first)->number()));
    CHECK(lexicon.find(pair.second)->best_bigram * kCoarseStep <= cost);
  }
  int strangers = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string& first = words[random() % words.size()];
    const std::string& second = words[random() % words.size()];
    if (!pairs.contains({first, second}) && cost_of(first, second) != Bigrams::kNone) ++strangers;
  }
  CHECK(strangers == 0);
}

TEST_CASE("lexicon: what the standard holds for one word or for several is marked, and costs stay") {
  LanguageModel model;
  for (const char* word : {"全", "市", "最", "大", "市场", "经济", "全市", "最大", "王建国"}) model.add_word(word, 1000);
  model.add_bigram("全", "市", 200);
  model.add_bigram("市场", "经济", 304);
  StandardWords standard;
  for (const char* word : {"全市", "市场", "经济", "市场经济"}) standard.add(word);
  standard.add_name("王建国");
  model.conform(standard, NameCounts({U"王"}));
  model.arrange();
  const auto data = data_of(model);
  const Lexicon lexicon(*data);

  CHECK(lexicon.find("最大")->cuts() == 0b1);
  CHECK(!lexicon.find("最大")->is_name());
  CHECK(lexicon.find("王建国")->cuts() == 0b1);
  CHECK(lexicon.find("王建国")->is_name());
  CHECK(lexicon.find("市场")->cuts() == 0);

  const Compound* fresh = lexicon.compound(*lexicon.find("市场经济"));
  REQUIRE(fresh != nullptr);
  CHECK(fresh->word == 0);
  CHECK(fresh->first == lexicon.find("市场")->number());
  CHECK(fresh->last == lexicon.find("经济")->number());
  CHECK(fresh->first_cost == 1000);
  CHECK(fresh->inner_cost == 303);

  const Compound* rival = lexicon.compound(*lexicon.find("全市"));
  REQUIRE(rival != nullptr);
  CHECK(rival->word != 0);
  CHECK(rival->first_cost + rival->inner_cost == 1199);
  CHECK(lexicon.find("全市")->cost == 1000);
  CHECK(lexicon.compound(*lexicon.find("市场")) == nullptr);
}

TEST_CASE("lexicon: jieba's dictionary gives words, and names apart") {
  StandardWords standard;
  standard.add_jieba("市场经济 1846 n\n市场营销 20 n\n一个 9 m\n三个 8409 m\n第一 17725 m\n王建国 3 nr\n生僻 3 n\nAT&T 3 nz\n坏行\n");
  CHECK(standard.words() == std::vector<std::string>{"市场经济"});
  CHECK(standard.contains("市场营销"));  // only where the model has it
  CHECK(standard.contains("第一"));
  CHECK(!standard.contains("三个"));
  CHECK(!standard.contains("生僻"));
  CHECK(standard.perhaps_names() == std::vector<std::string>{"王建国"});
}

TEST_CASE("lexicon: names are counted by the place of their characters") {
  NameCounts counts({U"王", U"张", U"欧阳"});
  for (const char32_t* name : {U"王建国", U"张建民", U"王伟", U"欧阳建民", U"李建国", U"王"}) counts.add(name);
  CHECK(counts.surname_length(U"王建国") == 1);
  CHECK(counts.surname_length(U"欧阳修") == 2);
  CHECK(counts.surname_length(U"欧") == 0);
  CHECK(counts.has_usual_given_name(U"张建国"));
  CHECK(!counts.has_usual_given_name(U"张家口"));

  std::vector<std::uint16_t> ids(Lexicon::kCharacters);
  ids[U'王'] = 1;
  ids[U'建'] = 2;
  ids[U'伟'] = 3;
  DataWriter writer;
  writer.add(Names::kSection, counts.pack(ids));
  const auto data = data_of(writer);
  const Names names(*data);
  CHECK(names[1].surname == 6);  // two of three: -log10(2/3) * 32, rounded
  CHECK(names[1].first == NameCosts::kNever);
  CHECK(names[2].first == 0);
  CHECK(names[3].only == 0);
  CHECK(names[0].surname == NameCosts::kNever);
  CHECK(names[999].surname == NameCosts::kNever);
}

TEST_CASE("lexicon: sections of a wrong size are refused") {
  DataWriter writer;
  writer.add(Lexicon::kSection, std::string(1000, '\0'));
  writer.add(Bigrams::kSection, std::string(100, '\0'));
  writer.add(Names::kSection, std::string(3, '\0'));
  const auto data = data_of(writer);
  CHECK_THROWS_AS(Lexicon{*data}, LoadError);
  CHECK_THROWS_AS(Bigrams{*data}, LoadError);
  CHECK_THROWS_AS(Names{*data}, LoadError);
}

}  // namespace
}  // namespace jianyan
