#!/usr/bin/env bash
# Runs mutation tests of one project: tests/mutation.sh core | call | heygen | pictory | vzla [concurrency, default 2].
# Fails if less than 85% of the mutants are killed.
# 'call' mutates the HTTP call of QuotaKit.Core and also runs the tests of docs/faults.md, which take longer. 'core' mutates the rest of it.
# Stryker's results for xunit.v3 are right only with the Microsoft Testing Platform, so the configurations set "mtp".
set -euo pipefail
cd "$(dirname "$0")/.."
declare -A projects=([core]=Core [call]=Core [heygen]=HeyGen [pictory]=Pictory [vzla]=Vzla)
name=${1:?Usage: tests/mutation.sh $(IFS="|"; echo "${!projects[*]}") [concurrency]}
dotnet tool restore
cd "src/QuotaKit.${projects[$name]}"
dotnet stryker --config-file "../../tests/mutation/$name.json" --concurrency "${2:-2}"
