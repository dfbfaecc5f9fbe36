// The index of MissingCharacters: which characters stand so often between two others, that seldom stand beside each
// other, that one of them may have been left out.
#pragma once

#include <cstddef>
#include <vector>

#include "language/build/ngram_model.h"

namespace jianyan {

[[nodiscard]] std::vector<std::byte> pack_missing(const NgramModel& model);

}  // namespace jianyan
