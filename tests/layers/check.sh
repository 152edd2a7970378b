#!/bin/sh
# Holds the includes between the rooms of src/ against the table in its README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../src"
find * -type f -name '*.[ch]pp*' -exec grep -n '^ *# *include' /dev/null {} + | awk -f "$here/layers.awk" README.md -
