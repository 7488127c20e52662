#!/usr/bin/env bash
# Measures whole runs of tobokel beside other programs that do the same job, and prints a table in Markdown.
#
#   benches/versus.sh                 five runs of each, 50 files in the batch
#   N=3 FULL=1 benches/versus.sh      three runs, 500 files
#
# The first job takes a moment: it is run five times as often.
#
# N: how often each program runs (5). FILES: workbooks in the batch (50; 500 with FULL=1). TOBOKEL: another binary than this one.
#
# The programs of a job run in turn, so that a change of the machine's pace strikes all of them alike. What is shown is the
# median. Peak memory is that of one more run, before these, under GNU time, which would lengthen short runs by a tenth; for a
# program of several processes it is that of the largest one. Peers in Python need openpyxl, lxml, python-calamine and
# XlsxWriter, and are left out, with a word about it, where these are missing.

set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

runs=${N:-5}
if [[ ${FULL:-0} == 1 ]]; then files=${FILES:-500}; else files=${FILES:-50}; fi

echo "building ..." >&2
cargo build --release --quiet --bin tobokel --example generate --example copy --example toml_text
built=${CARGO_TARGET_DIR:-target}/release
generate=$(realpath "$built/examples/generate")
copy=$(realpath "$built/examples/copy")
toml_text=$(realpath "$built/examples/toml_text")
tobokel=$(realpath "${TOBOKEL:-$built/tobokel}")
peer=$(realpath benches/peer.py)
dirt=$(realpath benches/dirt.py)
# The interpreter itself: `python3` may be a script that looks for one.
python=$(python3 -c 'import sys; print(sys.executable)' 2>/dev/null || true)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

gnu_time=
if [[ -x /usr/bin/time ]] && /usr/bin/time -f %M -o memory true 2>/dev/null; then gnu_time=1; fi

# Whether Python has all of these modules.
has() { [[ -n $python ]] && "$python" -c "import $1" 2>/dev/null; }

# Runs a command once: microseconds, or "failed". Exit code 1 of tobokel says that it found something.
once() {
    local begin=$EPOCHREALTIME status=0 end
    "$@" >/dev/null 2>&1 || status=$?
    end=$EPOCHREALTIME
    if ((status > 1)) || [[ $status == 1 && $1 != "$tobokel" ]]; then
        echo failed
    else
        echo "$((${end/./} - ${begin/./}))"
    fi
}

# Runs a command once more: its peak memory in kilobytes, 0 if unknown.
peak() {
    echo 0 >memory
    if [[ $gnu_time ]]; then /usr/bin/time -q -f %M -o memory "$@" >/dev/null 2>&1 || true; fi
    tail -n 1 memory
}

# The median of the numbers in a file.
median() { sort -n "$1" | awk '{v[NR] = $1} END {m = int((NR + 1) / 2); print NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2}'; }

