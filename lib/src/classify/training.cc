// Cross validation first, then the model from all records.
//
// The grams of all records are numbered once; what depends on the records that are trained with — which grams are kept,
// how rare they are — is found anew for each fold, from its training records alone. Groups of near-duplicates go into a
// fold together. The labels of a fold are trained in parallel; nothing depends on which thread does what.
//
// Calibration: the temperature that makes the held-out records most probable (Guo et al., On Calibration of Modern
// Neural Networks, ICML 2017). In the report, the temperature of a fold comes from the other folds.
#include "jianyan/training.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>
#include <thread>
#include <unordered_map>

#include "classify/features.h"
#include "classify/lexicon_features.h"
#include "classify/linear_model.h"
#include "classify/measure.h"
#include "classify/near_duplicates.h"
#include "classify/tables.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kLeastRecordsWithGram = 2;  // a gram of one record says nothing of others
constexpr std::size_t kFewRecords = 5;            // a label with fewer is noted
constexpr std::size_t kMostNamed = 10;

using Numbers = std::vector<std::uint32_t>;

/// The records as training reads them.
struct Corpus {
  std::vector<std::string> labels;  // sorted
  std::vector<Numbers> labels_of;   // of each record, sorted
  std::vector<GramSequence> grams;  // their grams are numbers of `spellings`
  std::vector<Gram> spellings;
  std::vector<std::vector<SparseRows::Entry>> lexicon;  // features of length 1
  std::vector<std::string> lexicon_names;
  Numbers groups;  // of near-duplicates

  [[nodiscard]] std::size_t size() const { return grams.size(); }
};

/// A model before it is packed: columns are grams kept, features of the lexicon, the constant.
struct LinearParts {
  Numbers columns;           // of each gram number; kNoFeature where it is not kept
  Numbers kept;              // gram numbers, by column
  std::vector<IdfCode> idf;  // of each column
  float lexicon_weight = 0;
  std::vector<std::vector<double>> weights;  // of each label
};

/// Runs work(0) … work(count − 1) on some threads.
template <class Work>
void in_parallel(unsigned jobs, std::size_t count, Work work) {
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min<std::size_t>(jobs, count); ++i) threads.emplace_back(loop);
  loop();
  for (std::thread& thread : threads) thread.join();
}

class Trainer {
 public:
  Trainer(const Corpus& corpus, const TrainingOptions& options) : corpus_(corpus), options_(options) {}

  /// Learns from these records.
  [[nodiscard]] LinearParts train(const Numbers& records) const {
    LinearParts parts;
    choose_grams(records, parts);
    SparseRows rows;
    GramFeatures scratch;
    std::vector<SparseRows::Entry> row;
    for (const std::uint32_t record : records) {
      read_row(record, parts, scratch, row);
      rows.add(row);
    }
    parts.weights.resize(corpus_.labels.size());
    const std::size_t columns = parts.kept.size() + corpus_.lexicon_names.size() + 1;
    in_parallel(options_.jobs, corpus_.labels.size(), [&](std::size_t label) {
      std::vector<signed char> targets;
      for (const std::uint32_t record : records) targets.push_back(has_label(record, label) ? 1 : -1);
      parts.weights[label] = train_linear_svm(rows, targets, columns, {});
    });
    return parts;
  }

  /// A score for each label, for each of these records.
  void score(const LinearParts& parts, const Numbers& records, std::vector<std::vector<float>>& scores) const {
    const std::size_t pieces = (records.size() + kPiece - 1) / kPiece;
    in_parallel(options_.jobs, pieces, [&](std::size_t piece) {
      GramFeatures scratch;
      std::vector<SparseRows::Entry> row;
      for (std::size_t i = piece * kPiece; i < std::min(records.size(), (piece + 1) * kPiece); ++i) {
        read_row(records[i], parts, scratch, row);
        std::vector<float>& found = scores[records[i]];
        found.clear();
        for (const std::vector<double>& weights : parts.weights) {
          double sum = 0;
          for (const SparseRows::Entry& entry : row) sum += weights[entry.column] * static_cast<double>(entry.value);
          found.push_back(static_cast<float>(sum));
        }
      }
    });
  }

  [[nodiscard]] bool has_label(std::uint32_t record, std::size_t label) const {
    const Numbers& labels = corpus_.labels_of[record];
    return std::binary_search(labels.begin(), labels.end(), static_cast<std::uint32_t>(label));
  }

 private:
  static constexpr std::size_t kPiece = 256;

