#!/bin/sh
# usage: run.sh BUILD [PROSPECTS [SAMPLE]]
# Workload W by Tickler and by programs of other kinds, on the same data, as one table in Markdown. README.md in this folder.
#   BUILD       where tickler_export_workload was built
#   PROSPECTS   for Tickler and the databases (100000)
#   SAMPLE      for the rule engines (5000)
# ROUNDS=5      measured of each, besides one to warm up; the median counts
# TICKLER_NS=   Tickler's nanoseconds a prospect, if measured elsewhere (else: a loop over `evaluate` here)
# DATA=         a folder to keep the data and the results in (else: a temporary one)
set -eu
build=${1:?usage: run.sh BUILD [PROSPECTS [SAMPLE]]}
prospects=${2:-100000}
sample=${3:-5000}
rounds=${ROUNDS:-5}
here=$(cd "$(dirname "$0")" && pwd)
programs=$build/benchmarks/peers
[ "$sample" -le "$prospects" ] || sample=$prospects

if [ -n "${DATA:-}" ]; then
  data=$DATA
  mkdir -p "$data"
else
  data=$(mktemp -d)
  trap 'rm -rf "$data"' EXIT
  trap 'exit 1' INT TERM
fi

say() { echo "$@" >&2; }
missing() { say "left out: $1 (needs $2)"; }
have() { command -v "$1" > /dev/null 2>&1; }

if [ ! -x "$programs/tickler_export_workload" ]; then
  say "no $programs/tickler_export_workload: build that target first"
  exit 1
fi
say "tickler, and the data"
measured=$("$programs/tickler_export_workload" "$data" "$prospects")
tickler_ns=${TICKLER_NS:-$measured}

median() { sort -n | awk '{ t[NR] = $1 } END { print NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'; }

# row NAME FILE COUNT LEAVES-OUT COMMAND...: the command prints a version and the seconds of each round.
row() {
  name=$1 file=$2 count=$3 leaves_out=$4
  shift 4
  say "$name"
  rm -f "$data/$file.csv"
  "$@" > "$data/$file.log" || say "$name: failed"
  if [ ! -s "$data/$file.csv" ] || [ "$(wc -l < "$data/$file.log")" -ne $((rounds + 1)) ]; then
    say "left out: $name (no result)"
    return
  fi
  version=$(head -n 1 "$data/$file.log")
  seconds=$(tail -n +2 "$data/$file.log" | median)
  awk -F, -v prospects="$count" -f "$here/agreement.awk" "$data/tickler.csv" "$data/$file.csv" |
    awk -F '\t' -v name="$name" -v version="$version" -v count="$count" -v seconds="$seconds" -v tickler="$tickler_ns" \
      -v leaves_out="$leaves_out" '{
        ns = seconds / count * 1e9
        printf "| %s | %s | %d | %.0f | %.0f x |", name, version, count, ns, ns / tickler
        for (i = 1; i <= NF; ++i) printf " %s |", $i
        print " " leaves_out " |"
      }'
}

always='when a waiting action is possible, reasons, ids, when to ask again'
no_zones="changes of the clock, $always"
told="the calendar (is told whether the office is open), $no_zones"
facts="reading the history (is given facts worked out before), caps (counted after), $told"

columns='program | version | prospects | ns a prospect | to Tickler | steps found | steps too many | due the same | within an hour'
echo "| $columns | ready alike | leaves out |"
echo '|---|---|---|---|---|---|---|---|---|---|---|'
awk -v n="$prospects" -v ns="$tickler_ns" 'BEGIN { printf "| Tickler | | %d | %.0f | 1 x | | | | | | |\n", n, ns }'

if have sqlite3; then
  row SQLite sqlite "$prospects" "$no_zones" "$here/sqlite.sh" "$data" "$rounds"
else
  missing SQLite 'apt: sqlite3'
fi
if have psql && "$here/postgresql_bin.sh" > /dev/null; then
  row PostgreSQL postgresql "$prospects" "$always" "$here/postgresql.sh" "$data" "$rounds"
else
  missing PostgreSQL 'apt: postgresql'
fi
if [ -x "$programs/tickler_clips_peer" ]; then
  row CLIPS clips "$sample" "$told" "$programs/tickler_clips_peer" "$here/clips.clp" "$data" "$sample" "$rounds"
else
  missing CLIPS 'apt: libclips-dev, and the target tickler_clips_peer'
fi
for module in @gorules/zen-engine json-rules-engine; do
  file=$(basename "$module" | tr - _)
  if have node && [ -d "$here/node_modules/$module" ]; then
    row "$module" "$file" "$sample" "$facts" node "$here/$file.mjs" "$data" "$sample" "$rounds"
  else
    missing "$module" 'apt: nodejs npm; then npm install in benchmarks/peers'
  fi
done
