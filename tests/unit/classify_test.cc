// Topics, units, keywords, models. The sentences are of our own.
#include "jianyan/classifier.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "classify/gram_table.h"
#include "classify/grams.h"
#include "classify/linear_svm.h"
#include "classify/near_duplicates.h"
#include "classify/subjects.h"
#include "jianyan/training.h"
#include "test_data.h"

namespace jianyan {

using testing::test_data;

namespace {

struct Labelled {
  std::string title, topic, unit;
};

/// tests/eval/classify/titles.tsv
std::vector<Labelled> own_titles() {
  std::ifstream in(std::string(JIANYAN_SOURCE_DIR) + "/tests/eval/classify/titles.tsv");
  std::vector<Labelled> titles;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    titles.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  return titles;
}

const Classifier& lexicon() {
  static const Classifier classifier(test_data());
  return classifier;
}

const UnitScore* unit_of(const Classification& result, std::string_view unit) {
  const auto found =
      std::find_if(result.units.begin(), result.units.end(), [unit](const UnitScore& u) { return u.unit == unit; });
  return found == result.units.end() ? nullptr : &*found;
}

/// Aligned bytes of a model, as a mapping has them.
struct ModelBytes {
  explicit ModelBytes(std::string_view content) : storage(content.size() + 64) {
    void* place = storage.data();
    std::size_t space = storage.size();
    std::align(64, content.size(), place, space);
    std::memcpy(place, content.data(), content.size());
    bytes = {static_cast<std::byte*>(place), content.size()};
  }
  std::vector<std::byte> storage;
  std::span<std::byte> bytes;
};

std::shared_ptr<const Model> model_from(std::string_view content) {
  auto held = std::make_shared<ModelBytes>(content);
  const std::span<const std::byte> bytes = held->bytes;
  return Model::from_bytes(bytes, std::move(held));
}

/// Records of two classes that differ in their words, and of a third that is like the second.
std::vector<LabelledRecord> some_records(std::size_t count) {
  static const char* const kTopics[][4] = {
      {"公路", "桥梁", "公交", "隧道"}, {"医院", "医生", "门诊", "药品"}, {"学校", "教师", "课程", "幼儿园"}};
  static const char* const kLabels[] = {"交通", "卫生", "教育"};
  static const char* const kVerbs[] = {"改善", "扩建", "整修", "管好", "增加"};
  std::vector<LabelledRecord> records;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t topic = i % 3;
    const auto word = [&](std::size_t n) { return std::string(kTopics[topic][(i / 3 + n) % 4]); };
    LabelledRecord record;
    record.labels = {kLabels[topic]};
    record.title = "请" + std::string(kVerbs[i % 5]) + word(0);
    record.text =
        "本地第" + std::to_string(i * 7919 % 1000) + "处" + word(1) + "不足，" + kVerbs[(i / 5) % 5] + word(2) + "。";
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace

TEST_CASE("classify: grams are characters and pairs; marks part them, digits are one") {
  GramSequence sequence;
  read_grams("修公路。", "ＡB 2025年", sequence);
  std::vector<std::string> grams;
  for (const Gram gram : sequence.grams) grams.push_back(gram_text(gram));
  CHECK(grams == std::vector<std::string>{"修", "公", "修公", "路", "公路", "a", "b", "ab", "0", "年", "0年"});
  CHECK(sequence.title_end == 5);
  read_grams("", "\xFF\xFE", sequence);
  CHECK(sequence.grams.size() <= 2);
}

TEST_CASE("classify: a gram table finds what is in it, and only that") {
  std::vector<std::uint32_t> keys;
  for (std::uint32_t i = 0; i < 1000; ++i) keys.push_back(GramTable::key_of(i * i * 31 + 7));
  std::sort(keys.begin(), keys.end());
  const std::vector<std::uint32_t> buckets = GramTable::buckets_for(keys);
  REQUIRE(GramTable::well_formed(buckets, keys));
  const GramTable table(buckets, keys);
  for (std::uint32_t i = 0; i < keys.size(); ++i) CHECK(table.find(table.gram(i)) == i);
  CHECK(table.find(6) == kNoFeature);
  std::vector<std::uint32_t> broken = buckets;
  broken.back() = 5000;
  CHECK_FALSE(GramTable::well_formed(broken, keys));
  CHECK_FALSE(GramTable::well_formed({}, {}));
  CHECK(GramTable::well_formed(GramTable::buckets_for({}), {}));
}

TEST_CASE("classify: the machine finds the optimum of a problem that is solved by hand") {
  // Two points, +1 at x = 1 and −1 at x = −1: minimise w²/2 + 2 C (1 − w)², so w = 4C / (1 + 4C).
  SparseRows rows;
  rows.add(std::vector<SparseRows::Entry>{{0, 1}});
  rows.add(std::vector<SparseRows::Entry>{{0, -1}});
  const signed char targets[] = {1, -1};
  for (const double cost : {0.1, 1.0, 10.0}) {
    const std::vector<double> weights = train_linear_svm(rows, targets, 1, {cost, 1e-6, 1000});
    CHECK(weights[0] == doctest::Approx(4 * cost / (1 + 4 * cost)).epsilon(1e-4));
  }
}

TEST_CASE("classify: near-duplicates are grouped, others are not") {
  const std::string text =
      "本地有几条公路多年没有整修，路面坑洼，雨天积水，学生上学和老人看病都不方便，群众多次反映没有结果";
  const std::string other =
      "社区医院缺少儿科医生，孩子夜里发烧要赶到城里，路上要一个多小时，家长都盼着能在家门口看上病";
  const std::vector<TextSketch> sketches{
      sketch_of("", text), sketch_of("", other), sketch_of("", text + "。请有关部门尽快处理。"),
      sketch_of("", ""),   sketch_of("", ""),    sketch_of(text, "")};
  CHECK(near_duplicate_groups(sketches) == std::vector<std::uint32_t>{0, 1, 0, 3, 4, 0});
}

TEST_CASE("classify: words of subjects are found with all their owners, the longest first") {
  const std::vector<SubjectRow> rows{{SubjectKind::topic, "road", "道路", {}, {"公路", "农村公路", "桥"}, {}},
                                     {SubjectKind::topic, "farm", "农业", {}, {"农村", "农村公路"}, {}},
                                     {SubjectKind::unit, "市交通局", "", {"交通局"}, {}, {"road/2", "farm/1"}}};
  const std::vector<std::byte> bytes = compile_subjects(rows);
  const Subjects subjects(bytes);
  REQUIRE(subjects.size() == 3);
  CHECK(subjects[2].name == "市交通局");
  CHECK(subjects[2].links.size() == 2);
  CHECK(subjects[2].links[0].topic == "road");
  CHECK(subjects[2].links[0].rank == 2);
  std::vector<SubjectMatch> matches;
  subjects.find(U"交通局管农村公路", matches);
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].is_name);
  CHECK(matches[1].begin == 4);
  CHECK(matches[1].end == 8);
  CHECK(subjects.owners(matches[1]).size() == 2);
  CHECK_THROWS_AS(Subjects(std::span(bytes).first(70)), LoadError);
}

TEST_CASE("classify: our own titles, written before the words were seen") {
  std::size_t first = 0, second = 0, lead = 0, among_three = 0;
  const std::vector<Labelled> titles = own_titles();
  REQUIRE(titles.size() == 60);
  for (const Labelled& title : titles) {
    const Classification result = lexicon().classify(title.title, "");
    REQUIRE(result.labels.size() >= 2);
    first += result.labels[0].label == title.topic ? 1 : 0;
    second += result.labels[0].label == title.topic || result.labels[1].label == title.topic ? 1 : 0;
    lead += !result.units.empty() && result.units[0].unit == title.unit ? 1 : 0;
    const std::size_t looked_at = std::min<std::size_t>(3, result.units.size());
    among_three += std::any_of(result.units.begin(), result.units.begin() + static_cast<std::ptrdiff_t>(looked_at),
                               [&](const UnitScore& unit) { return unit.unit == title.unit; })
                       ? 1
                       : 0;
    for (const UnitScore& unit : result.units) CHECK_MESSAGE(!unit.evidence.empty(), title.title << " " << unit.unit);
  }
  MESSAGE("topic first " << first << ", first two " << second << "; unit first " << lead << ", first three "
                         << among_three);
  CHECK(first >= 50);
  CHECK(second >= 55);
  CHECK(lead >= 46);
  CHECK(among_three >= 52);
}

TEST_CASE("classify: without its evidence a unit falls") {
  for (const Labelled& title : own_titles()) {
    const Classification result = lexicon().classify(title.title, "");
    if (result.units.empty()) continue;
    const UnitScore& unit = result.units[0];
    std::string without = title.title;
    for (const Evidence& item : unit.evidence) {
      REQUIRE(item.field == RecordField::title);
      CHECK(title.title.substr(item.span.begin, item.span.size()) == item.word);
      for (std::uint32_t at = item.span.begin; at < item.span.end; ++at) without[at] = ' ';
    }
    const Classification again = lexicon().classify(without, "");
    const UnitScore* same = unit_of(again, unit.unit);
    CHECK_MESSAGE((same == nullptr || same->score < unit.score), title.title << ": " << unit.unit);
  }
}

TEST_CASE("classify: a unit that the text names comes first, and says how it is named") {
  struct {
    const char* text;
    const char* unit;
    UnitRole role;
    EvidenceKind kind;
  } const cases[] = {
      {"建议由市交通运输委牵头，会同市公安局研究。", "市交通运输委", UnitRole::lead, EvidenceKind::named_lead},
      {"建议由市交通运输委牵头，会同市公安局研究。", "市公安局", UnitRole::partner, EvidenceKind::named_partner},
      {"由市教委会同市财政局负责落实。", "市教委", UnitRole::lead, EvidenceKind::named_lead},
      {"由市教委会同市财政局负责落实。", "市财政局", UnitRole::partner, EvidenceKind::named_partner},
      {"市民政局主办，市残联、市妇联配合。", "市残联", UnitRole::partner, EvidenceKind::named_partner},
      {"请市环保局负责查处。", "市生态环境局", UnitRole::lead, EvidenceKind::named_lead},  // its name before 2018
      {"建议市工商局加强抽查。", "市市场监管局", UnitRole::lead, EvidenceKind::named},
      {"建议重庆市发展和改革委员会列入规划。", "市发展改革委", UnitRole::lead, EvidenceKind::named},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const Classification result = lexicon().classify("", c.text);
    const UnitScore* unit = unit_of(result, c.unit);
    REQUIRE(unit != nullptr);
    CHECK(unit->role == c.role);
    CHECK(std::any_of(unit->evidence.begin(), unit->evidence.end(),
                      [&](const Evidence& item) { return item.kind == c.kind; }));
  }
}

TEST_CASE("classify: a unit's name speaks for no topic") {
  const Classification result = lexicon().classify("", "建议由市财政局和市公安局研究。");
  CHECK(result.labels[0].score < 0.1);
  CHECK(result.keywords.empty());
}

TEST_CASE("classify: whose matter it is") {
  CHECK(lexicon().classify("关于整修道路的建议", "").level == Level::city);
  const Classification district = lexicon().classify("关于整修大足区农村公路的建议", "");
  CHECK(district.level == Level::district);
  REQUIRE(unit_of(district, "大足区人民政府") != nullptr);
  CHECK(unit_of(district, "大足区人民政府")->role == UnitRole::partner);
  CHECK(lexicon().classify("关于整修道路的建议", "建议从国家层面立法。").level == Level::country);
}

TEST_CASE("classify: keywords are known terms and whole words") {
  const Classification result =
      lexicon().classify("关于加快农村公路危桥改造的建议", "农村公路上的危桥多，货车通行有隐患。");
  CHECK(std::find(result.keywords.begin(), result.keywords.end(), "农村公路") != result.keywords.end());
  CHECK(std::find(result.keywords.begin(), result.keywords.end(), "危桥改造") != result.keywords.end());
  for (const std::string& word : result.keywords) CHECK(word != "建议");
  CHECK(result.keywords.size() <= 8);
}

TEST_CASE("classify: any input gives an answer") {
  for (const std::string_view text : {"", " ", "\xFF\xFE\x80", "abc", "。。。", "\n\n"}) {
    const Classification result = lexicon().classify(text, text);
    CHECK(result.labels.size() >= 2);
    CHECK(result.labels[0].score <= 0.01);
    CHECK(result.units.empty());
  }
}

TEST_CASE("classify: own topics and units") {
  const Result<std::vector<OwnSubject>> topics =
      parse_taxonomy("# own\nroads\t道路\t\t公路;桥\nfarms\t农业\t\t粮食;种子\n");
  REQUIRE(topics);
  const Result<std::vector<OwnSubject>> units =
      parse_units("# columns: unit duties topics\n镇道路办\t公路\troads\n镇农办\t种子\tfarms/1\n");
  REQUIRE(units);
  ClassifierOptions options;
  options.taxonomy = *topics;
  options.units = *units;
  const Classifier classifier(test_data(), options);
  const Classification result = classifier.classify("请把村口的公路和桥修好", "");
  CHECK(result.labels[0].label == "roads");
  CHECK(result.labels[0].name == "道路");
  CHECK(result.labels.size() == 2);
  REQUIRE(!result.units.empty());
  CHECK(result.units[0].unit == "镇道路办");

  struct {
    const char* table;
    const char* message;
  } const bad[] = {{"", "line 0: the table has no rows"},
                   {"a\t甲\n", "line 1: at least two topics are needed"},
                   {"a\t甲\na\t乙\n", "line 2: \"a\" stands there twice"},
                   {"# columns: id colour\na\tred\n", "line 2: unknown column \"colour\""},
                   {"\t甲\n", "line 1: the first column is empty"},
                   {"a\t\xFF\n", "line 1: is not UTF-8; save the table as UTF-8"}};
  for (const auto& c : bad) {
    CAPTURE(c.table);
    const auto parsed = parse_taxonomy(c.table);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message.en == c.message);
    CHECK(!parsed.error().message.zh.empty());
  }
}

