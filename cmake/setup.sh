# What demo.sh, test.sh and fuzz.sh share: installs what is missing, builds, says what it does. POSIX sh; no use on its own.
#
# What is to be installed is said before, and asked. With --yes, as the first argument of a script, or TICKLER_INSTALL=yes it is not
# asked; with TICKLER_INSTALL=no, or where there is nobody to ask, nothing is installed, and the script goes on with what is there.

set -eu
cd "$(dirname "$0")/.."
if [ "${1-}" = --yes ]; then
  TICKLER_INSTALL=yes
  shift
fi

libraries="libhowardhinnant-date-dev tzdata libyaml-dev libsimdjson-dev libfmt-dev libxxhash-dev libcli11-dev libical-dev nettle-dev zlib1g-dev"
tools="g++ cmake ninja-build"
test_packages="libboost-test-dev librapidcheck-dev libbenchmark-dev libsqlite3-dev pkg-config clang clang-format mawk python3-icalendar libxml2-utils python3-setuptools python3-wheel patchelf php-cli php-sqlite3 ruby ruby-ffi mandoc abigail-tools ruby-sqlite3 doxygen python3-clang"

language_packages="golang-go default-jdk-headless libjna-java libgoogle-gson-java mono-mcs mono-runtime libmono-system-runtime-serialization4.0-cil zsh fish golang-github-mattn-go-sqlite3-dev libxerial-sqlite-jdbc-java libmono-sqlite4.0-cil emscripten chromium mariadb-server-core php-mysql"

say() { printf '== %s\n' "$*"; }

# as_root COMMAND...: with sudo where we are somebody else
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }
}

# may_we: were we told to install, or does whoever sits there say so?
may_we() {
  case ${TICKLER_INSTALL-} in
    yes) return 0 ;;
    no) return 1 ;;
  esac
  if [ ! -t 0 ]; then
    say "nobody is here to be asked: --yes or TICKLER_INSTALL=yes installs them"
    return 1
  fi
  printf '== install them, as root, with apt-get? [y/N] '
  read -r answer || return 1
  case $answer in
    [yY] | [yY][eE][sS]) return 0 ;;
    *) return 1 ;;
  esac
}

# quietly LOG COMMAND...: its output goes to build/LOG and is shown only if it fails
quietly() {
  log=build/$1
  shift
  mkdir -p build
  "$@" >"$log" 2>&1 && return
  tail -n 60 "$log"
  say "failed: $* (all of it: $log)"
  return 1
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_missing PACKAGE...: those of them that are missing, by apt if we may; else says which are wanted and goes on
install_missing() {
  missing=
  if ! command -v dpkg-query >/dev/null; then
    say "no Debian packages here; wanted are what Debian calls: $*"
    return
  fi
  for package in "$@"; do is_installed "$package" || missing="$missing $package"; done
  [ -n "$missing" ] || return 0
  if ! may_install; then
    say "please install, as root:$missing"
    return
  fi
  say "not here, and wanted:$missing"
  if ! may_we; then
    say "going on without them"
    return
  fi
  say "installing$missing"
  quietly apt-update.log as_root apt-get -q update || say "going on with the package lists that are there"
  quietly apt-install.log as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing ||
    say "going on with what is there"
}

cores() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

# build NAME OPTION...: configures and builds in build/NAME, everything or $target
build() {
  name=$1
  shift
  say "building in build/$name"
  if [ ! -f "build/$name/CMakeCache.txt" ] && command -v ninja >/dev/null; then set -- -G Ninja "$@"; fi
  quietly "$name-configure.log" cmake -S . -B "build/$name" "$@"
  quietly "$name-build.log" cmake --build "build/$name" --target ${target:-all} --parallel "$(cores)"
}

# strict COMPILER: the option for its warnings; newer compilers warn of what nobody could know.
strict() {
  case "$1 $("$1" -dumpversion)" in
    "g++ 12"* | "clang++ 14"*) echo -DCMAKE_COMPILE_WARNING_AS_ERROR=ON ;;
    *) echo -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF ;;
  esac
}
