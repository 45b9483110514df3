#!/usr/bin/env bash
# Measures two builds in one run and ends with 3 if the candidate is slower: gate.sh PATTERN_JAR PATTERN BASE_JAR CANDIDATE_JAR
# Options of run may stand behind. PATTERN_JAR holds a pattern of your own, the others the library that it calls.
set -euo pipefail
pattern_jar=${1:?the jar that holds the pattern} pattern=${2:?the name of the pattern}
base=${3:?the jar of the base} candidate=${4:?the jar of the candidate}
asyncmark=${ASYNCMARK:-.} results=gate-results
[ ! -e "$results" ] || { echo "wanted no $results, found one; move it away" >&2; exit 4; }
"$asyncmark"/run-benchmarks.sh run --classpath "$pattern_jar" --classpath base="$base" --classpath candidate="$candidate" \
  --jdk 25 --pattern "$pattern" --preset quick --rounds 10 --placebo cell --results "$results" "${@:5}"
exec "$asyncmark"/run-benchmarks.sh compare "$results"/* --metric p50 --fail-if 'slower>5%'
