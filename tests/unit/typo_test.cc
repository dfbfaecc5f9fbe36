// The search for typos: its tables, trees, evidence, and what it finds and leaves alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <random>

#include "jianyan/result.h"
#include "jianyan/typo.h"
#include "text/utf8.h"
#include "typo/build/confusion_builder.h"
#include "typo/build/tree_training.h"
#include "typo/build/typo_training.h"
#include "typo/confusions.h"
#include "typo/decision.h"
#include "typo/evidence.h"
#include "typo/missing.h"
#include "typo/trees.h"
#include "typo/word_graph.h"
#include "typo/word_pairs.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

using testing::test_data;

const TypoModels& models() {
  static const TypoModels kModels(*test_data());
  return kModels;
}

const TypoFinder& finder() {
  static const TypoFinder kFinder(test_data());
  return kFinder;
}

std::string corrected(const TypoFinder& with, std::string text, TypoLevel level = TypoLevel::normal) {
  const Document document = Document::from_text(text);
  std::vector<Typo> typos = with.find(document, level);
  for (auto typo = typos.rbegin(); typo != typos.rend(); ++typo)
    text.replace(typo->span.begin, typo->span.size(), typo->replacement);
  return text;
}

TEST_CASE("confusions: characters of the same and of near sounds, and those that look alike") {
  const Confusions& confusions = models().confusions;
  CHECK(confusions.find(U'布', U'部').sound == SoundMatch::same);
  CHECK(confusions.find(U'在', U'再').sound == SoundMatch::same);
  CHECK(confusions.find(U'条', U'调').sound == SoundMatch::same);
  CHECK(confusions.find(U'贯', U'惯').sound == SoundMatch::same);
  CHECK(confusions.find(U'宗', U'钟').sound == SoundMatch::near);
  CHECK(confusions.find(U'己', U'已').shape > 50);
  CHECK(confusions.find(U'己', U'部').sound == SoundMatch::none);
  CHECK(confusions.of(U'，').empty());
  CHECK(confusions.of(U'饕').size() < 200);
  for (const Confusion& other : confusions.of(U'是')) CHECK(other.character != U'是');
}

TEST_CASE("confusions: damaged sections are refused or safe to read") {
  CHECK_THROWS_AS(Confusions(std::span<const std::byte>()), LoadError);
  std::vector<std::byte> bytes((Confusions::kLast - Confusions::kFirst + 2) * 4 + 40);
  std::mt19937 random(1);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
  const Confusions confusions(bytes);
  for (char32_t c = Confusions::kFirst; c <= Confusions::kLast; ++c) CHECK(confusions.of(c).size() <= 10);
}

ConfusionBuilder builder_with(std::u32string_view characters,
                              std::initializer_list<std::pair<char32_t, CharacterReading>> readings) {
  ConfusionBuilder builder(characters);
  for (const auto& [character, reading] : readings) builder.add_reading(character, reading);
  return builder;
}

TEST_CASE("confusions: syllables that dialects and fingers mix up") {
  const ConfusionBuilder builder = builder_with(
      U"是四知诗", {{U'是', {"shi", 4, 100}}, {U'四', {"si", 4, 100}}, {U'知', {"zhi", 1, 100}}});
  const auto near = builder.near_syllables("shi");
  CHECK(near.at("si") == SoundMatch::near);
  CHECK(near.count("shi") == 0);
  CHECK(builder.near_syllables("si").at("shi") == SoundMatch::near);
}

TEST_CASE("confusions: f and hu, which the south-west does not part") {
  const ConfusionBuilder builder =
      builder_with(U"方黄会费", {{U'方', {"fang", 1, 100}},
                                 {U'黄', {"huang", 2, 100}},
                                 {U'会', {"hui", 4, 100}},
                                 {U'费', {"fei", 4, 100}}});
  CHECK(builder.near_syllables("fang").at("huang") == SoundMatch::near);
  CHECK(builder.near_syllables("huang").at("fang") == SoundMatch::near);
  CHECK(builder.near_syllables("hui").at("fei") == SoundMatch::near);
}

