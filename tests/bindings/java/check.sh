# The Java binding: the program of its README, the conformance file, and what is Java's own.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../binding.sh"
readme=$source/src/bindings/java/README.md
needs javac -version
needs java -version
jna=/usr/share/java/jna.jar gson=/usr/share/java/gson.jar
needs test -r $jna
needs test -r $gson

# Classes are looked for among those of Java 8; the rest of Java warns of nothing either.
javac -encoding UTF-8 --release 8 -Xlint:all,-options -Werror -cp $jna -d "$work/classes" "$source"/src/bindings/java/src/main/java/tickler/*.java
export CLASSPATH="$jna:$gson:$work/classes"
newcomer java Newcomer.java
prints java Newcomer.java

javac -encoding UTF-8 -Xlint:all -Werror -d "$work/tests" "$here"/*.java
export CLASSPATH="$CLASSPATH:$work/tests"
java PolicyTest
java Conformance "$TICKLER_CONFORMANCE"

# The library is found inside a jar, and one that is none of ours is refused.
says() {
  wanted=$1
  shift
  env "$@" java Version >"$work/said" 2>&1 || :
  grep -qF -e "$wanted" "$work/said" || { echo "not said: $wanted"; cat "$work/said"; exit 1; }
}
cp "$TICKLER_C_LIBRARY" "$work/classes/tickler/libtickler-c.so.0"
jar cf "$work/tickler.jar" -C "$work/classes" tickler
version=$(java Version)
grep -qF "<version>$version</version>" "$source/src/bindings/java/pom.xml" || { echo "pom.xml is not of $version"; exit 1; }
if command -v xmllint >/dev/null; then xmllint --noout "$source/src/bindings/java/pom.xml"; fi
says "$version" -u TICKLER_C_LIBRARY
says "$version" -u TICKLER_C_LIBRARY CLASSPATH="$jna:$work/tickler.jar:$work/tests"
says "/no/such.so" TICKLER_C_LIBRARY=/no/such.so
says "tickler_oldest_abi" TICKLER_C_LIBRARY=libc.so.6
if command -v cc >/dev/null; then
  echo 'unsigned tickler_oldest_abi(void) { return 7; } unsigned tickler_abi(void) { return 9; }' | cc -shared -fPIC -x c - -o "$work/other.so"
  says "other.so serves the ABI 7 to 9 of tickler.h, and this package needs 1" TICKLER_C_LIBRARY="$work/other.so"
fi
