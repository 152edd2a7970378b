#!/bin/sh
# demo.sh [--yes]: installs what is missing, once it has asked (--yes: without), builds the command and runs it on the shipped example.
. "$(dirname "$0")/setup.sh"

install_missing $tools $libraries
build demo -DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON -DTICKLER_BUILD_TESTS=OFF -DTICKLER_BUILD_EXAMPLES=OFF

set -- next --policy examples/policies/art-of-follow-up.yaml --prospects examples/records/prospects.jsonl \
  --touchpoints examples/records/touchpoints.jsonl --at 2026-11-25T22:30:00Z
say "tickler $*"
exec build/demo/tickler "$@"
