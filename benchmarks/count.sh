#!/bin/sh
# usage: count.sh [BUILD]
# Instructions of the hot paths, counted by callgrind, beside those last recorded in instructions.txt. Fails if any has grown by more
# than 5 %.
#   BUILD      a build folder with Release and TICKLER_BUILD_BENCHMARKS (build/release); tickler_counted is built there
# RECORD=1     writes instructions.txt anew
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-$here/../build/release}
recorded=$here/instructions.txt

command -v valgrind > /dev/null || { echo "count.sh needs valgrind" >&2; exit 1; }
cmake --build "$build" --parallel --target tickler_counted > /dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM

for path in bulk bulk_kept single explain advance tick shift import; do
  items=$(valgrind --tool=callgrind --callgrind-out-file="$folder/out" --collect-atstart=no --toggle-collect=counted \
    "$build/benchmarks/tickler_counted" "$path" 2> "$folder/log") || { cat "$folder/log" >&2; exit 1; }
  awk -v path="$path" -v items="$items" '/Collected/ { printf "%-10s %8.0f\n", path, $NF / items }' "$folder/log"
done > "$folder/now"

if [ -n "${RECORD:-}" ]; then
  compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[^=]*=//p' "$build/CMakeCache.txt")
  { echo "# Instructions an item: count.sh. $("$compiler" --version | head -n 1), $(uname -m)"; cat "$folder/now"; } | tee "$recorded"
  exit
fi
awk '
  NR == FNR { before[$1] = $2; next }
  {
    if (!($1 in before)) { print $0 "  not recorded"; next }
    change = ($2 / before[$1] - 1) * 100
    worse = change > 5
    grown += worse
    printf "%s  recorded %8d  %+6.1f %%%s\n", $0, before[$1], change, worse ? "  GROWN" : ""
  }
  END { exit grown > 0 }' "$recorded" "$folder/now"
