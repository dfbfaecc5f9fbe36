// The title field of a record: each line with text is a title block.
#include <algorithm>

#include "document/line.h"
#include "document/readers.h"

namespace jianyan {

Reading read_title(std::string_view text) {
  Reading reading;
  for (std::uint32_t begin = 0; begin < text.size();) {
    const Span line{begin, line_end(text, begin)};
    const Span content = trim(text, line);
    if (!content.empty())
      reading.blocks.push_back({BlockKind::title, 0, line, {content.begin, content.begin}, content});
    begin = line.end + 1;
  }
  return reading;
}

}  // namespace jianyan
