#!/usr/bin/env bash
# Calls three simulated vendors, where three responses in ten fail, and checks that memory, handles and threads do not grow.
# Usage: tests/soak.sh [minutes]   (default 10; uses loopback only; exit code 0 if nothing grows)
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/QuotaKit.Soak -c Release -v quiet -m:1
exec dotnet exec tests/QuotaKit.Soak/bin/Release/net10.0/QuotaKit.Soak.dll "${1:-10}"
