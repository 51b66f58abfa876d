#!/usr/bin/env bash
# Measures the ledger in PostgreSQL and prints the figures: pairs of a reservation and its commit, on loopback. It takes about three minutes.
# Usage: tests/postgres-speed.sh   (the server is that of QUOTAKIT_TEST_POSTGRES, or one of its own, with fsync as QUOTAKIT_TEST_FSYNC=on says)
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
dotnet build tests/QuotaKit.Postgres.Tests -c Release -v quiet -m:1
QUOTAKIT_SPEED_FILE=$figures tests/QuotaKit.Postgres.Tests/bin/Release/net10.0/QuotaKit.Postgres.Tests \
    --no-ansi --no-progress --filter-class '*SpeedTests' >&2
cat "$figures"
