# What cmake/setup.sh installs, and when: with tools that say what they were asked, and install nothing. sh setup.sh SOURCE WORK
set -eu
source=$1
work=$2
rm -rf "$work"
mkdir -p "$work/bin" "$work/cmake"

tool() { printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1" && chmod +x "$work/bin/$1"; }
tool dpkg-query 'for last; do :; done; [ "$last" = absent ] || [ "$last" = another ] || echo installed'
tool apt-get "echo \"\$*\" >>'$work/asked'"
tool sudo '"$@"'

# try ARGUMENT...: a script that wants three packages, of which two are absent
cat >"$work/cmake/script.sh" <<END
. '$source/cmake/setup.sh'
install_missing absent here another
echo "with \$# arguments: \$*"
END
try() {
  : >"$work/asked"
  PATH=$work/bin:$PATH sh "$work/cmake/script.sh" "$@" </dev/null >"$work/said" 2>&1
}
failed() {
  echo "$*"
  cat "$work/said" "$work/asked"
  exit 1
}
says() { grep -qx -e "$1" "$work/said" || failed "it should say: $1"; }
installs() { grep -qx -e '-q -y --no-install-recommends install absent another' "$work/asked" || failed "it should install both"; }
installs_nothing() { [ ! -s "$work/asked" ] || failed "it should install nothing"; }

unset TICKLER_INSTALL
try 5 records
says '== not here, and wanted: absent another'
says '== nobody is here to be asked: --yes or TICKLER_INSTALL=yes installs them'
says '== going on without them'
says 'with 2 arguments: 5 records'
installs_nothing

try --yes 5 records
says '== installing absent another'
says 'with 2 arguments: 5 records'
installs

export TICKLER_INSTALL=yes
try
says '== not here, and wanted: absent another'
installs

TICKLER_INSTALL=no
try
says '== going on without them'
installs_nothing

# Somebody who is asked.
command -v script >/dev/null || exit 0
unset TICKLER_INSTALL
for answer in y n; do
  : >"$work/asked"
  printf '%s\n' "$answer" | PATH=$work/bin:$PATH script -qec "sh '$work/cmake/script.sh'" /dev/null >"$work/said" 2>&1
  grep -q 'install them, as root, with apt-get? ' "$work/said" || failed "it should ask"
  if [ "$answer" = y ]; then installs; else installs_nothing; fi
done
