#!/bin/bash
# libjianyan.so shows symbols of namespace jianyan only: what it uses of other libraries must not meet what its user does.
#   symbols_test.sh NM LIBRARY
set -euo pipefail

shown=$("$1" -D --defined-only -C "$2" | cut -c 18-)
if ! grep -q '^T jianyan::' <<<"$shown"; then
  echo "no function of namespace jianyan in $2"
  exit 1
fi
foreign=$(grep -vE '^. ((typeinfo|typeinfo name|vtable) for )?jianyan::' <<<"$shown" || true)
if [[ -n $foreign ]]; then
  printf 'symbols outside namespace jianyan:\n%s\n' "$foreign"
  exit 1
fi
echo "$(wc -l <<<"$shown") symbols, all of namespace jianyan"
