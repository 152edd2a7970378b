#!/bin/sh
# Compiles each source by itself, without precompiled headers: does each name all that it uses, and is no name said twice? Whole rooms
# as one source, as test.sh builds them, would hide it. Warnings are errors with Debian 12's compilers. CXX: another compiler.
. "$(dirname "$0")/setup.sh"

install_missing $tools $libraries $test_packages
compiler=${CXX:-clang++}
build each-source "$(strict "$compiler")" "-DCMAKE_CXX_COMPILER=$compiler" -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=-O0 \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DTICKLER_BUILD_BENCHMARKS=ON
say "each source compiles by itself"
