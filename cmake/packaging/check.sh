#!/bin/sh
# In a fresh Debian, with the packages in /packages: apt finds what they need, the command and programs work, nothing stays behind.
set -eux
export DEBIAN_FRONTEND=noninteractive
echo 'deb [trusted=yes] file:/packages ./' >/etc/apt/sources.list.d/tickler.list
apt-get -q update
install() { apt-get -q -y --no-install-recommends install "$@"; }

install tickler
sh /packages/tests/command
install libtickler-dev g++ pkg-config cmake make
sh /packages/tests/programs

apt-get -q -y purge '^tickler$' '^libtickler'
! find / -xdev -name '*tickler*' ! -path '/packages/*' ! -path '/tmp/*' ! -path '/etc/apt/*' ! -path '/var/lib/apt/*' \
  ! -path '/var/cache/apt/*' ! -path '/proc/*' | grep .