  // The most frequent grams, as many as fit into a model.
  void choose_grams(const Numbers& records, LinearParts& parts) const {
    std::vector<std::uint32_t> with(corpus_.spellings.size()), last(corpus_.spellings.size(), kNoFeature);
    for (const std::uint32_t record : records) {
      for (const Gram gram : corpus_.grams[record].grams) {
        if (last[gram] == record) continue;
        last[gram] = record;
        ++with[gram];
      }
    }
    Numbers& kept = parts.kept;
    for (std::uint32_t gram = 0; gram < with.size(); ++gram)
      if (with[gram] >= kLeastRecordsWithGram) kept.push_back(gram);
    const std::size_t most = grams_that_fit(corpus_.labels.size(), corpus_.lexicon_names.size());
    if (kept.size() > most) {
      std::stable_sort(kept.begin(), kept.end(), [&](auto a, auto b) { return with[a] > with[b]; });
      kept.resize(most);
    }
    const auto key = [this](std::uint32_t gram) { return GramTable::key_of(corpus_.spellings[gram]); };
    std::sort(kept.begin(), kept.end(), [&](auto a, auto b) { return key(a) < key(b); });
    parts.columns.assign(corpus_.spellings.size(), kNoFeature);
    for (std::uint32_t column = 0; column < kept.size(); ++column) {
      parts.columns[kept[column]] = column;
      parts.idf.push_back(idf_code(records.size(), with[kept[column]]));
    }
    parts.lexicon_weight = lexicon_weight(records.size(), corpus_.labels.size());
  }

  void read_row(std::uint32_t record, const LinearParts& parts, GramFeatures& scratch,
                std::vector<SparseRows::Entry>& row) const {
    row.clear();
    scratch.append(
        corpus_.grams[record], [&](Gram gram) { return parts.columns[gram]; }, parts.idf, row);
    const auto grams = static_cast<std::uint32_t>(parts.kept.size());
    if (parts.lexicon_weight > 0) {
      for (const SparseRows::Entry& entry : corpus_.lexicon[record]) {
        row.push_back({grams + entry.column, entry.value * parts.lexicon_weight});
      }
    }
    row.push_back({grams + static_cast<std::uint32_t>(corpus_.lexicon_names.size()), 1});
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
};

/// Without what would break the lines of the model or of a report.
std::string clean_label(std::string_view label) {
  std::string cleaned = repair_utf8(label);
  for (char& byte : cleaned)
    if (static_cast<unsigned char>(byte) < 0x20) byte = ' ';
  const std::size_t begin = cleaned.find_first_not_of(' '), end = cleaned.find_last_not_of(' ');
  return begin == std::string::npos ? std::string() : cleaned.substr(begin, end - begin + 1);
}

/// Reads records that have a text and a label; `used` tells which.
Corpus read_corpus(const Subjects& topics, std::span<const LabelledRecord> records, unsigned jobs, Numbers& used) {
  Corpus corpus;
  std::map<std::string, std::uint32_t> labels;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    if (records[i].title.empty() && records[i].text.empty()) continue;
    bool labelled = false;
    for (const std::string& label : records[i].labels) {
      const std::string cleaned = clean_label(label);
      if (cleaned.empty()) continue;
      labels.emplace(cleaned, 0);
      labelled = true;
    }
    if (labelled) used.push_back(i);
  }
  for (auto& [label, number] : labels) {
    number = static_cast<std::uint32_t>(corpus.labels.size());
    corpus.labels.push_back(label);
  }
  const std::size_t count = used.size();
  corpus.grams.resize(count);
  corpus.lexicon.resize(count);
  corpus.labels_of.resize(count);
  std::vector<TextSketch> sketches(count);
  in_parallel(jobs, count, [&](std::size_t i) {
    const LabelledRecord& record = records[used[i]];
    read_grams(record.title, record.text, corpus.grams[i]);
    corpus.grams[i].grams.shrink_to_fit();
    lexicon_features(topics, record.title, record.text, corpus.lexicon[i]);
    sketches[i] = sketch_of(record.title, record.text);
    Numbers& numbers = corpus.labels_of[i];
    for (const std::string& label : record.labels)
      if (const auto known = labels.find(clean_label(label)); known != labels.end()) numbers.push_back(known->second);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  });
  std::unordered_map<Gram, std::uint32_t> numbers;
  for (GramSequence& sequence : corpus.grams) {
    for (Gram& gram : sequence.grams) {
      const auto [place, is_new] = numbers.try_emplace(gram, static_cast<std::uint32_t>(corpus.spellings.size()));
      if (is_new) corpus.spellings.push_back(gram);
      gram = place->second;
    }
  }
  corpus.groups = near_duplicate_groups(sketches);
  corpus.lexicon_names = lexicon_feature_names(topics);
  return corpus;
}

/// An order that follows neither the file nor the clock.
std::uint64_t shuffled(std::uint32_t record) { return mix_bits(record + 1); }

