#!/usr/bin/env bash
# Kills processes, connections and servers in the middle of reservations, compares the ledgers with a model, and prints the figures.
# Usage: tests/guard-faults.sh [kills] [operations]   (default 200 and 1000000; tests/run.sh installs PostgreSQL; exit code 0 if nothing is wrong)
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 QUOTAKIT_TEST_SECONDS=0
kills=${1:-200}
operations=${2:-1000000}
code=0

# Runs the named tests of a project, and shows their figures and what failed.
run() {
    local project=$1
    shift
    "tests/$project/bin/Release/net10.0/$project" --no-ansi --no-progress --show-live-output on "$@" |
        grep --line-buffered -E -A 8 '^failed |killed|cut (before|after)|ended|linearizable|[Ll]ag |differences|succeeded:'
    [ "${PIPESTATUS[0]}" -eq 0 ] || code=1
}

for project in QuotaKit.Core.Tests QuotaKit.Sqlite.Tests QuotaKit.Postgres.Tests; do
    dotnet build "tests/$project" -c Release -v quiet -m:1 || exit
done

export QUOTAKIT_GUARD_KILLS=$kills QUOTAKIT_LEDGER_OPERATIONS=$operations
run QuotaKit.Core.Tests --filter-method '*InMemoryLedgerTests.Random_calls*' '*InMemoryLedgerTests.Late_vendor*' '*InMemoryLedgerTests.Concurrent*'
run QuotaKit.Sqlite.Tests --filter-class '*ProcessTests'
# The databases write each operation, so they get a share of them.
export QUOTAKIT_LEDGER_OPERATIONS=$((operations / 50))
run QuotaKit.Sqlite.Tests --filter-method '*SqliteLedgerTests.Random_calls*' '*SqliteLedgerTests.Late_vendor*' '*SqliteLedgerTests.Concurrent*'
run QuotaKit.Postgres.Tests --filter-method '*PostgresLedgerTests.Random_calls*' '*PostgresLedgerTests.Late_vendor*' '*PostgresLedgerTests.Concurrent*'
run QuotaKit.Postgres.Tests --filter-namespace '*Faults'
exit "$code"
