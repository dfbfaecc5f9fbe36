#!/bin/bash
# Completes command lines as a shell does, and reads the manual pages as man does. Exit code 77: it is not installed.
#   completions_test.sh bash|zsh|fish|man BIN SHARE
subject=$1 bin=$2 share=$3
export PATH=$bin:$PATH LC_ALL=C.UTF-8
failures=0
fail() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}
command -v "$subject" >/dev/null || exit 77

# The words that a shell offers for the last word of a line, with what it offers them by.
complete_bash() {
  local line=${1//=/ = }
  read -ra COMP_WORDS <<<"$line"
  [[ $1 == *[\ =] ]] && COMP_WORDS+=("")
  [[ $1 == *= ]] && unset 'COMP_WORDS[-1]'
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  local function=_${COMP_WORDS[0]//-/_}
  "$function"
  printf '%s\n' "${COMPREPLY[@]}"
}
complete_fish() {
  fish --no-config -c "for file in $share/fish/vendor_completions.d/*.fish; source \$file; end; complete -C '$1'" |
    cut -f 1
}

# offers LINE WORD…: the words are among those that complete the line. lacks LINE WORD…: none of them is.
offers() {
  local line=$1 word offered
  shift
  offered=$("complete_$subject" "$line")
  for word in "$@"; do
    grep -qxF -e "$word" <<<"$offered" || fail "'$line' does not offer $word but: ${offered//$'\n'/ }"
  done
}
lacks() {
  local line=$1 word offered
  shift
  offered=$("complete_$subject" "$line")
  for word in "$@"; do
    if grep -qxF -e "$word" <<<"$offered"; then fail "'$line' offers $word"; fi
  done
}

try_lines() {
  offers 'jianyan-check --pro' --profile
  offers 'jianyan-check --profile ' auto npc cppcc official web minimal
  lacks 'jianyan-check --profile n' cppcc
  offers 'jianyan-check --region chong' chongqing
  offers 'jianyan-check --explain doubled-m' doubled-mark
  offers 'jianyan-check --select doubled-m' doubled-mark
  offers 'jianyan-check --ignore typo,halfwidth-c' typo,halfwidth-comma
  offers 'jianyan-check --format s' sarif
  offers 'jianyan-clean --wr' --write
  lacks 'jianyan-check --wr' --write
  offers 'jianyan-segment --format j' json jsonl
  offers 'jianyan ' check clean segment help
  offers 'jianyan cl' clean
  offers 'jianyan help se' segment
  offers 'jianyan --la' --lang
  offers 'jianyan --lang e' en
  offers 'jianyan check --pro' --profile
  offers 'jianyan check --profile c' cppcc
  offers 'jianyan --lang en clean --fail-on w' warning
  offers 'jianyan -q segment --format t' text
}

test_bash() {
  local file tool
  for file in "$share"/bash-completion/completions/jianyan*; do
    bash -n "$file" || fail "$file"
    tool=$(basename "$file")
    . "$file"
    [[ $(complete -p "$tool") == *"-o default -F _${tool//-/_} $tool" ]] || fail "bash cannot complete $tool"
  done
  try_lines
  offers 'jianyan-check --profile=c' cppcc
  offers 'jianyan-check --profile=' npc
  offers 'jianyan --lang=en check --profile=n' npc
  lacks 'jianyan-check --output ' --profile  # files: bash offers them itself
  # `jianyan` finds the others by itself.
  [[ $(bash -c '. "$1/jianyan"; COMP_WORDS=(jianyan check --pro) COMP_CWORD=2; _jianyan; echo "${COMPREPLY[*]}"' - \
    "$share/bash-completion/completions") == --profile ]] || fail "jianyan does not load those of jianyan-check"
}

test_fish() {
  local file
  for file in "$share"/fish/vendor_completions.d/*.fish; do fish --no-execute "$file" || fail "$file"; done
  try_lines
  offers 'jianyan-check --profile=c' --profile=cppcc
  offers 'jianyan check --profile=c' --profile=cppcc
  cd "$(mktemp -d)" && touch 报告.html
  offers 'jianyan-check --format html=' html=报告.html
  offers 'jianyan clean -o ' 报告.html
  rm -r "$PWD"
}

# zsh completes in its line editor only, so no more than that it reads the files and finds them.
test_zsh() {
  local file tool
  for file in "$share"/zsh/site-functions/_jianyan*; do
    zsh -n "$file" || fail "$file"
    tool=$(basename "$file")
    [[ $(zsh -f -c 'fpath=($1 $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[$2]' - \
      "$share/zsh/site-functions" "${tool#_}") == "$tool" ]] || fail "zsh does not know how to complete ${tool#_}"
  done
}

test_man() {
  local page name complaints option text language
  for page in "$share"/man/man1/jianyan*.1 "$share"/man/zh_CN/man1/jianyan*.1; do
    name=$(basename "$page" .1)
    complaints=$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [[ -z $complaints ]] || fail "$page: $complaints"
    lexgrog "$page" | grep -q "\"$name - ..*\"" || fail "$page: apropos finds no name"
    language=en
    [[ $page == */zh_CN/* ]] && language=zh
    text=$(MANWIDTH=400 man -l "$page")
    for option in $("$name" --lang "$language" --help | grep -oE '^ +(-[a-z0-9], )?--[a-z-]+' | grep -o -- '--.*'); do
      grep -qE -e "^ +(-[a-z0-9], )?$option( |\$)" <<<"$text" || fail "$page does not tell about $option"
    done
    for name in $(sed -n '$s/\\fB\([^,]*\)\\fR([^)]*)/\1/gp' "$page" | tr -d '\\,'); do
      [[ -e $(dirname "$page")/$name.1 ]] || fail "$page: no page $name(1)"
    done
  done
}

"test_$subject"
if ((failures > 0)); then exit 1; fi
echo "completions_test: $subject: passed"
