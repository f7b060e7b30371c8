#!/usr/bin/env bash
# Runs every built test project, one after the other (the machine has two cores and some of them measure time),
# and prints "N passed, N failed" alone on the last line. Usage: run-tests.sh RESULTS_DIR
set -uo pipefail
results=$1
status=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  echo "== $name"
  "$project/bin/Release/net10.0/$name" --no-ansi --progress off --filter-not-trait Soak=faults --report-xunit-trx \
    --report-xunit-trx-filename "$name.trx" --results-directory "$results" || status=1
done
echo "== clients/typescript"
(cd clients/typescript && npm ci --no-audit --no-fund --silent && npm test --silent) >"$results/typescript.txt" 2>&1 || { status=1; cat "$results/typescript.txt"; }
passed=$(sed -n 's/^# pass //p' "$results/typescript.txt") failed=$(sed -n 's/^# fail //p' "$results/typescript.txt") skipped=0 ran=0
[ -n "$passed" ] || { echo "clients/typescript left no results" >&2; passed=0 failed=1; }
for trx in "$results"/*.trx; do
  [ -f "$trx" ] || continue
  ran=$((ran + 1))
  read -r total executed ok < <(sed -n 's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)".*/\1 \2 \3/p' "$trx" | head -n 1)
  passed=$((passed + ok)) failed=$((failed + executed - ok)) skipped=$((skipped + total - executed))
done
[ "$ran" -eq "$(ls -d tests/*.Tests | wc -l)" ] || { echo "a test project left no results" >&2; status=1; failed=$((failed + 1)); }
[ "$failed" -eq 0 ] || status=1
[ "$skipped" -eq 0 ] || echo "$skipped left out: they need servers that this run was told to do without"
echo "$passed passed, $failed failed"
exit $status
