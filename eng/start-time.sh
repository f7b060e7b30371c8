#!/usr/bin/env bash
# Time from exec to the first answered request, and the memory then; median of several starts, each on an empty data directory.
# Usage: start-time.sh STARTS COMMAND [ARGS...]   (the command is given --urls and a data directory)
set -euo pipefail
starts=$1; shift
port=$((20000 + RANDOM % 20000))

first_answer() { # waits until GET /health/live answers 200
  local status
  until { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || { echo "the server ended:" >&2; cat "$data/log" >&2; return 1; }
    read -rt 0.002 <> <(:) || true
  done
  printf 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  read -r status <&3
  exec 3>&-
  [[ $status == *" 200 "* ]] || { echo "answered $status" >&2; return 1; }
}

times=() memory=()
for _ in $(seq "$starts"); do
  data=$(mktemp -d)
  begun=${EPOCHREALTIME/./}
  Kalends__DataDirectory=$data "$@" --urls "http://127.0.0.1:$port" >"$data/log" 2>&1 &
  server=$!
  first_answer
  times+=($(((${EPOCHREALTIME/./} - begun) / 1000)))
  memory+=("$(awk '/VmRSS/{print $2 * 1024}' "/proc/$server/status")")
  kill -TERM $server
  wait $server || true
  rm -rf "$data"
done
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
echo "first answer: median $(median "${times[@]}") ms of ${times[*]}; resident: median $(median "${memory[@]}") bytes; load $(cut -d' ' -f1 /proc/loadavg)"
