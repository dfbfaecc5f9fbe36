// The figures of a report, from what was proposed for each record.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "jianyan/training.h"

namespace jianyan {

/// Labels are numbers; `scores` has one for each.
struct Judged {
  std::span<const std::uint32_t> labels;  ///< the record's own; those that nothing knows are UINT32_MAX
  std::vector<float> scores;              ///< probabilities
};

/// `names` are those of the numbers, sorted. Fills all but groups and curve.
[[nodiscard]] Report measure(std::span<const std::string> names, std::span<const Judged> judged);

}  // namespace jianyan
