// The packed lexicon and the table of bigrams against the plain lists that they were made from.
#include <doctest/doctest.h>

#include <cstring>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "data/build/data_writer.h"
#include "jianyan/data.h"
#include "language/bigrams.h"
#include "language/build/double_array.h"
#include "language/build/kenlm_file.h"
#include "language/build/language_model.h"
#include "language/lexicon.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::shared_ptr<const Data> data_of(const LanguageModel& model) {
  DataWriter writer;
  writer.add(Lexicon::kSection, model.pack_lexicon());
  writer.add(Bigrams::kSection, model.pack_bigrams());
  const std::vector<std::byte> bytes = writer.bytes();
  const std::shared_ptr<void> copy(std::aligned_alloc(64, (bytes.size() + 63) / 64 * 64), std::free);
  std::memcpy(copy.get(), bytes.data(), bytes.size());
  return Data::from_bytes({static_cast<const std::byte*>(copy.get()), bytes.size()}, copy);
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

TEST_CASE("lexicon: sections of a wrong size are refused") {
  DataWriter writer;
  writer.add(Lexicon::kSection, std::string(1000, '\0'));
  writer.add(Bigrams::kSection, std::string(100, '\0'));
  const std::vector<std::byte> bytes = writer.bytes();
  const std::shared_ptr<void> copy(std::aligned_alloc(64, bytes.size()), std::free);
  std::memcpy(copy.get(), bytes.data(), bytes.size());
  const auto data = Data::from_bytes({static_cast<const std::byte*>(copy.get()), bytes.size()}, copy);
  CHECK_THROWS_AS(Lexicon{*data}, LoadError);
  CHECK_THROWS_AS(Bigrams{*data}, LoadError);
}

}  // namespace
}  // namespace jianyan
