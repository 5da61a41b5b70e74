#!/usr/bin/env bash
# Measures a scan of FOLDER (default: the standard library of the python3 at hand, else the fixtures) and start-up.
# SPDX-License-Identifier: MIT
set -eu
cd "$(dirname "$0")/.."
folder=${1:-}
if [ -z "$folder" ] || [ "$folder" = fixtures/legacy_app ]; then
  folder=$(python3 -c 'import os; print(os.path.dirname(os.__file__))' 2>/dev/null || echo fixtures)
fi
build/bench "$folder" "${ROUNDS:-3}"

one=$(mktemp --suffix=.py)
trap 'rm -f "$one"' EXIT
echo 'import imp' > "$one"
best=1000000
for _ in $(seq 20); do
  begin=$(date +%s%N)
  build/pymolt scan --no-cache "$one" >/dev/null || true
  took=$((($(date +%s%N) - begin) / 1000))
  if [ "$took" -lt "$best" ]; then best=$took; fi
done
echo "  start-up to the report on one line  ${best} us (at most 15000)"