/// Deals groups of near-duplicates out to folds, label by label in turn, so that each fold has its share of all labels.
std::vector<unsigned> deal_folds(const Corpus& corpus, unsigned folds) {
  Numbers heads;
  for (std::uint32_t i = 0; i < corpus.size(); ++i)
    if (corpus.groups[i] == i) heads.push_back(i);
  std::sort(heads.begin(), heads.end(), [](auto a, auto b) { return shuffled(a) < shuffled(b); });
  std::vector<unsigned> next(corpus.labels.size()), fold_of(corpus.size());
  for (const std::uint32_t head : heads) fold_of[head] = next[corpus.labels_of[head][0]]++ % folds;
  for (std::uint32_t i = 0; i < corpus.size(); ++i) fold_of[i] = fold_of[corpus.groups[i]];
  return fold_of;
}

/// −log of the probability of the records' labels, as a function of the temperature.
double surprise(const Corpus& corpus, std::span<const std::vector<float>> scores, const std::vector<unsigned>& fold_of,
                std::optional<unsigned> left_out, double temperature) {
  double sum = 0;
  std::vector<float> probabilities;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (left_out == fold_of[i]) continue;
    probabilities = scores[i];
    to_probabilities(probabilities, static_cast<float>(temperature));
    double own = 0;
    for (const std::uint32_t label : corpus.labels_of[i]) own += static_cast<double>(probabilities[label]);
    sum -= std::log(std::max(own, 1e-9));
  }
  return sum;
}

/// By golden section; the function has one minimum.
float best_temperature(const Corpus& corpus, std::span<const std::vector<float>> scores,
                       const std::vector<unsigned>& fold_of, std::optional<unsigned> left_out) {
  constexpr double kGolden = 0.6180339887498949;
  double low = 0.5, high = 20;
  while (high - low > 0.02) {
    const double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
    const bool falls =
        surprise(corpus, scores, fold_of, left_out, left) > surprise(corpus, scores, fold_of, left_out, right);
    (falls ? low : high) = falls ? left : right;
  }
  return static_cast<float>((low + high) / 2);
}

/// Cross validation: scores for each record by a model that has not seen it.
class CrossValidation {
 public:
  CrossValidation(const Corpus& corpus, const TrainingOptions& options)
      : corpus_(corpus), options_(options), trainer_(corpus, options), fold_of_(deal_folds(corpus, options.folds)) {}

  /// With at most `limit` records a label.
  [[nodiscard]] std::vector<std::vector<float>> run(std::size_t limit, const std::function<void()>& step) const {
    std::vector<std::vector<float>> scores(corpus_.size());
    for (unsigned fold = 0; fold < options_.folds; ++fold) {
      Numbers train, test;
      std::vector<std::size_t> taken(corpus_.labels.size());
      for (const std::uint32_t record : dealt_order()) {
        if (fold_of_[record] == fold) test.push_back(record);
        else if (taken[corpus_.labels_of[record][0]]++ < limit) train.push_back(record);
      }
      std::sort(train.begin(), train.end());
      trainer_.score(trainer_.train(train), test, scores);
      step();
    }
    return scores;
  }

