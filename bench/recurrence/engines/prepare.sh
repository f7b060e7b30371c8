#!/usr/bin/env bash
# Fetches and builds the engines that are not .NET, where they are not there yet: npm's into node_modules here, libical's as ./libical_engine.
# What they need from Debian, eng/install-test-tools.sh installs.
set -euo pipefail
cd "$(dirname "$0")"
if [ ! node_modules/.package-lock.json -nt package.json ]; then
  npm install --silent --no-package-lock --no-audit --no-fund
  touch node_modules/.package-lock.json
fi
# shellcheck disable=SC2046
[ libical_engine -nt libical_engine.c ] || cc -O2 -Wall -o libical_engine libical_engine.c $(pkg-config --cflags --libs libical)
