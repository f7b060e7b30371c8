#!/usr/bin/env bash
# Coverage-guided fuzzing with AFL++ and SharpFuzz. Usage: run.sh TARGET SECONDS [keep]   (needs afl++ from Debian)
# Starts from corpus/TARGET; what is found goes to artifacts/fuzz/TARGET, where a later run goes on. "keep" writes the smallest set of
# inputs that covers as much as everything that was seen back to corpus/TARGET. 0 seconds: only that.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 seconds=$2 keep=${3:-}
root=$(git rev-parse --show-toplevel)
out=$root/artifacts/fuzz/$target
bin=$root/artifacts/fuzz/bin-$target
dotnet tool restore >/dev/null
rm -rf "$bin"
dotnet publish Kalends.Fuzz.csproj -c Release -o "$bin" -v q -clp:NoSummary
for assembly in Kalends.ICalendar Kalends.Recurrence; do
  dotnet sharpfuzz "$bin/$assembly.dll"
done
seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
cp corpus/"$target"/* "$seeds"/
[ "$target" != ics ] || cp "$root"/tests/Kalends.ICalendar.Tests/Golden/*.ics "$seeds"/
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_AUTORESUME=1
[ "$seconds" = 0 ] || afl-fuzz -i "$seeds" -o "$out" -x "$target.dict" -t 5000 -m none -V "$seconds" -- dotnet "$bin/Kalends.Fuzz.dll" "$target"
grep -E 'run_time|execs_done|corpus_count|saved_crashes|saved_hangs|stability' "$out"/default/fuzzer_stats
[ "$keep" = keep ] || exit 0
rm -rf "$out/smallest"
afl-cmin -i "$out/default/queue" -o "$out/smallest" -t 5000 -m none -- dotnet "$bin/Kalends.Fuzz.dll" "$target"
find "corpus/$target" -type f -delete
# Large inputs are the golden files over again.
find "$out/smallest" -type f -size -2k | while read -r input; do cp "$input" "corpus/$target/$(sha1sum "$input" | cut -c1-12)"; done
