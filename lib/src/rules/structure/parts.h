// Parts of a draft that several rules ask for: its running text, and where the proposals begin.
#pragma once

#include <cstddef>
#include <string_view>

#include "jianyan/document.h"
#include "rules/rule.h"

namespace jianyan {

/// Headings, paragraphs, list items and cells: what the draft says between its title and its signature.
inline constexpr BlockKinds kBody{BlockKind::heading, BlockKind::paragraph, BlockKind::list_item,
                                  BlockKind::table_cell};

/// The character where the proposals begin: a heading or a lead that says so, else the first 建议 of the running text.
/// The end of the text where there are none.
[[nodiscard]] std::size_t proposals_begin(RuleContext& context);

/// Ideographs and numbers of the running text; a number counts as one. Counts no further than `enough`.
[[nodiscard]] std::size_t body_characters(const RuleContext& context, std::size_t enough);

/// Whether the running text is long enough to be judged as a whole; shorter ones are told to be short.
[[nodiscard]] bool is_judged_whole(const RuleContext& context);

/// Whether the running text from `begin` on holds a phrase of the group of the list "signals".
[[nodiscard]] bool has_signal(RuleContext& context, std::string_view group, std::size_t begin = 0);

}  // namespace jianyan
