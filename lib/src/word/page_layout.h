// How the paragraphs, pages and page numbers of a Word file are set: its second reading, for those who ask.
//
// The first (word/story.h) knows what the text is; this one finds the same paragraphs and runs by where they begin in
// the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jianyan/layout.h"

namespace jianyan {

class WordFile;

struct PageLayout {
  std::vector<ParagraphLayout> paragraphs;  ///< of WordFile::layout(), as far as they are in the body
  std::vector<SectionLayout> sections;
  // Where to write: the sections' w:sectPr in the bytes of the main part (none where there is none), and how each of
  // WordFile::runs() is set, by index into `styles`; those of other parts are not told.
  std::vector<std::uint32_t> section_raws;
  std::vector<std::size_t> run_styles;
  std::vector<TextStyle> styles;
};

/// What cannot be read is left as Word's defaults.
[[nodiscard]] PageLayout read_page_layout(const WordFile& file);

}  // namespace jianyan
