#!/usr/bin/env bash
# Mutation tests: tests/mutation.sh core | call | heygen | pictory | vzla. Fails below 85%.
# 'call' is the core's call, with the fault rows, which take longer; 'core' the rest of it.
# xunit.v3 gives true figures only through the Microsoft Testing Platform: the configurations say "mtp".
set -euo pipefail
cd "$(dirname "$0")/.."
declare -A projects=([core]=Core [call]=Core [heygen]=HeyGen [pictory]=Pictory [vzla]=Vzla)
name=${1:?name one of: ${!projects[*]}}
dotnet tool restore
cd "src/QuotaKit.${projects[$name]}"
dotnet stryker --config-file "../../tests/mutation/$name.json" --concurrency "${2:-2}"
