// What a Word file holds that its printed page does not show, or should not: hidden and marked text, tracked changes
// and comments that wait for an answer, names in its properties. Read for those who ask; most files hold none of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "jianyan/span.h"

namespace jianyan {

class WordFile;

/// Tracked changes, or comments.
struct Annotations {
  std::size_t count = 0;
  std::vector<std::string> authors;  ///< in the order in which they first occur
  std::uint32_t paragraph = 0;       ///< of WordFile::layout(): where the first is, if it is in the body
};

struct WordLeftovers {
  // Stretches of WordFile::text() that are not blank; sorted, disjoint.
  std::vector<Span> hidden;       ///< neither shown nor printed, or white on white
  std::vector<Span> highlighted;  ///< with a marker pen's colour behind it
  std::vector<Span> coloured;     ///< in a bright colour of its own, that is no link's
  std::vector<Span> placeholders; ///< what controls show that nobody has filled in
  Annotations changes, comments;
  // As the properties of the file have them.
  std::string creator, last_editor, manager, company;
};

/// What cannot be read is left out. O(size of the parts).
[[nodiscard]] WordLeftovers read_leftovers(const WordFile& file);

}  // namespace jianyan
