#!/usr/bin/env bash
# Measures the consolidated execution of many plans beside openpyxl, which only reads the same workbooks.
#
#   benches/monitor.sh                     five runs of each, 400 plans of 40 measures
#   N=3 FILES=50 benches/monitor.sh        three runs, 50 plans
#
# TOBOKEL: another binary than this one. The two run in turn, so that a change of the machine's pace strikes both alike; what
# is shown is the median. openpyxl works in its read-only mode and does nothing with what it reads.

set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

runs=${N:-5} files=${FILES:-400}
if [[ -z ${TOBOKEL:-} ]]; then
    cargo build --release --quiet --bin tobokel
    TOBOKEL=${CARGO_TARGET_DIR:-target}/release/tobokel
fi
tobokel=$(realpath "$TOBOKEL")
# The interpreter itself: `python3` may be a script that looks for one.
python=$(python3 -c 'import sys; print(sys.executable)')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir plans

# A plan of 40 measures in 4 chapters of 5 tasks; its terms and its execution follow from its number.
plan() {
    awk -v n="$1" 'BEGIN {
        split("2026-Q1 2026-Q2 2026-Q3 2026-Q4 2026-H2 2027 continuous", terms, " ")
        printf "[organization]\nname = \"Department %d of the ministry\"\nid = \"d%d\"\nkind = \"state-body\"\nlanguage = \"en\"\n", n, n
        printf "[plan]\ntitle = \"Plan of measures of department %d\"\norder = \"No %d\"\nyears = \"2025..2027\"\n", n, n
        for (chapter = 1; chapter <= 4; chapter++) {
            printf "[[chapter]]\nname = \"Field of work %d\"\n", chapter
            for (task = 1; task <= 5; task++) {
                printf "[[chapter.task]]\ntext = \"Lower the risks of the procedure %d.%d where money changes hands\"\n", chapter, task
                for (measure = 1; measure <= 2; measure++) {
                    k = n * 7 + chapter * 11 + task * 5 + measure
                    printf "[[chapter.task.measure]]\ntext = \"Publish the results of the procedure %d on the site and answer each question within five days\"\n", k
                    if (k % 5 == 0) print "due = \"2025..2027 quarterly\""
                    else printf "due = \"%s\"\n", terms[k % 7 + 1]
                    printf "responsible = [\"head of unit %d\", \"legal unit\"]\n", k % 9
                    print "expected_result = \"Every result can be read on the site by the end of the day\"\nfunding = \"not required\""
                    if (k % 3 == 0) printf "status = \"done\"\ndone_on = 2026-0%d-15\nresult = \"published\"\nevidence = \"Order No %d\"\n", k % 6 + 1, k
                }
            }
        }
    }'
}
for ((number = 0; number < files; number++)); do
    plan "$number" > one.toml
    "$tobokel" convert one.toml "plans/$(printf 'd%04d' "$number").xlsx" -q --force
done

read -r -d '' reader <<'PYTHON' || true
import pathlib, sys
from openpyxl import load_workbook
cells = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            cells += sum(value is not None for value in row)
    book.close()
print(cells)
PYTHON

# Runs a command once and adds its microseconds to a file. Exit code 1 of tobokel says that it found something.
once() {
    local file=$1 begin=$EPOCHREALTIME end status=0
    shift
    "$@" > output 2>&1 || status=$?
    end=$EPOCHREALTIME
    if ((status > 1)); then
        cat output >&2
        exit 1
    fi
    echo $((${end/./} - ${begin/./})) >> "$file"
}
median() { sort -n "$1" | awk '{v[NR] = $1} END {m = int((NR + 1) / 2); print NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2}'; }

for ((run = 0; run < runs; run++)); do
    once own "$tobokel" monitor plans --as-of 2026-07-15 -o all.xlsx -q
    once peer "$python" -c "$reader" plans
done

echo "- $(date -u +%Y-%m-%d), $(uname -sr), $(getconf _NPROCESSORS_ONLN) processors, $("$tobokel" --version), openpyxl" \
    "$("$python" -c 'import openpyxl; print(openpyxl.__version__)')"
awk -v files="$files" -v runs="$runs" -v own="$(median own)" -v peer="$(median peer)" 'BEGIN {
    printf "- %d plans of 40 measures, medians of %d runs: tobokel reads, judges and writes the report in %.3f s,", files, runs, own / 1e6
    printf " openpyxl reads them in %.3f s: %.1f times as long\n", peer / 1e6, peer / own
}'
