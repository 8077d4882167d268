# Sourced by run.sh: what the front stands, beside nginx where that is a reference.

cpu_ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
overflows() {
    awk '/^TcpExt:/ && col {print $col}
         /^TcpExt:/ {for (i = 1; i <= NF; i++) if ($i == "ListenOverflows") col = i}' \
        /proc/net/netstat
}

wait_for_ready() {
    for _ in $(seq 600); do
        grep -q ready "$1" 2>/dev/null && return
        sleep 0.1
    done
    die "the clients could not be opened: $(cat "$1")"
}

# handshake_cost PID PORT: microseconds of the server's CPU for a connection that asks once.
handshake_cost() {
    local before after made
    before=$(cpu_ticks "$1")
    made=$(taskset -c "$load_core" openssl s_time -connect "127.0.0.1:$2" -new -tls1_3 \
        -time "$seconds" 2>/dev/null | awk '/connections in .* real/ {print $1}')
    after=$(cpu_ticks "$1")
    awk -v t=$((after - before)) -v n="$made" -v hz="$(getconf CLK_TCK)" \
        'BEGIN {printf "%.0f", t / hz * 1e6 / n}'
}

bench_handshake() {
    local ours=() theirs=() a b worker
    worker=$(pgrep -P "${pids[nginx]}" | head -n 1)
    for _ in $(seq "$rounds"); do
        ours+=("$(handshake_cost "${pids[lyhord]}" 9551)")
        theirs+=("$(handshake_cost "$worker" 9552)")
    done
    a=$(printf '%s\n' "${ours[@]}" | median)
    b=$(printf '%s\n' "${theirs[@]}" | median)
    row "Full TLS handshake" lyhord nginx ratio
    row "  CPU, microseconds" "$a" "$b" "$(ratio "$a" "$b")"
}

# 200 clients at one moment, each new.
bench_burst() {
    local ours=() theirs=() a b before
    before=$(overflows)
    for _ in $(seq "$rounds"); do
        ours+=("$(taskset -c "$load_core" node "$here/clients.mjs" 9551 burst 200)")
        theirs+=("$(taskset -c "$load_core" node "$here/clients.mjs" 9552 burst 200)")
    done
    a=$(printf '%s\n' "${ours[@]}" | median)
    b=$(printf '%s\n' "${theirs[@]}" | median)
    row "200 new TLS clients at once" lyhord nginx ratio
    row "  p99 to the first answer, ms" "$a" "$b" "$(ratio "$a" "$b")"
    row "  listen overflows" $(($(overflows) - before)) 0 -
}

# honest POST-OR-GET: rate of 50 clients.
honest_rate() {
    if [ "$1" = get ]; then
        get_rate 50 "$file"
    else
        note honest "$(post_rate 50 9551)"
        printf '%s\n' "${rates_honest[-1]}"
    fi
}

bench_slow_clients() {
    body=$(body_of "$closed")
    rates_honest=() tails_honest=()
    local alone beside way
    declare -A alone
    start_lyhord
    for way in get post; do
        alone[$way]=$(for _ in $(seq "$rounds"); do honest_rate "$way"; done | median)
    done
    taskset -c "$load_core" node "$here/clients.mjs" 9551 slow 500 >"$work/slow.out" &
    pids[slow]=$!
    wait_for_ready "$work/slow.out"
    row "50 clients beside 1,500 slow ones" beside alone ratio
    for way in get post; do
        beside=$(for _ in $(seq "$rounds"); do honest_rate "$way"; done | median)
        row "  ${way^^}, requests/s" "$beside" "${alone[$way]}" \
            "$(ratio "$beside" "${alone[$way]}")"
    done
    stop slow
    stop lyhord
}

bench_hostile() {
    start_lyhord
    curl -sk --output /dev/null https://127.0.0.1:9551/
    local before after waited
    before=$(resident_kb "${pids[lyhord]}")
    waited=$(node "$here/clients.mjs" 9551 hostile)
    after=$(resident_kb "${pids[lyhord]}")
    stop lyhord
    row "200 MB head, chunks, bomb, 1 TB" lyhord limit ratio
    row "  resident memory, KB more" $((after - before)) 2048 "$(ratio $((after - before)) 2048)"
    row "  longest wait for an answer, ms" "$waited" 1000 "$(ratio "$waited" 1000)"
}

bench_drain() {
    start_lyhord
    node "$here/clients.mjs" 9551 drain 1000 >"$work/drain.out" &
    local clients=$! began ended
    wait_for_ready "$work/drain.out"
    began=$(date +%s%N)
    stop lyhord
    ended=$(date +%s%N)
    wait "$clients"
    row "SIGTERM with 1,000 busy clients" lyhord limit ratio
    row "  to the end of the process, ms" $(((ended - began) / 1000000)) 2000 \
        "$(ratio $(((ended - began) / 1000000)) 2000)"
    row "  requests without an answer" "$(tail -n 1 "$work/drain.out")" 0 -
}
