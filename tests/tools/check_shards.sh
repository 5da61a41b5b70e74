#!/usr/bin/env bash
# Merges shards of the fixtures and compares with one scan, byte for byte; then shows `merge` shards that are not whole.
# SPDX-License-Identifier: MIT
#
#   check_shards.sh BINARY
set -u
pymolt=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
engines=$PWD/contrib/engines
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_CACHE_HOME="$folder/cache" LC_ALL=C
unset COLUMNS FORCE_COLOR
failures=0
fail() { echo "$*"; failures=1; }
formats="text json sarif html markdown junit github gitlab csv"

# Several roots, settings with a path of their own, a file that cannot be decoded, one that is skipped.
mkdir -p "$folder/tree/.git" "$folder/tree/pkg/gen" "$folder/tree/old"
cp -r fixtures/legacy_app fixtures/service_py38 "$folder/tree/"
cd "$folder/tree" || exit 1
printf 'target = ["3.12", "3.13"]\nexclude = ["gen/"]\n[[per-path]]\npath = "old/"\ntarget = "3.8"\n[severity]\n"distutils.*" = "low"\n' >pymolt.toml
printf 'import imp\nprint "%%s" %% 1\n' >old/a.py
printf 'import pkg.b\nimport distutils.core\n' >pkg/__init__.py
printf 'x = 1\n' >pkg/gen/c.py
printf '# coding: no-such-codec\nx = 1\n' >pkg/b.py
# Files that are named by several others, of which no two need be in one share, and that name each other.
mkdir -p deps/more
for name in a b c d e; do
  printf 'numpy==1.%s\n-r deps/base\n-c deps/limits\n' "${name/[a-z]/7}" >"requirements-$name.txt"
  printf 'FROM python:3.8\nRUN pip install -r deps/base\n' >"Dockerfile.$name"
  printf 'image: python:3.9\n' >".gitlab-ci-$name.yml"
done
printf -- '-r more/one\nsix==1.1\n' >deps/base
printf 'six<2\n-r more/one\n' >deps/limits
printf -- '-r ../base\n-c ../limits\nattrs==1\n' >deps/more/one
printf -- '-r deps/limits\n' >requirements-late.txt
printf 'from setuptools import setup\nsetup(name="x", install_requires=open("deps/base").read())\n' >setup.py

scan_options=(--fail-on never --allow-unknown)
compare() { # NAME SHARDS PATH… : of all forms
  local name=$1 shards=$2 number format
  shift 2
  for number in $(seq "$shards"); do
    "$pymolt" facts "$@" --no-cache --shard "$number/$shards" --output "$folder/$name.$number.facts" || fail "facts $name $number/$shards"
  done
  local merge=() scan=()
  for format in $formats; do
    scan+=(--format "$format=$folder/scan.$format")
    merge+=(--format "$format=$folder/merge.$format")
  done
  "$pymolt" scan "$@" --no-cache "${scan_options[@]}" "${scan[@]}" 2>"$folder/scan.err"
  local status=$?
  # shellcheck disable=SC2046
  "$pymolt" merge $(for number in $(seq "$shards" -1 1); do echo "$folder/$name.$number.facts"; done) "${scan_options[@]}" "${merge[@]}" 2>"$folder/merge.err" ||
    [ $status -ne 0 ] || fail "merge of $name in $shards shards failed: $(cat "$folder/merge.err")"
  for format in $formats; do
    cmp -s "$folder/scan.$format" "$folder/merge.$format" || fail "$name in $shards shards: another $format than scan's"
  done
}
for shards in 1 2 4 16; do compare here "$shards" .; done
compare folder 4 legacy_app
compare several 3 legacy_app pkg old/a.py
compare options 2 . --exclude old/ --docs
compare isolated 2 --isolated service_py38
compare missing 2 pkg no/such/file.py
scan_options=(--fail-on never --allow-unknown --target all --from 2.7 --confidence possible --ignore imp)
compare questions 2 .

# The tree need not be there where the facts are merged.
"$pymolt" facts legacy_app --no-cache --output "$folder/alone.facts"
"$pymolt" scan legacy_app --no-cache --format text --target 3.13 >"$folder/a.txt"
status=$?
mkdir "$folder/elsewhere"
(cd "$folder/elsewhere" && "$pymolt" merge "$folder/alone.facts" --target 3.13 >"$folder/b.txt")
[ $? -eq $status ] || fail "merge elsewhere: another exit status than scan's $status"
cmp -s "$folder/a.txt" "$folder/b.txt" || fail "merge elsewhere: another text than scan's"

