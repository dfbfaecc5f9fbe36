// Compiles phrase lists into the section "phrases" of the data file, and a user's own lists at run time.
//
//   std::vector<std::byte> bytes = compile_phrases(rows);
//   PhraseLists lists(bytes);
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "phrases/pattern.h"

namespace jianyan {

/// The same rows give the same bytes. @throws PhraseError
[[nodiscard]] std::vector<std::byte> compile_phrases(std::span<const PhraseRow> rows);

}  // namespace jianyan
