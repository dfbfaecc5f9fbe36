// The traditional and variant characters that OpenCC's tables know, as a list of phrases.
//
// The tables come as text, as `opencc_dict -f ocd2 -t text` writes them: a line an entry, a tab, and answers between
// spaces, the best first. Taken are
//   characters   none of whose answers is the character itself: those stand in simplified text, too (乾, 藉, 瞭);
//   phrases      that hold one of these characters and are not answered by their single ones (計畫, 憑藉); without a
//                replacement where nothing may be changed (二噁英, whose answer is outside the basic plane).
#pragma once

#include <filesystem>

#include "phrases/build/phrase_table.h"

namespace jianyan {

inline constexpr const char* kTraditionalList = "traditional-character";

/// Entries of the list kTraditionalList. A row of `own`, a table of that list, stands in place of OpenCC's for the same
/// text. @throws TableError
[[nodiscard]] PhraseTable read_opencc(const std::filesystem::path& characters, const std::filesystem::path& phrases,
                                      const PhraseTable& own);

}  // namespace jianyan
