#!/bin/bash
# Installs what is missing, builds the release preset, and runs all tests. On Debian 12, as root or with sudo:
#   bash tests/run.sh
# Run it again as often as you like: what is installed and built is left alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/setup.sh"

install_packages "${packages[@]}"
build_preset release
say "testing"
(cd "$top" && ctest --preset release -j "$(nproc)") || fail "some tests failed"
say "done: all tests passed"
