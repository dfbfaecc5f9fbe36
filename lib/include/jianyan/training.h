// Learning a model from a place's own records, and measuring it.
//
//   std::vector<jianyan::LabelledRecord> records = …;
//   jianyan::Result<jianyan::TrainedModel> trained = jianyan::train_model(data, records, {.jobs = 4});
//   if (!trained) return complain(trained.error().message.zh);
//   write(trained->bytes);                                  // what Model::open() reads
//   std::cout << trained->report.accuracy;
//
// The model is one linear support vector machine a label, against all other labels, on characters, pairs of characters,
// and what the shipped lexicon says. The report comes from cross validation: each record is classified by a model that
// has not seen it, nor any record that says almost the same. From the same scores the calibration is taken.
//
// The same records in the same order give the same bytes, for any number of jobs. Functions are thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "jianyan/classifier.h"
#include "jianyan/data.h"
#include "jianyan/export.h"
#include "jianyan/message.h"
#include "jianyan/result.h"

namespace jianyan {

/// Of title and text only the beginnings are used, see kKeptTitleBytes and kKeptTextBytes.
struct LabelledRecord {
  std::vector<std::string> labels;  ///< one or more
  std::string title, text;
};
inline constexpr std::size_t kKeptTitleBytes = 800, kKeptTextBytes = 2400;

/// How good the labels of one class are.
struct LabelReport {
  std::string label;
  std::size_t records = 0;   ///< that have it
  std::size_t proposed = 0;  ///< whose first label it is
  std::size_t right = 0;     ///< both
  [[nodiscard]] double precision() const {
    return proposed == 0 ? 0 : static_cast<double>(right) / static_cast<double>(proposed);
  }
  [[nodiscard]] double recall() const {
    return records == 0 ? 0 : static_cast<double>(right) / static_cast<double>(records);
  }
  [[nodiscard]] double f1() const {
    return records + proposed == 0 ? 0 : 2 * static_cast<double>(right) / static_cast<double>(records + proposed);
  }
};

struct Report {
  std::size_t records = 0;
  std::size_t groups = 0;     ///< records that are no near-duplicates of another
  double accuracy = 0;        ///< the first label is one of the record's
  double top2 = 0, top3 = 0;  ///< one of the first two, three
  double macro_f1 = 0;
  double calibration_error = 0;     ///< expected calibration error, ten bins
  std::vector<LabelReport> labels;  ///< in the order of their names
  struct Confusion {
    std::string label, proposed;
    std::size_t records = 0;
  };
  std::vector<Confusion> confusions;  ///< a record's first label and another proposed; most frequent first
  struct Threshold {
    double score = 0;
    double coverage = 0;  ///< share of records at or above it
    double accuracy = 0;  ///< of these
  };
  std::vector<Threshold> thresholds;  ///< 0.5, 0.55 … 0.95
  struct Bin {
    std::size_t records = 0;
    double score = 0, accuracy = 0;  ///< means
  };
  std::vector<Bin> bins;
  struct Suspect {
    std::size_t record = 0;  ///< its index
    std::string label, proposed;
    double score = 0;  ///< of what is proposed
  };
  std::vector<Suspect> suspects;  ///< likely errors in the labels, most likely first
  struct CurvePoint {
    std::size_t records_per_label = 0;
    double accuracy = 0, macro_f1 = 0;
  };
  std::vector<CurvePoint> curve;
};

struct TrainingOptions {
  unsigned folds = 5;                ///< of cross validation; 2 or more
  unsigned jobs = 1;                 ///< threads
  std::vector<unsigned> curve = {};  ///< numbers of records a label to measure besides
  /// Called from one thread at a time with parts done and of how many.
  std::function<void(std::size_t done, std::size_t total)> progress = {};
};

struct TrainedModel {
  std::string bytes;  ///< at most 1 MB
  Report report;
  std::vector<Message> notes;  ///< what the trainer should know: labels with too few records, records without text
};

/// Errors: bad_configuration — fewer than two labels with a text, more labels than fit into a model.
/// Preconditions: labels are not empty, UTF-8.
/// Complexity: some ten passes over the records for each label and fold; memory 6 KB a record.
[[nodiscard]] JIANYAN_EXPORT Result<TrainedModel> train_model(const std::shared_ptr<const Data>& data,
                                                              std::span<const LabelledRecord> records,
                                                              const TrainingOptions& options = {});

/// Measures a classifier on labelled records. A record whose labels the classifier does not know counts as wrong.
[[nodiscard]] JIANYAN_EXPORT Report evaluate(const Classifier& classifier, std::span<const LabelledRecord> records);

}  // namespace jianyan
