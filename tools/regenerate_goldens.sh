#!/usr/bin/env bash
# Writes tests/render/golden: a small report a format, and the counts of both fixtures; with --check says what has changed.
# SPDX-License-Identifier: MIT
#
#   tools/regenerate_goldens.sh [--check] [BINARY]      the binary is build/pymolt unless named
#
# After a rule or a face of the report has changed on purpose, run it, look at `git diff`, and commit what is right.
set -eu
check=no
if [ "${1:-}" = --check ]; then
  check=yes
  shift
fi
binary=$(realpath "${1:-build/pymolt}")
cd "$(dirname "$0")/.."
golden=$PWD/tests/render/golden
fresh=$golden
if [ $check = yes ]; then
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
fi
mkdir -p "$fresh"
# A report says when it was made and of which revision: here always the same day, and none.
export SOURCE_DATE_EPOCH=1796000000
export GIT_CEILING_DIRECTORIES=$PWD/fixtures

# Every format but HTML, whose looks are looked at in a browser, of four small files. What the rules' fingerprint is stays out,
# so that a new fact changes no golden.
feeds() {
  local formats=() format status=0
  for format in text json sarif markdown junit github gitlab csv; do
    formats+=(--format "$format=$fresh/feeds.$format")
  done
  "$binary" scan fixtures/legacy_app/tidemark/feeds --no-cache --from 2.7 --target 2.7,3.13 "${formats[@]}" \
    2>"$fresh/feeds.stderr" || status=$?
  echo "exit status $status" >>"$fresh/feeds.stderr"
}
# count FIXTURE OPTIONS…: the report's summary, and how often each rule speaks, a line each.
count() {
  local fixture=$1
  shift
  "$binary" scan "fixtures/$fixture" --no-cache "$@" --format json="$fresh/whole" --format csv="$fresh/rows" 2>/dev/null || true
  {
    sed -n '/^  "summary": {/,/^  },/p' "$fresh/whole"
    awk -F, 'NR > 1 && /^(critical|high|medium|low),/ { rows[$1 " " $3]++ } END { for (row in rows) print rows[row], row }' \
      "$fresh/rows" | LC_ALL=C sort -k3,3 -k2,2
  } >"$fresh/$fixture.counts"
  rm "$fresh/whole" "$fresh/rows"
}
feeds
count legacy_app --from 2.7 --target 2.7,3.13
count service_py38 --target 3.8-3.14
for format in text json; do
  "$binary" plan fixtures/legacy_app --no-cache --from 2.7 --target 3.13 --format "$format" >"$fresh/legacy_app.plan.$format"
done
"$binary" plan fixtures/legacy_app --no-cache --from 2.7 --target 3.13 --format markdown >"$fresh/legacy_app.plan.md"
for format in dot json; do
  "$binary" graph fixtures/legacy_app --no-cache --target 3.13 --format "$format" >"$fresh/legacy_app.graph.$format"
done
sed -i -e 's/"rules": "[0-9a-f]*"/"rules": "…"/' -e 's/(rules [0-9a-f]*)/(rules …)/' "$fresh"/*

if [ $check = yes ] && ! diff -r -u "$golden" "$fresh" >"$fresh.diff"; then
  head -n 60 "$fresh.diff"
  echo "the reports of the fixtures have changed: if that is right, run tools/regenerate_goldens.sh and commit" >&2
  rm -f "$fresh.diff"
  exit 1
fi
rm -f "$fresh.diff"
