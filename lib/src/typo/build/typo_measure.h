// What a decision makes of planted errors, at several limits of the verdict.
//
//   TypoMeasure measure;
//   measure.add(models, decision, sentence, -700);  …
//   std::cout << measure.report();                      // a table, a kind a line
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "typo/build/planted_sentence.h"
#include "typo/decision.h"
#include "typo/models.h"

namespace jianyan {

class TypoMeasure {
 public:
  static constexpr std::array<std::int32_t, 9> kLimits{-500, -350, -200, -100, 0, 150, 400, 700, 1100};

  /// Places whose doubt is below `doubt_limit` are not looked at.
  void add(const TypoModels& models, const Decision& decision, PlantedSentence sentence, std::int32_t doubt_limit);
  [[nodiscard]] std::string report() const;
  /// What was missed or found wrongly at the limit 0, a line each: how, left text, wrong, right or ours, right text.
  [[nodiscard]] const std::vector<std::string>& misses() const noexcept { return misses_; }

 private:
  struct Counts {
    std::size_t errors = 0, listed = 0, doubted = 0, offered = 0;
    std::array<std::size_t, kLimits.size()> mended{};
  };
  /// How far an error came.
  struct Fate {
    bool listed = true;  ///< among the confusions
    bool doubted = false, offered = false;
    std::int32_t score;  ///< of the verdict
  };

  void judge(TypoEvidence& evidence, const Decision& decision, const PlantedSentence& sentence,
             std::int32_t doubt_limit, std::vector<Fate>& fates);
  void count_alarm(const PlantedSentence& sentence, const TypoEdit& edit, std::int32_t score);
  void count(const PlantedSentence& sentence, const PlantedSentence::Error& error, const Fate& fate);
  void note(const std::string& what, const PlantedSentence& sentence, std::size_t begin, std::size_t end,
            std::u32string_view with);

  std::map<std::string, Counts> kinds_;
  std::array<std::size_t, kLimits.size()> alarms_{};
  std::map<int, std::array<std::size_t, kLimits.size()>> alarms_by_kind_;
  std::size_t places_ = 0, doubted_ = 0;
  std::vector<std::string> misses_;
};

}  // namespace jianyan
