#!/bin/sh
# usage: run.sh [BUILD]
# Builds the benchmarks, runs them all, and writes one table in Markdown. README.md in this folder.
#   BUILD            a folder to build in (build/release)
# PROSPECTS=100000   of workload W; for the databases too
# LARGEST=1000000    for memory and growth
# SAMPLE=5000        prospects for the rule engines
# QUICK=1            less of everything, in under a minute: to see that all runs
# PEERS=no           without the programs of other kinds
# DATA=              a folder to keep what the programs print in (else: a temporary one)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-$here/../build/release}
seconds=0.5
if [ -n "${QUICK:-}" ]; then
  PROSPECTS=${PROSPECTS:-10000} LARGEST=${LARGEST:-50000} SAMPLE=${SAMPLE:-200} ROUNDS=${ROUNDS:-1} seconds=0.02
  export ROUNDS
fi
prospects=${PROSPECTS:-100000}
largest=${LARGEST:-1000000}
sample=${SAMPLE:-5000}
programs=$build/benchmarks

if [ -n "${DATA:-}" ]; then
  data=$DATA
  mkdir -p "$data"
else
  data=$(mktemp -d)
  trap 'rm -rf "$data"' EXIT
  trap 'exit 1' INT TERM
fi

say() { echo "$@" >&2; }

busy=$(cut -d ' ' -f 1 /proc/loadavg 2> /dev/null || echo unknown)

say "building in $build"
cmake -S "$here/.." -B "$build" -DCMAKE_BUILD_TYPE=Release -DTICKLER_BUILD_BENCHMARKS=ON > "$data/build.log"
set -- tickler_workload tickler_shift_benchmarks tickler_growth tickler_memory tickler_policies tickler_book_benchmarks tickler_audit_benchmarks \
  tickler_forecast_benchmarks
[ "${PEERS:-}" = no ] || set -- "$@" tickler_export_workload
cmake --build "$build" --parallel --target "$@" >> "$data/build.log" || { cat "$data/build.log" >&2; exit 1; }
[ "${PEERS:-}" = no ] || cmake --build "$build" --parallel --target tickler_clips_peer > /dev/null 2>&1 || true  # run.sh says what it needs

# measure PROGRAM OPTION...
measure() {
  say "$@"
  program=$1
  shift
  "$programs/$program" "$@" > "$data/$program.txt" 2> "$data/$program.log" || { cat "$data/$program.log" >&2; exit 1; }
}
measure tickler_workload --prospects="$prospects" --benchmark_min_time="$seconds"
measure tickler_shift_benchmarks --benchmark_min_time="$seconds"
measure tickler_book_benchmarks --benchmark_filter="/$prospects\$" --benchmark_repetitions=5 --benchmark_min_time="$seconds"
measure tickler_audit_benchmarks --benchmark_filter="/$prospects\$" --benchmark_repetitions=5 --benchmark_min_time="$seconds"
measure tickler_forecast_benchmarks --benchmark_filter='/6000$' --benchmark_repetitions=5 --benchmark_min_time="$seconds"
measure tickler_growth "$largest"
measure tickler_memory "$largest"
measure tickler_policies 10000
cat "$data"/tickler_*.txt | grep '^figure ' > "$data/figures"

if [ "${PEERS:-}" != no ]; then
  say "peers"
  clock_ns=$(awk '$2 == "bulk_clock_ns" { print $3 }' "$data/figures")
  TICKLER_NS=$clock_ns "$here/peers/run.sh" "$build" "$prospects" "$sample" > "$data/peers.md"
  awk -F ' *[|] *' 'NR > 3 { sub(/^@gorules\//, "", $2); gsub(/-/, "_", $2); sub(/ x$/, "", $6); print "figure peer_" tolower($2), $6 }' \
    "$data/peers.md" >> "$data/figures"
fi

machine() {
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1)
  compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[^=]*=//p' "$build/CMakeCache.txt")
  echo "$(date -u +%Y-%m-%d), ${cpu:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) cores, $("$compiler" --version | head -n 1), Release."
  echo "$prospects prospects; memory and growth up to $largest; $sample for the rule engines. Load of the machine before: $busy."
}
machine
echo
awk -f "$here/table.awk" "$data/figures" "$here/targets.txt"
if [ -s "$data/peers.md" ]; then
  echo
  cat "$data/peers.md"
fi
