#include "typo/build/typo_training.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>

#include "language/build/ngram_model.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kShown = 4;
constexpr std::size_t kRightPlaces = 4;  // of the places without an error, one in so many is learned from

using PlantedError = PlantedSentence::Error;

std::size_t end_of(const PlantedError& error) { return error.begin + error.wrong.size(); }

/// The text from `low` to `high` with [begin, end) replaced.
std::u32string replaced(const std::u32string& text, std::size_t low, std::size_t high, std::size_t begin, std::size_t end,
                        std::u32string_view with) {
  return text.substr(low, begin - low).append(with).append(text, end, high - end);
}

bool mends_error(const std::u32string& source, const PlantedError& error, const TypoEdit& edit) {
  const std::size_t low = std::min<std::size_t>(edit.begin, error.begin);
  const std::size_t high = std::max<std::size_t>(edit.end, end_of(error));
  if (replaced(source, low, high, edit.begin, edit.end, edit.with()) ==
      replaced(source, low, high, error.begin, end_of(error), error.right)) {
    return true;
  }
  // A part of a wrong word: every character it changes is right then.
  if (error.wrong.size() != error.right.size() || edit.size != edit.end - edit.begin) return false;
  for (std::size_t i = 0; i < edit.size; ++i) {
    const std::size_t at = edit.begin + i;
    if (source[at] == edit.text[i]) continue;
    if (at < error.begin || at >= end_of(error) || error.right[at - error.begin] != edit.text[i]) return false;
  }
  return true;
}

bool in_error(const PlantedSentence& sentence, std::size_t place) {
  return std::any_of(sentence.errors.begin(), sentence.errors.end(), [place](const PlantedError& error) {
    // Something is missing at the end of what is written.
    const std::size_t begin = error.wrong.size() < error.right.size() ? end_of(error) : error.begin;
    return begin <= place && place <= std::max(begin, end_of(error) - 1);
  });
}

}  // namespace

bool mends(const PlantedSentence& sentence, const TypoEdit& edit) {
  return std::any_of(sentence.errors.begin(), sentence.errors.end(), [&](const PlantedError& error) {
    return edit.begin <= end_of(error) && error.begin <= edit.end && mends_error(sentence.source, error, edit);
  });
}

namespace {

void take_out_blanks(PlantedSentence& sentence) {
  for (std::size_t i = sentence.source.size(); i-- > 0;) {
    if (ngram_character(sentence.source[i]) != 0) continue;
    sentence.source.erase(i, 1);
    for (PlantedError& error : sentence.errors) {
      if (error.begin > i) --error.begin;
    }
  }
}

}  // namespace

void TypoTraining::add(const TypoModels& models, PlantedSentence sentence) {
  take_out_blanks(sentence);
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
      if (in_error(sentence, k)) {
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
    for (std::uint32_t k = 0; k < evidence->size(); ++k) {
      if (!evidence->han(k)) continue;
      ++places;
      const std::int32_t score = doubts.score(evidence->doubt(k));
      if (score < threshold) continue;
      ++looked_at;
      for (const TypoEvidence::Candidate& candidate : evidence->candidates(k, score)) {
        const bool answer = mends(sentence, candidate.edit);
        right += answer ? 1 : 0;
        // There are many hopeless ones; half of them tell as much.
        if (!answer && candidate.rank < 0 && (places + candidate.edit.text[0]) % 2 != 0) continue;
        training.add(std::span<const Feature>(candidate.features).first(TypoEvidence::kFirstFeatures), answer,
                     !answer && candidate.rank < 0 ? 2 : 1);
      }
    }
  }
  std::fprintf(stderr, "places %zu, looked at %zu (threshold %d), candidates %zu, right %zu, errors %zu\n", places, looked_at,
               threshold, training.rows(), right, errors);
  const std::vector<std::byte> promise = training.train(options.promise);
  const std::vector<std::byte> verdict = train_verdict(options, doubts, promise, threshold);
  bytes.insert(bytes.end(), promise.begin(), promise.end());
  bytes.insert(bytes.end(), verdict.begin(), verdict.end());
  return bytes;
}

std::vector<std::byte> TypoTraining::train_verdict(const TypoTrainingOptions& options, const Trees& doubts,
                                                   std::span<const std::byte> promise_bytes, std::int32_t threshold) const {
  const Trees promise(promise_bytes, TypoEvidence::kFirstFeatures);
  TreeTraining training(TypoEvidence::kFeatures);
  std::optional<TypoEvidence> evidence;
  const TypoModels* models = nullptr;
  std::size_t right = 0;
  for (const auto& [used, sentence] : sentences_) {
    if (used != models) evidence.emplace(*(models = used));
    evidence->read(sentence.source);
    for (std::uint32_t k = 0; k < evidence->size(); ++k) {
      if (!evidence->han(k)) continue;
      const std::int32_t doubt = doubts.score(evidence->doubt(k));
      if (doubt < threshold) continue;
      std::int32_t score = 0;
      const auto judge = [&, &planted = sentence](const TypoEvidence::Candidate& candidate) {
        const bool answer = mends(planted, candidate.edit);
        right += answer ? 1 : 0;
        training.add(candidate.features, answer);
        return std::numeric_limits<std::int32_t>::min();
      };
      (void)Decision::choose(promise, *evidence, evidence->candidates(k, doubt), judge, 0, score);
    }
  }
  std::fprintf(stderr, "read as words %zu, right %zu\n", training.rows(), right);
  return training.train(options.verdict);
}