# What is not whole is refused by name.
one=$folder/here.1.facts two=$folder/here.2.facts
for number in 1 2; do "$pymolt" facts . --no-cache --shard $number/2 --output "$folder/here.$number.facts"; done
"$pymolt" facts legacy_app --no-cache --shard 2/2 --output "$folder/foreign.facts"
"$pymolt" facts . --no-cache --shard 2/3 --output "$folder/third.facts"
"$pymolt" facts . --no-cache --docs --shard 2/2 --output "$folder/otherwise.facts"
touch new.py && "$pymolt" facts . --no-cache --shard 2/2 --output "$folder/later.facts"
sed 's/"build": "./"build": "z/' "$two" >"$folder/program.facts"
sed 's/"rules": "./"rules": "z/' "$two" >"$folder/rules.facts"
sed 's/pymolt-facts\/2/pymolt-facts\/9/' "$two" >"$folder/schema.facts"
head -c -5 "$two" >"$folder/short.facts"
head -c 3000 "$two" >"$folder/half.facts"
head -c 100 "$two" >"$folder/head.facts"
{ cat "$two"; echo; } >"$folder/long.facts"
cp "$two" "$folder/flipped.facts"
printf '\377' | dd of="$folder/flipped.facts" bs=1 seek=$(($(stat -c %s "$two") / 2)) conv=notrunc 2>/dev/null
: >"$folder/empty.facts"
refused() { # WORDS FILE…
  local words=$1 said
  shift
  said=$("$pymolt" merge "$@" --format json 2>&1)
  [ $? -eq 2 ] || fail "merge $*: exit status is not 2"
  case $said in *"$words"*) ;; *) fail "merge $*: says \"$said\", not \"$words\"" ;; esac
}
refused "shard 2 of 2 is missing" "$one"
refused "here.1.facts: is shard 1 of 2, and so is $one" "$one" "$one" "$two"
refused "foreign.facts: is of another scan than $one" "$one" "$folder/foreign.facts"
refused "third.facts: is a share of another number of shards" "$one" "$folder/third.facts"
refused "otherwise.facts: was made with other options or settings" "$one" "$folder/otherwise.facts"
refused "later.facts: was made where other files were found" "$one" "$folder/later.facts"
refused "program.facts: was made by another pymolt" "$one" "$folder/program.facts"
refused "rules.facts: was made with other rules" "$one" "$folder/rules.facts"
refused "schema.facts: this is no file of facts that this pymolt can read: its schema is \`pymolt-facts/9\`" "$one" "$folder/schema.facts"
refused "short.facts: this file of facts is cut short" "$one" "$folder/short.facts"
refused "half.facts: this file of facts is cut short" "$one" "$folder/half.facts"
refused "head.facts: this is no file of facts, or it is cut short" "$one" "$folder/head.facts"
refused "long.facts: this file of facts is damaged" "$one" "$folder/long.facts"
refused "flipped.facts: this file of facts is damaged" "$one" "$folder/flipped.facts"
refused "empty.facts: this is no file of facts" "$one" "$folder/empty.facts"
refused "pymolt.toml: this is no file of facts" "$one" pymolt.toml
refused "nothing.facts: there is no such file" "$one" "$folder/nothing.facts"
refused "--exclude says how files are read" "$one" "$two" --exclude gen/
for share in 0/2 3/2 1 1/0 1/70000 a/b 1/2x; do
  "$pymolt" facts . --shard $share --output "$folder/no.facts" 2>/dev/null && fail "--shard $share is taken"
done

# GNU parallel, where it is installed.
if command -v parallel >/dev/null 2>&1; then
  "$pymolt" scan legacy_app --no-cache --target 3.13 --format json >"$folder/a.json"
  PYMOLT=$pymolt "$engines/parallel.sh" 4 "$folder/par allel" legacy_app --target 3.13 --format json >"$folder/b.json" 2>"$folder/parallel.err"
  cmp -s "$folder/a.json" "$folder/b.json" || fail "parallel: another report than scan's: $(cat "$folder/parallel.err")"
else
  echo "GNU parallel is not installed: its script was not run"
fi
exit $failures
