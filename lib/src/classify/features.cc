#include "classify/features.h"

#include <array>

namespace jianyan {
namespace {

/// 1 + ln n for the counts that occur.
const std::array<float, kTextCharacters + 1> kLogCounts = [] {
  std::array<float, kTextCharacters + 1> logs{};
  for (std::size_t n = 1; n < logs.size(); ++n) logs[n] = 1 + std::log(static_cast<float>(n));
  return logs;
}();

float inverse_length(float squares) { return squares > 0 ? 1 / std::sqrt(squares) : 0; }

}  // namespace

void GramFeatures::weigh(std::span<const IdfCode> idf, std::vector<SparseRows::Entry>& row) {
  float title_squares = 0, text_squares = 0;
  for (const std::uint32_t column : columns_) {
    const float title = kLogCounts[counts_[column].title] * idf_of(idf[column]);
    const float text = kLogCounts[counts_[column].text] * idf_of(idf[column]);
    title_squares += title * title;
    text_squares += text * text;
  }
  const float title_scale = kTitleWeight * inverse_length(title_squares), text_scale = inverse_length(text_squares);
  const std::size_t begin = row.size();
  float squares = 0;
  for (const std::uint32_t column : columns_) {
    Count& count = counts_[column];
    const float value =
        (kLogCounts[count.title] * title_scale + kLogCounts[count.text] * text_scale) * idf_of(idf[column]);
    squares += value * value;
    row.push_back({column, value});
    count = {};
  }
  columns_.clear();
  const float scale = inverse_length(squares);
  for (std::size_t i = begin; i < row.size(); ++i) row[i].value *= scale;
}

}  // namespace jianyan
