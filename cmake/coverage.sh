#!/bin/sh
# coverage.sh [--yes] [ROOM...]: installs what is missing, once it has asked (--yes: without), builds with clang++ and counters in
# build/coverage, runs the tests of what decides, and says of each room of src (engine, time, expr) how many of its lines and branches
# they take, and by file, line and column each side of a branch that none takes. What is known of those: tests/campaigns/coverage.md.
. "$(dirname "$0")/setup.sh"

[ $# -gt 0 ] || set -- engine time expr
programs="audit bank book defined_zones diff doors doors_zones engine examples expr io no_memory policy preview properties scenarios suites time"
replays=$(cd tests/fuzz && ls *.cpp | sed -n '/^replay/!s/[.]cpp$//p')

install_missing $tools $libraries $test_packages libclang-rt-dev llvm python3
for tool in llvm-profdata llvm-cov; do  # of the compiler's version: others do not read what it writes
  version=$(clang++ -dumpversion)
  command -v $tool-"${version%%.*}" >/dev/null || { say "there is no $tool-${version%%.*}"; exit 1; }
done

# All is counted, since a linker takes any of the copies of what is inline; but the tests have no places of their own to be named, and
# clang 14 fails over some of theirs.
target=
for name in $programs; do target="$target tickler_${name}_tests"; done
for name in $replays; do target="$target replay_$name"; done
build coverage -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None -DCMAKE_UNITY_BUILD=ON -DTICKLER_TEST_PACKAGING=OFF \
  -DTICKLER_TEST_TERSE=ON -DTICKLER_TEST_CASES=0.01 -DTICKLER_TEST_TIMEOUT=7200 "-DCMAKE_CXX_FLAGS=-O1 -g0 -fprofile-instr-generate" -DTICKLER_LIBRARY_FLAGS=-fcoverage-mapping

say "testing"
cd build/coverage
rm -rf counts && mkdir counts
LLVM_PROFILE_FILE=$PWD/counts/%m-%p.profraw ctest --output-on-failure -R "^($(echo $programs | tr ' ' '|')|fuzz:.*)\$"

say "counting"
llvm-profdata-"${version%%.*}" merge -sparse -failure-mode=all counts/*.profraw -o counts/all.profdata
objects=
for name in $programs; do objects="$objects -object tests/tickler_${name}_tests"; done
for name in $replays; do objects="$objects -object tests/fuzz/replay_$name"; done
sources=
for room in "$@"; do sources="$sources ../../src/$room"; done
llvm-cov-"${version%%.*}" export -skip-expansions -instr-profile=counts/all.profdata tickler $objects -object libtickler-c.so $sources >counts/all.json
python3 ../../cmake/coverage.py counts/all.json "$@"
