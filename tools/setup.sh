# What tools/try.sh, tests/run.sh and .ci/run share; to be sourced, not run. Finds the top of the checkout ($top), installs
# packages with apt where some are missing, and builds a preset. Whatever goes wrong ends in one line on standard error.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# What building, testing and the compiled data need; Debian 12 (bookworm) has them all.
packages=(
  g++ cmake ninja-build pkg-config
  libicu-dev libfmt-dev libcli11-dev nlohmann-json3-dev libmd4c-dev libtomlplusplus-dev libzip-dev libexpat1-dev
  # model, dictionaries and tables, read when the data file is built
  libime-data-language-model python3-jieba opencc rime-data-stroke rime-data-cangjie5 rime-data-wubi
  doctest-dev libbenchmark-dev python3 git patch
)

say() { printf '==> %s\n' "$*"; }
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# Prints the packages among the arguments that are not installed.
missing_packages() {
  local installed package
  installed=" $(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p' | tr '\n' ' ')"
  for package in "$@"; do
    [[ $installed == *" $package "* ]] || printf '%s ' "$package"
  done
}

# apt-get with one line of progress on a terminal and one for every tenth elsewhere; its first complaint,
# an error if there is one, is kept in $apt_complaint.
run_apt() {
  local shown=-1 kind subject percent text log
  log=$(mktemp)
  "${as_root[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -y -q -o APT::Status-Fd=1 -o Dpkg::Use-Pty=0 \
    --no-install-recommends "$@" 2>&1 </dev/null | while IFS=: read -r kind subject percent text; do
    if [[ $kind != dlstatus && $kind != pmstatus ]]; then
      printf '%s:%s:%s:%s\n' "$kind" "$subject" "$percent" "$text" >>"$log"
    elif [[ -t 1 ]]; then
      printf '\r    %3d %% %-60.60s' "${percent%.*}" "$text"
    elif ((${percent%.*} / 10 != shown)); then
      shown=$((${percent%.*} / 10))
      printf '    %3d %% %s\n' "${percent%.*}" "$text"
    fi
  done
  local status=${PIPESTATUS[0]}
  [[ -t 1 ]] && printf '\r%-72s\r' ''
  apt_complaint=$(grep -E '^[EW]: ' "$log" | sort -s -k 1,1 | sed -n '1s/:*$//p')
  rm -f "$log"
  return "$status"
}

# Installs those of the packages in the arguments that are missing.
install_packages() {
  local missing system
  system=$(. /etc/os-release 2>/dev/null && printf '%s' "${PRETTY_NAME:-}") || true
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "do not know how to install packages on '${system:-this system}': Debian 12 or a later relative is needed"
  fi
  read -ra missing <<<"$(missing_packages "$@")"
  if ((${#missing[@]} == 0)); then
    say "all packages needed are installed"
    return
  fi
  as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      fail "neither root nor sudo; as root, run: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing with apt: ${missing[*]}"
  run_apt update || fail "apt-get update failed: ${apt_complaint:-no message}"
  local package
  for package in "${missing[@]}"; do
    [[ $(LC_ALL=C apt-cache policy "$package" | sed -n 's/^ *Candidate: //p') =~ ^(\(none\))?$ ]] &&
      fail "apt-get knows no package $package on '$system': ${apt_complaint:-Debian 12 or a later relative is needed}"
  done
  run_apt install "${missing[@]}" || fail "apt-get install failed: ${apt_complaint:-no message}"
  read -ra missing <<<"$(missing_packages "$@")"
  ((${#missing[@]} == 0)) || fail "apt-get did not install ${missing[*]}"
}

# build_preset PRESET [OPTION…]: configures and builds it; the options go to `cmake --build`. A configuration that fails is
# shown whole, one that works in a line.
build_preset() {
  local preset=$1 log=$top/build/$1.configure.log
  shift
  mkdir -p "$top/build"
  say "configuring preset '$preset' in build/$preset"
  (cd "$top" && cmake --preset "$preset" >"$log" 2>&1) || {
    cat "$log" >&2
    fail "cmake could not configure preset '$preset'"
  }
  say "building"
  (cd "$top" && cmake --build --preset "$preset" "$@") || fail "preset '$preset' does not build"
}
