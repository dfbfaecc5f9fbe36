// Topics of the lexicon: the weights of the words found are summed for each topic, and a power of the sum, against
// those of all topics and a constant for the case that too little was found, is its score. The constants were set on
// titles written for that purpose (tests/eval/classify/titles.tsv tests them on others).
#include "jianyan/classifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "classify/keywords.h"
#include "classify/lexicon_features.h"
#include "classify/linear_model.h"
#include "classify/tables.h"
#include "classify/topic_scores.h"
#include "classify/units.h"
#include "jianyan/segmenter.h"

namespace jianyan {
namespace {

constexpr double kSharpness = 2;  // the power
constexpr double kDoubt = 12;     // weighs as much as a title word of two characters that is all there is
constexpr double kFromDuties = 0.5;
constexpr std::size_t kMostContributions = 20;  // of a label

constexpr std::array<std::string_view, kEvidenceKinds> kEvidenceNames{"named-lead", "named-partner", "named", "duty",
                                                                      "topic",      "place",         "model"};
constexpr std::array<std::string_view, 3> kLevelNames{"city", "district", "country"};

/// Compiled subjects, in the data file or made from the caller's table.
class OwnedSubjects {
 public:
  explicit OwnedSubjects(std::span<const std::byte> section) : subjects_(section) {}
  explicit OwnedSubjects(std::vector<std::byte> bytes) : bytes_(std::move(bytes)), subjects_(bytes_) {}
  [[nodiscard]] const Subjects& operator*() const noexcept { return subjects_; }

 private:
  std::vector<std::byte> bytes_;  // its place in memory must stay
  Subjects subjects_;
};

std::vector<std::byte> compile_own(const std::vector<OwnSubject>& own, SubjectRow (*to_row)(const OwnSubject&)) {
  std::vector<SubjectRow> rows;
  for (const OwnSubject& subject : own) rows.push_back(to_row(subject));
  try {
    return compile_subjects(rows);
  } catch (const PhraseError& error) {
    throw LoadError({fmt::format("“{}”的词表不能用：{}", own[error.row()].id, error.what()),
                     fmt::format("the words of \"{}\" cannot be used: {}", own[error.row()].id, error.what())});
  }
}

std::unique_ptr<const OwnedSubjects> open_topics(const Data& data, const ClassifierOptions& options) {
  if (options.taxonomy) return std::make_unique<const OwnedSubjects>(compile_own(*options.taxonomy, topic_row));
  return std::make_unique<const OwnedSubjects>(data.section(kTopicsSection));
}

std::unique_ptr<const OwnedSubjects> open_units(const Data& data, const ClassifierOptions& options) {
  if (options.units) return std::make_unique<const OwnedSubjects>(compile_own(*options.units, unit_row));
  const std::string section = std::string(kUnitsSection) + options.region;
  const std::vector<Data::Section> sections = data.sections();
  const bool known =
      std::any_of(sections.begin(), sections.end(), [&](const Data::Section& s) { return s.name == section; });
  const std::string national = std::string(kUnitsSection) + std::string(kNationalUnits);
  return std::make_unique<const OwnedSubjects>(data.section(known ? section : national));
}

/// Drops all but the weightiest.
void keep_weightiest(std::vector<Contribution>& contributions) {
  std::stable_sort(contributions.begin(), contributions.end(), [](const Contribution& a, const Contribution& b) {
    return std::abs(a.weight) > std::abs(b.weight);
  });
  if (contributions.size() > kMostContributions) contributions.resize(kMostContributions);
}

}  // namespace

std::string_view evidence_kind_name(EvidenceKind kind) noexcept {
  return kEvidenceNames[static_cast<std::size_t>(kind)];
}
std::string_view unit_role_name(UnitRole role) noexcept { return role == UnitRole::lead ? "主办" : "会办"; }
std::string_view level_name(Level level) noexcept { return kLevelNames[static_cast<std::size_t>(level)]; }

struct Classifier::Impl {
  std::shared_ptr<const Data> data;
  ClassifierOptions options;
  std::unique_ptr<const OwnedSubjects> topics, units;
  OwnedSubjects lexicon;  // the shipped topics, by which models are trained
  std::optional<Segmenter> segmenter;
  std::vector<std::uint32_t>
      model_columns;  // of each subject of `lexicon`; kNoFeature where the model does not know it

