#!/bin/sh
# deb.sh [--yes]  makes the Debian packages of these sources, build/deb/*.deb; an error that lintian finds is one here
# deb.sh check    has apt install them in a fresh minimal Debian, tries the command and programs there, and removes all again; as
#                 root, or where people may have user namespaces
. "$(dirname "$0")/setup.sh"

packaging=cmake/packaging
out=build/deb

install_checked() {
  install_missing mmdebstrap
  command -v mmdebstrap >/dev/null || { say "no mmdebstrap here"; exit 77; }
  ls $out/*.deb >/dev/null 2>&1 || { say "no packages yet: sh cmake/deb.sh"; exit 1; }
  say "installing in a fresh Debian"
  rm -rf $out/packages
  mkdir $out/packages
  cp -R $out/*.deb $packaging/debian/tests $packaging/check.sh $out/packages
  (cd $out/packages && dpkg-scanpackages --multiversion . >Packages 2>../scan.log)
  # From where this system has its packages.
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
    sort -u >$out/sources.list
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  quietly deb/check.log mmdebstrap --variant=minbase --customize-hook="copy-in $out/packages /" \
    --customize-hook='chroot "$1" sh /packages/check.sh' "$codename" /dev/null $out/sources.list
  say "installed, tried and removed (build/deb/check.log)"
}

if [ "${1-}" = check ]; then
  install_checked
  exit
fi

install_missing $tools $libraries debhelper lintian
command -v dh >/dev/null || { say "no debhelper here"; exit 77; }
rm -rf "$out"
mkdir -p "$out"

version=$(awk '/^#define TICKLER_VERSION_(MAJOR|MINOR|PATCH) / { printf "%s%s", dot, $3; dot = "." }' include/tickler/version.hpp)
commit=$(git rev-parse --short HEAD 2>/dev/null || true)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH

# released: the versions that CHANGELOG.md has, and their days
released() { sed -n 's/^## \[\([0-9][0-9.]*\)\] - \([-0-9]*\)$/\1 \2/p' CHANGELOG.md; }

# What is not released yet comes before the version that it will be.
upstream=$version
released | grep -q "^$version " || upstream=$version~git$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M)${commit:+.$commit}

# entry VERSION DISTRIBUTION TEXT DATE: one of debian/changelog
entry() {
  maintainer=$(sed -n 's/^Maintainer: //p' $packaging/debian/control)
  printf 'tickler (%s-1) %s; urgency=medium\n\n  * %s\n\n -- %s  %s\n\n' "$1" "$2" "$3" "$maintainer" "$(LC_ALL=C date -u -R -d "$4")"
}
changelog() {
  [ "$upstream" = "$version" ] ||
    entry "$upstream" UNRELEASED "What will be Tickler $version${commit:+, as of commit $commit}." "@$SOURCE_DATE_EPOCH"
  released | while read -r each day; do entry "$each" unstable "Tickler $each: CHANGELOG.md says what is new." "$day"; done
}

# What LICENSE says, in the form for machines.
copyright() {
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: tickler\n\nFiles: *\n'
  sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
  printf 'License: Expat\n'
  sed '1,/^Copyright/d' LICENSE | sed '1{/^$/d}; s/^$/./; s/^/ /'
}

say "packing $upstream"
archive=$out/tickler_$upstream.orig.tar.gz
if [ "$commit" ]; then git ls-files -z; else find . -path './build*' -prune -o -type f -printf '%P\0'; fi |
  tar -czf "$archive" --null -T - --transform 'flags=r;s|^|tickler/|' \
    --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner
tar -xzf "$archive" -C $out
cp -R $packaging/debian $out/tickler
sed "s/@libraries@/$(echo $libraries | sed 's/ /,\\n               /g')/" $packaging/debian/control >$out/tickler/debian/control
changelog | sed '$d' >$out/tickler/debian/changelog
copyright >$out/tickler/debian/copyright

say "building in $out/tickler"
export DEB_BUILD_OPTIONS="parallel=$(cores) ${DEB_BUILD_OPTIONS-}"
quietly deb/build.log sh -c "cd $out/tickler && dpkg-buildpackage -us -uc"
rm -r $out/tickler
# Only the first upload to Debian's own archive closes a bug.
(cd $out && lintian --allow-root --fail-on error --suppress-tags initial-upload-closes-no-bugs ./*.changes)
ls $out/*.deb
