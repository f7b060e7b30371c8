#!/usr/bin/env bash
# Publishes the server with Native AOT into the folder given (default artifacts/aot); any trim or AOT warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-artifacts/aot}
dotnet publish src/Kalends.Server -c Release -r linux-x64 -v q -clp:NoSummary -o "$out"
