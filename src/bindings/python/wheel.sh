#!/bin/sh
# Makes the wheel: the package, libtickler-c, and those libraries that not every Linux has, with their licenses. It is for this
# machine's glibc and all newer ones.
#
#   sh src/bindings/python/wheel.sh LIBRARY FOLDER [PYTHON]      build/release/libtickler-c.so dist
set -eu
library=$1 folder=$2 python=${3:-python3}
here=$(cd "$(dirname "$0")" && pwd)

if ! "$python" -c 'import setuptools, wheel' 2>/dev/null; then python=/usr/bin/python3; fi # Debian's own has them
for needed in patchelf objdump strip; do
  command -v $needed >/dev/null || { echo "skipped: no $needed here" && exit 77; }
done
"$python" -c 'import setuptools, wheel' 2>/dev/null || { echo "skipped: no setuptools and wheel for Python here" && exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
package=$work/tickler
mkdir -p "$package/licenses" "$folder"
cp "$here"/tickler/*.py "$here/tickler/py.typed" "$package"
cp "$here/../../../LICENSE" "$package/licenses/tickler"

soname=$(objdump -p "$library" | awk '$1 == "SONAME" { print $2 }')
cp "$library" "$package/$soname"
ldd "$library" | awk '$2 == "=>" { print $1, $3 }' | while read -r name path; do
  case $name in libc.so.* | libm.so.* | libpthread.so.* | libdl.so.* | libgcc_s.so.* | libstdc++.so.*) continue ;; esac
  cp "$path" "$package/$name"
  debian=$(dpkg-query -S "$(realpath "$path")" 2>/dev/null | cut -d: -f1)
  cp "/usr/share/doc/$debian/copyright" "$package/licenses/$debian" 2>/dev/null || echo "no license found of $name"
done
chmod u+w "$package"/lib*
strip --strip-unneeded "$package"/lib*
for each in "$package"/lib*; do patchelf --set-rpath '$ORIGIN' "$each"; done

# GLIBCXX_3.4.30, which the library needs, comes with systems of glibc 2.35 on.
glibc=$({ echo 2.35 && objdump -T "$package"/lib* | grep -o 'GLIBC_2[.0-9]*' | sed s/GLIBC_//; } | sort -uV | tail -1 | tr . _)
cd "$work"
"$python" "$here/setup.py" -q bdist_wheel --dist-dir "$work/dist" --plat-name "manylinux_${glibc}_$(uname -m)" >"$work/log" 2>&1 ||
  { cat "$work/log" && exit 1; }
cd "$OLDPWD"
cp "$work"/dist/*.whl "$folder"
ls "$folder"/tickler-*.whl
