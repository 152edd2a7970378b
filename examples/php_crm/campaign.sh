#!/bin/sh
# Two cron jobs work on one database while users do; one of the jobs, by turns, is killed at random instants and started again;
# midway the policy is replaced by a new revision. In the end no task may be wrong. The second one's clock is three days slow.
#
#   sh examples/php_crm/campaign.sh [KILLS [PHP [SEED]]]
set -eu
kills=${1:-20} php=${2:-php} seed=${3:-1}
here=$(dirname "$0")
policy=$here/../starter/follow-up.yaml

folder=$(mktemp -d)
crm() { "$php" "$here/crm.php" "$folder/crm.db" "$@"; }
first= second= users=
stop() {
  kill -9 $first $second $users 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

start() { # start NAME: its process id becomes $NAME
  case $1 in first) behind=0 ;; second) behind=259200 ;; esac
  "$php" "$here/crm.php" "$folder/crm.db" cron $behind >>"$folder/$1.log" 2>&1 &
  eval "$1=\$!"
}

# ended NAME: waits for it, and says how it ended
ended() {
  eval "wait \$$1" 2>/dev/null && status=0 || status=$?
  eval "$1="
}

# A step less, other times, and one that is called otherwise.
sed -e 's/^revision: 1$/revision: 2/' -e 's/after: 2 business days, within: 4 business days, repeat: 2/after: 1 business day/' \
  -e 's/{id: letter,/{id: second-letter,/' -e 's/within: 1 business day, /within: 4 business hours, /' "$policy" >"$folder/new.yaml"
[ "$(diff "$policy" "$folder/new.yaml" | grep -c '^>')" = 4 ] || { echo "the new revision is not as it should be" && exit 1; }

# Three steps of eight hours around each kill; and how long to wait before it, in milliseconds.
crm fill "$policy" 400 $(((kills + 1) * 86400))
start first
start second
i=0
for wait in $(awk -v n="$kills" -v seed="$seed" 'BEGIN { srand(seed); for (i = 0; i < n; ++i) printf "0.%03d ", rand() * 250 }'); do
  i=$((i + 1))
  for step in 1 2 3; do crm step 28800 "$seed"; done &
  users=$!
  sleep "$wait"
  [ $((i % 2)) = 0 ] && victim=first || victim=second
  eval "kill -9 \$$victim" 2>/dev/null || true
  ended $victim
  [ "$status" = 137 ] || { echo "$victim had ended before it was killed:" && cat "$folder/$victim.log" && exit 1; }
  if [ "$i" = $((kills / 2)) ]; then crm revise "$folder/new.yaml"; fi
  start $victim
  wait $users
done
users=
crm step 86400 "$seed"
for name in first second; do
  ended $name
  [ "$status" = 0 ] || { echo "$name failed:" && cat "$folder/$name.log" && exit 1; }
done
crm cron 0
cat "$folder/first.log" "$folder/second.log"
echo "killed $i times"
crm check
