#!/usr/bin/env bash
# Installs the servers that tests need, where that is possible, and runs the tests.
# Usage: tests/run.sh [options of dotnet test]   (QUOTAKIT_TEST_POSTGRES names a PostgreSQL to use instead: a connection string or a URL)
# The tests start the servers themselves, in temporary folders, on free ports, as an ordinary user, and stop them. Without the servers
# `dotnet test` works too, and says which tests it skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

# Debian starts an installed server unless this file forbids it. The tests start their own.
install_servers() {
    local missing=() sudo= policy=/usr/sbin/policy-rc.d made= code
    [ -n "${QUOTAKIT_TEST_POSTGRES:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    [ -x /usr/sbin/pgbouncer ] || missing+=(pgbouncer)
    [ "${#missing[@]}" -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "Not installed: ${missing[*]}. Their tests are skipped." >&2
        return 0
    fi
    if [ "$(id -u)" -ne 0 ]; then
        # Without asking for a password.
        sudo -n true 2>/dev/null || { echo "Not installed, because that needs root: ${missing[*]}. Their tests are skipped." >&2; return 0; }
        sudo='sudo -n'
    fi

    $sudo apt-get update -qq
    [ -e "$policy" ] || { made=yes && printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null && $sudo chmod +x "$policy"; }
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
    code=$?
    [ -z "$made" ] || $sudo rm "$policy"
    [ "$code" -eq 0 ] || echo "apt-get could not install ${missing[*]}. Their tests are skipped." >&2
}

install_servers
exec dotnet test "$@"
