#!/bin/sh
# Rolls 16 regions up into a country, from their results as JSON: 16 times 50,000 situations in 500 registers, 800,000 in all.
#
#     FULL=1 benches/rollup.sh        all of it: 4 GB of disk, a quarter of an hour; without FULL a tenth of the registers
#
# JSON=FOLDER: where the regions' JSON is kept for another time; what lies there already is not made again.
# Prints the seconds, the seconds of the processor and the peak memory of each step.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked --example generate --bin tobokel
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
regions=${JSON:-$place/regions}
files=50
[ -n "${FULL:-}" ] && files=500
mkdir -p "$regions"
region=1
while [ "$region" -le 16 ]; do
    if [ ! -f "$regions/r$region.json" ]; then
        target/release/examples/generate "$place/in$region/" "$files" 100 "$region"
        # Exit code 1 says that it found something.
        target/release/tobokel assess "$place/in$region" -o "$regions/r$region.json" --as-of 2026-11-22 -q >"$place/shown" 2>&1 || [ $? -eq 1 ]
        rm -r "$place/in$region"
    fi
    region=$((region + 1))
done
measured() {
    name=$1
    shift
    /usr/bin/time -f "| $name | %e | %U + %S | %M |" "$@" 2>"$place/said" >"$place/shown" || [ $? -eq 1 ]
    tail -n 1 "$place/said"
}
echo "JSON: $(du -cm "$regions"/*.json | tail -n 1 | cut -f 1) MB"
echo "| step | s | s of the processor | KB |"
echo "|---|---|---|---|"
measured "16 JSON to a consolidated workbook" target/release/tobokel assess "$regions" -o "$place/country.xlsx" --as-of 2026-11-22 -q
measured "two of them, to a workbook" target/release/tobokel assess "$regions/r1.json" "$regions/r2.json" -o "$place/two.xlsx" --as-of 2026-11-22 -q
measured "two compared" target/release/tobokel compare "$regions/r1.json" "$regions/r2.json" --format json -q
