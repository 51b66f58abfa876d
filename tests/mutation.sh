#!/usr/bin/env bash
# Runs mutation tests of one project: tests/mutation.sh core | call | guard | heygen | pictory | postgres | sqlite | vzla [concurrency, default 2].
# Fails if fewer mutants are killed than the configuration demands, in percent ("break"): 90 for the guard and the ledgers, else 85.
# 'call' mutates the HTTP call of QuotaKit.Core and also runs the tests of docs/faults.md, which take longer. 'guard' mutates the guard and the
# ledger in memory. 'core' mutates the rest of it. 'postgres' mutates C# only; tests/sql-mutation.sh mutates the SQL, where the rules are.
# Tests of ledgers make random calls, and kill processes. Here few of them do, so that each run is short.
# Stryker's results for xunit.v3 are right only with the Microsoft Testing Platform, so the configurations set "mtp".
set -euo pipefail
cd "$(dirname "$0")/.."
declare -A projects=([core]=Core [call]=Core [guard]=Core [heygen]=HeyGen [pictory]=Pictory [postgres]=Postgres
    [sqlite]=Sqlite [vzla]=Vzla)
name=${1:?Usage: tests/mutation.sh $(IFS="|"; echo "${!projects[*]}") [concurrency]}
export QUOTAKIT_LEDGER_OPERATIONS=${QUOTAKIT_LEDGER_OPERATIONS:-300} QUOTAKIT_LEDGER_SEED=${QUOTAKIT_LEDGER_SEED:-1}
export QUOTAKIT_GUARD_KILLS=${QUOTAKIT_GUARD_KILLS:-1}
dotnet tool restore
cd "src/QuotaKit.${projects[$name]}"
dotnet stryker --config-file "../../tests/mutation/$name.json" --concurrency "${2:-2}"