void TypoMeasure::add(const TypoModels& models, const Decision& decision, PlantedSentence sentence, std::int32_t doubt_limit) {
  take_out_blanks(sentence);
  if (sentence.source.empty() || sentence.source.size() > TypoEvidence::kMaxSize) return;
  TypoEvidence evidence(models);
  evidence.read(sentence.source);
  const auto note = [&](const std::string& what, std::size_t begin, std::size_t end, std::u32string_view with) {
    const std::u32string& text = sentence.source;
    const std::size_t from = begin < 8 ? 0 : begin - 8;
    misses.push_back(what + "\t" + to_utf8(text.substr(from, begin - from)) + "\t" + to_utf8(text.substr(begin, end - begin)) + "\t" +
                     to_utf8(with) + "\t" + to_utf8(text.substr(end, 8)));
  };
  std::vector<std::array<bool, 2>> seen(sentence.errors.size());
  std::vector<std::int32_t> best_of(sentence.errors.size(), std::numeric_limits<std::int32_t>::min());
  for (std::uint32_t k = 0; k < evidence.size(); ++k) {
    if (!evidence.han(k)) continue;
    ++places_;
    const std::int32_t doubt = decision.doubt(evidence.doubt(k));
    if (doubt < doubt_limit) continue;
    ++doubted_;
    const TypoEvidence::Candidate* best = nullptr;
    constexpr std::int32_t kLeast = -100000;
    std::int32_t best_score = 0;
    const auto error_of = [&](const TypoEdit& edit) {
      std::size_t i = 0;
      while (i < sentence.errors.size() && !(edit.begin <= end_of(sentence.errors[i]) && sentence.errors[i].begin <= edit.end &&
                                             mends_error(sentence.source, sentence.errors[i], edit)))
        ++i;
      return i;
    };
    for (std::size_t i = 0; i < sentence.errors.size(); ++i)
      if (sentence.errors[i].begin <= k && k <= end_of(sentence.errors[i])) seen[i][0] = true;
    const std::span<TypoEvidence::Candidate> candidates = evidence.candidates(k, doubt);
    for (const TypoEvidence::Candidate& candidate : candidates) {
      const std::size_t error = error_of(candidate.edit);
      if (error < seen.size()) seen[error][1] = true;
    }
    best = decision.best(evidence, candidates, [](TypoKind) { return kLeast; }, best_score);
    if (best == nullptr) continue;
    const std::size_t error = error_of(best->edit);
    if (error < best_of.size()) {
      best_of[error] = std::max(best_of[error], best_score);
    } else {
      if (best_score >= kLimits[kShown]) note("alarm " + std::to_string(best_score), best->edit.begin, best->edit.end, best->edit.with());
      for (std::size_t i = 0; i < kLimits.size(); ++i)
        if (best_score >= kLimits[i]) {
          ++alarms_[i];
          ++alarms_by_kind_[static_cast<int>(best->edit.kind)][i];
        }
    }
  }
  for (std::size_t i = 0; i < sentence.errors.size(); ++i) {
    const PlantedError& error = sentence.errors[i];
    bool listed = true;
    if (error.wrong.size() == error.right.size())
      for (std::size_t j = 0; j < error.wrong.size(); ++j) {
        const Confusion found = models.confusions.find(error.wrong[j], error.right[j]);
        listed = listed && (error.wrong[j] == error.right[j] || found.sound != SoundMatch::none || found.shape > 0);
      }
    if (best_of[i] < kLimits[kShown]) {
      note(!listed ? "unlisted" : !seen[i][0] ? "undoubted" : !seen[i][1] ? "unoffered" : "score " + std::to_string(best_of[i]),
           error.begin, end_of(error), error.right);
    }
    for (const std::string& kind : {sentence.errors[i].kind, std::string("all")}) {
      Counts& counts = kinds_[kind];
      ++counts.errors;
      counts.listed += listed ? 1 : 0;
      counts.doubted += seen[i][0] ? 1 : 0;
      counts.offered += seen[i][1] ? 1 : 0;
      for (std::size_t l = 0; l < kLimits.size(); ++l) counts.mended[l] += best_of[i] >= kLimits[l] ? 1 : 0;
    }
  }
}

std::string TypoMeasure::report() const {
  const auto percent = [](std::size_t part, std::size_t whole) {
    return std::to_string(whole == 0 ? 0 : (100 * part + whole / 2) / whole);
  };
  std::string out = "kind\terrors\tlisted\tdoubted\toffered";
  for (const std::int32_t limit : kLimits) out += "\t" + std::to_string(limit);
  for (const auto& [kind, counts] : kinds_) {
    out += "\n" + kind + "\t" + std::to_string(counts.errors) + "\t" + percent(counts.listed, counts.errors) + "\t" + percent(counts.doubted, counts.errors) + "\t" +
           percent(counts.offered, counts.errors);
    for (const std::size_t mended : counts.mended) out += "\t" + percent(mended, counts.errors);
  }
  out += "\nfalse alarms\t\t\t\t";
  for (const std::size_t alarms : alarms_) out += "\t" + std::to_string(alarms);
  for (const auto& [kind, alarms] : alarms_by_kind_) {
    out += "\n  of kind " + std::to_string(kind) + "\t\t\t";
    for (const std::size_t count : alarms) out += "\t" + std::to_string(count);
  }
  return out + "\ncharacters\t" + std::to_string(places_) + "\tlooked at\t" + percent(doubted_, places_) + "\n";
}

}  // namespace jianyan