TEST_CASE("classify: training gives the same bytes again and for any number of jobs") {
  const std::vector<LabelledRecord> records = some_records(150);
  TrainingOptions options;
  const Result<TrainedModel> one = train_model(test_data(), records, options);
  REQUIRE(one);
  options.jobs = 3;
  const Result<TrainedModel> three = train_model(test_data(), records, options);
  REQUIRE(three);
  CHECK(one->bytes == three->bytes);
  CHECK(one->report.accuracy == three->report.accuracy);
  CHECK(one->bytes.size() < 1'000'000);
  CHECK(one->report.accuracy > 0.95);
  CHECK(one->report.labels.size() == 3);

  ClassifierOptions with_model;
  with_model.model = model_from(one->bytes);
  CHECK(with_model.model->records() == 150);
  const Classifier classifier(test_data(), with_model);
  const Classification result = classifier.classify("请扩建医院", "门诊不足");
  CHECK(result.labels[0].label == "卫生");
  double sum = 0;
  for (const LabelScore& label : result.labels) sum += label.score;
  CHECK(sum == doctest::Approx(1).epsilon(1e-4));
  const Report measured = evaluate(classifier, records);
  CHECK(measured.accuracy > 0.95);
  CHECK(measured.records == 150);
}

TEST_CASE("classify: several labels, and labels that are hard to learn") {
  std::vector<LabelledRecord> records = some_records(60);
  for (std::size_t i = 0; i < records.size(); i += 3) records[i].labels.push_back("城建");
  records.push_back({{"孤例"}, "只有一条", "只有一条"});
  records.push_back({{}, "没有类别", ""});
  records.push_back({{"交通"}, "", ""});
  const Result<TrainedModel> trained = train_model(test_data(), records);
  REQUIRE(trained);
  CHECK(trained->report.labels.size() == 5);
  CHECK(trained->report.records == 61);
  REQUIRE(trained->notes.size() == 2);
  CHECK(trained->notes[0].en == "2 records without label or text were not used");
  CHECK(trained->notes[1].en.find("孤例（1）") != std::string::npos);
  CHECK(trained->report.top2 > 0.9);
}

