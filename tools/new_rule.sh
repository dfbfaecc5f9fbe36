#!/bin/bash
# Writes the stubs of a new rule: a .cc and a .md in the folder of its category, its golden cases, and its line in rules.def.
# The tests fail until all of them are filled in; lib/src/rules/rule.h says how a rule works.
#
#   bash tools/new_rule.sh title doubled-genre
set -euo pipefail

category=${1-}
id=${2-}
if [[ ! $category =~ ^[a-z]+$ || ! $id =~ ^[a-z]+(-[a-z]+)*$ ]]; then
  echo "usage: bash tools/new_rule.sh <category> <id>    an id is kebab-case and names the problem: halfwidth-comma" >&2
  exit 2
fi

top=$(cd "$(dirname "$0")/.." && pwd)
rules=$top/lib/src/rules
symbol=${id//-/_}
source=$rules/$category/$symbol.cc
page=$rules/$category/$id.md
if grep -q "^RULE($symbol)$" "$rules/rules.def" || [[ -e $source || -e $page ]]; then
  echo "new_rule.sh: there is a rule $id already" >&2
  exit 2
fi

mkdir -p "$rules/$category"
cat >"$source" <<END
// What it finds, by which approach, why not the obvious one, and the source.
#include "rules/rule.h"

namespace jianyan {
namespace {

void check(RuleContext& context, std::size_t i) {
  context.report(i, i + 1, {"", ""});
}

}  // namespace

extern const Rule $symbol = {
    .info = {.id = "$id",
             .category = Category::$category,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "",
             .summary_en = "",
             .clause = ""},
    .triggers = U"",
    .at = &check};

}  // namespace jianyan
END

cat >"$page" <<END
# $id

## 检查什么

## 为什么

## 错例

## 正例

## 例外

## English
END

printf '=== it fires\n\n=== it must not fire\n' >"$top/tests/golden/rules/$id.txt"
printf 'RULE(%s)\n' "$symbol" >>"$rules/rules.def"

echo "Written: $source, $page, tests/golden/rules/$id.txt, and the last line of rules.def (move it to its subject)."
echo "Fill in the cases, then: UPDATE_GOLDEN=1 jianyan_unit_tests --test-case='rules: golden*', and read the difference."
echo "Then the lists of rules: UPDATE_GOLDEN=1 jianyan_unit_tests --test-case='rules: table*'"
