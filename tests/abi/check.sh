#!/bin/sh
# check.sh LIBRARY COMPILER: holds the functions and types of tickler.h against those of libtickler-c.abi, which programs count on:
# none may be gone or be another one; library and Debian package have just them. New ones are in order; TICKLER_WRITE_ABI=1 writes
# them down.
set -eu
library=$1 compiler=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
known=$here/libtickler-c.abi

for program in abidiff abidw nm; do
  command -v $program >/dev/null || { echo "skipped: no $program here (abigail-tools, binutils)" && exit 77; }
done
[ "$(uname -m)" = x86_64 ] || { echo "skipped: libtickler-c.abi is of x86_64" && exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A library in which each function of the header is an empty one: it has the types as C has them, whatever ours was built with.
sed 's/ TICKLER_C_NOEXCEPT;/ { __builtin_trap(); }/; s/^TICKLER_C_API /__attribute__((visibility("default"))) /' \
  "$root/include/tickler/tickler.h" >"$work/tickler.c"
"$compiler" -g -shared -fPIC -Wl,-soname,libtickler-c.so.0 "-Wl,--version-script=$root/cmake/exports-c.map" \
  "$work/tickler.c" -o "$work/tickler.so"

shown() { nm -D --defined-only "$1" | awk '$2 == "T" { print $3 }' | sort; }
shown "$work/tickler.so" >"$work/declared"
shown "$library" >"$work/there"
if ! cmp -s "$work/declared" "$work/there"; then
  echo "tickler.h declares, or $library shows, what the other does not:"
  diff "$work/declared" "$work/there" || exit 1
fi
symbols=cmake/packaging/debian/libtickler-c0.symbols
sed -n 's/^ \(tickler_[^@]*\)@\([^ ]*\) .*/\1@@\2/p' "$root/$symbols" | sort >"$work/packaged"
if ! cmp -s "$work/declared" "$work/packaged"; then
  echo "$symbols does not list just what tickler.h declares:"
  diff "$work/packaged" "$work/declared" || exit 1
fi

if [ "${TICKLER_WRITE_ABI-}" ]; then
  abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed --drop-undefined-syms "$work/tickler.so" |
    sed "s| path='[^']*'||" >"$known"
fi
abidiff --no-added-syms --no-corpus-path --no-show-locs --fail-no-debug-info "$known" "$work/tickler.so" ||
  { echo "tickler.h is not what tests/abi/libtickler-c.abi says" && exit 1; }
