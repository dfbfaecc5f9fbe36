// How strongly the words of a record speak for each subject of a list.
#pragma once

#include <span>
#include <vector>

#include "classify/record_text.h"

namespace jianyan {

/// A word that was found, once for all its places in a field.
struct WordFound {
  std::uint32_t entry;
  RecordField field;
  std::uint32_t begin, end;  ///< its first place, in characters
  std::span<const std::uint32_t> owners;
  double weight;  ///< for each owner
};

/// The words (not the names) of a record, in the order of their first places, title first.
///
/// A long word says more than a short one, one that belongs to several subjects less. A word of the title counts
/// kTitleFactor times; one that is repeated counts 1 + ln n.
[[nodiscard]] std::vector<WordFound> weigh_words(const Subjects& subjects, const RecordText& record,
                                                 const RecordMatches& matches);

/// The sum of the words' weights for each subject.
[[nodiscard]] std::vector<double> sum_by_owner(const Subjects& subjects, std::span<const WordFound> words);

}  // namespace jianyan
