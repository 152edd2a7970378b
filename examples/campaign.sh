# What the campaigns of existing_app and php_crm share: two of a program work on one database; one of them, by turns, is killed at random
# instants and started again; midway the policy is replaced by a new revision. In the end no task may be wrong. The second one's clock is
# three days slow. POSIX sh, for a script that has set $kills and $seed, and says:
#
#   prepare          a database with people in it
#   program BEHIND   becomes the program (exec), by a clock so many seconds slow; it ends when the simulated days do
#   before_kill      some hours go by; what it starts in the background and adds to $users is waited for after the kill
#   revise           $folder/new.yaml is to be the policy
#   finish           the last day
#   check            says what there is, and ends with 1 if anything is wrong
#
# and then: campaign MILLISECONDS, of the longest wait before a kill.
set -eu
policy=$(dirname "$0")/../starter/follow-up.yaml
folder=$(mktemp -d)
first= second= users= server=
trap 'kill -9 $first $second $users $server 2>/dev/null || true; rm -rf "$folder"' EXIT

start() { # start NAME: its process id becomes $NAME
  case $1 in first) behind=0 ;; second) behind=259200 ;; esac
  program $behind >>"$folder/$1.log" 2>&1 &
  eval "$1=\$!"
}

# ended NAME STATUS: waits for it, and takes no other status
ended() {
  eval "wait \$$1" 2>/dev/null && status=0 || status=$?
  eval "$1="
  [ "$status" = "$2" ] || { echo "$1 ended with $status, not $2:" && cat "$folder/$1.log" && exit 1; }
}

campaign() {
  # A step less, other times, and one that is called otherwise.
  sed -e 's/^revision: 1$/revision: 2/' -e 's/after: 2 business days, within: 4 business days, repeat: 2/after: 1 business day/' \
    -e 's/{id: letter,/{id: second-letter,/' -e 's/within: 1 business day, /within: 4 business hours, /' "$policy" >"$folder/new.yaml"
  [ "$(diff "$policy" "$folder/new.yaml" | grep -c '^>')" = 4 ] || { echo "the new revision is not as it should be" && exit 1; }

  prepare
  start first
  start second
  i=0
  for wait in $(awk -v n="$kills" -v seed="$seed" -v most="$1" \
      'BEGIN { srand(seed); for (i = 0; i < n; ++i) printf "0.%03d ", rand() * most }'); do
    i=$((i + 1))
    before_kill
    sleep "$wait"
    [ $((i % 2)) = 0 ] && victim=first || victim=second
    eval "kill -9 \$$victim" 2>/dev/null || true
    ended $victim 137 # if it had ended before, that is wrong
    if [ "$i" = $((kills / 2)) ]; then revise; fi
    start $victim
    [ -z "$users" ] || wait $users
    users=
  done
  finish
  ended first 0
  ended second 0
  cat "$folder/first.log" "$folder/second.log"
  echo "killed $i times"
  check
}