  Impl(std::shared_ptr<const Data> opened, ClassifierOptions given)
      : data(std::move(opened)),
        options(std::move(given)),
        topics(open_topics(*data, options)),
        units(open_units(*data, options)),
        lexicon(data->section(kTopicsSection)) {
    if (options.wants_keywords) segmenter.emplace(data);
    if (options.model) match_columns(options.model->linear());
  }

  void match_columns(const LinearModel& model) {
    for (std::size_t i = 0; i < (*lexicon).size(); ++i) {
      const auto known = std::find(model.lexicon().begin(), model.lexicon().end(), (*lexicon)[i].id);
      const auto place = static_cast<std::uint32_t>(known - model.lexicon().begin());
      model_columns.push_back(known == model.lexicon().end() ? kNoFeature : model.head().grams + place);
    }
  }
};

namespace {

/// The features of a record, as the model was trained with them.
std::vector<SparseRows::Entry> model_row(const LinearModel& model, const Subjects& lexicon,
                                         std::span<const std::uint32_t> columns, std::string_view title,
                                         std::string_view text) {
  thread_local GramFeatures scratch;
  thread_local GramSequence grams;
  std::vector<SparseRows::Entry> row;
  read_grams(title, text, grams);
  model.gram_features(grams, scratch, row);
  if (model.head().lexicon_weight <= 0) return row;
  std::vector<SparseRows::Entry> features;
  lexicon_features(lexicon, title, text, features);
  for (const SparseRows::Entry& feature : features) {
    const std::uint32_t column = columns[feature.column];
    if (column != kNoFeature) row.push_back({column, feature.value * model.head().lexicon_weight});
  }
  return row;
}

/// What spoke for the first two labels of a model.
void explain_model(const LinearModel& model, std::span<const SparseRows::Entry> row, Classification& result) {
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view label = result.labels[i].label;
    const auto same = [label](const Model::Label& l) { return l.name == label; };
    const auto index = static_cast<std::uint32_t>(std::find_if(model.labels().begin(), model.labels().end(), same) -
                                                  model.labels().begin());
    std::vector<Contribution> contributions;
    for (const SparseRows::Entry& entry : row) {
      const double weight = static_cast<double>(entry.value * model.weight(entry.column, index));
      contributions.push_back({model.column_text(entry.column), label, weight});
    }
    keep_weightiest(contributions);
    result.contributions.insert(result.contributions.end(), contributions.begin(), contributions.end());
  }
}

/// The topics of a list with their scores and the words that speak for them. `from_duties`: weight added to each.
std::vector<TopicEvidence> score_topics(const Subjects& topics, std::span<const WordFound> words,
                                        std::span<const double> from_duties) {
  const std::vector<double> sums = sum_by_owner(topics, words);
  std::vector<TopicEvidence> found;
  double total = kDoubt;
  for (std::uint32_t i = 0; i < topics.size(); ++i) {
    if (topics[i].kind != SubjectKind::topic) continue;
    TopicEvidence topic{topics[i].id, std::pow(sums[i] + kFromDuties * from_duties[i], kSharpness), {}};
    total += topic.score;
    for (const WordFound& word : words) {
      if (std::find(word.owners.begin(), word.owners.end(), i) != word.owners.end()) topic.words.push_back(&word);
    }
    found.push_back(std::move(topic));
  }
  for (TopicEvidence& topic : found) topic.score /= total;
  return found;
}

/// The weight of units' duties, for the topic in which each unit ranks highest.
std::vector<double> sum_duties(const Subjects& topics, const Subjects& units, const RecordText& record,
                               const RecordMatches& matches) {
  const std::vector<double> by_unit = sum_by_owner(units, weigh_words(units, record, matches));
  std::vector<double> sums(topics.size());
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    const std::vector<Subjects::Link>& links = units[unit].links;
    if (by_unit[unit] == 0 || links.empty()) continue;
    const auto main =
        std::min_element(links.begin(), links.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
    if (const auto topic = topics.find_id(main->topic)) sums[*topic] += by_unit[unit];
  }
  return sums;
}

/// What spoke for the first two topics of the lexicon.
void explain_topics(const RecordText& record, std::span<const TopicEvidence> topics, Classification& result) {
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view label = result.labels[i].label;
    const auto topic =
        std::find_if(topics.begin(), topics.end(), [label](const TopicEvidence& t) { return t.id == label; });
    std::vector<Contribution> contributions;
    for (const WordFound* word : topic->words) {
      const FieldText& field = record[static_cast<std::size_t>(word->field)];
      contributions.push_back({std::string(field.text(field.span(word->begin, word->end))), label, word->weight});
    }
    keep_weightiest(contributions);
    result.contributions.insert(result.contributions.end(), contributions.begin(), contributions.end());
  }
}