# job TITLE NAME COMMAND [NAME COMMAND]...: measures the commands in turn and prints a row for each. The first is tobokel. A
# command that begins with "-" is not run; what follows is the reason. Paths hold no spaces, so a command is split at them.
job() {
    local title=$1 names=() commands=() at run command time memory first_time='' first_memory
    shift
    while (($#)); do
        names+=("$1")
        commands+=("$2")
        shift 2
    done
    echo "$title ..." >&2
    rm -f runs.* peak.*
    for ((run = 0; run <= runs; run++)); do
        for at in "${!commands[@]}"; do
            read -ra command <<<"${commands[at]}"
            if [[ ${command[0]} == - ]]; then continue; fi
            if ((run == 0)); then peak "${command[@]}" >"peak.$at"; else once "${command[@]}" >>"runs.$at"; fi
        done
    done
    for at in "${!commands[@]}"; do
        if [[ ${commands[at]} == -* ]]; then
            echo "| $title | ${names[at]} | ${commands[at]#- } | | | |"
        elif grep -q failed "runs.$at"; then
            echo "| $title | ${names[at]} | failed | | | |"
        else
            time=$(median "runs.$at") memory=$(<"peak.$at")
            if ((at == 0)); then first_time=$time first_memory=$memory; fi
            awk -v title="$title" -v name="${names[at]}" -v t="$time" -v m="$memory" -v ft="$first_time" -v fm="$first_memory" '
                BEGIN {
                    printf "| %s | %s | %.3f | %s |", title, name, t / 1e6, m ? sprintf("%.0f", m / 1024) : "-"
                    if (!ft || name == "tobokel") print " | |"
                    else printf " %.2f | %s |\n", ft / t, m ? sprintf("%.2f", fm / m) : "-"
                }'
        fi
    done
    job_time=$first_time
}

missing="- not installed"
# peer openpyxl|calamine MODULES ARGUMENTS: the command of a peer, or why there is none.
peer() { if has "$2"; then echo "$python $peer $1 $3"; else echo "$missing"; fi; }
slow() { peer openpyxl openpyxl,lxml "$1"; }
fast() { peer calamine python_calamine,xlsxwriter "$1"; }
# The version of a Python package.
version() { "$python" -c "from importlib.metadata import version; print(version('$1'))" 2>/dev/null || echo none; }
# The version of a crate in Cargo.lock.
crate() { awk -v want="\"$1\"" '$1 == "name" {name = $3} $1 == "version" && name == want {gsub("\"", "", $3); print $3; exit}' "$OLDPWD/Cargo.lock"; }

echo "making registers ..." >&2
"$generate" small.xlsx 100
"$generate" large.xlsx 10000
"$generate" large.toml 10000
"$generate" huge.xlsx 100000
"$generate" many/ "$files" 100
if [[ -n $python ]]; then "$python" "$dirt" many inbox; fi

cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1 || true)
echo "- $(date -u +%Y-%m-%d), $(uname -sr), $(getconf _NPROCESSORS_ONLN) processors, ${cpu:-processor unknown}"
echo "- $("$tobokel" --version), $(rustc --version), calamine $(crate calamine), rust_xlsxwriter $(crate rust_xlsxwriter)"
if [[ -n $python ]]; then
    echo "- $("$python" --version), openpyxl $(version openpyxl), lxml $(version lxml)," \
        "python-calamine $(version python-calamine), XlsxWriter $(version XlsxWriter)"
fi
echo "- medians of $runs runs in turn, of the first job $((5 * runs)); the last two columns: what tobokel takes, divided by what the program takes"
echo
echo "| job | program | s | MB | time ÷ | memory ÷ |"
echo "|---|---|---|---|---|---|"

assess() { echo "$tobokel assess $1 -o $2 --as-of 2026-11-21 -q"; }
start=$missing
if [[ -n $python ]]; then start="$python -c pass"; fi

runs=$((5 * runs)) job "100 situations, XLSX to workbook" tobokel "$(assess small.xlsx small-out.xlsx)" \
    "copy (floor)" "$copy small.xlsx small-copy.xlsx" "\`python3 -c pass\`" "$start" \
    "openpyxl" "$(slow 'small.xlsx small-a.xlsx')" "python-calamine, XlsxWriter" "$(fast 'small.xlsx small-b.xlsx')"
job "10,000 situations, XLSX to workbook" tobokel "$(assess large.xlsx large-out.xlsx)" \
    "copy (floor)" "$copy large.xlsx large-copy.xlsx" \
    "openpyxl" "$(slow 'large.xlsx large-a.xlsx')" "python-calamine, XlsxWriter" "$(fast 'large.xlsx large-b.xlsx')"
large_written=$job_time
job "100,000 situations, XLSX to workbook" tobokel "$(assess huge.xlsx huge-out.xlsx)"
huge_written=$job_time
job "10,000 situations, check of TOML, a line for each finding" \
    tobokel "$tobokel check large.toml --format concise --as-of 2026-11-21" "toml_text (floor)" "$toml_text large.toml"
# The same with a piece of the file under each finding.
job "10,000 situations, check of TOML" tobokel "$tobokel check large.toml --as-of 2026-11-21"
job "10,000 situations, check of XLSX" tobokel "$tobokel check large.xlsx --as-of 2026-11-21"
large=$job_time
job "100,000 situations, check of XLSX" tobokel "$tobokel check huge.xlsx --as-of 2026-11-21"
huge=$job_time
job "$files registers of 100 situations, each to a workbook" tobokel "$(assess many out/)" \
    "openpyxl, 2 processes" "$(slow 'many out-a')" "python-calamine, XlsxWriter, 2 processes" "$(fast 'many out-b')"
# The same registers among copies, corrected versions and files that are none; the others have only the registers.
if [[ -d inbox ]]; then
    job "$files bodies of 100 with an inbox's dirt" tobokel "$(assess inbox out-inbox/) --config inbox/tobokel.toml" \
        "openpyxl, 2 processes, the clean ones" "$(slow 'many out-a')"
    job "the same, since an earlier run" \
        tobokel "$(assess inbox out-since/) --config inbox/tobokel.toml --since out-inbox/consolidated.json"
fi

# growth WHAT OF_10,000 OF_100,000: how much longer one situation takes among more.
growth() {
    if [[ -z $2 || -z $3 ]]; then return; fi
    awk -v what="$1" -v l="$2" -v h="$3" 'BEGIN {
        printf "One situation, %s: %.1f µs of 10,000, %.1f µs of 100,000: %.2f times as long.\n", what, l / 1e4, h / 1e5, h / 1e1 / l
    }'
}
echo
growth checked "$large" "$huge"
growth written "$large_written" "$huge_written"
echo
echo "Cells of the workbooks of 10,000 situations, tobokel's and the copy's:"
echo
for workbook in large-out.xlsx large-copy.xlsx; do
    if [[ -f $workbook ]]; then echo "- $("$copy" count "$workbook")"; fi
done
