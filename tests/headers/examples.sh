#!/bin/sh
# examples.sh SOURCE COMPILER OPTION...: writes the examples in public headers to SOURCE, and tries whether they compile.
set -eu
source=$1
shift
cd "$(dirname "$0")/../.."
awk -f tests/headers/examples.awk $(find include -name '*.hpp' | sort) >"$source"
exec "$@" -include tests/headers/setting.hpp "$source"