void sort_labels(std::vector<LabelScore>& labels) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const LabelScore& a, const LabelScore& b) { return a.score > b.score; });
}

}  // namespace

Classifier::Classifier(std::shared_ptr<const Data> data, ClassifierOptions options)
    : impl_(std::make_unique<const Impl>(std::move(data), std::move(options))) {}
Classifier::~Classifier() = default;
Classifier::Classifier(Classifier&&) noexcept = default;
Classifier& Classifier::operator=(Classifier&&) noexcept = default;

Classification Classifier::classify(std::string_view title, std::string_view text) const {
  const Impl& impl = *impl_;
  const ClassifierOptions& options = impl.options;
  Classification result;
  if (options.model) {
    const LinearModel& model = options.model->linear();
    const std::vector<SparseRows::Entry> row = model_row(model, *impl.lexicon, impl.model_columns, title, text);
    std::vector<float> scores;
    model.score(row, scores);
    to_probabilities(scores, model.head().temperature);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const std::string_view name = model.labels()[i].name;
      result.labels.push_back({name, name, static_cast<double>(scores[i])});
    }
    sort_labels(result.labels);
    if (options.explain) explain_model(model, row, result);
    if (!options.wants_units && !options.wants_keywords) return result;
  }
  const Subjects& topics = **impl.topics;
  const RecordText record = read_record_text(title, text);
  RecordMatches matches = find_subjects(topics, record), unit_matches = find_subjects(**impl.units, record);
  leave_out_names(unit_matches, matches);
  leave_out_names(unit_matches, unit_matches);
  const std::vector<WordFound> words = weigh_words(topics, record, matches);
  const std::vector<TopicEvidence> scored =
      score_topics(topics, words, sum_duties(topics, **impl.units, record, unit_matches));
  if (!options.model) {
    for (const TopicEvidence& topic : scored) {
      result.labels.push_back({topic.id, topics[*topics.find_id(topic.id)].name, topic.score});
    }
    sort_labels(result.labels);
    if (options.explain) explain_topics(record, scored, result);
  }
  if (options.wants_units) {
    std::vector<ModelEvidence> learnt;
    if (options.model)
      for (const LabelScore& label : result.labels) learnt.push_back({label.label, label.score});
    UnitsFound found = find_units(**impl.units, record, unit_matches, scored, learnt);
    result.units = std::move(found.units);
    result.level = found.level;
  }
  if (options.wants_keywords)
    result.keywords = KeywordFinder(*impl.segmenter, topics).find(record, matches, unit_matches);
  return result;
}

}  // namespace jianyan
