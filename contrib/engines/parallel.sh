#!/usr/bin/env bash
# Scans a tree in shards with GNU parallel (Debian: `parallel`), here or on several machines, and merges them to one report.
# SPDX-License-Identifier: MIT
#
#   contrib/engines/parallel.sh SHARDS OUT PATH [OPTION OF scan…]
#   PARALLEL_OPTIONS="--sshloginfile hosts --workdir $PWD" …   on other machines that see the same folders
#
# OUT is a folder; a shard that is there already is kept, so that a run that was stopped goes on where it was.
# PYMOLT names the program (default: pymolt); THREADS those of a shard (default: 1).
set -eu
shards=$1 out=$2 path=$3
shift 3
pymolt=${PYMOLT:-pymolt}
mkdir -p "$out"
# shellcheck disable=SC2086
seq "$shards" | parallel --halt soon,fail=1 ${PARALLEL_OPTIONS:-} \
  "test -e $(printf %q "$out")/{}.facts || $(printf %q "$pymolt") facts $(printf %q "$path") --shard {}/$shards --jobs ${THREADS:-1} --output $(printf %q "$out")/{}.facts"
merge=()
for number in $(seq "$shards"); do merge+=("$out/$number.facts"); done
exec "$pymolt" merge "${merge[@]}" "$@"
