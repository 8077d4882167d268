#!/usr/bin/env bash
# tests/run.sh [part ...]: installs what is missing, builds and runs the tests.
# Parts: unit style compile_fail http browser faults reports format tidy asan tsan fuzz package
# debian13; default: what CI runs, the first eight (unit and http with sanitizers) and fuzz.
set -uo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here" || exit 1
jobs=$(nproc)
room_mb_min=4000  # for the largest build and what the tests put into /tmp

usage() { sed -n '2,4s/^# //p' "$0"; }

die() {
    echo "run.sh: $*" >&2
    exit 1
}

tell_room() {
    local folder free
    for folder in . "${TMPDIR:-/tmp}"; do
        free=$(df -m --output=avail "$folder" | tail -n 1)
        if [ "$free" -lt "$room_mb_min" ]; then
            echo "run.sh: only $free MB are free for $folder; a whole run needs $room_mb_min" >&2
            export CCACHE_DISABLE=1 # it would keep everything a second time
        fi
    done
}

# configure PRESET [cmake arguments]; quiet unless it fails.
build() {
    local preset=$1 log
    shift
    log=$(mktemp)
    echo "== building $preset"
    if ! { cmake --preset "$preset" -DLYHORD_WERROR=ON "$@" &&
        cmake --build --preset "$preset" -j "$jobs" --target ${target:-all}; } \
        >"$log" 2>&1; then
        grep -E 'error|warning|FAILED|Error|No space|Killed' "$log" | head -n 40 >&2
        tail -n 5 "$log" >&2
        tell_room
        die "the $preset build failed; the whole log is in $log"
    fi
    rm -f "$log"
}

# Builds of debugging are large. Where there is little room, what was tested makes way for the next.
make_room_after() {
    local free
    free=$(df -m --output=avail . | tail -n 1)
    if [ "$free" -lt "$room_mb_min" ]; then
        echo "== only $free MB are free: build/$1 is removed but for its reports"
        rm -rf "build/$1/service" "build/$1/tests"
    fi
}

# run PRESET LABEL-REGEX
run() {
    echo "== $2 ($1)"
    ctest --test-dir "build/$1" -L "$2" -j "$jobs" --output-on-failure --no-tests=error ||
        failed+=("$2 ($1)")
}

packages() { deploy/install-packages.sh "$1" || die "packages could not be installed"; }

# The build knows all tests, so every part needs the packages of all.
part() {
    case $1 in
        package | debian13) tests/package/$1.sh || failed+=("$1"); return ;;
    esac
    packages style
    packages browser
    packages reports
    case $1 in
        unit | style | compile_fail | faults | reports) build debug; run debug "^$1$" ;;
        http | browser) npm_ci; build debug; run debug "^$1$" ;;
        format) check_format ;;
        tidy) check_tidy ;;
        fuzz) build_fuzz; run_fuzz ;;
        asan | tsan) npm_ci; build "$1"; run "$1" '^(unit|http)$' ;;
        ci) tell_room
            npm_ci
            check_format
            # The unit and http tests run with sanitizers only: each program is built once.
            target="lyhord style_tests fault_tests power_loss_tests print_routes make_reports"
            build debug -DLYHORD_UNITY=ON # a third of the time; developers build file by file
            unset target
            run debug '^(style|compile_fail|browser|faults|reports)$'
            [ ${#failed[@]} -gt 0 ] || make_room_after debug
            build asan
            run asan '^(unit|http)$'
            [ ${#failed[@]} -gt 0 ] || make_room_after asan
            build_fuzz
            run_fuzz ;;
        *) usage >&2; exit 2 ;;
    esac
}

build_fuzz() { target=fuzz build fuzz; }

# Each target from its seeds, two at a time: what it finds new is kept in build/fuzz/new, what broke
# it in build/fuzz/found.
run_fuzz() {
    local folder=build/fuzz
    echo "== fuzz (${LYHORD_FUZZ_SECONDS:=30} s each)"
    mkdir -p $folder/found $folder/new/{head,json,intake,questionnaire,redactor}
    export LYHORD_FUZZ_SECONDS
    printf '%s\n' head json intake questionnaire redactor | xargs -P 2 -I{} sh -c "
        $folder/tests/fuzz/fuzz_{} -max_total_time=\$LYHORD_FUZZ_SECONDS -timeout=10 \
            -rss_limit_mb=1024 -dict=tests/fuzz/dictionaries/{}.dict -print_final_stats=1 \
            -artifact_prefix=$folder/found/{}- $folder/new/{} tests/fuzz/corpus/{} \
            >$folder/{}.log 2>&1 || { tail -n 40 $folder/{}.log >&2; exit 1; }
        sed -n 's/^stat::number_of_executed_units: */{}: inputs tried: /p' $folder/{}.log" ||
        failed+=(fuzz)
}

npm_ci() {
    (cd tests/browser &&
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund \
            --loglevel=error) ||
        die "npm could not install tests/browser"
}

check_format() {
    echo "== format"
    git ls-files '*.cpp' '*.h' | grep -v '^tests/style/fixture/' |
        xargs clang-format-19 --dry-run -Werror || failed+=(format)
}

# Needs each file by itself, so a build folder of its own.
check_tidy() {
    echo "== tidy"
    cmake --preset debug -B build/tidy >/dev/null &&
        cmake --build build/tidy --target lyhord_queries_generated >/dev/null ||
        die "build/tidy could not be configured"
    git ls-files 'service/*.cpp' | xargs -P "$jobs" -n 4 clang-tidy-19 -p build/tidy --quiet ||
        failed+=(tidy)
}

failed=()
case ${1:-} in
    -h | --help) usage; exit 0 ;;
    '') set -- ci ;;
esac
for name in "$@"; do
    part "$name"
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "run.sh: failed: ${failed[*]}" >&2
    exit 1
fi