TEST_CASE("confusions: what looks alike in print besides what is written alike") {
  ConfusionBuilder builder(U"莱菜因");
  builder.add_alike(U'莱', U'菜', 70);
  builder.add_alike(U'凶', U'因', 61);   // stands in drafts by mistake, is never offered
  builder.add_alike(U'因', U'凶', 61);
  const std::vector<std::byte> bytes = builder.pack();
  const Confusions confusions(bytes);
  REQUIRE(confusions.of(U'莱').size() == 1);
  CHECK(confusions.of(U'莱')[0].character == U'菜');
  CHECK(confusions.of(U'莱')[0].shape == 70);
  CHECK(confusions.of(U'莱')[0].sound == SoundMatch::none);
  CHECK(confusions.of(U'凶').size() == 1);
  CHECK(confusions.of(U'因').empty());
}

TEST_CASE("confusions: a reading that is rare is near at best, and has no near ones of its own") {
  const ConfusionBuilder builder = builder_with(
      U"万晚墨米",
      {{U'万', {"wan", 4, 99}}, {U'万', {"mo", 4, 1}}, {U'晚', {"wan", 3, 100}}, {U'墨', {"mo", 4, 100}}, {U'米', {"mi", 3, 100}}});
  const std::vector<std::byte> bytes = builder.pack();
  const Confusions confusions(bytes);
  const auto sound = [&](char32_t written, char32_t meant) { return confusions.find(written, meant).sound; };
  CHECK(sound(U'墨', U'万') == SoundMatch::near);
  CHECK(sound(U'万', U'墨') == SoundMatch::near);
  CHECK(sound(U'晚', U'万') == SoundMatch::tone);
  CHECK(sound(U'墨', U'米') == SoundMatch::slip);
  CHECK(sound(U'万', U'米') == SoundMatch::none);
  CHECK(sound(U'米', U'万') == SoundMatch::none);
}

TEST_CASE("confusions: what five-stroke types with one key more, less, other or swapped") {
  ConfusionBuilder builder(U"产彦妥委建津会");
  const std::vector<std::pair<char32_t, const char*>> codes{{U'产', "ut"},   {U'产', "ute"}, {U'彦', "uter"}, {U'妥', "evf"},
                                                            {U'委', "tvf"},  {U'建', "vfhp"}, {U'津', "vfph"}, {U'会', "wfcu"}};
  for (const auto& [character, code] : codes) builder.add_code(ConfusionBuilder::kWubi, character, code);
  const std::vector<std::byte> bytes = builder.pack();
  const Confusions confusions(bytes);
  const auto sound = [&](char32_t written, char32_t meant) { return confusions.find(written, meant).sound; };
  CHECK(sound(U'彦', U'产') == SoundMatch::slip);
  CHECK(sound(U'产', U'彦') == SoundMatch::slip);
  CHECK(sound(U'妥', U'委') == SoundMatch::slip);
  CHECK(sound(U'津', U'建') == SoundMatch::slip);
  CHECK(sound(U'会', U'建') == SoundMatch::none);
}

/// Trees that learn whether the sum of two features is more than a third.
std::vector<std::byte> learned(std::mt19937& random, std::size_t rows) {
  TreeTraining training(3);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::array<Feature, 3> row{static_cast<Feature>(random() % 100), static_cast<Feature>(random() % 100),
                                     static_cast<Feature>(random() % 100)};
    training.add(row, row[0] + row[1] > row[2]);
  }
  return training.train({.trees = 60, .depth = 4, .share_of_features = 1});
}

TEST_CASE("trees: they learn what they are shown, the same every time") {
  std::mt19937 random(3);
  std::mt19937 again(3);
  const std::vector<std::byte> bytes = learned(random, 4000);
  CHECK(bytes == learned(again, 4000));
  std::span<const std::byte> rest = bytes;
  const Trees trees(rest, 3);
  CHECK(rest.empty());
  int right = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::array<Feature, 3> row{static_cast<Feature>(random() % 100), static_cast<Feature>(random() % 100),
                                     static_cast<Feature>(random() % 100)};
    right += (trees.score(row) > 0) == (row[0] + row[1] > row[2]) ? 1 : 0;
  }
  CHECK(right > 900);
}

