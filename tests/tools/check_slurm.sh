#!/usr/bin/env bash
# Runs contrib/engines/slurm.sh on a Slurm of one controller and one node on this machine, and compares with one scan.
# SPDX-License-Identifier: MIT
#
#   check_slurm.sh BINARY [TREE]      as root, with Debian's `slurm-wlm`; default: fixtures/legacy_app
#
# Everything listens on 127.0.0.1 and lives in a folder of its own; the daemons that were started here are ended by number.
set -eu
pymolt=$(realpath "$1")
tree=$(realpath "${2:-$(dirname "$0")/../../fixtures/legacy_app}")
engine=$(realpath "$(dirname "$0")/../../contrib/engines/slurm.sh")
for program in slurmctld slurmd sbatch munged; do
  command -v $program >/dev/null || { echo "$program is not installed: Slurm was not run"; exit 0; }
done
folder=$(mktemp -d)
chmod 755 "$folder"
started=()
finish() {
  for number in "${started[@]}"; do kill "$number" 2>/dev/null || true; done
  sleep 0.5
  for number in "${started[@]}"; do kill -9 "$number" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap finish EXIT
mkdir -p "$folder"/{munge,state,spool,log,work}
chmod 711 "$folder/munge"
head -c 1024 /dev/urandom >"$folder/munge/key" && chmod 600 "$folder/munge/key"
munged --foreground --force --socket="$folder/munge/socket" --key-file="$folder/munge/key" --pid-file="$folder/munge/pid" \
  --seed-file="$folder/munge/seed" --log-file="$folder/munge/log" >"$folder/log/munge" 2>&1 &
started+=($!)
for _ in $(seq 50); do [ -S "$folder/munge/socket" ] && break; sleep 0.1; done

cat >"$folder/slurm.conf" <<CONF
ClusterName=pymolt
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.log
SchedulerType=sched/backfill
NodeName=localhost NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=localhost Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$folder/slurm.conf"
slurmctld -D -c >"$folder/log/controller" 2>&1 &
started+=($!)
slurmd -D -N localhost >"$folder/log/node" 2>&1 &
started+=($!)
up=
for _ in $(seq 100); do
  up=$(sinfo -h -o %T 2>/dev/null || true)
  [ "$up" = idle ] && break
  sleep 0.2
done
[ "$up" = idle ] || { echo "Slurm did not come up: $up"; tail -5 "$folder"/log/*; exit 1; }

cd "$folder/work"
cp -r "$tree" tree
"$pymolt" scan tree --no-cache --target 3.13 --format json=one.json >/dev/null 2>&1 || [ $? -eq 1 ]
PYMOLT=$pymolt "$engine" 4 "$folder/work/out" tree "$folder/work/merged.json" --target 3.13 --fail-on never >jobs
echo "jobs: array and merge $(tr '\n' ' ' <jobs)"
for _ in $(seq 300); do
  [ -z "$(squeue -h 2>/dev/null)" ] && break
  sleep 0.2
done
scontrol show job -o | sed -E 's/.*JobId=([0-9]+).*JobName=([^ ]+).*JobState=([A-Z]+).*Dependency=([^ ]+).*ExitCode=([0-9:]+).*/  job \1 \2 \3 exit \5 dependency \4/'
cmp one.json merged.json || { tail -3 out/*.log; exit 1; }

# A task that is lost is computed again alone: the merge is refused without it, and gives the same with it.
rm out/3.facts merged.json
"$pymolt" merge out/{1,2,4}.facts --format json=merged.json 2>refused && exit 1
grep -q 'shard 3 of 4 is missing' refused
again=$(sbatch --parsable --array=3 --output=out/%a.log --wrap "$pymolt facts tree --jobs 1 --shard \$SLURM_ARRAY_TASK_ID/4 --output out/\$SLURM_ARRAY_TASK_ID.facts")
for _ in $(seq 100); do [ -z "$(squeue -h -j "$again" 2>/dev/null)" ] && break; sleep 0.2; done
"$pymolt" merge out/*.facts --target 3.13 --fail-on never --format json=merged.json
cmp one.json merged.json
echo "Slurm $(sbatch --version | cut -d' ' -f2): 4 shards and a merge that waited for them, and shard 3 again: the bytes of one scan"
