#!/bin/sh
# fuzz.sh [--yes] [--runs N | MINUTES] [TARGET...]: installs what is missing, once it has asked (--yes: without), builds the fuzz
# targets with clang++ and libFuzzer, and runs each (all of tests/fuzz/TARGET.cpp) for so long (10) or so often. An input that breaks
# a promise it leaves in build/fuzz/found-TARGET as crash-*, leak-* or timeout-*: once mended, it belongs in tests/fuzz/TARGET. What
# else it learns is in the corpus there, from which the next run goes on.
. "$(dirname "$0")/setup.sh"

if [ "${1:-}" = --runs ]; then
  much="-runs=$2" said="$2 runs"
  shift 2
else
  minutes=${1:-10}
  much="-max_total_time=$((minutes * 60))" said="$minutes min"
  [ $# -eq 0 ] || shift
fi
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls *.cpp | sed 's/[.]cpp$//' | grep -vx replay)

install_missing $tools $libraries $test_packages libclang-rt-dev
target=fuzzers
build fuzz -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS="-O2 -g1" -DTICKLER_BUILD_FUZZERS=ON

broken=
for name in "$@"; do
  say "fuzzing $name: $said"
  found=build/fuzz/found-$name
  mkdir -p "$found/corpus"
  "build/fuzz/tests/fuzz/fuzz_$name" "$much" -max_len=16384 -timeout=20 -rss_limit_mb=4096 -entropic=0 \
    -artifact_prefix="$found/" -print_final_stats=1 "$found/corpus" $(cat "build/fuzz/tests/fuzz/$name.seeds") || broken="$broken $name"
done
[ -z "$broken" ] || { say "broken:$broken"; exit 1; }
