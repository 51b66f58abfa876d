#!/usr/bin/env bash
# Calls three simulated vendors, which fail three times out of ten, and tells whether memory, handles and threads stay level.
# Usage: tests/soak.sh [minutes]   (default 10; loopback only; stops by itself; exit code 0 if level)
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/QuotaKit.Soak -c Release -v quiet -m:1
exec dotnet exec tests/QuotaKit.Soak/bin/Release/net10.0/QuotaKit.Soak.dll "${1:-10}"
