// Findings of the search for wrong characters (typo/), as rules of this category report them.
#pragma once

#include "rules/rule.h"

namespace jianyan {

/// Reports what the search has found in the document and the rule wants. It is made once, for all rules.
void report_typos(RuleContext& context, bool (*wanted)(const Typo&));

/// Whether one of two words that people take for each other stands for the other: these have a rule of their own.
[[nodiscard]] inline bool is_confusion(const Typo& typo) { return !typo.note.zh.empty(); }

}  // namespace jianyan
