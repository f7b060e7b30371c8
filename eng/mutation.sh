#!/usr/bin/env bash
# Mutates the recurrence library and tells how many of the changes its tests find. Usage: eng/mutation.sh [FOLDER|FILE]...
# (below src/Kalends.Recurrence; else all of it). docs/mutation.md says what is found and what is left.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_INFO_WAIT_TIME=300000 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 KALENDS_MUTATION=true
report=${MUTATION_REPORT:-$PWD/mutation-report.json}
# The wait: of Stryker for "dotnet --info", which on a busy machine takes longer than the ten seconds it allows.
# In a copy: the mutated library must not stay behind in bin.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard -- .editorconfig '*.props' dotnet-tools.json global.json BannedSymbols.txt src/Kalends.Recurrence tests/Kalends.Recurrence.Tests tests/Kalends.Recurrence.Mutation tests/RfcAttribute.cs tests/TimeZoneData \
  | xargs -0 cp --parents -t "$copy"
mutate=()
for part in "$@"; do
  case $part in *.cs) mutate+=(--mutate "**/$part") ;; *) mutate+=(--mutate "**/$part/**/*.cs") ;; esac
done
cd "$copy"
dotnet tool restore >/dev/null
dotnet build tests/Kalends.Recurrence.Tests -c Release -v quiet -clp:NoSummary
cd tests/Kalends.Recurrence.Mutation
dotnet stryker --skip-version-check --output "$copy/out" "${mutate[@]}" || status=$?
cp "$copy/out/reports/mutation-report.json" "$report"
exit "${status:-0}"
