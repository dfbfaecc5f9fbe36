// Stretches of a block that are copied rather than written: paths, and code between backticks in plain text.
#pragma once

#include <cstddef>
#include <vector>

#include "rules/rule.h"

namespace jianyan {

struct Stretch {
  std::size_t begin, end;
};

/// `code` and ``code`` in the block, with the backticks; sorted, disjoint. In Markdown they are masked instead.
[[nodiscard]] std::vector<Stretch> code_stretches(const RuleContext& context);

/// Names of files and addresses with Chinese in them: /wiki/网页浏览器, docs/第3章, page.htm#测试copy. Sorted, disjoint. They
/// reach up to the next white space or Chinese mark.
[[nodiscard]] std::vector<Stretch> path_stretches(const RuleContext& context);

}  // namespace jianyan
