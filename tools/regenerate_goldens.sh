#!/usr/bin/env bash
# Writes tests/render/golden from the fixtures, a file a format; with --check says what is no longer as it was.
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

# render FIXTURE OPTIONS…: every format but HTML, whose looks are looked at in a browser.
render() {
  local fixture=$1 formats=() format
  shift
  for format in text json sarif markdown junit github gitlab csv; do
    formats+=(--format "$format=$fresh/$fixture.$format")
  done
  local status=0
  "$binary" scan "fixtures/$fixture" --no-cache "$@" "${formats[@]}" 2>"$fresh/$fixture.stderr" || status=$?
  echo "exit status $status" >>"$fresh/$fixture.stderr"
}
render legacy_app --from 2.7 --target 2.7,3.13
render service_py38 --target 3.8-3.14
for format in text json; do
  "$binary" plan fixtures/legacy_app --no-cache --from 2.7 --target 3.13 --format "$format" >"$fresh/legacy_app.plan.$format"
done
"$binary" plan fixtures/legacy_app --no-cache --from 2.7 --target 3.13 --format markdown >"$fresh/legacy_app.plan.md"
for format in dot json; do
  "$binary" graph fixtures/legacy_app --no-cache --target 3.13 --format "$format" >"$fresh/legacy_app.graph.$format"
done

if [ $check = yes ] && ! diff -r -u "$golden" "$fresh" >"$fresh.diff"; then
  head -n 60 "$fresh.diff"
  echo "the reports of the fixtures have changed: if that is right, run tools/regenerate_goldens.sh and commit" >&2
  rm -f "$fresh.diff"
  exit 1
fi
rm -f "$fresh.diff"
