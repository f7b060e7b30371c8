#!/usr/bin/env bash
# One long test by name, with its figures. Usage: ./test --soak NAME
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

run_tests() { # PROJECT CLASS
  bash eng/install-test-tools.sh
  dotnet build "tests/$1" -c Release -v quiet -clp:NoSummary
  "tests/$1/bin/Release/net10.0/$1" --no-ansi --progress off --output Detailed --filter-class "$2"
}

# As an installed server is, compiled before: a notifier that is started again must not compile itself beside the others.
build_delivery() {
  bash eng/install-test-tools.sh
  dotnet publish bench/delivery -c Release -r linux-x64 -v quiet -clp:NoSummary -o artifacts/delivery
  delivery=artifacts/delivery/Kalends.Delivery.Bench
}

case "${1:-}" in
  kill) # 100 times a process that writes under load is killed; every acknowledged write must be there
    KALENDS_KILL_ROUNDS="${2:-100}" run_tests Kalends.Storage.Tests '*KillTests' ;;
  cql) # a load on three Cassandra nodes that are killed, paused and cut off in random order
    bash eng/install-test-tools.sh
    dotnet build bench/cql -c Release -v quiet -clp:NoSummary
    bench/cql/bin/Release/net10.0/Kalends.Cql.Bench soak "${2:-10}" ;;
  reminders) # RATE due each second for MINUTES of real time on SET or both, and a million over a day by a clock that is turned
    build_delivery
    for set in ${4:-embedded cluster}; do
      "$delivery" pace "$set" "${2:-500}" "${3:-60}" "${5:-1000}"
      "$delivery" day 1000000 "$set"
    done ;;
  notifiers) # notifiers under load are killed every half minute, the clock of one is two minutes ahead; nothing may be lost
    build_delivery
    for set in ${4:-embedded cluster}; do "$delivery" kill "$set" "${2:-500}" "${3:-10}" "${5:-300}"; done ;;
  recurrence) # generated rules put to five other engines; SEED gives other rules
    dotnet build bench/recurrence -c Release -v quiet -clp:NoSummary
    KALENDS_DIFFERENTIAL_RULES="${2:-20000}" KALENDS_DIFFERENTIAL_SEED="${3:-1}" KALENDS_DIFFERENTIAL_REPORT="${TMPDIR:-/tmp}/recurrence-differences.tsv" \
      run_tests Kalends.Recurrence.Tests '*DifferentialTests'
    cut -f1,2 "${TMPDIR:-/tmp}/recurrence-differences.tsv" | sort | uniq -c | sort -rn ;;
  model) # every state of the offline protocol with so many devices and operations
    KALENDS_MODEL_DEVICES="${2:-3}" KALENDS_MODEL_OPERATIONS="${3:-4}" run_tests Kalends.Domain.Tests '*ProtocolModelTests' ;;
  sync) # ten devices live offline, the server is killed again and again
    KALENDS_SYNC_ROUNDS="${2:-120}" run_tests Kalends.Server.Tests '*OfflineFleetTests' ;;
  faults) # a steady load on a whole cluster while its servers and processes fail; processes are killed for MINUTES
    KALENDS_FAULT_MINUTES="${2:-10}" run_tests Kalends.Server.Tests '*FaultTests' ;;
  *)
    echo "usage: ./test --soak kill [ROUNDS] | cql [MINUTES] | recurrence [RULES] [SEED] | reminders|notifiers [RATE] [MINUTES] [SET] [SECONDS FOR FILLING] | model [DEVICES OPERATIONS] | sync [ROUNDS] | faults [MINUTES]" >&2
    exit 2 ;;
esac
