#!/bin/sh
# Installs what is missing, builds with every warning an error (g++, g++ under the address and undefined-behaviour sanitizers,
# clang++) and runs every test. The last lines are CTest's.
. "$(dirname "$0")/setup.sh"

# shellcheck disable=SC2086
install_missing $tools $libraries $test_packages

strict=-DCMAKE_COMPILE_WARNING_AS_ERROR=ON
build release $strict -DCMAKE_BUILD_TYPE=Release -DTICKLER_BUILD_BENCHMARKS=ON
build sanitized $strict -DCMAKE_BUILD_TYPE=None -DTICKLER_TEST_PREFIX=sanitized: -DTICKLER_TEST_PACKAGING=OFF \
  "-DCMAKE_CXX_FLAGS=-O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
if command -v clang++ >/dev/null; then
  build clang $strict -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER=clang++ -DTICKLER_BUILD_BENCHMARKS=ON
fi

say "testing"
mkdir -p build/tests
printf 'subdirs("../release" "../sanitized")\n' >build/tests/CTestTestfile.cmake
cd build/tests
exec ctest --output-on-failure --parallel "$(cores)"