TEST_CASE("trees: damaged sections are refused or safe to evaluate") {
  std::mt19937 random(5);
  const std::vector<std::byte> good = learned(random, 500);
  for (std::size_t size = 0; size < good.size(); size += 101) {
    std::span<const std::byte> part = std::span(good).first(size);
    CHECK_THROWS_AS(Trees(part, 3), LoadError);
  }
  for (int round = 0; round < 200; ++round) {
    std::vector<std::byte> bad = good;
    for (int i = 0; i < 20; ++i) bad[random() % bad.size()] = static_cast<std::byte>(random());
    std::span<const std::byte> rest = bad;
    try {
      const Trees trees(rest, 3);
      (void)trees.score(std::array<Feature, 3>{1, 2, 3});
    } catch (const LoadError&) {
    }
  }
}

TEST_CASE("typo training: what mends and what does not") {
  const PlantedSentence sentence{U"各级党委要认真惯彻落落实", {{"character", 7, U"惯", U"贯"}, {"doubled", 9, U"落落", U"落"}}};
  const auto mends = [&](const TypoEdit& edit) { return sentence.mended_by(edit) < sentence.errors.size(); };
  CHECK(mends({7, 8, TypoKind::character, 1, {U'贯'}}));
  CHECK_FALSE(mends({7, 8, TypoKind::character, 1, {U'观'}}));
  CHECK_FALSE(mends({5, 6, TypoKind::character, 1, {U'任'}}));
  CHECK(mends({9, 10, TypoKind::doubled, 0, {}}));
  CHECK(mends({10, 11, TypoKind::doubled, 0, {}}));
  CHECK_FALSE(mends({8, 9, TypoKind::extra, 0, {}}));
}

TEST_CASE("evidence: candidates are edits inside the text, the best first, and the same on repetition") {
  TypoEvidence evidence(models());
  const std::u32string text = U"各级党委要认真惯彻落实会议精神，加强组织领导，明确责任分工";
  evidence.read(text);
  CHECK(evidence.size() == text.size());
  const std::int32_t wrong = Decision(*test_data()).doubt(evidence.doubt(7));
  for (std::uint32_t k = 0; k < 7; ++k) CHECK(Decision(*test_data()).doubt(evidence.doubt(k)) < wrong);
  const auto candidates = evidence.candidates(7, wrong);
  REQUIRE_FALSE(candidates.empty());
  CHECK(candidates.size() <= TypoEvidence::kKept);
  CHECK(candidates[0].edit.with() == U"贯");
  CHECK(candidates[0].gain > 0);
  TypoEvidence::Candidate* const first = &candidates[0];
  evidence.read_words({&first, 1});
  CHECK(candidates[0].word_gain > 0);
  for (const TypoEvidence::Candidate& candidate : candidates) {
    CHECK(candidate.edit.begin < candidate.edit.end);
    CHECK(candidate.edit.end <= text.size());
    CHECK(candidate.rank <= candidates[0].rank);
  }
}

TEST_CASE("word graph: the path with an edit costs what the edited text costs") {
  WordGraph graph(models().lexicon, models().bigrams, models().edges);
  WordGraph edited(models().lexicon, models().bigrams, models().edges);
  const std::u32string text = U"各级党委要认真贯彻落实会议精神，加强对领导干部的监督，明确责任分工。";
  graph.read(text);
  for (const std::u32string_view with : {U"", U"的", U"落实", U"会议的"}) {
    for (std::uint32_t begin = 0; begin + 2 <= text.size(); ++begin) {
      for (std::uint32_t end = begin + 1; end <= begin + 2; ++end) {
        std::u32string other = text;
        edited.read(other.replace(begin, end - begin, with));
        const WordGraph::Path path = graph.path_with(begin, end, with);
        CAPTURE(begin);
        CHECK(path.cost == edited.cost());
      }
    }
  }
}

TEST_CASE("typo finder: errors of several kinds") {
  CHECK(corrected(finder(), "各级党委要认真惯彻落实会议精神。") == "各级党委要认真贯彻落实会议精神。");
  CHECK(corrected(finder(), "大力推进农业农村现代划建设。") == "大力推进农业农村现代化建设。");
  CHECK(corrected(finder(), "会议要求加强组织领到，明确责任分工。") == "会议要求加强组织领导，明确责任分工。");
  // A key of five-stroke; a rare reading (没 as in 没收); f and hu; a word of which nothing is right.
  CHECK(corrected(finder(), "要加强知识彦权保护。") == "要加强知识产权保护。");
  CHECK(corrected(finder(), "并处罚金或者沫收财产。") == "并处罚金或者没收财产。");
  CHECK(corrected(finder(), "要广泛听取各黄面的意见。") == "要广泛听取各方面的意见。");
  CHECK(corrected(finder(), "确认是支气管小船引起的感染。") == "确认是支气管哮喘引起的感染。");
}

