// What a draft is about and who should handle it: topics, units with their evidence, keywords.
//
//   jianyan::Classifier classifier(jianyan::Data::open(file));                       // the shipped lexicon
//   jianyan::Classification result = classifier.classify("关于加快农村公路危桥改造的建议", text);
//   result.labels[0].name;          // 交通运输
//   result.units[0].unit;           // 市交通运输委
//   result.units[0].evidence[0];    // 危桥改造, where it stands, and how much it spoke for the unit
//
// Without a model topics come from the shipped lexicon (dictionaries/topics/), or from a taxonomy of the caller's; with
// a model (model.h) from what it has learnt, into which the lexicon has gone as well. Units come from four kinds of
// evidence: the text names the unit, a word of its duties stands in the text, it usually leads this topic, the draft is
// about its place. Names before a reform of institutions count as those of the unit that took over.
//
// Scores lie in 0 … 1. Those of a model's labels add up to 1 and are calibrated: of the records with a score about 0.9
// about nine in ten are right, provided that they come from where the training records came from. Those of the lexicon
// are an estimate. Scores of units only order them.
//
// A Classifier is immutable and may be shared by any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/export.h"
#include "jianyan/model.h"
#include "jianyan/result.h"
#include "jianyan/span.h"

namespace jianyan {

struct LabelScore {
  std::string_view label;  ///< id of the topic, or the label that the model was trained with
  std::string_view name;   ///< for people; a model's label itself
  double score = 0;
};

/// The part of a record that a span lies in.
enum class RecordField : std::uint8_t { title, text };

enum class EvidenceKind : std::uint8_t {
  named_lead,     ///< 由市教委牵头
  named_partner,  ///< 会同市财政局
  named,          ///< the unit's name, or one that it had
  duty,           ///< a word of its duties
  topic,          ///< a word of a topic that the unit usually leads
  place,          ///< a place that the unit governs
  model,          ///< the model's label is the unit; no span
};
inline constexpr std::size_t kEvidenceKinds = 7;
/// "named-lead", …
[[nodiscard]] JIANYAN_EXPORT std::string_view evidence_kind_name(EvidenceKind kind) noexcept;

struct Evidence {
  EvidenceKind kind = EvidenceKind::duty;
  RecordField field = RecordField::title;
  Span span;  ///< bytes of the field; the first place of a word that stands there several times
  std::string word;
  double weight = 0;  ///< its share of the score, 0 … 1
};

enum class UnitRole : std::uint8_t { lead, partner };
/// "主办", "会办"
[[nodiscard]] JIANYAN_EXPORT std::string_view unit_role_name(UnitRole role) noexcept;

struct UnitScore {
  std::string unit;
  UnitRole role = UnitRole::partner;
  double score = 0;
  std::vector<Evidence> evidence;  ///< never empty; the weightiest first
};

/// Whose matter it is.
enum class Level : std::uint8_t { city, district, country };
/// "city", …
[[nodiscard]] JIANYAN_EXPORT std::string_view level_name(Level level) noexcept;

/// What spoke for a label, or with a negative weight against it.
struct Contribution {
  std::string feature;  ///< a character, a pair of them, or a topic of the lexicon
  std::string_view label;
  double weight = 0;
};

struct Classification {
  std::vector<LabelScore> labels;     ///< all of them, best first; at least two
  std::vector<UnitScore> units;       ///< the one that leads first, then partners by their score
  std::vector<std::string> keywords;  ///< at most eight
  Level level = Level::city;
  std::vector<Contribution> contributions;  ///< to the first two labels, weightiest first; with `explain` only
};

/// A topic or a unit of the caller's own.
struct OwnSubject {
  std::string id;                       ///< what is given out
  std::string name = {};                ///< of a topic, for people
  std::vector<std::string> names = {};  ///< of a unit: other names that texts use
  std::vector<std::string> topics =
      {};  ///< of a unit: ids of the topics that it leads, perhaps with a rank: "education/1"
  std::vector<std::string> words = {};  ///< that speak for it
};
/// Reads a table: UTF-8, "#" comments, columns between tabs, several values in a column between ";". A comment
/// "# columns: id name words" names the columns; those of a topic are id, name, scope, words, those of a unit unit,
/// names, topics, duties. Error: bad_configuration, naming the line.
[[nodiscard]] JIANYAN_EXPORT Result<std::vector<OwnSubject>> parse_taxonomy(std::string_view table);
[[nodiscard]] JIANYAN_EXPORT Result<std::vector<OwnSubject>> parse_units(std::string_view table);

struct ClassifierOptions {
  std::shared_ptr<const Model> model = {};
  /// Whose units are proposed; a region without a table has the usual names of a city's units.
  std::string region = "chongqing";
  std::optional<std::vector<OwnSubject>> taxonomy = {};  ///< instead of the shipped topics
  std::optional<std::vector<OwnSubject>> units = {};     ///< instead of the region's
  bool wants_units = true;
  bool wants_keywords = true;  ///< needs the words of the text: ten times the work of the labels
  bool explain = false;
};

class JIANYAN_EXPORT Classifier {
 public:
  /// @throws LoadError when the data lacks what the options need, or a word of the caller's own tables is not usable.
  explicit Classifier(std::shared_ptr<const Data> data, ClassifierOptions options = {});
  ~Classifier();
  Classifier(Classifier&&) noexcept;
  Classifier& operator=(Classifier&&) noexcept;

  /// Preconditions: none; invalid bytes speak for nothing. Complexity: O(n). Thread-safe. Views in the result live as
  /// long as the classifier.
  [[nodiscard]] Classification classify(std::string_view title, std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace jianyan
