#!/usr/bin/env bash
# Measures what a call costs each kind of server, embedded and on clusters of several shapes, then what users and events take up; prints tables.
# Usage: bench/scale/run.sh [SECONDS OF A LOAD, 0 for sizes only]
set -euo pipefail
cd "$(dirname "$0")/../.."
eng/install-test-tools.sh >&2
for project in src/Kalends.Server bench/scale; do
  dotnet build "$project" -c Release -v quiet -clp:NoSummary >&2
done
echo "$(git rev-parse --short HEAD), $(date -u +%Y-%m-%dT%H:%MZ), $(nproc) cores, load average before $(cut -d' ' -f1 /proc/loadavg)"
echo
exec dotnet bench/scale/bin/Release/net10.0/Kalends.Scale.Bench.dll src/Kalends.Server/bin/Release/net10.0/kalends.dll "$@"
