#!/bin/bash
# Commits drafts to a scratch repository with the hooks, by .pre-commit-hooks.yaml and by the example in examples/pipelines/.
# Exit code 77: pre-commit is not installed.
#   pre_commit_test.sh SOURCE BIN SCRATCH
set -euo pipefail

source=$1 bin=$2 scratch=$3
command -v pre-commit >/dev/null || exit 77
export PATH=$bin:$PATH PRE_COMMIT_HOME=$scratch/cache HOME=$scratch LC_ALL=C.UTF-8 JIANYAN_LANG=en
export GIT_CONFIG_GLOBAL=$scratch/gitconfig GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

fail() {
  printf 'FAILED: %s\n' "$*"
  [[ ! -e $scratch/log ]] || cat "$scratch/log"
  exit 1
}
# expect STATUS COMMAND…: runs the command, keeps what it prints in $scratch/log, and compares its exit code.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >"$scratch/log" 2>&1 || status=$?
  ((status == wanted)) || fail "$*: exit code $status, expected $wanted"
}
# says TEXT: the last command printed it.
says() {
  grep -qF -- "$1" "$scratch/log" || fail "not told: $1"
}

rm -rf "$scratch"
mkdir -p "$scratch"
git config --global user.name test
git config --global user.email test@example.com
git config --global init.defaultBranch main

echo '=== the hook file'
hooks=$scratch/hooks
git init -q "$hooks"
cp "$source/.pre-commit-hooks.yaml" "$hooks"
git -C "$hooks" add -A
git -C "$hooks" commit -q -m hooks
git -C "$hooks" tag v1
expect 0 pre-commit validate-manifest "$hooks/.pre-commit-hooks.yaml"

# commit_drafts NAME: a repository whose .pre-commit-config.yaml is on standard input: cleaned, told, committed.
commit_drafts() {
  local drafts=$scratch/$1
  git init -q "$drafts"
  cd "$drafts"
  cat >.pre-commit-config.yaml
  expect 0 pre-commit install
  git add -A
  expect 0 git commit -q -m configuration
  says "(no files to check)Skipped"

  printf '关于改善社区照明的建议\n　　请有关部门尽快修好路灯。。\n' >'社区 照明.txt'
  cp '社区 照明.txt' other.csv  # no draft
  git add -A
  expect 1 git commit -m draft
  says "files were modified by this hook"
  grep -qx '　　请有关部门尽快修好路灯。' '社区 照明.txt' || fail "not cleaned"
  grep -q '。。' other.csv || fail "a file that is no draft was cleaned"
  git add -A
  expect 0 git commit -m draft

  printf '关于改善社区照明的建议\n　　请有关部门于2025年2月30日前修好。\n' >wrong.txt
  git add -A
  expect 1 git commit -m wrong
  says "wrong.txt:2:"
  says "[impossible-date]"
  expect 0 env SKIP=jianyan-check,jianyan-clean git commit -m wrong
}

echo '=== a repository that takes the hooks from here'
commit_drafts by-address <<END
repos:
  - repo: $hooks
    rev: v1
    hooks:
      - id: jianyan-clean
      - id: jianyan-check
        args: [--profile, official]
END

echo '=== a repository with the example'
commit_drafts by-example <"$source/examples/pipelines/pre-commit-config.yaml"

echo '=== try-repo'
expect 1 pre-commit try-repo "$hooks" jianyan-check --all-files
says "[impossible-date]"
echo "pre_commit_test: passed"
