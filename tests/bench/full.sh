# Sourced by run.sh: what a full store and busy staff cost.

# Memory above that at rest, while so many clients post.
bench_active() {
    body=$(body_of "$closed,\"q11_forslag\":\"$words\"")
    row "Memory of active clients" lyhord limit ratio
    local connections limit before most
    for each in 256:45 1000:80; do
        connections=${each%:*} limit=${each#*:}
        start_lyhord
        curl -sk --output /dev/null https://127.0.0.1:9551/
        before=$(resident_kb "${pids[lyhord]}")
        post_rate "$connections" 9551 >/dev/null
        most=$(awk '/^VmHWM/ {print $2}' "/proc/${pids[lyhord]}/status")
        stop lyhord
        most=$(((most - before) / 1024))
        row "  $connections, MB more" "$most" "$limit" "$(ratio "$most" "$limit")"
    done
}

# Answers that are sealed or counted make no later one slower.
bench_full() {
    body=$(body_of "$closed")
    local wanted=${LYHORD_BENCH_PENDING:-1000000} empty full stored=0
    row "POST at 256, answers/s" then empty ratio
    start_lyhord
    empty=$(post_rate 256 9551)
    local round=$seconds rate
    seconds=20
    while [ "$stored" -lt "$wanted" ]; do
        rate=$(post_rate 256 9551)
        stored=$((stored + ${rate%%.*} * seconds))
    done
    seconds=$round
    full=$(post_rate 256 9551)
    row "  with $stored sealed" "${full%% *}" "${empty%% *}" "$(ratio "${full%% *}" "${empty%% *}")"
    "$lyhord" --data "$work/data" dialogue close trygghet-harnosand >/dev/null
    "$lyhord" --data "$work/data" dialogue settle trygghet-harnosand --now >/dev/null
    "$lyhord" --data "$work/data" dialogue open trygghet-harnosand >/dev/null
    full=$(post_rate 256 9551)
    row "  with them counted" "${full%% *}" "${empty%% *}" "$(ratio "${full%% *}" "${empty%% *}")"
    stop lyhord
}

# Staff download tables all the time.
bench_export() {
    body=$(body_of "$closed")
    local alone beside token url
    url=https://127.0.0.1:9551/api/v1/staff/dialogues/trygghet-harnosand/tables.csv
    start_lyhord
    "$lyhord" --data "$work/data" staff add bench --role analyst >/dev/null 2>&1 || true
    token=$("$lyhord" --data "$work/data" staff token bench --scope trygghet-harnosand | tail -n 1)
    alone=$(for _ in $(seq "$rounds"); do post_rate 64 9551; done | cut -d' ' -f2 | median)
    (while curl -sk --output /dev/null -H "Authorization: Bearer $token" "$url"; do :; done) &
    pids[export]=$!
    beside=$(for _ in $(seq "$rounds"); do post_rate 64 9551; done | cut -d' ' -f2 | median)
    stop export
    stop lyhord
    row "POST at 64 beside downloads" beside alone ratio
    row "  p99 ms" "$beside" "$alone" "$(ratio "$beside" "$alone")"
}

# post_form PATH CURL-ARGUMENTS: the head of the answer.
post_form() {
    local path=$1
    shift
    curl -sk --output /dev/null --dump-header - -H 'Sec-Fetch-Site: same-origin' "$@" \
        "https://127.0.0.1:9551$path"
}

# sign_in NAME: the cookie of a new account's session.
sign_in() {
    local link password='bänkens blåa cykel'
    link=$("$lyhord" --data "$work/data" staff add "$1" --role analyst | tail -n 1)
    post_form "/${link#*://*/}" --data-urlencode "password=$password" \
        --data-urlencode "repeated=$password" >/dev/null
    post_form /staff/login --data-urlencode "name=$1" --data-urlencode "password=$password" |
        sed -n 's/^set-cookie: \([^;]*\);.*/\1/ip'
}

# 250,000 approved texts of 200 bytes, put into the table as no person could.
bench_comments() {
    local wanted=250000 cookie before most took
    local url=https://127.0.0.1:9551/staff/texter/trygghet-harnosand/godkanda.csv
    sqlite3 "$work/data/lyhord.db" "WITH RECURSIVE n(i) AS
        (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $wanted)
        INSERT INTO comments
            (id, round, question, area, week, state, sealed, plain, language, themes)
        SELECT randomblob(32), (SELECT id FROM rounds LIMIT 1), 0, '', 20000, 1, NULL,
            substr('$words $words', 1, 200), 'sv', '[]' FROM n"
    start_lyhord
    cookie=$(sign_in bench.texts)
    before=$(resident_kb "${pids[lyhord]}")
    echo 5 >"/proc/${pids[lyhord]}/clear_refs" # the peak of before: a password takes more
    took=$(curl -sk --output "$work/texts" -w '%{time_total}' -H "Cookie: $cookie" "$url")
    most=$(awk '/^VmHWM/ {print $2}' "/proc/${pids[lyhord]}/status")
    stop lyhord
    tail -n 1 "$work/texts" | grep -q "^_end,$wanted," || die "the download is not whole"
    row "Download of $wanted texts" lyhord limit ratio
    most=$(((most - before) / 1024))
    row "  MB more than at rest" "$most" 64 "$(ratio "$most" 64)"
    row "  $(($(stat -c %s "$work/texts") / 1000000)) MB, seconds" "$took" - -
}
