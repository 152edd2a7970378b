#!/bin/sh
# fuzz.sh [--yes] [MINUTES [TARGET...]]: installs what is missing, once it has asked (--yes: without), builds the fuzz targets with
# clang++ and libFuzzer, and runs each for so long (10). An input that breaks a promise it leaves in build/fuzz/found-TARGET as
# crash-*, leak-* or timeout-*: once mended, it belongs in tests/fuzz/TARGET. What else it learns is in the corpus there, from which
# the next run goes on.
. "$(dirname "$0")/setup.sh"

minutes=${1:-10}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- calls condition mcp policy records snapshot

install_missing $tools $libraries $test_packages libclang-rt-dev
target=fuzzers
build fuzz -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS="-O2 -g1" -DTICKLER_BUILD_FUZZERS=ON

broken=
for name in "$@"; do
  say "fuzzing $name for $minutes min"
  found=build/fuzz/found-$name
  mkdir -p "$found/corpus"
  seeds=tests/fuzz/$name
  [ "$name" != policy ] || seeds="$seeds tests/broken_policies examples/policies"
  [ "$name" != records ] || seeds="$seeds examples/records"
  "build/fuzz/tests/fuzz/fuzz_$name" -max_total_time=$((minutes * 60)) -max_len=16384 -timeout=20 -rss_limit_mb=4096 -entropic=0 \
    -artifact_prefix="$found/" -print_final_stats=1 "$found/corpus" $seeds || broken="$broken $name"
done
[ -z "$broken" ] || { say "broken:$broken"; exit 1; }
