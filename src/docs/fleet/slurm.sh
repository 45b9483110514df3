#!/usr/bin/env bash
# One shard of a plan, by the index of a Slurm array: sbatch --array=1-3 src/docs/fleet/slurm.sh plan.json
#SBATCH --job-name=asyncmark
#SBATCH --nodes=1
#SBATCH --exclusive
#SBATCH --time=12:00:00
set -euo pipefail
plan=${1:?the plan, written by: run --write-plan plan.json}
exec ./run-benchmarks.sh run --plan "$plan" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
