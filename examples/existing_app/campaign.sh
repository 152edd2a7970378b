#!/bin/sh
# Two of the program on one database, killed again and again: ../campaign.sh says how.
#
#   sh examples/existing_app/campaign.sh [KILLS [PROGRAM [SEED]]]
kills=${1:-20} program=${2:-build/release/examples/example_existing_app} seed=${3:-1}
. "$(dirname "$0")/../campaign.sh"

app() { "$program" "$folder/crm.db" "$folder/follow-up.yaml" "$@"; }
program() { exec "$program" "$folder/crm.db" "$folder/follow-up.yaml" run "$1"; }
prepare() {
  cp "$policy" "$folder/follow-up.yaml"
  app fill 400 $((kills * 5 / 4 + 1)) "$seed"
}
before_kill() { for step in 1 2 3 4 5; do app clock 21600; done; }
revise() { mv "$folder/new.yaml" "$folder/follow-up.yaml"; }
finish() { app clock 86400; }
check() { app check; }

campaign 150
