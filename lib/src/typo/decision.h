// Which places are doubtful, and which candidates are right: trees over evidence, each asking for more of fewer,
// trained on errors planted in clean text (build/typo_training.h).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "jianyan/data.h"
#include "typo/evidence.h"
#include "typo/trees.h"

namespace jianyan {

class Decision {
 public:
  static constexpr std::string_view kSection = "typo-decision";

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Decision(const Data& data) : Decision(data.section(kSection)) {}
  explicit Decision(std::span<const std::byte> section)
      : doubt_(section, TypoEvidence::kDoubtFeatures),
        promise_(section, TypoEvidence::kFirstFeatures),
        verdict_(section, TypoEvidence::kCountedFeatures),
        last_(section, TypoEvidence::kFeatures) {}

  [[nodiscard]] std::int32_t doubt(const TypoEvidence::Doubt& doubt) const noexcept { return doubt_.score(doubt); }
  /// The candidate of a place that exceeds what its kind must reach, limit_of(kind), by most. nullptr: none reaches it.
  template <class LimitOf>
  [[nodiscard]] const TypoEvidence::Candidate* best(TypoEvidence& evidence, std::span<TypoEvidence::Candidate> candidates,
                                                    LimitOf limit_of, std::int32_t& score) const {
    const auto judge = [&](const TypoEvidence::Candidate& candidate) {
      return last_.score(candidate.features) + candidate.prior - limit_of(candidate.edit.kind);
    };
    const TypoEvidence::Candidate* const found = choose(promise_, &verdict_, evidence, candidates, judge, 0, score);
    if (found != nullptr) score += limit_of(found->edit.kind);
    return found;
  }

  /// Calls judge(candidate) for the most promising candidates, and returns the one with the highest score. Where a
  /// verdict is given, only for those that it leaves likely enough, complete with what the network says of them.
  template <class Judge>
  static const TypoEvidence::Candidate* choose(const Trees& promise, const Trees* verdict, TypoEvidence& evidence,
                                               std::span<TypoEvidence::Candidate> candidates, Judge judge,
                                               std::int32_t limit, std::int32_t& score) {
    std::array<std::pair<std::int32_t, TypoEvidence::Candidate*>, TypoEvidence::kKept> promising;
    std::size_t count = 0;
    for (TypoEvidence::Candidate& candidate : candidates) {
      const std::int32_t first =
          promise.score(std::span<const Feature>(candidate.features).first(TypoEvidence::kFirstFeatures)) + candidate.prior;
      if (first >= least_promise(candidate.edit.kind)) promising[count++] = {first, &candidate};
    }
    std::stable_sort(promising.begin(), promising.begin() + static_cast<std::ptrdiff_t>(count),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    // What the promise came to is no evidence for the verdict: both learn from the same errors, and it would be
    // believed.
    std::array<TypoEvidence::Candidate*, kReadAsWords> most{};
    std::span<TypoEvidence::Candidate*> chosen(most.data(), std::min(count, kReadAsWords));
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = promising[i].second;
    evidence.read_words(chosen);
    if (verdict != nullptr) {
      const auto unlikely = [&](const TypoEvidence::Candidate* one) {
        const std::span<const Feature> counted(one->features.data(), TypoEvidence::kCountedFeatures);
        return verdict->score(counted) + one->prior < kLeastVerdict;
      };
      chosen = chosen.first(static_cast<std::size_t>(std::remove_if(chosen.begin(), chosen.end(), unlikely) - chosen.begin()));
      evidence.read_network(chosen);
    }
    const TypoEvidence::Candidate* best = nullptr;
    score = limit - 1;
    for (TypoEvidence::Candidate* const one : chosen) {
      const std::int32_t judged = judge(*one);
      if (judged <= score) continue;
      score = judged;
      best = one;
    }
    return best;
  }

  struct Judged {
    std::int32_t score;
    const TypoEvidence::Candidate* candidate;
  };
  /// The most promising candidates with the verdicts on them, the surest first: for explanations.
  [[nodiscard]] std::vector<Judged> judge(TypoEvidence& evidence, std::span<TypoEvidence::Candidate> candidates) const {
    constexpr std::int32_t kAny = std::numeric_limits<std::int16_t>::min();
    std::vector<Judged> judged;
    std::int32_t best = 0;
    choose(promise_, &verdict_, evidence, candidates, [&](TypoEvidence::Candidate& candidate) {
      judged.push_back({last_.score(candidate.features) + candidate.prior, &candidate});
      return judged.back().score;
    }, kAny, best);
    std::stable_sort(judged.begin(), judged.end(), [](const Judged& a, const Judged& b) { return a.score > b.score; });
    return judged;
  }

  /// Less than 1 in 160. Words of the same sound show only when they are read as words what they are worth.
  static constexpr std::int32_t least_promise(TypoKind kind) noexcept { return kind == TypoKind::word ? -1600 : -1300; }
  static constexpr std::int32_t kLeastVerdict = -900;   ///< less than 1 in 33
  static constexpr std::size_t kReadAsWords = 6;

 private:
  Trees doubt_;
  Trees promise_;
  Trees verdict_;
  Trees last_;
};

}  // namespace jianyan
