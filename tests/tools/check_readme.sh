#!/usr/bin/env bash
# Runs what README.md shows of the fixtures and of the facts, and compares word for word; a line of … stands for any lines.
# SPDX-License-Identifier: MIT
#
#   check_readme.sh BINARY
#
# An example that needs more than the fixtures (two reports, a revision, settings) is not run: its first command is not
# among those below. What is below and not in README.md any more is a failure as well.
set -u
examples=(
  'cd fixtures/service_py38 && pymolt scan waypost/accounts.py --target 3.13'
  'pymolt scan fixtures/service_py38 --target 3.8-3.14'
  'pymolt horizon fixtures/service_py38'
  'cd fixtures/service_py38 && pymolt config-files --target 3.13 --as-of 2026-11-30'
  "pymolt apis 'typing.*' --removed-in 3.13 --deprecated"
)
binary=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$binary" "$folder/bin/pymolt"
export PATH="$folder/bin:$PATH" XDG_CACHE_HOME="$folder" LC_ALL=C
unset COLUMNS FORCE_COLOR
failures=0
for example in "${examples[@]}"; do
  # The lines below the command, up to the end of the block; several commands of a block stand joined with &&.
  awk -v wanted="$example" '
    /^```/ { inside = $0 == "```console"; commands = ""; next }
    inside && /^\$ / { commands = commands (commands == "" ? "" : " && ") substr($0, 3); next }
    inside && commands == wanted' README.md >"$folder/shown"
  (eval "$example") >"$folder/real" 2>/dev/null
  [ -s "$folder/shown" ] || { echo "README.md has no example of: $example"; failures=1; continue; }
  # Every run of shown lines must stand in the output, later than the one before; the first begins it unless … does.
  awk -v example="$example" '
    NR == FNR { real[++n] = $0; next }
    /^ *…$/ { anywhere = 1; next }
    {
      for (at++; anywhere && at <= n && real[at] != $0; at++) {}
      if (real[at] != $0 || at > n) { print "README.md shows, and pymolt does not print: " $0 "\n  of: " example; bad = 1; exit }
      anywhere = 0
    }
    END { if (!bad && !anywhere && at < n) { print "README.md leaves out the end: " real[at + 1] "\n  of: " example; bad = 1 }
          exit bad }' "$folder/real" "$folder/shown" || failures=1
done
exit $failures