TEST_CASE("classify: what cannot be trained is refused") {
  std::vector<LabelledRecord> records{{{"交通"}, "修路", ""}, {{"交通"}, "修桥", ""}};
  CHECK(train_model(test_data(), {}).error().message.en == "no record has both a label and a text");
  CHECK(train_model(test_data(), records).error().message.en ==
        "there is only one label, \"交通\"; training needs two");
}

TEST_CASE("classify: a foreign, older or damaged model is refused") {
  const Result<TrainedModel> trained = train_model(test_data(), some_records(60));
  REQUIRE(trained);
  const std::string& good = trained->bytes;
  CHECK(model_from(good)->labels().size() == 3);
  const auto message_of = [](std::string_view bytes) -> std::string {
    try {
      (void)model_from(bytes);
    } catch (const LoadError& error) {
      return error.message().en;
    }
    return "";
  };
  CHECK(message_of("not a model at all, whatever it may be, and long enough").find("is not a classification model") !=
        std::string::npos);
  CHECK(message_of(good.substr(0, 100)).find("truncated") != std::string::npos);
  CHECK(message_of(good.substr(0, good.size() - 64)).find("truncated") != std::string::npos);
  std::string other = good;
  other[8] = 9;
  CHECK(message_of(other).find("format version 9") != std::string::npos);
  for (std::size_t at = 0; at < good.size(); at += good.size() / 199 + 1) {
    std::string damaged = good;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    // Zeros between the sections are in the checksum too.
    CHECK_MESSAGE(message_of(damaged).find("train it anew") != std::string::npos, at);
  }
}

TEST_CASE("threads: classify: one classifier serves several threads") {
  const std::vector<Labelled> titles = own_titles();
  std::vector<std::string> expected;
  for (const Labelled& title : titles) expected.emplace_back(lexicon().classify(title.title, "").labels[0].label);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (std::size_t i = 0; i < titles.size(); ++i)
        if (lexicon().classify(titles[i].title, "").labels[0].label != expected[i]) ++wrong;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace jianyan
