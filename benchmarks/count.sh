#!/bin/sh
# usage: count.sh [BUILD]
# Instructions of the hot paths, and the branches that callgrind's simple predictor misses, beside those last recorded in
# instructions.txt. A missed branch takes as long as a hundred instructions. Fails if any has grown by more than 5 % of instructions
# or 20 % of missed branches, which also depend on where the code happens to lie.
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

for path in bulk bulk_kept bulk_expires single may explain advance tick shift import forecast bulk_art bulk_debt bulk_dental bulk_starter \
  single_art may_art case_art bulk_art_w bulk_debt_w bulk_dental_w bulk_starter_w; do
  items=$(valgrind --tool=callgrind --callgrind-out-file="$folder/out" --collect-atstart=no --toggle-collect=counted \
    --branch-sim=yes "$build/benchmarks/tickler_counted" "$path" 2> "$folder/log") || { cat "$folder/log" >&2; exit 1; }
  # Collected: instructions, conditional branches and those missed, indirect ones and those missed
  awk -v path="$path" -v items="$items" '
    /Collected/ { printf "%-14s %8.0f %7.1f\n", path, $(NF - 4) / items, ($(NF - 2) + $NF) / items }' "$folder/log"
done > "$folder/now"

if [ -n "${RECORD:-}" ]; then
  compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[^=]*=//p' "$build/CMakeCache.txt")
  {
    echo "# Instructions and missed branches an item: count.sh. $("$compiler" --version | head -n 1), $(uname -m)"
    echo "# Of commit $(git -C "$here/.." log -1 --format=%h -- src include cmake CMakeLists.txt)"
    cat "$folder/now"
  } | tee "$recorded"
  exit
fi
awk '
  function percent(now, then) { return then == 0 ? (now > 0) * 100 : (now / then - 1) * 100 }
  NR == FNR { instructions[$1] = $2; missed[$1] = $3; next }
  {
    if (!($1 in instructions)) { print $0 "  not recorded"; next }
    more = percent($2, instructions[$1])
    more_missed = percent($3, missed[$1])
    worse = more > 5 || more_missed > 20
    grown += worse
    printf "%s  recorded %8d %7.1f  %+6.1f %% %+6.1f %%%s\n", $0, instructions[$1], missed[$1], more, more_missed,
      worse ? "  GROWN" : ""
  }
  END { exit grown > 0 }' "$recorded" "$folder/now"
