#include "typo/build/typo_measure.h"

#include <algorithm>
#include <limits>

#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::int32_t kShown = 0;       // the limit at which misses and alarms are noted
constexpr std::int32_t kAny = -100'000;  // every verdict passes
constexpr std::size_t kAround = 8;       // characters of the text that a note shows on either side

/// Whether the tables of confusions lead from what is written to what is right; of a wrong length nothing is asked.
bool is_listed(const TypoModels& models, const PlantedSentence::Error& error) {
  if (error.wrong.size() != error.right.size()) return true;
  for (std::size_t i = 0; i < error.wrong.size(); ++i) {
    if (error.wrong[i] == error.right[i]) continue;
    const Confusion found = models.confusions.find(error.wrong[i], error.right[i]);
    if (found.sound == SoundMatch::none && found.shape <= 0) return false;
  }
  return true;
}

}  // namespace

void TypoMeasure::add(const TypoModels& models, const Decision& decision, PlantedSentence sentence,
                      std::int32_t doubt_limit) {
  sentence.take_out_blanks();
  if (sentence.source.empty() || sentence.source.size() > TypoEvidence::kMaxSize) return;
  std::vector<Fate> fates;
  for (const PlantedSentence::Error& error : sentence.errors)
    fates.push_back({.listed = is_listed(models, error), .score = std::numeric_limits<std::int32_t>::min()});
  TypoEvidence evidence(models);
  evidence.read(sentence.source);
  judge(evidence, decision, sentence, doubt_limit, fates);
  for (std::size_t i = 0; i < fates.size(); ++i) count(sentence, sentence.errors[i], fates[i]);
}

void TypoMeasure::judge(TypoEvidence& evidence, const Decision& decision, const PlantedSentence& sentence,
                        std::int32_t doubt_limit, std::vector<Fate>& fates) {
  for (std::uint32_t place = 0; place < evidence.size(); ++place) {
    if (!evidence.han(place)) continue;
    ++places_;
    const std::int32_t doubt = decision.doubt(evidence.doubt(place));
    if (doubt < doubt_limit) continue;
    ++doubted_;
    for (std::size_t i = 0; i < fates.size(); ++i) {
      const PlantedSentence::Error& error = sentence.errors[i];
      if (error.begin <= place && place <= error.end()) fates[i].doubted = true;
    }
    const std::span<TypoEvidence::Candidate> candidates = evidence.candidates(place, doubt);
    for (const TypoEvidence::Candidate& candidate : candidates) {
      const std::size_t error = sentence.mended_by(candidate.edit);
      if (error < fates.size()) fates[error].offered = true;
    }
    std::int32_t score = 0;
    const TypoEvidence::Candidate* best =
        decision.best(evidence, candidates, [](TypoKind) { return kAny; }, score);
    if (best == nullptr) continue;
    const std::size_t error = sentence.mended_by(best->edit);
    if (error < fates.size())
      fates[error].score = std::max(fates[error].score, score);
    else
      count_alarm(sentence, best->edit, score);
  }
}

void TypoMeasure::count_alarm(const PlantedSentence& sentence, const TypoEdit& edit, std::int32_t score) {
  if (score >= kShown) note("alarm " + std::to_string(score), sentence, edit.begin, edit.end, edit.with());
  for (std::size_t i = 0; i < kLimits.size(); ++i) {
    if (score < kLimits[i]) continue;
    ++alarms_[i];
    ++alarms_by_kind_[static_cast<int>(edit.kind)][i];
  }
}

void TypoMeasure::count(const PlantedSentence& sentence, const PlantedSentence::Error& error, const Fate& fate) {
  if (fate.score < kShown) {
    const std::string how = !fate.listed    ? "unlisted"
                            : !fate.doubted ? "undoubted"
                            : !fate.offered ? "unoffered"
                                            : "score " + std::to_string(fate.score);
    note(how, sentence, error.begin, error.end(), error.right);
  }
  for (const std::string& kind : {error.kind, std::string("all")}) {
    Counts& counts = kinds_[kind];
    ++counts.errors;
    counts.listed += fate.listed ? 1 : 0;
    counts.doubted += fate.doubted ? 1 : 0;
    counts.offered += fate.offered ? 1 : 0;
    for (std::size_t i = 0; i < kLimits.size(); ++i) counts.mended[i] += fate.score >= kLimits[i] ? 1 : 0;
  }
}

void TypoMeasure::note(const std::string& what, const PlantedSentence& sentence, std::size_t begin, std::size_t end,
                       std::u32string_view with) {
  const std::u32string_view text = sentence.source;
  const std::size_t from = begin < kAround ? 0 : begin - kAround;
  misses_.push_back(what + "\t" + to_utf8(text.substr(from, begin - from)) + "\t" +
                    to_utf8(text.substr(begin, end - begin)) + "\t" + to_utf8(with) + "\t" +
                    to_utf8(text.substr(end, kAround)));
}

std::string TypoMeasure::report() const {
  const auto percent = [](std::size_t part, std::size_t whole) {
    return std::to_string(whole == 0 ? 0 : (100 * part + whole / 2) / whole);
  };
  std::string out = "kind\terrors\tlisted\tdoubted\toffered";
  for (const std::int32_t limit : kLimits) out += "\t" + std::to_string(limit);
  for (const auto& [kind, counts] : kinds_) {
    out += "\n" + kind + "\t" + std::to_string(counts.errors);
    for (const std::size_t came : {counts.listed, counts.doubted, counts.offered})
      out += "\t" + percent(came, counts.errors);
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
