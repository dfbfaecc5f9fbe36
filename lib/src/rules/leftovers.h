// What rules ask of a Word file beside its text: word/leftovers.h, with places in the document.
#pragma once

#include <string>
#include <vector>

#include "rules/rule.h"
#include "word/word_file.h"

namespace jianyan {

/// nullptr for what is no Word file.
[[nodiscard]] const WordLeftovers* leftovers_of(const Document& document);

/// Reports once, at the first of these stretches of the file's text; "（共 n 处）" where there are more.
void report_stretches(RuleContext& context, const std::vector<Span>& stretches, Message message);

/// Reports once, at the paragraph of the first: "文件里有 n 处修订（作者：甲、乙）……", of which `what` is 处修订.
void report_annotations(RuleContext& context, const Annotations& annotations, const Message& what,
                        const Message& advice);

}  // namespace jianyan
