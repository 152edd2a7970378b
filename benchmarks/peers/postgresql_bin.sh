#!/bin/sh
# Prints the folder of PostgreSQL's server programs, the newest there is: Debian keeps them off the PATH.
for program in $(command -v initdb) /usr/lib/postgresql/*/bin/initdb; do
  [ ! -x "$program" ] || newest=$program
done
[ -n "${newest:-}" ] && dirname "$newest"
