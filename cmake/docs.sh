#!/bin/sh
# Makes the documentation of the headers, with the README, the guide and the rules as pages, in build/docs/html. Needs Doxygen; ends
# with 77 where there is none, and with an error where it warns of anything; other versions than 1.9.4 warn of other things, and may.
#
#   sh cmake/docs.sh [FOLDER]
set -eu
cd "$(dirname "$0")/.."
folder=${1:-build/docs}

command -v doxygen >/dev/null || { echo "skipped: there is no doxygen here"; exit 77; }
version=$(awk '/#define TICKLER_VERSION_(MAJOR|MINOR|PATCH) [0-9]/ { printf "%s%s", dot, $3; dot = "." }' include/tickler/version.hpp)
case $(doxygen --version) in 1.9.4*) warnings=FAIL_ON_WARNINGS ;; *) warnings=NO ;; esac
rm -rf "$folder/html"
mkdir -p "$folder"
{
  cat cmake/docs/Doxyfile
  printf 'PROJECT_NUMBER = %s\nOUTPUT_DIRECTORY = "%s"\nWARN_AS_ERROR = %s\n' "$version" "$folder" "$warnings"
} | doxygen -
# Of Markdown that it loses its way in it does not warn.
if grep -E '@(code|section|subsection|verbatim)\b' "$folder"/html/*.html; then exit 1; fi
echo "$folder/html/index.html"
