#!/usr/bin/env bash
# Mutation tests of the rules of the PostgreSQL ledger, which are in SQL: changes one thing at a time and shows whether the tests notice.
# Usage: tests/sql-mutation.sh [count, default 40] [seed, default 1] [regular expression, such as "settle.sql:4[5-9]"]
# The mutants are a random sample of those whose printed line matches the expression; the seed selects it.
# The files are restored at the end, however it ends; do not commit while it runs. Exit code 1 if a mutant survived.
# QUOTAKIT_LEDGER_OPERATIONS sets the number of random calls (default here 300).
set -uo pipefail
cd "$(dirname "$0")/.."

count=${1:-40} seed=${2:-1} wanted=${3:-}
sql=src/QuotaKit.Postgres/Sql
limit=600
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 QUOTAKIT_LEDGER_SEED=$seed QUOTAKIT_LEDGER_OPERATIONS=${QUOTAKIT_LEDGER_OPERATIONS:-300}
folder=$(mktemp -d)
mkdir "$folder/sql"
cp "$sql"/*.sql "$folder/sql"

# The new time of the restored files makes the next build compile them again.
restore() { cp "$folder"/sql/*.sql "$sql/"; }
trap 'restore; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

# The tests run in a copy, so that no build of theirs contains a mutant.
dotnet build tests/QuotaKit.Postgres.Tests -c Release -v quiet -m:1 || exit
cp -r tests/QuotaKit.Postgres.Tests/bin/Release/net10.0 "$folder/tests"
chmod 755 "$folder"

run_tests() {
    timeout --kill-after=20 "$limit" "$folder/tests/QuotaKit.Postgres.Tests" --no-ansi --no-progress --stop-on-fail on \
        --filter-class '*.PostgresLedgerTests' '*.RetentionTests' '*.TimeZoneTests' >"$folder/output" 2>&1
}

run_tests || { cat "$folder/output"; echo "The tests fail without a mutant." >&2; exit 2; }

# tables.sql has no rules, only defaults. The same seed selects the same mutants.
perl tests/mutation/sql-mutants.pl "$sql"/{turn,lacks,reserve,settle,answers,reads}.sql |
    awk -F '\t' -v wanted="$wanted" '{ n = split($1, p, "/"); if (p[n] ":" $2 " " $4 ~ wanted) print }' >"$folder/all"
shuf -n "$count" --random-source=<(yes "$seed") "$folder/all" >"$folder/sample"
echo "$(wc -l <"$folder/sample") of $(wc -l <"$folder/all") mutants"

killed=0 survived=0 invalid=0
while IFS=$'\t' read -r path number line change <&3; do
    restore
    # ENVIRON, because -v would read backslashes.
    LINE=$line awk -v n="$number" 'NR == n { print ENVIRON["LINE"]; next } { print }' "$folder/sql/${path##*/}" >"$path"
    dotnet build src/QuotaKit.Postgres -c Release -f net10.0 --no-restore --no-dependencies -v quiet -m:1 >"$folder/output" 2>&1 ||
        { cat "$folder/output"; exit 2; }
    cp src/QuotaKit.Postgres/bin/Release/net10.0/QuotaKit.Postgres.dll "$folder/tests/"
    run_tests
    code=$?
    if [ "$code" -eq 0 ]; then
        result=survived survived=$((survived + 1))
    elif grep -qE '\b42(601|702|703|804|883|P01|P18|803)\b' "$folder/output"; then
        result=invalid invalid=$((invalid + 1))
    else
        killed=$((killed + 1)) result=killed
        [ "$code" -lt 124 ] || result='killed (time limit)'
    fi
    printf '%-9s %s:%s  %s' "$result" "${path##*/}" "$number" "$change"
    [ "$result" != killed ] || printf '  (by %s)' "$(grep -oE -m 1 '^failed .*' "$folder/output" | sed -E 's/^failed ([^ (]*\.)?([A-Za-z_0-9]+).*/\2/')"
    echo
done 3<"$folder/sample"

tried=$((killed + survived))
echo "$killed killed, $survived survived, $invalid are not valid SQL: $((tried > 0 ? 100 * killed / tried : 0))%"
[ "$survived" -eq 0 ]
