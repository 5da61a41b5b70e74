#!/usr/bin/env bash
# Scans a tree in shards as a Slurm array job (Debian: `slurm-wlm`), and merges them in a job that waits for all of it.
# SPDX-License-Identifier: MIT
#
#   contrib/engines/slurm.sh SHARDS OUT PATH REPORT.json [OPTION OF scan…]
#
# OUT and PATH are on a file system that every node sees. A lost task alone is given again by
# `sbatch --array=7 …`; then the merge. PYMOLT names the program (default: pymolt).
set -eu
shards=$1 out=$2 path=$3 report=$4
shift 4
pymolt=${PYMOLT:-pymolt}
mkdir -p "$out"
quoted() { printf '%q ' "$@"; }
array=$(sbatch --parsable --job-name=pymolt-facts --array="1-$shards" --cpus-per-task=1 --output="$out/%a.log" \
  --wrap "$(quoted "$pymolt" facts "$path" --jobs 1) --shard \$SLURM_ARRAY_TASK_ID/$shards --output $(printf %q "$out")/\$SLURM_ARRAY_TASK_ID.facts")
merge=()
for number in $(seq "$shards"); do merge+=("$out/$number.facts"); done
sbatch --parsable --job-name=pymolt-merge --dependency="afterok:$array" --output="$out/merge.log" \
  --wrap "$(quoted "$pymolt" merge "${merge[@]}" "$@" --format "json=$report")"
