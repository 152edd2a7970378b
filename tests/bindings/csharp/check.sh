# The C# binding, on mono: the program of its README, the conformance file, and what is C#'s own.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../binding.sh"
readme=$source/src/bindings/csharp/README.md
needs mcs --version
needs mono --version
export LC_ALL=C.UTF-8 TZ=Asia/Tokyo # a DateTime of here is not one of UTC
cd "$work"
compiled() { mcs -codepage:utf8 -warn:4 -warnaserror "$@"; }
echo 'static class Nothing { static void Main() { } }' >nothing.cs
needs compiled -r:System.Runtime.Serialization.dll nothing.cs

compiled -target:library -out:Tickler.dll "$source"/src/bindings/csharp/*.cs
newcomer csharp newcomer.cs
compiled -r:Tickler.dll newcomer.cs
prints mono newcomer.exe
for program in PolicyTest Version; do compiled -r:Tickler.dll -out:$program.exe "$here/$program.cs"; done
compiled -r:Tickler.dll -r:System.Runtime.Serialization.dll -out:Conformance.exe "$here/Conformance.cs"
mono PolicyTest.exe
mono Conformance.exe "$TICKLER_CONFORMANCE"

# The library is found beside the assembly, and one that is none of ours is refused.
says() {
  wanted=$1
  shift
  env "$@" mono Version.exe >said 2>&1 || :
  grep -qF -e "$wanted" said || { echo "not said: $wanted"; cat said; exit 1; }
}
version=$(mono Version.exe)
grep -qF "<Version>$version</Version>" "$source/src/bindings/csharp/Tickler.csproj" || { echo "Tickler.csproj is not of $version"; exit 1; }
if command -v xmllint >/dev/null; then xmllint --noout "$source/src/bindings/csharp/Tickler.csproj"; fi
cp "$TICKLER_C_LIBRARY" libtickler-c.so.0
says "$version" -u TICKLER_C_LIBRARY
says "DllNotFoundException: /no/such.so" TICKLER_C_LIBRARY=/no/such.so
says "EntryPointNotFoundException: " TICKLER_C_LIBRARY=libc.so.6
if command -v cc >/dev/null; then
  echo 'unsigned tickler_oldest_abi(void) { return 7; } unsigned tickler_abi(void) { return 9; }' | cc -shared -fPIC -x c - -o other.so
  says "DllNotFoundException: $work/other.so serves the ABI 7 to 9 of tickler.h, and this package needs 1" TICKLER_C_LIBRARY="$work/other.so"
fi
