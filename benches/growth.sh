#!/usr/bin/env bash
# Measures how time and memory grow with a register, and prints a table in Markdown.
#
#   benches/growth.sh                                100, 1,000, 10,000 and 100,000 situations, on 1 and on 2 threads
#   N=5 SIZES="100 1000" THREADS="1 4" benches/growth.sh
#
# N: how often each run is repeated (3); shown is the median. SIZES: situations in the register. THREADS: threads of each
# run. TOBOKEL: another binary than this one. Peak memory needs GNU time; without it the column is empty.

set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

runs=${N:-3}
read -ra sizes <<<"${SIZES:-100 1000 10000 100000}"
read -ra threads <<<"${THREADS:-1 2}"

echo "building ..." >&2
cargo build --release --quiet --bin tobokel --example generate
built=${CARGO_TARGET_DIR:-target}/release
generate=$(realpath "$built/examples/generate")
tobokel=$(realpath "${TOBOKEL:-$built/tobokel}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

gnu_time=
if [[ -x /usr/bin/time ]] && /usr/bin/time -f %M -o memory true 2>/dev/null; then gnu_time=1; fi

# Runs a command once: "microseconds kilobytes". Exit code 1 says that something was found.
once() {
    local begin=$EPOCHREALTIME status=0 kilobytes=
    if [[ $gnu_time ]]; then
        /usr/bin/time -q -f %M -o memory "$@" >/dev/null 2>&1 || status=$?
        kilobytes=$(tail -n 1 memory)
    else
        "$@" >/dev/null 2>&1 || status=$?
    fi
    local end=$EPOCHREALTIME
    if ((status > 1)); then
        echo "failed with $status: $*" >&2
        exit 1
    fi
    echo "$((${end/./} - ${begin/./})) $kilobytes"
}

# The run of the median time: "microseconds kilobytes".
median() {
    for ((run = 0; run < runs; run++)); do once "$@"; done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

echo "| Situations | Threads | Command | Seconds | µs per situation | Peak MB |"
echo "|---:|---:|---|---:|---:|---:|"
for size in "${sizes[@]}"; do
    "$generate" "r$size.xlsx" "$size"
    for count in "${threads[@]}"; do
        for command in check assess; do
            arguments=("$tobokel" "$command" "r$size.xlsx" -j "$count" --as-of 2026-07-01)
            if [[ $command == assess ]]; then arguments+=(-o "out.xlsx" --force); fi
            read -r micros kilobytes < <(median "${arguments[@]}")
            if [[ -z $micros ]]; then exit 1; fi
            awk -v size="$size" -v count="$count" -v command="$command" -v micros="$micros" -v kilobytes="$kilobytes" 'BEGIN {
                what = command == "check" ? "`check`" : "`assess`, full workbook"
                printf "| %d | %d | %s | %.2f | %.0f | %s |\n", size, count, what, micros / 1e6, micros / size,
                    kilobytes == "" ? "" : sprintf("%.0f", kilobytes / 1024)
            }'
        done
    done
    rm -f "r$size.xlsx" out.xlsx
done
