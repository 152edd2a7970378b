#!/bin/sh
# Each command that writes a file, killed by SIGKILL at random instants from its beginning to its end: the file is the old one or the
# new one, whole, nothing else in its folder has changed, and the same command once more does what it would have done. (What else
# happens while a book is saved: saves.sh.)
#
#   sh tests/campaigns/kills.sh [KILLS [COMMAND [SEED]]]       so many of each
set -eu
kills=${1:-10} command=$(readlink -f "${2:-build/release/tickler}") seed=${3:-1}
examples=$(readlink -f "$(dirname "$0")/../../examples")
policy=$examples/starter/follow-up.yaml

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

die() { echo "$*" && exit 1; }

# Who has inquired, one every ten minutes of a week.
awk 'BEGIN { for (i = 0; i < 300; ++i) printf "{\"id\":\"p%d\",\"contact\":{\"email\":\"p%d@example.org\",\"phone\":\"1\"},\"owner\":\"o%d\"}\n", i, i, i % 7 }' >p.jsonl
awk 'BEGIN { for (i = 0; i < 300; ++i) printf "{\"prospect\":\"p%d\",\"at\":\"2026-03-0%dT%02d:%d0:00Z\",\"channel\":\"web\",\"direction\":\"inbound\",\"outcome\":\"inquired\"}\n", i, 1 + i / 144, i / 6 % 24, i % 6 }' >t.jsonl
records="--policy $policy --prospects p.jsonl --touchpoints t.jsonl"
monday="--at 2026-03-09T15:00:00Z" thursday="--at 2026-03-12T15:00:00Z"
awk 'BEGIN { for (i = 0; i < 40; ++i) printf "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"record\",\"arguments\":{\"prospect\":\"p%d\",\"id\":\"t%d\",\"channel\":\"phone\",\"outcome\":\"no_answer\"}}}\n", i, i, i }' >calls

# What is killed writes in the folder `work`; each is the command itself, not a shell that waits for it.
save() { exec "$command" save $records --to work/book; }
report() { exec "$command" report $records $monday --to work/page.html; }
calendar() {
  previous=
  [ ! -e work/me.ics ] || previous="--previous work/me.ics"
  exec "$command" calendar $records $monday $previous --to work/me.ics
}
junit() { exec "$command" test "$examples/policies/art-of-follow-up.yaml" --junit work/results.xml; }
model() { exec "$command" workload $records $monday --weeks 1 --runs 10 --write-model work/model.yaml; }
init() { exec "$command" init work/shop; }
record() { exec "$command" mcp $records $thursday --log work/log.jsonl <calls; }

# What was there, where something was.
before_save() { "$command" save --policy "$policy" --prospects p.jsonl --touchpoints /dev/null --to work/book; }
before_report() { "$command" report $records $thursday --to work/page.html; }
before_calendar() { "$command" calendar $records --at 2026-03-04T15:00:00Z --to work/me.ics; }
before_junit() { "$command" test "$policy" --junit work/results.xml; }
before_model() { :; }  # a new file
before_init() { mkdir work/shop && cp "$examples/starter/prospects.jsonl" work/shop; }  # as one that was killed leaves it
before_record() { sed -n '1,3s/"inquired"/"replied"/p' t.jsonl >work/log.jsonl; }

same() { diff -r "$1" "$2" >difference 2>&1; }

# is_whole NAME OLD NEW: what is in work
is_whole() {
  case $1 in
    init)  # each file of theirs
      for file in work/shop/*; do
        [ ! -e "$file" ] || cmp -s "$file" "$3/shop/$(basename "$file")" || return 1
      done
      cmp -s work/other "$3/other" ;;
    record)  # each line, and all of those that were answered
      [ -e work/log.jsonl ] || : >work/log.jsonl
      lines=$(wc -l <work/log.jsonl)
      [ "$lines" -ge $(($(cat "$2/log.jsonl" 2>/dev/null | wc -l) + $(grep -c '"text":"recorded' said))) ] || return 1
      head -n "$lines" "$3/log.jsonl" | cmp -s - work/log.jsonl && cmp -s work/other "$3/other" ;;
    *) same work "$2" || same work "$3" ;;
  esac
}

killed_each() {
  name=$1
  for n in 0 1; do
    rm -rf work && mkdir work && echo other >work/other
    [ $n = 0 ] || "before_$name" >said 2>&1 || die "$name: $(cat said)"
    cp -a work "old$n"
    ("$name") >said 2>&1 || die "$name: $(cat said)"
    cp -a work "new$n"
  done
  begin=$(date +%s%N)
  for i in 1 2 3 4; do rm -rf work && cp -a old0 work && ("$name") >said 2>&1; done
  length=$((($(date +%s%N) - begin) / 4000000))

  i=0 unfinished=0 writing=0 done=0
  for wait in $(awk -v n="$kills" -v seed="$seed" -v ms="$length" 'BEGIN { srand(seed); for (i = 0; i < n; ++i) printf "%.4f ", rand() * ms / 1000 }'); do
    old=old$((i % 2)) new=new$((i % 2)) i=$((i + 1))
    rm -rf work && cp -a $old work
    ("$name") >said 2>&1 &
    pid=$!
    sleep "$wait"
    kill -KILL $pid 2>/dev/null || true
    wait $pid 2>/dev/null || unfinished=$((unfinished + 1))
    drafts=$(find work -name '.tickler-*')
    for draft in $drafts; do mv "$draft" . && writing=$((writing + 1)); done
    [ "$(echo "$drafts" | wc -w)" -le 1 ] || die "$name: more than one draft is left"
    is_whole "$name" $old $new || die "$name: killed after $wait s, it left what is neither old nor new: $(ls work)"
    if same work $new; then done=$((done + 1)); fi
    for draft in $drafts; do mv "$(basename "$draft")" "$draft"; done

    if [ "$name" = model ] && [ -e work/model.yaml ]; then  # it never writes over one
      ("$name") >/dev/null 2>&1 && die "model: written over"
    elif [ "$name" = init ] && same work/shop $new/shop; then
      ("$name") >/dev/null 2>&1 && die "init: written over"
    else
      ("$name") >said 2>&1 || die "$name: the next one fails after a kill after $wait s: $(cat said)"
    fi
    for draft in $drafts; do rm "$draft" || die "$name: the next one has removed somebody else's draft"; done
    same work $new || die "$name: the next one has written something else: $(cat difference)"
  done
  echo "$name: $i killed at some instant of $length ms, each whole: $unfinished had not ended, $writing of them were writing, $done" \
    "had written all"
  rm -rf old0 old1 new0 new1
}

for name in save report calendar junit model init record; do killed_each $name; done
