#!/usr/bin/env bash
# What the tests need beyond the .NET SDK, from Debian. Does nothing where all of it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
packages=(curl jq clang zlib1g-dev)
# Apache Cassandra of the CQL tests runs on Java; npm fetches it; ip gives it a network of its own, in which iptables cuts it off.
packages+=(openjdk-17-jre-headless iproute2 iptables)
# The cluster's storage: MariaDB with replicas and a Spider front, Redis.
packages+=(mariadb-server mariadb-plugin-spider redis-server)
command -v npm >/dev/null || packages+=(npm)
# Other recurrence engines, which ours is compared with.
packages+=(gcc libc6-dev pkg-config libical-dev python3-dateutil tzdata)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
bash bench/recurrence/engines/prepare.sh
