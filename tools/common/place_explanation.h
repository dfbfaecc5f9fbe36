// What is found at a place of a draft and why: jianyan-check --explain FILE:LINE:COLUMN.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/draft_rules.h"
#include "common/tool.h"

namespace jianyan::tools {

/// A place as reports write it; lines and columns from 1, columns in characters.
struct DraftPlace {
  std::string path;
  std::uint32_t line = 0, column = 0;
};
/// "草稿.txt:12:9", perhaps with what a report writes behind it; nothing for other text.
[[nodiscard]] std::optional<DraftPlace> place_from_text(std::string_view text);

/// The findings that touch the place, and for what the language models judge, the evidence: for people. Nothing where
/// the draft cannot be read, which the tool has said then. @throws UsageError where there is no such place in it
[[nodiscard]] std::optional<std::string> explain_place(Tool& tool, const RuleOptions& options, const DraftPlace& place);

}  // namespace jianyan::tools
