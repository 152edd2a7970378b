#!/bin/sh
# test.sh [--yes]: installs what is missing, once it has asked (--yes: without), builds with g++ (optimized) and with clang++ (under
# the address and undefined-behaviour sanitizers), each room of src as one source, and runs every test in both. A warning is an error
# with the compilers of Debian 12. The last lines are CTest's. That each source names all that it uses is checked by
# test-each-source.sh.
. "$(dirname "$0")/setup.sh"

install_missing $tools $libraries $test_packages libclang-rt-dev
[ "${TICKLER_TEST_LANGUAGES-}" != all ] || install_missing $language_packages

build release "$(strict g++)" -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON -DTICKLER_BUILD_BENCHMARKS=ON
checked_by=g++
if command -v clang++ >/dev/null; then checked_by=clang++; fi
build sanitized "$(strict $checked_by)" -DCMAKE_CXX_COMPILER=$checked_by -DCMAKE_BUILD_TYPE=None \
  -DCMAKE_UNITY_BUILD=ON -DTICKLER_TEST_PREFIX=sanitized: -DTICKLER_TEST_PACKAGING=OFF -DTICKLER_TEST_TERSE=ON \
  "-DCMAKE_CXX_FLAGS=-O1 -g1 -D_GLIBCXX_ASSERTIONS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"

say "testing"
mkdir -p build/tests
printf 'subdirs("../release" "../sanitized")\n' >build/tests/CTestTestfile.cmake
cd build/tests
exec ctest --output-on-failure --parallel "$(cores)"