TEST_CASE("typo finder: titles, foreign names and known words are left alone") {
  CHECK(corrected(finder(), "认真学习《惯彻落实会议精神》一文。") == "认真学习《惯彻落实会议精神》一文。");
  const std::vector<UserWord> known{{"惯彻", std::nullopt}};
  const TypoFinder with(test_data(), known);
  CHECK(corrected(with, "各级党委要认真惯彻落实会议精神。") == "各级党委要认真惯彻落实会议精神。");
}

TEST_CASE("typo finder: quoted words, numbers and foreign names are left alone") {
  for (const char* text : {"约翰·惯彻参加会议。", "“认真惯彻”和「认真惯彻」", "他说：“要对照‘认真惯彻落实’找差距。”",
                           "他说：“《认真惯彻落实》一文，要读。”", "他说：「“认真惯彻”这句话，要记住。」"})
    CHECK(corrected(finder(), text, TypoLevel::eager) == text);
  CHECK(corrected(finder(), "“各级党委要认真惯彻落实会议精神。") != "“各级党委要认真惯彻落实会议精神。");
}

TEST_CASE("typo finder: what is said in quotation marks is read at normal and eager") {
  const std::string said = "他说：“各级党委要认真惯彻落实会议精神。”";
  const std::string right = "他说：“各级党委要认真贯彻落实会议精神。”";
  CHECK(corrected(finder(), said, TypoLevel::strict) == said);
  CHECK(corrected(finder(), said, TypoLevel::normal) == right);
  CHECK(corrected(finder(), said, TypoLevel::eager) == right);
  CHECK(corrected(finder(), "他说“各级党委要认真惯彻落实会议精神”。") == "他说“各级党委要认真贯彻落实会议精神”。");
  const Document draft = Document::from_text(said);
  const auto place = static_cast<std::uint32_t>(said.find("惯"));
  CHECK(finder().find(draft, TypoLevel::normal).at(0).level == TypoLevel::normal);
  CHECK(finder().explain(draft, place).left_alone.zh.empty());
  CHECK(finder().explain(draft, place).readings.at(0).level == TypoLevel::normal);
}

TEST_CASE("typo finder: what is no word and recurs is a name") {
  CHECK(corrected(finder(), "记者冉规化今天到社区采访。", TypoLevel::eager) != "记者冉规化今天到社区采访。");
  const std::string twice = "记者冉规化今天到社区采访，了解冉规化的意见。";
  CHECK(corrected(finder(), twice, TypoLevel::eager) == twice);
}

TEST_CASE("typo finder: doubts that crowd in a sentence are told at eager only") {
  const auto count = [](const std::string& text, TypoLevel level) {
    return finder().find(Document::from_text(text), level).size();
  };
  const std::string one = "孩子出水痘要在家隔离", other = "长崎来的客人请绕行";
  CHECK(count(one + "。", TypoLevel::normal) == 1);
  CHECK(count(other + "。", TypoLevel::normal) == 1);
  CHECK(count(one + "。" + other + "。", TypoLevel::normal) == 2);
  CHECK(count(one + "，" + other + "。", TypoLevel::normal) == 0);
  CHECK(count(one + "，" + other + "。", TypoLevel::eager) == 2);
  // What is sure stands beside doubts.
  CHECK(count("会议要求加强组织领到，" + one + "。", TypoLevel::normal) == 2);
  const TypoExplanation told = finder().explain(Document::from_text(one + "，" + other + "。"), 12);
  CHECK(told.left_alone.zh == "这一句里还有别处拿不准，只在 eager 级报告");
  CHECK(finder().explain(Document::from_text(one + "。"), 12).left_alone.zh.empty());
}

/// The only typo of a text.
Typo typo_of(const std::string& text) {
  const std::vector<Typo> typos = finder().find(Document::from_text(text), TypoLevel::normal);
  REQUIRE(typos.size() == 1);
  return typos[0];
}

