#!/usr/bin/env bash
# What the tests need beyond the .NET SDK, from Debian. Does nothing where all of it is there.
set -euo pipefail
packages=(curl jq clang zlib1g-dev)
# Apache Cassandra of the CQL tests runs on Java; npm fetches it; ip gives it a network of its own, in which iptables cuts it off.
packages+=(openjdk-17-jre-headless iproute2 iptables)
# The cluster's storage: MariaDB with replicas and a Spider front, Redis.
packages+=(mariadb-server mariadb-plugin-spider redis-server)
command -v npm >/dev/null || packages+=(npm)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
