#!/usr/bin/env bash
# Races the engines over rules.tsv, one after the other, and prints the table of bench/RESULTS.md.
# Usage: bench/recurrence/run.sh [SECONDS OF EACH RULE AND ENGINE] [OCCURRENCES OF A WALK]
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-0.2} most=${2:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export TZ=UTC DOTNET_CLI_TELEMETRY_OPTOUT=1
../../eng/install-test-tools.sh
dotnet build -c Release -v quiet -clp:NoSummary
race=bin/Release/net10.0/Kalends.Recurrence.Race

awk -F'\t' '{ print NR "\t" $2 "\t" $3 "\t" $4 }' rules.tsv >"$work/cases"
run() { # NAME COMMAND...
  local name=$1
  shift
  "$@" race "$most" "$seconds" <"$work/cases" >"$work/$name.tsv"
}
run_each() { # NAME COMMAND...: a process for each case, as some never come back from a rule that seldom matches
  local name=$1
  shift
  while IFS= read -r case; do
    timeout 30 "$@" race "$most" "$seconds" <<<"$case" || printf '%s\t!\tno answer in time\n' "${case%%$'\t'*}"
  done <"$work/cases" >"$work/$name.tsv"
}
load() { cut -d' ' -f1-3 /proc/loadavg; }
echo "load average before: $(load); $(nproc) processors; $most occurrences a walk, $seconds s of processor time for each rule"
echo
run kalends "$race" kalends
run ical-net "$race" ical-net
run dateutil /usr/bin/python3 engines/dateutil_engine.py
run libical engines/libical_engine
run_each rrule.js node engines/npm_engine.mjs rrule
run_each rrule-rust node engines/npm_engine.mjs rrule-rust
run_each rrule-temporal node engines/npm_engine.mjs rrule-temporal
"$race" table rules.tsv "$work"/{kalends,ical-net,dateutil,libical,rrule.js,rrule-rust,rrule-temporal}.tsv
echo
echo "load average after: $(load)"
[ -z "${KEEP:-}" ] || cp "$work"/*.tsv "$KEEP/"
