#!/usr/bin/env bash
# Coverage-guided fuzzing with AFL++ and SharpFuzz. Usage: run.sh TARGET SECONDS   (needs afl++ from Debian)
# The corpus that is kept lies in corpus/TARGET; what is found goes to artifacts/fuzz/TARGET.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 seconds=$2
root=$(git rev-parse --show-toplevel)
out=$root/artifacts/fuzz/$target
bin=$root/artifacts/fuzz/bin
command -v sharpfuzz >/dev/null || { echo "dotnet tool install -g sharpfuzz.commandline" >&2; exit 2; }
dotnet publish Kalends.Fuzz.csproj -c Release -o "$bin" -v q -clp:NoSummary
for assembly in Kalends.ICalendar Kalends.Recurrence; do
  sharpfuzz "$bin/$assembly.dll"
done
seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
cp corpus/"$target"/* "$seeds"/
[ "$target" = ics ] && cp "$root"/tests/Kalends.ICalendar.Tests/Golden/*.ics "$seeds"/
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1
afl-fuzz -i "$seeds" -o "$out" -x "$target.dict" -t 5000 -m none -V "$seconds" -- dotnet "$bin/Kalends.Fuzz.dll" "$target"
