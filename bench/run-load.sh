#!/usr/bin/env bash
# Measures the whole server from outside, beside a bare endpoint that answers the same bytes, and prints Markdown.
# Usage: bench/run-load.sh [quick|full] [--aot PROGRAM] [--only PART,PART]
#   quick   10,000 events, 4 s a load: about four minutes
#   full    1,000 to 100,000 events, 10 s a load: about twenty minutes
#   --aot   measure this native program instead of the JIT build
#   --only  some of: week, month, conflicts, upcoming, beyond, create, mix, scale
set -euo pipefail
cd "$(dirname "$0")/.."
plan=quick server=src/Kalends.Server/bin/Release/net10.0/kalends.dll only=
while [ $# -gt 0 ]; do
  case $1 in
    quick | full) plan=$1 ;;
    --aot) shift; server=$1 ;;
    --only) shift; only=$1 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
for project in src/Kalends.Server bench/load bench/bare; do
  dotnet build "$project" -c Release -v quiet -clp:NoSummary >&2
done
echo "### $plan, $(basename "$server") at $(git rev-parse --short HEAD), $(date -u +%Y-%m-%dT%H:%MZ), $(nproc) cores, load average before $(cut -d' ' -f1 /proc/loadavg)"
echo
exec dotnet bench/load/bin/Release/net10.0/Kalends.Load.dll \
  --server "$server" --bare bench/bare/bin/Release/net10.0/bare.dll --plan "$plan" --only "$only"
