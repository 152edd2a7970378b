# The package for Node and browsers: the program of its README, the conformance file, a book and what is JavaScript's own, in Node
# and in Chromium. It is built here where TICKLER_TEST_LANGUAGES=all says so, else taken as it lies in build/wasm.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../binding.sh"
readme=$source/src/bindings/wasm/README.md
needs_node
made=$source/build/wasm
if [ "${TICKLER_TEST_LANGUAGES-}" = all ]; then
  needs em++ --version
  sh "$source/cmake/wasm.sh"
fi
needs_npm_package
size=$(gzip -9nc "$made/package/tickler.js" | wc -c)
[ "$size" -le 500000 ] || { echo "what a page loads has $size bytes of gzip, more than 500 kB"; exit 1; }

cp "$here"/*.mjs "$here"/typing.mts "$work"
cd "$work"
npm install --silent --offline --ignore-scripts --no-audit --no-fund "$npm_package"
newcomer js newcomer.mjs
prints node newcomer.mjs
node policy_test.mjs

# The faults of a book are said to be in `case`, as its file is called here.
node --input-type=module -e 'import {book} from "./book.mjs"; process.stdout.write(book(10000))' >case
"$TICKLER_COMMAND" next --policy art-of-follow-up.yaml --cases case --at 2026-03-03T15:00:00Z >native.jsonl 2>native.log ||
  [ $? -eq 1 ] # of those that cannot be read
node node.mjs "$TICKLER_CONFORMANCE"
if command -v chromium >/dev/null; then node page.mjs "$TICKLER_CONFORMANCE"; else echo "no Chromium here: not tried in a page"; fi

if npm install --silent --ignore-scripts --no-audit --no-fund --no-save typescript@5 >npm.log 2>&1; then
  node node_modules/typescript/bin/tsc --strict --noEmit --target es2022 --module nodenext --lib es2022,dom typing.mts
else
  echo "no TypeScript to be had here: types not tried"
fi
