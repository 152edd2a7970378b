# The Go binding: the program of its README, the conformance file, and what is Go's own.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../binding.sh"
readme=$source/src/bindings/go/README.md
export GOCACHE="$work/cache" GOPATH="$work/path" GOFLAGS=-mod=mod GOPROXY=off CGO_ENABLED=1
needs go version
library=$(dirname "$TICKLER_C_LIBRARY")
export CGO_CFLAGS="-I$source/include" CGO_LDFLAGS="-L$library" LD_LIBRARY_PATH="$library"
needs sh -c "echo 'int main(void) { return 0; }' | cc -x c - -o /dev/null"

newcomer go main.go
cd "$work"
printf 'module newcomer\ngo 1.19\nrequire tickler v0.0.0\nreplace tickler => %s/src/bindings/go\n' "$source" >go.mod
prints go run .
mkdir -p conformance
cp "$here/conformance.go" conformance/main.go
go run ./conformance "$TICKLER_CONFORMANCE"
