#!/usr/bin/env bash
# The life of the Debian package in a bare Debian 12 (README.md).
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
port=18443
service=

die() {
    echo "package.sh: $*" >&2
    exit 1
}
. "$here/tests/package/bare.sh"

says() { echo "  ok: $*"; }

# expect WHAT COMMAND ...
expect() {
    local what=$1 log=$bare_root/srv/command.log
    shift
    "$@" >"$log" 2>&1 || {
        cat "$log" "$bare_root/srv/service.log" >&2 || true
        die "expected: $what"
    }
    says "$what"
}

# A version of the program with one more migration than this one.
newer_package() {
    local tree=$1 next
    (cd "$here" && git ls-files -z | xargs -0 cp --parents -t "$tree")
    next=$(printf '%04d' $(($(ls "$tree"/db/migrations/sqlite | wc -l) + 1)))
    sed -i 's/VERSION 0\.1\.0/VERSION 0.1.1/' "$tree/CMakeLists.txt"
    echo "CREATE TABLE of_the_future (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;" \
        >"$tree/db/migrations/sqlite/${next}_future.sql"
    "$tree/deploy/package.sh" >/dev/null
    cp "$tree"/build/package/*.deb "$bare_root/srv/new.deb"
}

start_service() {
    bare setpriv --reuid=lyhord --regid=lyhord --clear-groups \
        /usr/lib/lyhord/make-certificate.sh /var/lib/lyhord/certificate
    bare_instead setpriv --reuid=lyhord --regid=lyhord --clear-groups \
        lyhord serve --listen "127.0.0.1:$port" >"$bare_root/srv/service.log" 2>&1 &
    service=$!
    for _ in $(seq 100); do
        curl -ksf "https://127.0.0.1:$port/readyz" >/dev/null && return 0
        [ -n "$(jobs -pr)" ] || return 1
        sleep 0.1
    done
    return 1
}

stop_service() {
    [ -n "$service" ] || return 0
    kill "$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
    service=
}
bare_before_gone=stop_service

post_answer() {
    curl -ksS --fail-with-body \
        "https://127.0.0.1:$port/api/v1/dialogues/trygghet-harnosand/submissions" \
        -H 'Content-Type: application/json' \
        -H "Idempotency-Key: $(head -c 16 /dev/urandom | basenc --base64url | tr -d =)" \
        -d '{"version": 1, "language": "sv", "channel": "link", "answers": {"q2_trygg_kvall":
             "mycket_trygg", "q3_trygg_dag": "mycket_trygg"}}'
}

installs() { bare apt-get install -y -q --no-install-recommends --allow-downgrades "$@"; }
is_refused() { ! "$@"; }
leaves_nothing() {
    [ -z "$(cd "$bare_root" && find usr etc -name 'lyhord*')" ]
}

"$here/deploy/package.sh" >/dev/null
bare_make bookworm
cp "$here"/build/package/*.deb "$bare_root/srv/old.deb"
mkdir "$bare_root/newer"
newer_package "$bare_root/newer"
bare apt-get update -q >/dev/null

expect "installs in a bare Debian 12" installs /srv/old.deb
expect "its units are right" \
    bare sh -c 'systemd-analyze verify --man=no /usr/lib/systemd/system/lyhord*'
old=$(bare lyhord version)
expect "has a manual" test -s "$bare_root/usr/share/man/man1/lyhord.1.gz"
expect "root's first command leaves a data directory that the service can use" \
    bare lyhord dialogue import /usr/share/doc/lyhord/questionnaire.json
bare lyhord keys recovery >"$bare_root/srv/recovery.txt"
bare lyhord dialogue open trygghet-harnosand >/dev/null
expect "starts" start_service
expect "takes an answer" post_answer
expect "gives a link for the first sign-in" bare lyhord staff add anna --role admin

bare install -d -m 0500 -o root /var/lib/lyhord/backups
expect "is not updated when there can be no backup" is_refused installs /srv/new.deb
expect "is still the old version" test "$old" = "$(bare lyhord version)"
bare install -d -m 0700 -o lyhord /var/lib/lyhord/backups
expect "is updated" installs /srv/new.deb
expect "made a backup first" sh -c "ls $bare_root/var/lib/lyhord/backups/* >/dev/null"
backup=$(cd "$bare_root" && find var/lib/lyhord/backups -type f | head -n 1)
stop_service
expect "the new version starts on the old data" start_service
expect "the answer is there" sh -c "chroot $bare_root lyhord dialogue list | grep trygghet"
stop_service

expect "the old version can be put back" installs /srv/old.deb
expect "and says that the database is newer" is_refused start_service
expect "restores the backup" \
    bare lyhord restore --force "/$backup" --recovery-key /srv/recovery.txt
expect "and starts" start_service
expect "its data are sound" bare lyhord check
expect "takes answers again" post_answer
stop_service

expect "is removed" bare apt-get remove -y -q lyhord
expect "the data stay" test -e "$bare_root/var/lib/lyhord/lyhord.db"
expect "is purged" bare apt-get purge -y -q lyhord
expect "leaves no file but the data" leaves_nothing
expect "the data stay until somebody decides" test -e "$bare_root/var/lib/lyhord/lyhord.db"
echo "package: passed"
