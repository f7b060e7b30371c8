#!/usr/bin/env bash
# Fetches and builds the engines that are not .NET: npm's into node_modules here, libical's as ./libical_engine.
set -euo pipefail
cd "$(dirname "$0")"
export DEBIAN_FRONTEND=noninteractive
dpkg-query -W gcc libical-dev python3-dateutil tzdata >/dev/null 2>&1 || {
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends gcc libc6-dev pkg-config libical-dev python3-dateutil tzdata >/dev/null
}
npm install --silent --no-package-lock --no-audit --no-fund
# shellcheck disable=SC2046
cc -O2 -Wall -o libical_engine libical_engine.c $(pkg-config --cflags --libs libical)
