#!/bin/bash
# Runs the fuzz targets of build-fuzz by turns, MINUTES in all, on seeds from the fixtures and tests.
# SPDX-License-Identifier: MIT
#
#   tools/fuzz.sh BUILD MINUTES [TARGET…]
#
# What a target finds is left in BUILD/finds; the exit status is 1 where there is something. Every find becomes a test.
set -u
cd "$(dirname "$0")/.."
build=$1 minutes=$2
shift 2
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for target in "$build"/fuzz_*; do targets+=("${target##*/fuzz_}"); done
fi
seconds=$((minutes * 60 / ${#targets[@]}))
mkdir -p "$build/finds"

# seed TARGET PREFIX FILE…: copies of files, each behind the byte that chooses among a target's readers.
seed() {
  local target=$1 prefix=$2 file number=0
  shift 2
  mkdir -p "$build/seeds/$target"
  for file in "$@"; do
    [ -f "$file" ] && { printf "$prefix"; head -c 20000 "$file"; } > "$build/seeds/$target/$((number++))-${prefix//\\/}"
  done
}
shopt -s globstar nullglob
seed facts '\x00' fixtures/**/*.py
seed facts '\x02' fixtures/**/setup.py
seed inventory '\x00' fixtures/**/requirements*.txt
seed inventory '\x01' fixtures/**/pyproject.toml
seed inventory '\x02' fixtures/**/setup.cfg
seed rules '\x00' rules/lifetimes/a*.life
seed rules '\x01' rules/pages/*.md
for format in 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10; do
  seed evidence "\x$format" tests/gate/evidence/*
done
seed notebook '' fixtures/**/*.ipynb
seed inventory '\x08' fixtures/**/Dockerfile
seed inventory '\x0d' fixtures/**/*.yml
seed settings '' fixtures/**/p*.toml
seed saved '' tests/render/golden/**/*.json
seed ignore '' .gitignore
for text in '3.9-3.13' '>=3.8,<3.14' 'all' 'requests[x]>=2; python_version < "3"'; do
  mkdir -p "$build/seeds/targets"
  printf '%s' "$text" > "$build/seeds/targets/${#text}"
done

mkdir -p "$build/seeds/messages"
printf '%s\n' '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/a.py","languageId":"python","version":1,"text":"import imp\n"}}}' \
  '{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":0,"character":8}}}' \
  '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/a.py","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"text":"x"}]}}' \
  '{"jsonrpc":"2.0","id":2,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///w/a.py"},"range":{"start":{"line":0,"character":0},"end":{"line":1,"character":0}},"context":{"diagnostics":[]}}}' > "$build/seeds/messages/0"

status=0
for target in "${targets[@]}"; do
  mkdir -p "$build/corpus/$target" "$build/seeds/$target"
  log=$build/corpus/$target.log
  "$build/fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$build/finds/$target-" \
    "$build/corpus/$target" "$build/seeds/$target" > "$log" 2>&1
  ended=$?
  printf '%-10s %10s executions  %s\n' "$target" "$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p; s/^#\([0-9]*\).*DONE.*/\1/p' "$log" | tail -1)" \
    "$([ $ended -eq 0 ] && echo 'no finds' || { grep -m1 -E 'SUMMARY|does not hold|ERROR' "$log"; })"
  [ $ended -eq 0 ] || status=1
done
exit $status