TEST_CASE("typo finder: the word is told, and why it may be wrong") {
  const Typo sure = typo_of("会议要求加强组织领到，明确责任分工。");
  CHECK(sure.written == "领到");
  CHECK(sure.meant == "领导");
  CHECK(sure.reason.zh == "同音");
  CHECK(sure.level == TypoLevel::strict);
  CHECK(sure.note.zh.empty());
  const Typo pair = typo_of("改造工程己于去年完工。");
  CHECK(pair.written == "己于");
  CHECK(pair.reason.zh == "形近");
  CHECK(pair.note.zh.find("已经") != std::string::npos);
  const Typo doubled = typo_of("各单位要高度重重视安全生产工作。");
  CHECK(doubled.kind == TypoKind::doubled);
  CHECK(doubled.meant == "重视");
  CHECK(typo_of("确保各项部署落到处实。").reason.zh == "颠倒");
}

TEST_CASE("typo finder: a place is explained, whether something is found there or not") {
  const Document document = Document::from_text("会议要求加强组织领到，学习《领到》。");
  const TypoExplanation found = finder().explain(document, 27);
  CHECK(found.left_alone.zh.empty());
  REQUIRE_FALSE(found.readings.empty());
  CHECK(found.readings[0].typo.meant == "领导");
  CHECK(found.readings[0].level == TypoLevel::strict);
  CHECK(found.readings[0].characters_after < found.readings[0].characters_before);
  CHECK(found.readings[0].words_after < found.readings[0].words_before);
  CHECK(found.readings[0].cut_after.size() > 2);
  CHECK(finder().explain(document, 45).left_alone.zh == "书名号里的文字不查");
  CHECK(finder().explain(document, 30).readings.empty());
  CHECK(finder().explain(document, 4000).readings.empty());
}

TEST_CASE("missing characters: what may stand between two others") {
  const MissingCharacters missing(*test_data());
  const auto between = missing.between(U'民', U'表');
  CHECK(std::any_of(between.begin(), between.end(), [](const auto& entry) { return entry.character == U'代'; }));
  CHECK(between.size() <= 3);
  CHECK(missing.between(U'，', U'表').empty());
  CHECK(MissingCharacters(std::span<const std::byte>()).between(U'民', U'表').empty());
  CHECK_THROWS_AS(MissingCharacters(std::vector<std::byte>(7)), LoadError);
  std::vector<std::byte> bytes((MissingCharacters::kLast - MissingCharacters::kFirst + 2) * 4 + 40);
  std::mt19937 random(1);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
  const MissingCharacters damaged(bytes);
  for (char32_t c = MissingCharacters::kFirst; c <= MissingCharacters::kLast; ++c)
    CHECK(damaged.between(c, U'表').size() <= 10);
}

TEST_CASE("typo finder: a character that was left out") {
  const Typo typo = typo_of("改善农村人居环境，加强基础设建设。");
  CHECK(typo.kind == TypoKind::missing);
  CHECK(typo.written == "基础设");
  CHECK(typo.meant == "基础设施");
  CHECK(typo.reason.zh == "缺字");
  CHECK(corrected(finder(), "推进国家治理体和治理能力现代化", TypoLevel::strict) == "推进国家治理体系和治理能力现代化");
}

TEST_CASE("word pairs: what words that are taken for each other are for") {
  const WordPairs pairs(*test_data());
  CHECK(pairs.note("反应问题", "反映问题").zh.find("对刺激") != std::string::npos);
  CHECK(pairs.note("在次", "再次").en.find("again") != std::string::npos);
  CHECK(pairs.note("再次", "在次") == pairs.note("在次", "再次"));
  CHECK(pairs.note("领到", "领导").zh.empty());
  CHECK(pairs.note("在", "在").zh.empty());
  CHECK(pairs.note("", "").zh.empty());
  CHECK(pairs.either("今日", "近日"));
  CHECK(pairs.either("近日来", "今日来"));
  CHECK_FALSE(pairs.either("在次", "再次"));
  CHECK_FALSE(pairs.either("领到", "领导"));
}

