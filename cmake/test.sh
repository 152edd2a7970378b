#!/bin/sh
# Installs what is missing, builds (g++, g++ under the address and undefined-behaviour sanitizers, and with clang++ all but the
# tests) and runs every test.
# A warning is an error with the compilers of Debian 12, but not under the sanitizers, where GCC gives false alarms. The last
# lines are CTest's.
. "$(dirname "$0")/setup.sh"

install_missing $tools $libraries $test_packages

# strict COMPILER: the option for its warnings; newer compilers warn of what nobody could know.
strict() {
  case "$1 $("$1" -dumpversion)" in
    "g++ 12"* | "clang++ 14"*) echo -DCMAKE_COMPILE_WARNING_AS_ERROR=ON ;;
    *) echo -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF ;;
  esac
}

build release "$(strict g++)" -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=Release -DTICKLER_BUILD_BENCHMARKS=ON
build sanitized -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=None \
  -DTICKLER_TEST_PREFIX=sanitized: -DTICKLER_TEST_PACKAGING=OFF \
  "-DCMAKE_CXX_FLAGS=-O1 -g1 -D_GLIBCXX_ASSERTIONS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
if command -v clang++ >/dev/null; then
  build clang "$(strict clang++)" -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None -DTICKLER_BUILD_TESTS=OFF \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON  # and with each source naming all that it uses
fi

say "testing"
mkdir -p build/tests
printf 'subdirs("../release" "../sanitized")\n' >build/tests/CTestTestfile.cmake
cd build/tests
exec ctest --output-on-failure --parallel "$(cores)"
