#!/usr/bin/env bash
# Measures what docs/scale.md counts with: round trips, rows, bytes and connections. It takes about three minutes.
# Usage: tests/scale-figures.sh   (the server is that of QUOTAKIT_TEST_POSTGRES, or one of its own, with fsync as QUOTAKIT_TEST_FSYNC=on says)
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
for project in QuotaKit.Postgres.Tests QuotaKit.Sqlite.Tests; do
    dotnet build "tests/$project" -c Release -v quiet -m:1
    QUOTAKIT_SCALE_FILE=$figures "tests/$project/bin/Release/net10.0/$project" --no-ansi --no-progress --filter-class '*ScaleTests' >&2
done
cat "$figures"
