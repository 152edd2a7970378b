#!/bin/sh
# Builds with 32-bit sizes (g++ -m32) and tests what counts and packs: engine, time, book. Needs Debian's packages of i386, which it
# installs only if that architecture has been added: dpkg --add-architecture i386 && apt-get update
. "$(dirname "$0")/setup.sh"

install_missing $tools $libraries $test_packages g++-multilib
dpkg --print-foreign-architectures | grep -q '^i386$' ||
  { say "please add the architecture i386: dpkg --add-architecture i386 && apt-get update"; exit 1; }
install_missing libhowardhinnant-date-dev:i386 libyaml-dev:i386 libsimdjson14:i386 libfmt-dev:i386 libxxhash-dev:i386 libical3:i386 \
  libnettle8:i386 zlib1g:i386 librapidcheck-dev:i386 libboost-test1.74.0:i386

# These have no development files beside those of another architecture: their headers serve, with the library named here.
lib=/usr/lib/i386-linux-gnu
mkdir -p build/32-bit/simdjson
cat >build/32-bit/simdjson/simdjson-config.cmake <<EOF
add_library(simdjson::simdjson SHARED IMPORTED)
set_target_properties(simdjson::simdjson PROPERTIES IMPORTED_LOCATION $lib/libsimdjson.so.14)
EOF
boost=-DBoost_UNIT_TEST_FRAMEWORK_LIBRARY_RELEASE=$lib/libboost_unit_test_framework.so.1.74.0

target="tickler_engine_tests tickler_time_tests tickler_book_tests"
build 32-bit -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=None "-DCMAKE_CXX_FLAGS=-m32 -O1" -DCMAKE_LIBRARY_ARCHITECTURE=i386-linux-gnu \
  "-DLibIcal_LIBRARY=$lib/libical.so.3" "-DNettle_LIBRARY=$lib/libnettle.so.8" "-DZLIB_LIBRARY=$lib/libz.so.1" "-DCMAKE_PREFIX_PATH=$lib/cmake" \
  -DBoost_NO_BOOST_CMAKE=ON "$boost" "-Dsimdjson_DIR=$PWD/build/32-bit/simdjson" \
  -DTICKLER_TEST_PACKAGING=OFF -DTICKLER_TEST_TERSE=ON
say "testing"
cd build/32-bit
exec ctest --output-on-failure --tests-regex '^(engine|time|book)$'
