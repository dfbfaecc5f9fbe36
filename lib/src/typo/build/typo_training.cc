#include "typo/build/typo_training.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>

namespace jianyan {
namespace {

constexpr std::size_t kRightPlaces = 4;  // of the places without an error, one in so many is learned from

/// The places of what the evidence has read that are to be looked at closely.
struct Doubtful {
  Doubtful(const TypoEvidence& evidence, const Trees& doubts, std::int32_t threshold) {
    for (std::uint32_t k = 0; k < evidence.size(); ++k) {
      if (!evidence.han(k)) continue;
      const std::int32_t score = doubts.score(evidence.doubt(k));
      if (score < threshold) continue;
      places.push_back(k);
      scores.push_back(score);
    }
  }
  std::vector<std::uint32_t> places;
  std::vector<std::int32_t> scores;
};

}  // namespace

void TypoTraining::add(const TypoModels& models, PlantedSentence sentence) {
  sentence.take_out_blanks();
  if (!sentence.source.empty() && sentence.source.size() <= TypoEvidence::kMaxSize)
    sentences_.emplace_back(&models, std::move(sentence));
}

std::vector<std::byte> TypoTraining::train_doubt(const TypoTrainingOptions& options, std::int32_t& threshold) const {
  TreeTraining training(TypoEvidence::kDoubtFeatures);
  std::vector<TypoEvidence::Doubt> wrong;
  std::optional<TypoEvidence> evidence;
  const TypoModels* models = nullptr;
  std::size_t places = 0;
  for (const auto& [used, sentence] : sentences_) {
    if (used != models) evidence.emplace(*(models = used));
    evidence->read(sentence.source);
    for (std::uint32_t k = 0; k < evidence->size(); ++k) {
      if (!evidence->han(k)) continue;
      const TypoEvidence::Doubt doubt = evidence->doubt(k);
      if (sentence.in_error(k)) {
        wrong.push_back(doubt);
        training.add(doubt, true);
      } else if (++places % kRightPlaces == 0) {
        training.add(doubt, false, static_cast<float>(kRightPlaces));
      }
    }
  }
  std::vector<std::byte> bytes = training.train(options.doubt);
  std::span<const std::byte> rest = bytes;
  const Trees trees(rest, TypoEvidence::kDoubtFeatures);
  std::vector<std::int32_t> scores;
  for (const TypoEvidence::Doubt& doubt : wrong) scores.push_back(trees.score(doubt));
  std::sort(scores.begin(), scores.end());
  threshold = scores.at(static_cast<std::size_t>(options.share_missed * static_cast<double>(scores.size())));
  for (const double share : {0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2})
    std::fprintf(stderr, "doubt: %.2f of errors below %d\n", share,
                 scores.at(static_cast<std::size_t>(share * static_cast<double>(scores.size()))));
  return bytes;
}

std::vector<std::byte> TypoTraining::train(const TypoTrainingOptions& options) const {
  std::int32_t threshold = 0;
  std::vector<std::byte> bytes = train_doubt(options, threshold);
  std::span<const std::byte> rest = bytes;
  const Trees doubts(rest, TypoEvidence::kDoubtFeatures);
  TreeTraining training(TypoEvidence::kFirstFeatures);
  std::optional<TypoEvidence> evidence;
  const TypoModels* models = nullptr;
  std::size_t places = 0, looked_at = 0, right = 0, errors = 0;
  for (const auto& [used, sentence] : sentences_) {
    if (used != models) evidence.emplace(*(models = used));
    evidence->read(sentence.source);
    errors += sentence.errors.size();
    const Doubtful doubtful(*evidence, doubts, threshold);
    places += evidence->size();
    for (std::size_t i = 0; i < doubtful.places.size(); ++i) {
      const std::uint32_t k = doubtful.places[i];
      const std::int32_t score = doubtful.scores[i];
      ++looked_at;
      for (const TypoEvidence::Candidate& candidate : evidence->candidates(k, score)) {
        const bool answer = sentence.mended_by(candidate.edit) < sentence.errors.size();
        right += answer ? 1 : 0;
        // There are many hopeless ones; half of them tell as much.
        if (!answer && candidate.rank < 0 && (looked_at + candidate.edit.text[0]) % 2 != 0) continue;
        training.add(std::span<const Feature>(candidate.features).first(TypoEvidence::kFirstFeatures), answer,
                     !answer && candidate.rank < 0 ? 2 : 1);
      }
    }
  }
  std::fprintf(stderr, "places %zu, looked at %zu (threshold %d), candidates %zu, right %zu, errors %zu\n", places,
               looked_at, threshold, training.rows(), right, errors);
  const std::vector<std::byte> promise = training.train(options.promise);
  const std::vector<std::byte> verdict = train_verdict(options, doubts, promise, {}, threshold);
  const std::vector<std::byte> last = train_verdict(options, doubts, promise, verdict, threshold);
  for (const std::vector<std::byte>* trees : {&promise, &verdict, &last})
    bytes.insert(bytes.end(), trees->begin(), trees->end());
  return bytes;
}

std::vector<std::byte> TypoTraining::train_verdict(const TypoTrainingOptions& options, const Trees& doubts,
                                                   std::span<const std::byte> promise_bytes,
                                                   std::span<const std::byte> verdict_bytes,
                                                   std::int32_t threshold) const {
  const Trees promise(promise_bytes, TypoEvidence::kFirstFeatures);
  std::optional<Trees> verdict;
  if (!verdict_bytes.empty()) verdict.emplace(verdict_bytes, TypoEvidence::kCountedFeatures);
  const std::size_t features = verdict ? TypoEvidence::kFeatures : TypoEvidence::kCountedFeatures;
  TreeTraining training(features);
  std::optional<TypoEvidence> evidence;
  const TypoModels* models = nullptr;
  std::size_t right = 0;
  for (const auto& [used, sentence] : sentences_) {
    if (used != models) evidence.emplace(*(models = used));
    evidence->read(sentence.source);
    const Doubtful doubtful(*evidence, doubts, threshold);
    for (std::size_t i = 0; i < doubtful.places.size(); ++i) {
      std::int32_t score = 0;
      const auto judge = [&, &planted = sentence](const TypoEvidence::Candidate& candidate) {
        const bool answer = planted.mended_by(candidate.edit) < planted.errors.size();
        right += answer ? 1 : 0;
        training.add(std::span<const Feature>(candidate.features).first(features), answer);
        return std::numeric_limits<std::int32_t>::min();
      };
      (void)Decision::choose(promise, verdict ? &*verdict : nullptr, *evidence,
                             evidence->candidates(doubtful.places[i], doubtful.scores[i]), judge, 0, score);
    }
  }
  std::fprintf(stderr, "judged %zu, right %zu\n", training.rows(), right);
  return training.train(options.verdict);
}

}  // namespace jianyan
