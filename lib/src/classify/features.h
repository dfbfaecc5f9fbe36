// From grams to the numbers that a linear model weighs.
//
// A gram counts (1 + ln n) · idf; the vectors of title and text are scaled to length 1 each, added, the title with
// kTitleWeight, and scaled to length 1 again. So a title of twenty characters counts nearly as much as a text of six
// hundred.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classify/grams.h"
#include "classify/linear_svm.h"

namespace jianyan {

inline constexpr float kTitleWeight = 0.85f;  // by cross validation; flat between 0.7 and 1

/// 1 + ln(documents / documents with the gram), in steps of 1/16.
using IdfCode = std::uint8_t;
[[nodiscard]] inline IdfCode idf_code(std::size_t documents, std::size_t with_gram) {
  const double idf = 1 + std::log(static_cast<double>(documents) / static_cast<double>(with_gram));
  return static_cast<IdfCode>(std::min(std::lround(idf * 16), 255L));
}
[[nodiscard]] constexpr float idf_of(IdfCode code) { return static_cast<float>(code) / 16; }

inline constexpr std::uint32_t kNoFeature = UINT32_MAX;

class GramFeatures {
 public:
  /// Appends the features of a record to `row`. `find` leads from a gram to its column, or to kNoFeature.
  /// Precondition: columns < idf.size().
  template <class Find>
  void append(const GramSequence& record, Find find, std::span<const IdfCode> idf,
              std::vector<SparseRows::Entry>& row) {
    if (counts_.size() < idf.size()) counts_.resize(idf.size());
    for (std::size_t i = 0; i < record.grams.size(); ++i) {
      const std::uint32_t column = find(record.grams[i]);
      if (column == kNoFeature) continue;
      Count& count = counts_[column];
      if (count.title + count.text == 0) columns_.push_back(column);
      ++(i < record.title_end ? count.title : count.text);
    }
    weigh(idf, row);
  }

 private:
  struct Count {
    std::uint16_t title = 0, text = 0;  // kTextCharacters at most
  };

  void weigh(std::span<const IdfCode> idf, std::vector<SparseRows::Entry>& row);

  std::vector<Count> counts_;  // zero between calls
  std::vector<std::uint32_t> columns_;
};

}  // namespace jianyan
