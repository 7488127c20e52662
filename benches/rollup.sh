#!/bin/sh
# Rolls 16 regions up into a country, from their results as JSON: 50,000 situations in 500 registers.
#
#     FULL=1 benches/rollup.sh        all of it; without FULL a tenth
#
# Prints the seconds and the peak memory of each step.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked --example generate --bin tobokel
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
rows=10
[ -n "${FULL:-}" ] && rows=100
mkdir "$place/regions"
region=1
while [ "$region" -le 16 ]; do
    # 31 or 32 registers to a region: 500 in all.
    files=31
    [ "$region" -le 4 ] && files=32
    target/release/examples/generate "$place/in$region/" "$files" "$rows" "$region"
    target/release/tobokel assess "$place/in$region" -o "$place/regions/r$region.json" --as-of 2026-11-22 -q || [ $? -eq 1 ]
    rm -r "$place/in$region"
    region=$((region + 1))
done
measured() {
    name=$1
    shift
    /usr/bin/time -f "| $name | %e | %M |" "$@" 2>"$place/said" >"$place/shown" || [ $? -eq 1 ]
    tail -n 1 "$place/said"
}
echo "JSON: $(du -cm "$place"/regions/*.json | tail -n 1 | cut -f 1) MB"
echo "| step | s | KB |"
echo "|---|---|---|"
measured "16 JSON to a consolidated workbook" target/release/tobokel assess "$place/regions" -o "$place/country.xlsx" --as-of 2026-11-22 -q
measured "the same on one thread" target/release/tobokel assess "$place/regions" -o "$place/country.xlsx" --as-of 2026-11-22 -q -j 1
measured "compared with themselves" target/release/tobokel compare "$place/regions" "$place/regions" --format json -q
