#!/bin/sh
# The package for Node beside the library for C: a policy read, a case, a book of 10,000 (that of tests/bindings/wasm). After
# cmake/wasm.sh and a release build; RELEASE says where that is.
set -eu
cd "$(dirname "$0")/../.."
library=$(find "${RELEASE:-build/release}" -name libtickler-c.so | head -n 1)
[ -n "$library" ] || { echo "no libtickler-c.so in ${RELEASE:-build/release}"; exit 1; }
folder=$(dirname "$library")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
policy=examples/policies/art-of-follow-up.yaml
node --input-type=module -e 'import {book} from "./tests/bindings/wasm/book.mjs"; process.stdout.write(book(10000))' >"$work/cases"
cc -O2 -Iinclude benchmarks/wasm/native.c -L"$folder" -ltickler-c -Wl,-rpath,"$(cd "$folder" && pwd)" -o "$work/native"
"$work/native" "$policy" "$work/cases" >"$work/of-c"
node benchmarks/wasm/node.mjs "$policy" "$work/cases" >"$work/of-node"
awk 'NR == FNR { c[$1] = $2; next }
     { printf "%-7s node %9s us", $1, $2; like = $1 == "object" ? "case" : $1
       if (like in c) printf "  c %9s us  %.1f x", c[like], $2 / c[like]; print "" }' "$work/of-c" "$work/of-node"
echo "size    $(gzip -9nc build/wasm/package/tickler.js | wc -c) bytes of gzip"
