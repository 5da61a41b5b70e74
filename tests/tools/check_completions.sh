#!/usr/bin/env bash
# Types command lines into bash, zsh and fish with pymolt's completions, and looks at what they offer; lints the manual.
# SPDX-License-Identifier: MIT
#
#   check_completions.sh BINARY [SHELL]      shells that are not installed are passed over with a word
set -u
binary=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/work" "$folder/work/folder"
ln -s "$binary" "$folder/bin/pymolt"
touch "$folder/work/file.py"
export PATH="$folder/bin:$PATH" XDG_CONFIG_HOME="$folder" XDG_DATA_HOME="$folder" XDG_CACHE_HOME="$folder" TERM=dumb
cd "$folder/work" || exit 1
for shell in bash zsh fish; do pymolt completions $shell > "$folder/pymolt.$shell" || exit 1; done
failures=0

# What a shell offers for a line, one candidate a line.
in_bash() {
  bash -c '
    source "$1"
    read -r -a COMP_WORDS <<< "${2//=/ = }"
    [[ $2 == *" " || $2 == *= ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _pymolt
    printf "%s\n" "${COMPREPLY[@]}"' _ "$folder/pymolt.bash" "$1" 2>"$folder/errors"
}
in_fish() {
  fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$folder/pymolt.fish" "$1" 2>"$folder/errors" | cut -f 1
}
in_zsh() {
  # A terminal of zsh's own, in which the line is typed and the list of candidates read.
  zsh -f -c '
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "PROMPT=; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source $1"
    zpty -w shell "zstyle \":completion:*\" list-separator \"\"; LISTMAX=10000; bindkey \"^I\" list-choices; echo REA\"\"DY"
    zpty -r shell seen "*READY*"
    zpty -w -n shell "$2"$'"'\t'"'
    list=
    for try in {1..50}; do
      sleep 0.2
      [[ $list == *$'"'\n'"'* ]] && try=50
      while zpty -rt shell part; do list+=$part; done
      (( try == 50 )) && break
    done
    print -r -- "$list"' _ "$folder/pymolt.zsh" "$1" 2>"$folder/errors" | tr -s ' \r' '\n'
}

# expect SHELL LINE WORD…: each word is offered; one that begins with `!` is not.
expect() {
  local shell=$1 line=$2 offered word
  shift 2
  offered=$("in_$shell" "$line")
  for word in "$@"; do
    if [[ $word == !* ]]; then
      grep -qxF -- "${word#!}" <<< "$offered" || continue
    elif grep -qxF -- "$word" <<< "$offered"; then
      continue
    fi
    echo "$shell: \`$line\`: $word is wanted of: $(tr '\n' ' ' <<< "$offered") $(head -3 "$folder/errors")"
    failures=$((failures + 1))
  done
}

for shell in ${2:-bash zsh fish}; do
  if ! command -v $shell >/dev/null; then
    echo "passed over: $shell is not installed"
    continue
  fi
  expect $shell 'pymolt ' scan rules config completions '!list'
  expect $shell 'pymolt rules ' list test '!scan'
  expect $shell 'pymolt scan --fail-on ' critical high medium low never
  expect $shell 'pymolt scan --format ' text sarif gitlab '!dot'
  expect $shell 'pymolt graph --format ' dot '!sarif'
  expect $shell 'pymolt scan --target ' 2.7 3.13 all
  expect $shell 'pymolt scan --ignore print-' print-statement print-chevron
  expect $shell 'pymolt explain print-' print-statement
  expect $shell 'pymolt scan --m' --min-version '!--target'
  expect $shell 'pymolt completions ' bash zsh fish
  expect $shell 'pymolt scan --output ' file.py
  expect $shell 'pymolt scan ' file.py
done
# `folder` is all that is left of the two, so bash and fish offer it as they write folders.
[[ -n ${2:-} ]] || expect bash 'pymolt scan --rules ' folder '!file.py'
[[ -n ${2:-} ]] || expect bash 'pymolt scan --ignore print-statement,print-c' print-statement,print-chevron
[[ -n ${2:-} ]] || expect bash 'pymolt scan --format sarif=' file.py

pymolt man > "$folder/pymolt.1"
if command -v mandoc >/dev/null; then
  mandoc -T lint "$folder/pymolt.1" || failures=$((failures + 1))
elif command -v man >/dev/null; then
  warnings=$(man --warnings -l "$folder/pymolt.1" 2>&1 >/dev/null)
  [[ -z $warnings ]] || { echo "$warnings"; failures=$((failures + 1)); }
else
  echo "passed over: neither mandoc nor man is installed"
fi
[[ $failures == 0 ]] || exit 1
