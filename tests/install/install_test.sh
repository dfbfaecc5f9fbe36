#!/bin/bash
# Installs a build, moves the installed tree, builds the example programs against it with CMake and with pkg-config, and runs
# them and the installed tools.
#   install_test.sh BUILD SCRATCH COMPILER LIBDIR
set -euo pipefail

build=$1 scratch=$2 compiler=$3 libdir=$4
programs=$(cd "$(dirname "$0")/../../examples/programs" && pwd)

fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}
# expect STATUS COMMAND…: runs the command and compares its exit code.
expect() {
  local wanted=$1 status=0
  shift
  printf '$ %s\n' "$*" >&2
  "$@" || status=$?
  ((status == wanted)) || fail "exit code $status, expected $wanted"
}

rm -rf "$scratch"
mkdir -p "$scratch"
cmake --install "$build" --prefix "$scratch/first" >"$scratch/install.log"
tree="$scratch/moved tree"  # a space, too
mv "$scratch/first" "$tree"
data=$tree/share/jianyan/jianyan.data
draft=$scratch/草稿.txt
printf '关于改善社区照明的建议\n　　请有关部门尽快修好路灯。。\n' >"$draft"

try_program() {
  local folder=$1
  expect 1 "$folder/lint_draft" "$data" "$draft" | tee "$scratch/findings"
  grep -q ':2:.*\[doubled-mark\]' "$scratch/findings" || fail "lint_draft did not find the doubled mark"
  expect 0 "$folder/clean_text" "$data" <"$draft" >"$scratch/cleaned"
  grep -qx '　　请有关部门尽快修好路灯。' "$scratch/cleaned" || fail "clean_text did not mend the doubled mark"
  expect 2 "$folder/lint_draft" "$scratch/none.data" "$draft"  # LoadError crosses the border of the library
}

echo '=== find_package'
cmake -S "$programs" -B "$scratch/cmake" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$tree" \
  >"$scratch/configure.log" || fail "find_package(jianyan): $(cat "$scratch/configure.log")"
cmake --build "$scratch/cmake"
try_program "$scratch/cmake"

echo '=== pkg-config'
export PKG_CONFIG_PATH=$tree/$libdir/pkgconfig
mkdir "$scratch/pkgconfig"
for program in lint_draft clean_text classify_draft; do
  # pkg-config quotes the space in its paths for the shell.
  eval "flags=($(pkg-config --cflags --libs jianyan))"
  "$compiler" -std=c++20 "$programs/$program.cc" -o "$scratch/pkgconfig/$program" "${flags[@]}" -Wl,-rpath,"$tree/$libdir"
done
try_program "$scratch/pkgconfig"

echo '=== installed tools'
unset JIANYAN_DATA
expect 1 "$tree/bin/jianyan-check" "$draft"
expect 0 "$tree/bin/jianyan-clean" "$draft"
python3 -m json.tool "$tree/share/jianyan/jianyan.schema.json" >/dev/null || fail "jianyan.schema.json is no JSON"

echo '=== completions and manual pages'
for tool in jianyan jianyan-check jianyan-clean jianyan-classify jianyan-segment; do
  for file in bash-completion/completions/$tool zsh/site-functions/_$tool fish/vendor_completions.d/$tool.fish \
    man/man1/$tool.1 man/zh_CN/man1/$tool.1; do
    grep -qF -- "$tool" "$tree/share/$file" || fail "share/$file is not installed"
  done
done
