# What the checks of the thin bindings share; POSIX sh. CMakeLists.txt says what is in the environment.
set -eu
source=${TICKLER_SOURCE_DIR:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# needs COMMAND...: what it does must go well here, or the test is skipped
needs() { "$@" >/dev/null 2>&1 || { echo "skipped: '$*' does not work here"; exit 77; }; }

needs_node() {
  needs node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'
  needs npm --version
}

# needs_npm_package: as it lies in build/wasm, made of these sources; it is $npm_package
needs_npm_package() {
  npm_package=$(ls "$source"/build/wasm/tickler-*.tgz 2>/dev/null) ||
    { echo "skipped: there is no package in build/wasm, which 'sh cmake/wasm.sh' makes"; exit 77; }
  newer=$(find "$source/src" "$source/include" -type f ! -path '*/bindings/[!w]*' -newer "$source/build/wasm/package/tickler.js" | head -n 1)
  [ -z "$newer" ] || { echo "skipped: the package in build/wasm is older than $newer"; exit 77; }
}

# newcomer LANGUAGE FILE: the first program of the binding's README, of at most 25 lines; what it prints, $work/expected, is the text
# after it
newcomer() {
  awk -v want="$1" '/^```/ { inside = !inside && !done && $0 == "```" want; if (!inside && seen) done = 1; seen = seen || inside; next } inside' \
    "$readme" >"$work/$2"
  awk '/^```/ { inside = $0 == "```text"; next } inside' "$readme" >"$work/expected"
  [ -s "$work/$2" ] && [ -s "$work/expected" ] || { echo "no program in $readme"; exit 1; }
  [ "$(wc -l <"$work/$2")" -le 25 ] || { echo "the program in $readme is longer than 25 lines"; exit 1; }
  cp "$source/examples/policies/art-of-follow-up.yaml" "$work"
}

# prints COMMAND...: what the README says that its program prints
prints() {
  (cd "$work" && "$@") >"$work/printed"
  diff "$work/expected" "$work/printed"
}
