#include <cassert>

#include "jianyan/span.h"

namespace jianyan {

std::string apply_edits(std::string_view text, std::span<const Edit> edits) {
  std::string out;
  out.reserve(text.size());
  std::uint32_t done = 0;
  for (const Edit& edit : edits) {
    assert(edit.span.begin >= done && "edits are sorted and disjoint");
    out.append(text, done, edit.span.begin - done);
    out.append(edit.replacement);
    done = edit.span.end;
  }
  out.append(text, done);
  return out;
}

}  // namespace jianyan
