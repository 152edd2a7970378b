#!/bin/sh
# threads.sh [--yes] [OPTION OF CTEST...]: installs what is missing, once it has asked (--yes: without), builds with clang++ and
# ThreadSanitizer in build/threads, and runs every test that it can see into, random cases a hundredth (at least 20).
# Allocations that fail are another matter.
. "$(dirname "$0")/setup.sh"

install_missing $tools $libraries $test_packages libclang-rt-dev
# Some tests have an operator new of their own, and so has the sanitizer: the first counts.
build threads -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None -DCMAKE_UNITY_BUILD=ON -DTICKLER_TEST_PREFIX=sanitized: \
  -DTICKLER_TEST_PACKAGING=OFF -DTICKLER_TEST_TERSE=ON -DTICKLER_TEST_CASES=0.01 -DTICKLER_TEST_TIMEOUT=7200 \
  "-DCMAKE_CXX_FLAGS=-O1 -g1 -fsanitize=thread" \
  -DCMAKE_EXE_LINKER_FLAGS=-Wl,-z,muldefs

say "testing"
cd build/threads
TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 ${TSAN_OPTIONS-}" ctest --output-on-failure -E ':no_memory$' "$@"
