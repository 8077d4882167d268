#!/usr/bin/env bash
# tests/bench/run.sh [part ...]: measures the release build beside reference servers, in the same
# run, on the same core, in turns, and prints medians of three rounds and their ratios. Parts: get
# handshake burst post slow idle memory active hostile slow_clients drain export full redaction
# release.
# Without arguments: all of it. The machine should be idle; figures of two machines cannot be
# compared, ratios can.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export LYHORD_ANSWERS_PER_ADDRESS=0  # all load comes from this machine
rounds=${LYHORD_BENCH_ROUNDS:-3}
seconds=${LYHORD_BENCH_SECONDS:-5}
work=$(mktemp -d)
server_core=0
load_core=1
file=https://127.0.0.1:9551/static/challenge.js  # some 1,600 bytes, compressed
declare -A pids
with=()  # before a server's command

die() {
    echo "bench: $*" >&2
    exit 1
}

stop_all() {
    for name in "${!pids[@]}"; do
        kill "${pids[$name]}" 2>/dev/null || true
        wait "${pids[$name]}" 2>/dev/null || true
    done
    pids=()
}
trap 'stop_all; rm -rf "$work"' EXIT

# start NAME PORT COMMAND...: on the server's core; returns when the port answers.
start() {
    local name=$1 port=$2
    shift 2
    taskset -c "$server_core" "${with[@]}" "$@" >"$work/$name.out" 2>&1 &
    pids[$name]=$!
    for _ in $(seq 200); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
        kill -0 "${pids[$name]}" 2>/dev/null || break
        sleep 0.05
    done
    cat "$work/$name.out" >&2
    die "$name did not start"
}

stop() {
    kill "${pids[$1]}"
    wait "${pids[$1]}" 2>/dev/null || true
    unset "pids[$1]"
}

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", b == 0 ? 0 : a / b}'; }
row() { printf '%-34s %12s %12s %8s\n' "$@"; }
resident_kb() { awk '/^VmRSS/ {print $2}' "/proc/$1/status"; }

prepare() {
    "$root/deploy/install-packages.sh" bench
    echo "building ..."
    (cd "$root" && cmake --preset release && cmake --build --preset release) \
        >"$work/build.log" 2>&1 ||
        die "the release build failed: $(tail -n 5 "$work/build.log")"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
        -subj /CN=localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
    lyhord=$root/build/release/service/lyhord
    "$lyhord" --data "$work/data" dialogue import "$root/static/demo/questionnaire.json" >/dev/null
    "$lyhord" --data "$work/data" dialogue open trygghet-harnosand >/dev/null
}

start_lyhord() {
    start lyhord 9551 "$lyhord" --data "$work/data" serve --listen 127.0.0.1:9551 \
        --certificate "$work/cert.pem" --private-key "$work/key.pem"
}

start_nginx() {
    mkdir -p "$work/www"
    curl -sk -H 'Accept-Encoding: br' --output "$work/www/page" "$file"
    cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.err;
worker_rlimit_nofile 20000;
events { worker_connections 15000; }
http {
    access_log off; keepalive_requests 1000000000; types { image/svg+xml svg; }
    server {
        listen 127.0.0.1:9552 ssl backlog=4096; root $work/www;
        ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem;
        ssl_protocols TLSv1.3; ssl_session_tickets off; ssl_session_cache off;
    }
}
CONF
    start nginx 9552 nginx -c "$work/nginx.conf"
}

start_fastify() {
    start fastify 9553 node "$here/reference/server.mjs" 9553 "$work/cert.pem" "$work/key.pem" \
        "$work/reference-$1.db" "$1"
}

# get CONNECTIONS URL: requests a second.
get_rate() {
    taskset -c "$load_core" wrk -t1 -c"$1" -d"${seconds}s" -H "Accept-Encoding: br" "$2" |
        awk '/^Requests\/sec/ {print $2}'
}

bench_get() {
    row "GET $(stat -c %s "$work/www/page") bytes over TLS" lyhord nginx ratio
    for connections in 16 64 256 1000; do
        local ours=() theirs=()
        for _ in $(seq "$rounds"); do
            ours+=("$(get_rate "$connections" "$file")")
            theirs+=("$(get_rate "$connections" https://127.0.0.1:9552/page)")
        done
        local a b
        a=$(printf '%s\n' "${ours[@]}" | median)
        b=$(printf '%s\n' "${theirs[@]}" | median)
        row "  $connections connections, requests/s" "$a" "$b" "$(ratio "$a" "$b")"
    done
}

# post CONNECTIONS PORT: prints "rate p99-ms errors".
post_rate() {
    LYHORD_BENCH_SEED=$(openssl rand -hex 6) LYHORD_BENCH_BODY=$body \
        taskset -c "$load_core" wrk -t1 -c"$1" -d"${seconds}s" -s "$here/post.lua" \
        "https://127.0.0.1:$2" | sed -n 's/^RESULT //p'
}

# note NAME "rate p99-ms errors": into rates_NAME and tails_NAME.
note() {
    [ "${2##* }" = 0 ] || echo "bench: $1 answered ${2##* } requests with an error" >&2
    local -n rates=rates_$1 tails=tails_$1
    rates+=("$(cut -d' ' -f1 <<<"$2")")
    tails+=("$(cut -d' ' -f2 <<<"$2")")
}

