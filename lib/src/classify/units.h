// Which units a draft goes to, and why.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "classify/record_text.h"
#include "classify/topic_scores.h"
#include "jianyan/classifier.h"

namespace jianyan {

/// How probable a topic is, and the words that spoke for it.
struct TopicEvidence {
  std::string_view id;
  double score = 0;
  std::vector<const WordFound*> words;
};
/// What a trained model says, where its labels may be names of units.
struct ModelEvidence {
  std::string_view label;
  double score = 0;
};

struct UnitsFound {
  std::vector<UnitScore> units;
  Level level = Level::city;
};

/// `units` holds units, places and phrases that tell the level,
/// and `matches` are what the record has of them.
[[nodiscard]] UnitsFound find_units(const Subjects& units, const RecordText& record, const RecordMatches& matches,
                                    std::span<const TopicEvidence> topics, std::span<const ModelEvidence> model);

}  // namespace jianyan
