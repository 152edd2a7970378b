#!/bin/sh
# usage: sqlite.sh DATA ROUNDS
# Runs sqlite.sql on a database in memory. Prints its version and the seconds of each round, and leaves what it found in
# DATA/sqlite.csv.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rounds=$2
cd "$1"
sqlite3 --version | sed 's/ .*//'
{
  echo "PRAGMA cache_size = -262144;"
  echo ".read $here/sqlite_load.sql"
  echo ".read $here/sqlite.sql"
  echo ".timer on"
  i=0
  while [ $i -le "$rounds" ]; do
    echo "SELECT count(*), max(due), sum(ready) FROM offers;"
    i=$((i + 1))
  done
  echo ".timer off"
  echo ".mode list"
  echo ".separator ,"
  echo ".output sqlite.csv"
  echo "SELECT * FROM offers;"
} | sqlite3 -batch :memory: | sed -n 's/^Run Time: real \([0-9.]*\) .*/\1/p' | sed 1d
