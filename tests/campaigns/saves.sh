#!/bin/sh
# What else happens while `tickler save` writes over a book: others that save there at the same time, signals at random instants, a
# disk without room, a folder that may not be written to. Each time there must be the old book or the new one, whole, and of what was
# not finished nothing may be left, but by SIGKILL.
#
#   sh tests/campaigns/saves.sh [SAVES [COMMAND [SEED]]]       so many at once and so many killed; as root, a full disk too
set -eu
saves=${1:-20} command=$(readlink -f "${2:-build/release/tickler}") seed=${3:-1}
policy=$(readlink -f "$(dirname "$0")/../../examples/starter/follow-up.yaml")

folder=$(mktemp -d)
mounted=
stop() {
  [ -z "$mounted" ] || umount "$mounted"
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"

die() { echo "$*" && exit 1; }
save() { "$command" save --policy "$policy" "$@"; }

# Two books, one larger than the other; what is in them is of no matter.
records() {
  awk -v n="$1" 'BEGIN { for (i = 0; i < n; ++i) printf "{\"id\":\"p%d\",\"contact\":{\"email\":\"p%d@x.org\"},\"owner\":\"o%d\"}\n", i, i, i % 99 }'
}
: >none.jsonl
for size in 40000 30000; do
  records $size >$size.jsonl
  save --prospects $size.jsonl --touchpoints none.jsonl --to $size.book >/dev/null
done

# whole FILE: it is one of the two
whole() { cmp -s "$1" 40000.book || cmp -s "$1" 30000.book; }
left_over() { find "$1" -name '.tickler-*'; }

mkdir there
cp 40000.book there/book && chmod 640 there/book
ln -s there/book link
check() {
  whole there/book || die "$1: the book is not whole"
  [ "$(stat -c %a there/book)" = 640 ] || die "$1: the book has another mode"
  [ -L link ] || die "$1: the link has become a file"
}

# Ten at a time, by two names, while somebody reads.
(
  reads=0
  while [ ! -e stop ]; do
    cat there/book >seen
    whole seen || exit 1
    reads=$((reads + 1))
    echo $reads >reads
  done
) &
reader=$!
done=0
while [ $done -lt "$saves" ]; do
  pids=
  while [ $done -lt "$saves" ]; do
    case $((done % 4)) in 0) set -- 40000 there/book ;; 1) set -- 30000 link ;; 2) set -- 40000 link ;; 3) set -- 30000 there/book ;; esac
    save --book "$1.book" --to "$2" >/dev/null &
    pids="$pids $!" done=$((done + 1))
    [ $((done % 10)) != 0 ] || break
  done
  for pid in $pids; do wait "$pid" || die "one of several saves at once has failed"; done
  check "several at once"
done
touch stop
wait $reader || die "somebody who read while others saved has seen a book that is not whole"
[ -z "$(left_over there)" ] || die "several at once have left something behind"
echo "$saves saves, ten at once: the book whole each time, and for the $(cat reads) who read meanwhile"

# At random instants of the time that one takes. A shell ignores SIGINT for what runs behind it.
begin=$(date +%s%N)
for i in 1 2 3 4 5; do save --book 30000.book --to there/book >/dev/null; done
length=$((($(date +%s%N) - begin) / 5000000))
ended=0 killed=0 abandoned=0 i=0
for wait in $(awk -v n="$saves" -v seed="$seed" -v ms="$length" 'BEGIN { srand(seed); for (i = 0; i < n; ++i) printf "%.4f ", rand() * ms / 1000 }'); do
  case $((i % 3)) in 0) signal=KILL ;; 1) signal=TERM ;; 2) signal=HUP ;; esac
  case $((i % 4)) in 0) set -- 40000 there/book ;; 1) set -- 30000 link ;; 2) set -- 30000 there/book ;; 3) set -- 40000 link ;; esac
  "$command" save --policy "$policy" --book "$1.book" --to "$2" >/dev/null 2>&1 &
  pid=$!
  sleep "$wait"
  kill -$signal $pid 2>/dev/null || true
  if wait $pid 2>/dev/null; then ended=$((ended + 1)); else killed=$((killed + 1)); fi
  check "SIG$signal"
  if [ -n "$(left_over there)" ]; then
    [ $signal = KILL ] || die "SIG$signal: something is left behind"
    abandoned=$((abandoned + 1))
    rm there/.tickler-*
  fi
  i=$((i + 1))
done
echo "$i saves killed (KILL, TERM, HUP) at some instant of $length ms: the book whole each time; $killed had not ended, $abandoned of them" \
  "were writing when SIGKILL came"

# refused WHAT FOLDER: the book in it is as before, by its name and through a link
refused() {
  for name in "$2/book" "$2/link"; do
    (eval "$3"; save --book 40000.book --to "$name" >/dev/null 2>said) && die "$1: it was saved"
    cmp -s 30000.book "$2/book" || die "$1: the old book is lost"
    [ -L "$2/link" ] || die "$1: the link is lost"
    [ -z "$(left_over "$2")" ] || die "$1: something is left behind"
  done
  echo "$1: the old book as before, and it says: $(sed "s|$folder/||" said)"
}

mkdir small
fill() { cp 30000.book small/book && ln -s book small/link; }
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o "size=$(($(stat -c %s 30000.book) / 1024 + 256))k" none small 2>/dev/null; then
  mounted=$folder/small
  fill
  refused "a full disk" small :
  mount -o remount,ro "$mounted"
  refused "a disk that is only read" small :
else
  echo "a full disk: skipped, for want of the right to mount one"
  fill
fi
if [ "$(id -u)" != 0 ]; then
  chmod 555 small
  refused "a folder that is only read" small :
  chmod 755 small
fi
mkdir limited && cp -P 30000.book limited/book && ln -s book limited/link
refused "a limit to the size of files" limited "ulimit -f 16"
