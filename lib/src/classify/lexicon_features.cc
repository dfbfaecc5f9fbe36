#include "classify/lexicon_features.h"

#include <algorithm>
#include <cmath>

#include "classify/topic_scores.h"

namespace jianyan {

std::vector<std::string> lexicon_feature_names(const Subjects& topics) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < topics.size(); ++i) names.emplace_back(topics[i].id);
  return names;
}

void lexicon_features(const Subjects& topics, std::string_view title, std::string_view text,
                      std::vector<SparseRows::Entry>& row) {
  const RecordText record = read_record_text(title, text, kTextCharacters);
  const std::vector<WordFound> words = weigh_words(topics, record, find_subjects(topics, record));
  const std::vector<double> sums = sum_by_owner(topics, words);
  double squares = 0;
  for (const double sum : sums) squares += sum * sum;
  for (std::uint32_t i = 0; i < sums.size(); ++i)
    if (sums[i] > 0) row.push_back({i, static_cast<float>(sums[i] / std::sqrt(squares))});
}

float lexicon_weight(std::size_t records, std::size_t labels) {
  constexpr float kMost = 0.5f, kLeast = 0.02f;
  const float weight = 10.0f * static_cast<float>(labels) / static_cast<float>(std::max<std::size_t>(records, 1));
  return weight < kLeast ? 0 : std::min(weight, kMost);
}

}  // namespace jianyan
