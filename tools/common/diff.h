// Unified diffs of changes that are known.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "jianyan/span.h"

namespace jianyan::tools {

/// The diff between `text` and the text with the edits applied, as patch(1) takes it: three lines of context, "\ No
/// newline at end of file", `path` as the name of both. `prefix` is put before the first line of both, for a byte-order
/// mark. Empty where nothing changes.
///
/// No search for common lines is needed, as the edits tell which lines they touch: O(n), however much changes. Lines
/// end at LF; a CR stays part of its line. Precondition: edits are sorted and disjoint.
[[nodiscard]] std::string unified_diff(std::string_view text, std::span<const Edit> edits, std::string_view path,
                                       std::string_view prefix = {});

/// The same diff in the colours of a terminal.
[[nodiscard]] std::string colour_diff(std::string_view diff);

}  // namespace jianyan::tools