  [[nodiscard]] Report report(std::span<const std::vector<float>> scores) const {
    std::vector<float> temperatures;
    for (unsigned fold = 0; fold < options_.folds; ++fold) {
      temperatures.push_back(best_temperature(corpus_, scores, fold_of_, fold));
    }
    std::vector<Judged> judged;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      judged.push_back({corpus_.labels_of[i], scores[i]});
      to_probabilities(judged.back().scores, temperatures[fold_of_[i]]);
    }
    return measure(corpus_.labels, judged);
  }

  [[nodiscard]] float temperature(std::span<const std::vector<float>> scores) const {
    return best_temperature(corpus_, scores, fold_of_, std::nullopt);
  }

 private:
  /// So that the first records of a label are not those of one month.
  [[nodiscard]] Numbers dealt_order() const {
    Numbers order(corpus_.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::sort(order.begin(), order.end(), [](auto a, auto b) { return shuffled(a) < shuffled(b); });
    return order;
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
  const Trainer trainer_;
  const std::vector<unsigned> fold_of_;
};

std::vector<Message> notes_on(const Corpus& corpus, std::size_t given) {
  std::vector<Message> notes;
  if (given > corpus.size()) {
    notes.push_back({fmt::format("{} 条没有类别或没有正文，未使用", given - corpus.size()),
                     fmt::format("{} records without label or text were not used", given - corpus.size())});
  }
  std::vector<std::size_t> counts(corpus.labels.size());
  for (const Numbers& labels : corpus.labels_of)
    for (const std::uint32_t label : labels) ++counts[label];
  std::string few;
  std::size_t number = 0;
  for (std::size_t label = 0; label < counts.size(); ++label) {
    if (counts[label] >= kFewRecords) continue;
    if (++number <= kMostNamed)
      few += fmt::format("{}{}（{}）", few.empty() ? "" : "、", corpus.labels[label], counts[label]);
  }
  if (number > 0) {
    notes.push_back({fmt::format("{} 个类别不足 {} 条，学不好也测不准：{}", number, kFewRecords, few),
                     fmt::format("{} labels have fewer than {} records, too few to learn and to measure: {}", number,
                                 kFewRecords, few)});
  }
  return notes;
}

std::string packed(const Corpus& corpus, LinearParts parts, float temperature) {
  ModelParts model;
  for (const std::string& label : corpus.labels) model.labels.push_back({label, 0});
  for (const Numbers& labels : corpus.labels_of)
    for (const std::uint32_t label : labels) ++model.labels[label].records;
  for (const std::uint32_t gram : parts.kept) model.grams.push_back(corpus.spellings[gram]);
  model.idf = std::move(parts.idf);
  model.lexicon = corpus.lexicon_names;
  model.weights = std::move(parts.weights);
  model.head.records = static_cast<std::uint32_t>(corpus.size());
  model.head.temperature = temperature;
  model.head.lexicon_weight = parts.lexicon_weight;
  const std::vector<std::byte> bytes = pack_model(std::move(model));
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Result<TrainedModel> train_model(const std::shared_ptr<const Data>& data, std::span<const LabelledRecord> records,
                                 const TrainingOptions& options) {
  const Subjects topics(data->section(kTopicsSection));
  Numbers used;
  const Corpus corpus = read_corpus(topics, records, options.jobs, used);
  if (corpus.labels.size() < 2) {
    return Error{ErrorCode::bad_configuration,
                 corpus.labels.empty()
                     ? Message{"没有一条记录既有类别又有正文，无法训练", "no record has both a label and a text"}
                     : Message{fmt::format("只有一个类别“{}”，至少要有两个才能训练", corpus.labels[0]),
                               fmt::format("there is only one label, \"{}\"; training needs two", corpus.labels[0])}};
  }
  constexpr std::size_t kLeastGrams = 1000;
  if (grams_that_fit(corpus.labels.size(), corpus.lexicon_names.size()) < kLeastGrams) {
    return Error{ErrorCode::bad_configuration,
                 {fmt::format("类别太多（{} 个），请先归并", corpus.labels.size()),
                  fmt::format("too many labels ({}); merge some", corpus.labels.size())}};
  }
  const std::size_t total = options.folds * (1 + options.curve.size()) + 1;
  std::size_t done = 0;
  const auto step = [&] {
    ++done;
    if (options.progress) options.progress(done, total);
  };
  TrainedModel trained;
  trained.notes = notes_on(corpus, records.size());
  const CrossValidation validation(corpus, options);
  const std::vector<std::vector<float>> scores = validation.run(corpus.size(), step);
  trained.report = validation.report(scores);
  trained.report.groups = 0;
  for (std::uint32_t i = 0; i < corpus.size(); ++i) trained.report.groups += corpus.groups[i] == i ? 1 : 0;
  for (Report::Suspect& suspect : trained.report.suspects) suspect.record = used[suspect.record];
  for (const unsigned limit : options.curve) {
    const Report point = validation.report(validation.run(limit, step));
    trained.report.curve.push_back({limit, point.accuracy, point.macro_f1});
  }
  Numbers all(corpus.size());
  std::iota(all.begin(), all.end(), std::uint32_t{0});
  trained.bytes = packed(corpus, Trainer(corpus, options).train(all), validation.temperature(scores));
  step();
  return trained;
}

Report evaluate(const Classifier& classifier, std::span<const LabelledRecord> records) {
  std::vector<std::string> names;
  std::vector<Classification> results;
  for (const LabelledRecord& record : records) results.push_back(classifier.classify(record.title, record.text));
  for (const Classification& result : results) {
    for (const LabelScore& label : result.labels) names.emplace_back(label.label);
    if (!names.empty()) break;
  }
  for (const LabelledRecord& record : records)
    for (const std::string& label : record.labels) names.push_back(clean_label(label));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto number = [&](std::string_view name) {
    return static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
  };
  std::vector<Numbers> own(records.size());
  std::vector<Judged> judged;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const std::string& label : records[i].labels) own[i].push_back(number(clean_label(label)));
    judged.push_back({own[i], std::vector<float>(names.size())});
    for (const LabelScore& label : results[i].labels)
      judged[i].scores[number(label.label)] = static_cast<float>(label.score);
  }
  return measure(names, judged);
}

}  // namespace jianyan
