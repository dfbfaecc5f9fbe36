#!/bin/bash
# Shows jianyan at work: installs what is missing, builds, then checks a draft and shows how it would be cleaned. Nothing is
# installed but Debian packages. On Debian 12, as root or with sudo:
#   bash tools/try.sh
# Run it again as often as you like: what is installed and built is left alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# show STATUS COMMAND…: runs the command as a user would type it; it must end with that exit code.
show() {
  local wanted=$1 status=0
  shift
  printf '\n$ %s\n' "$*"
  "$@" || status=$?
  ((status == wanted)) || fail "$1 ended with exit code $status, not $wanted"
}

install_packages "${packages[@]}"
build_preset release --target jianyan-check jianyan-clean jianyan_data
cd "$top"
PATH=$top/build/release/bin:$PATH
draft=examples/drafts/dirty-medical-insurance.txt

say "what is wrong with $draft (exit code 1: there are findings)"
show 1 jianyan-check --format full "$draft"
say "what jianyan-clean would change; it writes only where told to"
show 0 jianyan-clean --diff "$draft"
say "done; for your own: $top/build/release/bin/jianyan-check 草稿.txt"