TEST_CASE("word pairs: which words are often written for others, and which are kept") {
  const WordPairs pairs(*test_data());
  CHECK(pairs.often(U"不在下雨", 1, U'再'));
  CHECK(pairs.often(U"不在下雨", 1));
  CHECK_FALSE(pairs.often(U"不在下雨", 1, U'载'));
  CHECK_FALSE(pairs.often(U"再次", 0, U'在'));   // hardly anybody writes 再 for 在
  CHECK_FALSE(pairs.often(U"下雨", 0));
  // Of words, the rest stands beside the character.
  CHECK(pairs.often(U"问题反应到", 3, U'映'));
  CHECK_FALSE(pairs.often(U"问题供应到", 3, U'映'));
  CHECK_FALSE(pairs.often(U"应", 0, U'映'));
  CHECK(pairs.often(U"及其", 0, U'极'));
  CHECK_FALSE(pairs.often(U"及", 0, U'极'));
  CHECK(pairs.keeps("作出贡献", "做出贡献"));
  CHECK_FALSE(pairs.keeps("做出贡献", "作出贡献"));
  CHECK_FALSE(pairs.keeps("在次", "再次"));
}

TEST_CASE("typo finder: what people write who know no better is believed sooner than a slip") {
  struct Case {
    std::string draft, right;
  };
  for (const Case& one : std::vector<Case>{{"从此以后，他不在羡慕城里人的生活。", "从此以后，他不再羡慕城里人的生活。"},
                                           {"外出时请带上口罩。", "外出时请戴上口罩。"},
                                           {"要把好事作好。", "要把好事做好。"}}) {
    CAPTURE(one.draft);
    CHECK(corrected(finder(), one.draft, TypoLevel::normal) == one.right);
    CHECK(corrected(finder(), one.right, TypoLevel::normal) == one.right);
  }
}

TEST_CASE("typo evidence: a candidate that the network is asked about twice has the same prior") {
  const TypoModels models(*test_data());
  TypoEvidence evidence(models);
  evidence.read(U"从此以后，他不在羡慕城里人的生活。");
  for (TypoEvidence::Candidate& candidate : evidence.candidates(7, 0)) {
    if (candidate.edit.with() != U"再") continue;
    CHECK(candidate.often);
    const std::array<TypoEvidence::Candidate*, 1> one{&candidate};
    evidence.read_words(one);
    evidence.read_network(one);
    const std::int32_t prior = candidate.prior;
    CHECK(prior != TypoEvidence::kOftenWritten);
    evidence.read_network(one);
    CHECK(candidate.prior == prior);
    return;
  }
  FAIL("再 is no candidate");
}

TEST_CASE("typo finder: the form that official texts want is kept") {
  const std::string text = "大会作出了全面部署，代表们也要为此作出贡献。";
  CHECK(corrected(finder(), text, TypoLevel::eager) == text);
}

TEST_CASE("typo finder: of two words that both fit nothing is told") {
  const std::string text = "市中级人民法院今日公布一批典型案例。";
  CHECK(corrected(finder(), text, TypoLevel::eager) == text);
  const auto at = static_cast<std::uint32_t>(text.find("今"));
  const TypoExplanation told = finder().explain(Document::from_text(text), at);
  REQUIRE_FALSE(told.readings.empty());
  CHECK(told.readings[0].typo.meant == "近日");
  CHECK(told.left_alone.zh == "两个词放在这里都通，不报");
  // It is no doubt beside which another one is not told.
  CHECK(corrected(finder(), "今日，孩子出水痘要在家隔离。") != "今日，孩子出水痘要在家隔离。");
}

TEST_CASE("typo finder: any text is safe, spans lie in it, and levels only add") {
  std::mt19937 random(11);
  const std::u32string alphabet = U"的在再会议精神落实《》·，。 \n布署A1〇龘𠀀";
  for (int round = 0; round < 300; ++round) {
    std::u32string text;
    for (std::size_t i = random() % 40; i > 0; --i) text.push_back(alphabet[random() % alphabet.size()]);
    const Document document = Document::from_text(to_utf8(text));
    std::uint32_t end = 0;
    for (const Typo& typo : finder().find(document, TypoLevel::eager)) {
      CHECK(typo.span.begin >= end);
      CHECK(typo.span.end <= document.text().size());
      CHECK(typo.score > 0);
      end = typo.span.end;
    }
  }
}

TEST_CASE("typo finder: paragraphs longer than a part are read whole") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "会议要求加强组织领导，明确责任分工，认真抓好落实。";
  text += "各级党委要认真惯彻落实会议精神。";
  const std::vector<Typo> typos = finder().find(Document::from_text(text), TypoLevel::normal);
  CHECK(std::any_of(typos.begin(), typos.end(), [](const Typo& typo) { return typo.replacement == "贯"; }));
}

}  // namespace
}  // namespace jianyan
