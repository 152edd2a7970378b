# check.sh LANGUAGE: the program of examples/guide/LANGUAGE.md runs beside the SQL of the guide, and prints what the guide says.
language=$1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../binding.sh"
guide=$source/examples/guide
bindings=$source/src/bindings
library=$(dirname "$TICKLER_C_LIBRARY")

# What the programs read.
cp "$guide"/*.sql "$source/examples/starter/follow-up.yaml" "$work"
cd "$work"

# block LANGUAGE FILE.md: its code in that language
block() { awk -v begin="\`\`\`$1" '/^```/ { inside = !inside && $0 == begin; next } inside' "$2"; }

# program FILE [FENCE]: the one of this language, as that file
program() {
  block "${2:-$language}" "$guide/$language.md" >"$1"
  [ -s "$1" ] || { echo "no program in $guide/$language.md"; exit 1; }
}

block text "$guide/README.md" >expected

case $language in
  python)
    needs "${TICKLER_PYTHON:-python3}" -c "import sqlite3"
    program follow_up.py
    export PYTHONPATH="$bindings/python" PYTHONDONTWRITEBYTECODE=1
    prints "${TICKLER_PYTHON:-python3}" follow_up.py
    ;;
  php)
    needs php -r 'exit((int) !(PHP_VERSION_ID >= 80000 && extension_loaded("ffi") && extension_loaded("pdo_sqlite")));'
    program follow_up.php
    export TICKLER_PHP="$bindings/php"
    prints php follow_up.php
    ;;
  ruby)
    needs ruby -rffi -rsqlite3 -e 0
    program follow_up.rb
    export RUBYLIB="$bindings/ruby/lib"
    prints ruby -w follow_up.rb
    ;;
  go)
    sqlite=/usr/share/gocode/src/github.com/mattn/go-sqlite3
    needs go version
    needs test -r $sqlite/go.mod
    needs sh -c "echo '#include <sqlite3.h>' | cc -fsyntax-only -x c -"
    export GOCACHE="$work/cache" GOPATH="$work/path" GOFLAGS="-mod=mod -tags=libsqlite3" GOPROXY=off GONOSUMDB='*' CGO_ENABLED=1
    export CGO_CFLAGS="-I$source/include" CGO_LDFLAGS="-L$library" LD_LIBRARY_PATH="$library"
    program main.go
    {
      printf 'module follow_up\ngo 1.19\nrequire tickler v0.0.0\nreplace tickler => %s/go\n' "$bindings"
      printf 'require github.com/mattn/go-sqlite3 v0.0.0\nreplace github.com/mattn/go-sqlite3 => %s\n' "$sqlite"
    } >go.mod
    prints go run .
    ;;
  java)
    jna=/usr/share/java/jna.jar sqlite=/usr/share/java/sqlite-jdbc.jar
    needs javac -version
    needs java -version
    needs test -r $jna
    needs test -r $sqlite
    javac -encoding UTF-8 --release 8 -Xlint:-options -cp $jna -d classes "$bindings"/java/src/main/java/tickler/*.java
    export CLASSPATH="$jna:$sqlite:classes:."
    program FollowUp.java
    javac -encoding UTF-8 --release 11 -Xlint:all -Werror FollowUp.java
    prints java -Djava.library.path=/usr/lib/x86_64-linux-gnu/jni FollowUp
    ;;
  csharp)
    needs mcs --version
    needs mono --version
    export LC_ALL=C.UTF-8
    echo 'static class Nothing { static void Main() { using (new Mono.Data.Sqlite.SqliteConnection("Data Source=:memory:")) { } } }' >nothing.cs
    needs mcs -r:Mono.Data.Sqlite.dll -r:System.Data.dll nothing.cs
    needs mono nothing.exe
    mcs -codepage:utf8 -target:library -out:Tickler.dll "$bindings"/csharp/*.cs
    program follow_up.cs
    mcs -codepage:utf8 -warn:4 -warnaserror -r:Tickler.dll -r:Mono.Data.Sqlite.dll -r:System.Data.dll follow_up.cs
    prints mono follow_up.exe
    ;;
  javascript)
    needs_node
    needs_npm_package
    needs npm install --silent --ignore-scripts --no-audit --no-fund node-sqlite3-wasm@0.8
    npm install --silent --offline --ignore-scripts --no-audit --no-fund "$npm_package"
    program follow_up.mjs js
    prints node follow_up.mjs
    ;;
  c)
    needs sh -c "echo '#include <sqlite3.h>' | cc -fsyntax-only -x c -"
    program follow_up.c
    cc -std=c99 -Wall -Wextra -Wpedantic -Werror "-I$source/include" follow_up.c -o follow_up "-L$library" -ltickler-c -lsqlite3
    export LD_LIBRARY_PATH="$library"
    prints ./follow_up
    ;;
  cpp) # which CMake has built of the very same lines
    needs test -x "${TICKLER_GUIDE_CPP-}"
    prints "$TICKLER_GUIDE_CPP"
    ;;
  sql) # which README.md of the guide shows as the files hold it
    for file in crm keep close sent; do cat "$guide/$file.sql"; done >files
    block sql "$guide/README.md" >shown
    diff files shown
    needs "${TICKLER_PYTHON:-python3}" -c "import sqlite3"
    export PYTHONPATH="$bindings/python" PYTHONDONTWRITEBYTECODE=1
    "${TICKLER_PYTHON:-python3}" "$here/sql_test.py"
    ;;
  *)
    echo "the guide has no program in $language"
    exit 1
    ;;
esac
