#!/bin/bash
# The example programs say and write what the tools do, for every draft.
#   programs_test.sh BUILD
set -euo pipefail

programs=$1/bin data=$1/share/jianyan/jianyan.data
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
cd "$(dirname "$0")/../drafts"

# Exit code 1 means findings.
findings_of() { "$@" || (($? == 1)); }

compared=0
for draft in *.txt *.md; do
  echo "$draft"
  findings_of "$programs/jianyan-check" --data "$data" --format concise "$draft" >"$out/tool"
  findings_of "$programs/lint_draft" "$data" "$draft" >"$out/program"
  diff "$out/tool" "$out/program"
  [[ $draft == *.md ]] && continue  # clean_text reads plain text
  "$programs/jianyan-clean" --data "$data" "$draft" >"$out/tool" 2>/dev/null
  "$programs/clean_text" "$data" <"$draft" >"$out/program" 2>/dev/null
  cmp "$out/tool" "$out/program"
  compared=$((compared + 1))
done
((compared >= 6)) || { echo "only $compared drafts"; exit 1; }

"$programs/classify_draft" "$data" dirty-rural-road.txt | tee "$out/subject"
grep -q '^交通运输 0' "$out/subject"
grep -q '^主办 市交通运输委 .*农村公路' "$out/subject"
