#include "classify/topic_scores.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace jianyan {
namespace {

constexpr double kTitleFactor = 4;

/// By length in characters: 公园 1, 停车场 1.5, 生活垃圾 2.
double length_weight(std::uint32_t length) { return std::clamp(0.5 * length, 0.5, 2.5); }

}  // namespace

void leave_out_names(const RecordMatches& names, RecordMatches& matches) {
  for (std::size_t field = 0; field < matches.size(); ++field) {
    std::erase_if(matches[field], [&](const SubjectMatch& word) {
      return !word.is_name && std::any_of(names[field].begin(), names[field].end(), [&](const SubjectMatch& name) {
        return name.is_name && name.begin <= word.begin && word.end <= name.end;
      });
    });
  }
}

std::vector<WordFound> weigh_words(const Subjects& subjects, const RecordText& record, const RecordMatches& matches) {
  std::vector<WordFound> words;
  for (std::size_t field = 0; field < record.size(); ++field) {
    const std::size_t first = words.size();
    std::map<std::uint32_t, std::pair<std::size_t, unsigned>> seen;  // entry → its place in `words`, its number
    for (const SubjectMatch& match : matches[field]) {
      if (match.is_name) continue;
      auto& [place, count] = seen.try_emplace(match.entry, words.size(), 0u).first->second;
      if (++count > 1) continue;
      const auto owners = subjects.owners(match);
      words.push_back({match.entry, static_cast<RecordField>(field), match.begin, match.end, owners,
                       length_weight(match.end - match.begin) / static_cast<double>(owners.size())});
    }
    for (const auto& [entry, found] : seen) {
      const double factor = field == 0 ? kTitleFactor : 1 + std::log(static_cast<double>(found.second));
      words[found.first].weight *= factor;
    }
    // A long text has more words, and not more to say.
    if (field == 1 && words.size() > first) {
      double sum = 0;
      for (std::size_t i = first; i < words.size(); ++i) sum += words[i].weight;
      const double most = first == 0 ? sum : kTitleFactor * 2;
      for (std::size_t i = first; i < words.size() && sum > most; ++i) words[i].weight *= most / sum;
    }
  }
  return words;
}

std::vector<double> sum_by_owner(const Subjects& subjects, std::span<const WordFound> words) {
  std::vector<double> sums(subjects.size());
  for (const WordFound& word : words)
    for (const std::uint32_t owner : word.owners) sums[owner] += word.weight;
  return sums;
}

}  // namespace jianyan
