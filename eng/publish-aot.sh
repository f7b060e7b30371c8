#!/usr/bin/env bash
# Publishes the server with Native AOT into the folder given (default artifacts/aot); any trim or AOT warning is an error.
# Usage: publish-aot.sh [OUT] [--ordered]
#   --ordered  publishes, watches a start under valgrind (Debian package), and publishes again with what a start touches laid out side by
#              side: fewer pages are read and kept (ADR 14). Takes three times as long.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-artifacts/aot}

publish() { dotnet publish src/Kalends.Server -c Release -r linux-x64 -v q -clp:NoSummary -o "$out" "$@"; }

publish
[ "${2-}" = --ordered ] || exit 0

dotnet build eng/startorder -c Release -v q -clp:NoSummary
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm --defined-only "$out/kalends.dbg" > "$work/symbols"
mkdir "$work/program"
cp "$out"/kalends "$out"/*.so "$work/program" # valgrind cannot read the .dbg
port=$((20000 + RANDOM % 20000))
mkfifo "$work/trace"
dotnet eng/startorder/bin/Release/net10.0/startorder.dll "$work/symbols" < "$work/trace" > "$work/order" &
reader=$!
# The other garbage collector would reserve more address space than valgrind has.
Kalends__DataDirectory=$work/data DOTNET_gcServer=0 DOTNET_GCHeapHardLimit=0x10000000 \
  valgrind --tool=lackey --trace-mem=yes --log-file="$work/trace" "$work/program/kalends" --urls "http://127.0.0.1:$port" > "$work/log" 2>&1 &
server=$!
until curl -fs "http://127.0.0.1:$port/health/live" > /dev/null; do
  kill -0 $server || { cat "$work/log" >&2; exit 1; }
  sleep 1
done
kill -9 $server
wait $server 2> /dev/null || true
wait $reader
publish "-p:IlcOrderFile=$work/order"
