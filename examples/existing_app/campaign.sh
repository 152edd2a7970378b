#!/bin/sh
# Two of the program work on one database; one of them, by turns, is killed at random instants and started again; midway the policy
# file is replaced by a new revision. In the end no task may be wrong. The second one's clock is three days slow.
#
#   sh examples/existing_app/campaign.sh [KILLS [PROGRAM [SEED]]]
set -eu
kills=${1:-20} program=${2:-build/release/examples/example_existing_app} seed=${3:-1}
policy=$(dirname "$0")/../starter/follow-up.yaml

folder=$(mktemp -d)
app() { "$program" "$folder/crm.db" "$folder/follow-up.yaml" "$@"; }
first= second=
stop() {
  kill -9 $first $second 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

start() { # start NAME: its process id becomes $NAME
  case $1 in first) behind=0 ;; second) behind=259200 ;; esac
  "$program" "$folder/crm.db" "$folder/follow-up.yaml" run $behind >>"$folder/$1.log" 2>&1 &
  eval "$1=\$!"
}

# ended NAME: waits for it, and says how it ended
ended() {
  eval "wait \$$1" 2>/dev/null && status=0 || status=$?
  eval "$1="
}

# A step less, other times, and one that is called otherwise.
new_revision() {
  sed -e 's/^revision: 1$/revision: 2/' -e 's/after: 2 business days, within: 4 business days, repeat: 2/after: 1 business day/' \
    -e 's/{id: letter,/{id: second-letter,/' -e 's/within: 1 business day, /within: 4 business hours, /' "$policy" >"$folder/new.yaml"
  [ "$(diff "$policy" "$folder/new.yaml" | grep -c '^>')" = 4 ] || { echo "the new revision is not as it should be" && exit 1; }
  mv "$folder/new.yaml" "$folder/follow-up.yaml"
}

# Five steps of six hours for each kill; and how long to wait before it, in milliseconds.
cp "$policy" "$folder/follow-up.yaml"
app fill 400 $((kills * 5 / 4 + 1)) "$seed"
start first
start second
for wait in $(awk -v n="$kills" -v seed="$seed" 'BEGIN { srand(seed); for (i = 0; i < n; ++i) printf "0.%03d ", rand() * 150 }'); do
  i=$((${i:-0} + 1))
  for step in 1 2 3 4 5; do app clock 21600; done
  sleep "$wait"
  [ $((i % 2)) = 0 ] && victim=first || victim=second
  eval "kill -9 \$$victim" 2>/dev/null || true
  ended $victim
  [ "$status" = 137 ] || { echo "$victim had ended before it was killed:" && cat "$folder/$victim.log" && exit 1; }
  if [ "$i" = $((kills / 2)) ]; then new_revision; fi
  start $victim
done
app clock 86400
for name in first second; do
  ended $name
  [ "$status" = 0 ] || { echo "$name failed:" && cat "$folder/$name.log" && exit 1; }
done
cat "$folder/first.log" "$folder/second.log"
echo "killed $i times"
app check
