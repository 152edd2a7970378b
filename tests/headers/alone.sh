#!/bin/sh
# alone.sh FOLDER COMPILER OPTION...: compiles each of the folder's sources, a public header alone each. Says which fail.
set -u
folder=$1
shift
failed=0
for source in "$folder"/*.cpp; do "$@" "$source" || failed=1; done
exit "$failed"
