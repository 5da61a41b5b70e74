#!/usr/bin/env bash
# Makes a project of many files, scans it whole and in shards, and compares: the same bytes, and what the shards cost.
# SPDX-License-Identifier: MIT
#
#   tools/measure_shards.sh BINARY [FILES] [SHARDS…]        default: 50000 files; 1 2 4 16 shards
#
# Everything runs on one thread without a cache, so that times of processors can be added up. What N shards cost is the sum of
# `facts` for each and of `merge`, against one `scan`.
set -eu
pymolt=$(realpath "$1") files=${2:-50000}
shift $(($# > 1 ? 2 : 1))
shards=("$@")
[ $# -gt 0 ] || shards=(1 2 4 16)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - "$files" <<'PY'
import os, random, sys
chance = random.Random(1)
count = int(sys.argv[1])
lines = ["import os", "import sys", "import collections", "from imp import reload", "import asyncore", "import json"]
bodies = ["def f%d(a, b=None):\n    for key, value in a.iteritems():\n        print(key, value)\n    return b or {}\n",
          "class C%d(object):\n    def get(self, name):\n        return self.__dict__.get(name) if name else None\n",
          "def g%d(rows):\n    return sorted(rows, key=lambda row: (row[0], len(row)))\n",
          "VALUE_%d = collections.Mapping if len(sys.argv) > 3 else None\n",
          "def h%d(path):\n    with open(path) as handle:\n        return [line.split(',') for line in handle if line]\n"]
for i in range(count):
    folder = "tree/pkg%03d/sub%02d" % (i % 250, i // 250 % 20)
    if i < 5000:
        os.makedirs(folder, exist_ok=True)
        for one in (folder, os.path.dirname(folder)):
            open(one + "/__init__.py", "w").close()
    other = chance.randrange(max(1, i))
    text = lines[:3] + chance.sample(lines[3:], 1)
    text.append("from pkg%03d.sub%02d import module_%d" % (other % 250, other // 250 % 20, other))
    parts = ["\n".join(text) + "\n"] + [chance.choice(bodies) % n for n in range(chance.randrange(2, 9))]
    with open("%s/module_%d.py" % (folder, i), "w") as out:
        out.write("\n\n".join(parts))
    if i % 500 == 0:
        with open("%s/Dockerfile" % folder, "w") as out:
            out.write("FROM python:3.%d-slim\nRUN pip install -r requirements.txt\n" % chance.randrange(6, 14))
        with open("%s/requirements.txt" % folder, "w") as out:
            out.write("numpy==1.%d\n-r ../../base.in\n" % chance.randrange(11, 27))
open("tree/base.in", "w").write("six\n")
PY
echo "$(find tree -name '*.py' | wc -l) Python files, $(du -sm --apparent-size tree | cut -f1) MB"

# measure NAME COMMAND…: its seconds of a processor and greatest memory stand in NAME.cost
measure() {
  local name=$1
  shift
  /usr/bin/time -o "$name.cost" -f '%U %S %M' "$@" 2>"$name.err" || [ $? -le 1 ] || { cat "$name.err"; exit 1; }
}
sum() { awk '{ s += $1 + $2 } END { printf "%.2f", s }' "$@"; }
most() { awk '$3 > m { m = $3 } END { printf "%d", m / 1024 }' "$@"; }
options=(--target 3.13 --fail-on never --allow-unknown)
measure whole "$pymolt" scan tree --no-cache --jobs 1 "${options[@]}" --format json=whole.json --format sarif=whole.sarif
whole=$(sum whole.cost)
printf 'scan                 %7s s  %5s MB\n' "$whole" "$(most whole.cost)"
for of in "${shards[@]}"; do
  rm -f part.*
  for number in $(seq "$of"); do
    measure "part.$number" "$pymolt" facts tree --no-cache --jobs 1 --shard "$number/$of" --output "part.$number.facts"
  done
  measure merged "$pymolt" merge part.*.facts "${options[@]}" --format json=merged.json --format sarif=merged.sarif
  cmp whole.json merged.json && cmp whole.sarif merged.sarif
  all=$(sum part.*.cost merged.cost)
  printf '%2d shards: facts     %7s s  %5s MB, %s kB of facts a shard; merge %s s, %s MB; in all %s s, %s %%; the same bytes\n' "$of" \
    "$(sum part.*.cost)" "$(most part.*.cost)" "$(du -ck part.*.facts | tail -1 | awk -v of="$of" '{ printf "%d", $1 / of }')" \
    "$(sum merged.cost)" "$(most merged.cost)" "$all" "$(awk -v a="$all" -v b="$whole" 'BEGIN { printf "%+.1f", 100 * (a / b - 1) }')"
done