# compare MODE CONNECTIONS: posts to both in turns; two rows.
compare() {
    local rates_lyhord=() tails_lyhord=() rates_fastify=() tails_fastify=()
    for _ in $(seq "$rounds"); do
        start_lyhord
        note lyhord "$(post_rate "$2" 9551)"
        stop lyhord
        start_fastify "$1"
        note fastify "$(post_rate "$2" 9553)"
        stop fastify
    done
    local ours theirs
    ours=$(printf '%s\n' "${rates_lyhord[@]}" | median)
    theirs=$(printf '%s\n' "${rates_fastify[@]}" | median)
    row "  $2 connections, answers/s" "$ours" "$theirs" "$(ratio "$ours" "$theirs")"
    ours=$(printf '%s\n' "${tails_lyhord[@]}" | median)
    theirs=$(printf '%s\n' "${tails_fastify[@]}" | median)
    row "  $2 connections, p99 ms" "$ours" "$theirs" "$(ratio "$ours" "$theirs")"
}

closed='"q2_trygg_kvall":"ganska_trygg","q4_orsak":["fort","morkt"],"q1_area":"2280-CEN"'
words="Det är mörkt vid gångtunneln när lamporna är trasiga, "
words+="och mopeder kör fort förbi skolan på kvällen."

# body_of ANSWERS: what is posted.
body_of() { echo "{\"version\":1,\"language\":\"sv\",\"channel\":\"link\",\"answers\":{$1}}"; }

bench_post() {
    local bodies=("without free text|$closed"
        "with 100 bytes of free text|$closed,\"q11_forslag\":\"$words\"")
    for each in "${bodies[@]}"; do
        body=$(body_of "${each#*|}")
        for mode in grouped ordinary; do
            row "POST ${each%%|*}" lyhord "$mode" ratio
            for connections in 64 256 1000; do
                compare "$mode" "$connections"
            done
        done
    done
}

# A disk whose fsync takes 2 ms more.
bench_slow() {
    c++ -shared -fPIC -O2 -o "$work/slow_sync.so" "$here/slow_sync.cpp"
    with=(env "LD_PRELOAD=$work/slow_sync.so")
    body=$(body_of "$closed")
    row "POST, each fsync 2 ms slower" lyhord ordinary ratio
    for connections in 256 1000; do
        compare ordinary "$connections"
    done
    with=()
}

reference_is_here() {
    (cd "$here/reference" && npm_config_nodedir=/usr npm ci --no-audit --no-fund --silent) ||
        die "the reference could not be installed"
}

# Memory of idle TLS connections, of those that have asked once.
bench_idle() {
    start_lyhord
    local before after
    before=$(resident_kb "${pids[lyhord]}")
    node "$here/idle.mjs" 9551 10000 >"$work/idle.out" &
    pids[idle]=$!
    for _ in $(seq 600); do
        grep -q ready "$work/idle.out" 2>/dev/null && break
        sleep 0.2
    done
    grep -q ready "$work/idle.out" || die "10,000 connections could not be opened"
    after=$(resident_kb "${pids[lyhord]}")
    local ticks_before ticks_after
    ticks_before=$(awk '{print $14 + $15}' "/proc/${pids[lyhord]}/stat")
    sleep 10
    ticks_after=$(awk '{print $14 + $15}' "/proc/${pids[lyhord]}/stat")
    stop idle
    stop lyhord
    row "10,000 idle TLS connections" lyhord limit ratio
    local each
    each=$(awk -v a="$after" -v b="$before" 'BEGIN {printf "%.1f", (a - b) / 10000}')
    row "  KB a connection" "$each" 20 "$(ratio "$each" 20)"
    local share
    share=$(awk -v a="$ticks_after" -v b="$ticks_before" -v hz="$(getconf CLK_TCK)" \
        'BEGIN {printf "%.4f", (a - b) / hz / 10}')
    row "  cores while idle" "$share" 0.01 "$(ratio "$share" 0.01)"
}

bench_memory() {
    start_lyhord
    row "Memory" lyhord limit ratio
    local idle
    idle=$(awk -v kb="$(resident_kb "${pids[lyhord]}")" 'BEGIN {printf "%.1f", kb / 1024}')
    row "  resident at start, MB" "$idle" 20 "$(ratio "$idle" 20)"
    stop lyhord
    local began ended
    began=$(date +%s%N)
    start_lyhord
    curl -sk --output /dev/null https://127.0.0.1:9551/healthz
    ended=$(date +%s%N)
    row "  start to the first 200, ms" $(((ended - began) / 1000000)) 300 \
        "$(ratio $(((ended - began) / 1000000)) 300)"
    stop lyhord
}

# A program of the tests, folder and name, that prints its own table.
run_program() {
    local build=$root/build/release-tests
    (cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DLYHORD_TESTS=ON &&
        cmake --build "$build" --target "$2") >"$work/build.log" 2>&1 ||
        die "$2 was not built: $(tail -n 5 "$work/build.log")"
    for _ in $(seq "$rounds"); do
        taskset -c "$server_core" "$build/tests/$1/$2"
    done
}

# Beside one RE2 pattern over the same bytes.
bench_redaction() { run_program redaction redaction_speed; }

# Beside the opening of the same records, and itself with fewer answers.
bench_release() { run_program reports release_speed; }

. "$here/front.sh"
. "$here/full.sh"

all=(get handshake burst post slow idle memory active hostile slow_clients drain export comments
    full redaction release)
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=("${all[@]}")
ulimit -n 20000 2>/dev/null || ulimit -n "$(ulimit -Hn)"
prepare
for part in "${parts[@]}"; do
    case $part in
        get | handshake | burst)
            start_lyhord
            start_nginx
            "bench_$part"
            stop_all
            ;;
        post)
            reference_is_here
            bench_post
            ;;
        slow)
            reference_is_here
            bench_slow
            ;;
        idle | memory | active | hostile | slow_clients | drain | export | comments | \
            full | redaction | release)
            "bench_$part"
            ;;
        *) die "there is no part $part: ${all[*]}" ;;
    esac
done
