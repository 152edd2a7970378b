#!/bin/sh
# Makes the package for Node and browsers, build/wasm/tickler-VERSION.tgz (unpacked: build/wasm/package), of the C door as
# WebAssembly, by Debian's emscripten. What else goes in is built from Debian's sources, fetched once into build/wasm/sources; root is
# not needed.
. "$(dirname "$0")/setup.sh"

command -v em++ >/dev/null || { say "no emscripten here: apt-get install emscripten"; exit 77; }
root=$PWD
out=$root/build/wasm
mkdir -p "$out/sources" "$out/headers" "$out/apt/lists/partial" "$out/apt/parts"

# fetch: the sources of two packages, from where the system has its packages
fetch() {
  : >"$out/apt/packages.list"
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -f "$list" ] || sed -n 's/^deb /deb-src /p' "$list" >>"$out/apt/packages.list"
  done
  for list in /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$list" ] || sed 's/^Types:.*/Types: deb-src/' "$list" >"$out/apt/parts/$(basename "$list")"
  done
  set -- -o "Dir::Etc::SourceList=$out/apt/packages.list" -o "Dir::Etc::SourceParts=$out/apt/parts" \
    -o "Dir::State::Lists=$out/apt/lists" -q
  cd "$out/sources"
  apt-get "$@" update && apt-get "$@" source --download-only libyaml simdjson &&
    for archive in *.orig.tar.gz; do tar -xzf "$archive" || return; done && touch fetched
}
if [ ! -f "$out/sources/fetched" ]; then
  say "fetching sources of libyaml and simdjson"
  (fetch) >"$out/fetch.log" 2>&1 || { tail -n 5 "$out/fetch.log"; say "no sources"; exit 77; }
fi
for header in date fmt xxhash.h xxh3.h; do ln -sfn "/usr/include/$header" "$out/headers/$header"; done

say "building in build/wasm"
# Debian's emscripten does not find the parser that it needs for itself.
export NODE_PATH=/usr/share/nodejs
flags="-flto -fwasm-exceptions"
quietly wasm/configure.log emcmake cmake -S src/bindings/wasm -B "$out/cmake" -G Ninja -DCMAKE_BUILD_TYPE=None \
  "-DCMAKE_C_FLAGS=$flags" "-DCMAKE_CXX_FLAGS=$flags -DNDEBUG" \
  "-DTICKLER_SOURCES=$out/sources" "-DTICKLER_HEADERS=$out/headers"
quietly wasm/build.log cmake --build "$out/cmake" --parallel "$(cores)"

# One file: the code, and the module in its last line, compressed so that base64 costs little on the way.
package=$out/package
header=include/tickler/version.hpp
part() { sed -n "s/^#define TICKLER_VERSION_$1 //p" $header; }
version=$(part MAJOR).$(part MINOR).$(part PATCH)
rm -rf "$package" "$out"/tickler-*.tgz
mkdir -p "$package"
cp src/bindings/wasm/README.md src/bindings/wasm/index.d.ts LICENSE "$package"
sed "s/@VERSION@/$version/" src/bindings/wasm/package.json.in >"$package/package.json"
{
  cat src/bindings/wasm/tickler.js
  printf '\nconst packed = "%s";\n' "$(gzip -9nc "$out/cmake/door.wasm" | base64 -w 0)"
} >"$package/tickler.js"
(cd "$out" && npm pack --silent ./package >pack.log 2>&1) || { cat "$out/pack.log"; exit 1; }
say "build/wasm/tickler-$version.tgz; what a page loads has $(gzip -9nc "$package/tickler.js" | wc -c) bytes of gzip"
