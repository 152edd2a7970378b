#!/bin/sh
# usage: postgresql.sh DATA ROUNDS
# Runs postgresql.sql in a throw-away cluster that listens on no network. Prints its version and the seconds of each round, and
# leaves what it found in DATA/postgresql.csv.
set -eu
data=$(cd "$1" && pwd)
rounds=$2
here=$(cd "$(dirname "$0")" && pwd)
bin=$("$here/postgresql_bin.sh")
scratch=$(mktemp -d)

as_owner() {  # a server refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}
stop() {
  as_owner "$bin/pg_ctl" -D "$scratch/cluster" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 1' INT TERM
touch "$scratch/log"
[ "$(id -u)" != 0 ] || chown -R postgres: "$scratch"

cd "$scratch"
as_owner "$bin/initdb" -D "$scratch/cluster" -U peers -A trust --no-sync --no-locale -E UTF8 > /dev/null
# One core, as the others; memory enough that nothing goes to disk; without compilation, which takes longer here than it saves.
settings="-c listen_addresses='' -k $scratch -c fsync=off -c max_parallel_workers_per_gather=0"
settings="$settings -c shared_buffers=512MB -c work_mem=512MB -c timezone=UTC -c jit=off"
as_owner "$bin/pg_ctl" -D "$scratch/cluster" -w -l "$scratch/log" -o "$settings" start > /dev/null

ask() { psql -X -q -v ON_ERROR_STOP=1 -h "$scratch" -U peers -d postgres "$@"; }

cd "$data"
ask -f "$here/postgresql_load.sql"
ask -f "$here/postgresql.sql"
ask -A -t -c 'SHOW server_version' | sed 's/ .*//'
{
  printf '%s\n' '\o /dev/null' '\timing on'
  i=0
  while [ $i -le "$rounds" ]; do
    echo 'SELECT count(*), max(due), count(*) FILTER (WHERE ready) FROM offers;'
    i=$((i + 1))
  done
} | ask | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | sed 1d | awk '{ print $1 / 1000 }'
ask -A -t -F , -c 'SELECT prospect, step, extract(epoch FROM due)::bigint, ready::int FROM offers' > postgresql.csv
