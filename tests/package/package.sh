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

# expect WHAT COMMAND ...; what it said is then in last.log.
expect() {
    local what=$1 log=$bare_root/srv/command.log
    shift
    "$@" >"$log" 2>&1 || {
        cat "$log" "$bare_root/srv/service.log" >&2 || true
        die "expected: $what"
    }
    [ "$1" = said ] || mv "$log" "$bare_root/srv/last.log"
    says "$what"
}

# A version of the program with one more migration than this one.
newer_package() {
    local tree=$1 next
    (cd "$here" && git ls-files -z | xargs -0 cp --parents -t "$tree")
    next=$(printf '%04d' $(($(find "$tree"/db/migrations/sqlite -type f | wc -l) + 1)))
    sed -i 's/VERSION 0\.1\.0/VERSION 0.1.1/' "$tree/CMakeLists.txt"
    echo "CREATE TABLE of_the_future (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;" \
        >"$tree/db/migrations/sqlite/${next}_future.sql"
    "$tree/deploy/package.sh" >/dev/null
    cp "$tree"/build/package/*.deb "$bare_root/root/lyhord_NEW.deb"
}

start_service() {
    bare setpriv --reuid=lyhord --regid=lyhord --clear-groups \
        /usr/lib/lyhord/make-certificate.sh /var/lib/lyhord/certificate
    bare_instead setpriv --reuid=lyhord --regid=lyhord --clear-groups \
        lyhord serve --listen "127.0.0.1:$port" >"$bare_root/srv/service.log" 2>&1 &
    service=$!
    for _ in $(seq 100); do
        # Its own word first: another program may have the port.
        grep -q '^listening' "$bare_root/srv/service.log" &&
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

in_root() { bare sh -c "cd && $1"; }
said() { grep -q "$1" "$bare_root/srv/last.log"; }
is_refused() { ! "$@"; }
starts_not_since() { ! start_service && grep -q "$1" "$bare_root/srv/service.log"; }
leaves_nothing() {
    [ -z "$(cd "$bare_root" && find usr etc -name 'lyhord*')" ]
}

# A line of deploy/README.md, word for word but for sudo and NAME=VALUE ..., in root's home. There
# is no systemd: the test starts and stops the service.
as_written() {
    local command=$1
    grep -qF -- "    sudo $command" "$here/deploy/README.md" ||
        die "deploy/README.md does not say: sudo $command"
    shift
    while [ $# -gt 0 ]; do
        command=${command//${1%%=*}/${1#*=}}
        shift
    done
    case $command in
        'systemctl stop '*) stop_service ;;
        'systemctl start '*) start_service ;;
        *) in_root "$command" ;;
    esac
}

# What deb-systemd-invoke is asked by the script with these words, as if systemd ran.
asked_of_systemd() {
    mkdir -p "$bare_root/run/systemd/system" "$bare_root/srv/as-asked"
    printf '#!/bin/sh\necho "$@"\n' >"$bare_root/srv/as-asked/deb-systemd-invoke"
    printf '#!/bin/sh\n' >"$bare_root/srv/as-asked/systemctl"
    chmod 755 "$bare_root"/srv/as-asked/*
    bare sh -c "sed 's, >/dev/null,,' /var/lib/dpkg/info/lyhord.$1 >/srv/script
        PATH=/srv/as-asked:\$PATH sh /srv/script $2"
    rmdir "$bare_root/run/systemd/system"
}

"$here/deploy/package.sh" >/dev/null
bare_make bookworm
cp "$here"/build/package/*.deb "$bare_root/root/lyhord_OLD.deb"
mkdir "$bare_root/newer"
newer_package "$bare_root/newer"
bare apt-get update -q >/dev/null
printf '%s\n' 'APT::Get::Assume-Yes "true";' 'APT::Install-Recommends "false";' \
    >"$bare_root/etc/apt/apt.conf.d/90test"

expect "installs in a bare Debian 12" in_root "apt install ./lyhord_OLD.deb"
expect "its units are right" \
    bare sh -c 'systemd-analyze verify --man=no /usr/lib/systemd/system/lyhord*'
old=$(bare lyhord version)
expect "has a manual" test -s "$bare_root/usr/share/man/man1/lyhord.1.gz"
for file in alarm.curl.example templates/konsekvensbedomning.md proxy/nginx.conf site.json; do
    expect "has $file beside its README.md" test -s "$bare_root/usr/share/doc/lyhord/$file"
done
expect "root's first command leaves a data directory that the service can use" \
    bare lyhord dialogue import /usr/share/doc/lyhord/questionnaire.json
# As an administrator keeps it: in a folder that the user lyhord may not enter.
in_root 'umask 077 && chmod 700 . && lyhord keys recovery >typed.txt 2>/dev/null'
bare lyhord dialogue open trygghet-harnosand >/dev/null
expect "draws a poster in three scripts, without a box for a letter" in_root \
    'LYHORD_PUBLIC_URL=https://dialog.example.se LYHORD_PROXY_LISTEN=127.0.0.1:8080 \
    lyhord dialogue poster trygghet-harnosand --languages sv,ar,ti >poster.pdf &&
    head -c 5 poster.pdf | grep -qx %PDF-'
expect "starts" start_service
expect "takes an answer" post_answer
expect "gives a link for the first sign-in" bare lyhord staff add anna --role admin
expect "says how it is" bare sh -c 'lyhord health | grep -x ready'
expect "makes a backup where only root may write" in_root "lyhord backup burnt.backup"

bare install -d -m 0500 -o root /var/lib/lyhord/backups
expect "is not updated when there can be no backup" \
    is_refused in_root "apt install ./lyhord_NEW.deb"
expect "is still the old version" test "$old" = "$(bare lyhord version)"
bare install -d -m 0700 -o lyhord /var/lib/lyhord/backups
expect "is updated" as_written "apt install ./lyhord_NEW.deb"
backup=$(sed -n 's,.*verified: /var/lib/lyhord/backups/\(.*\) (.*,\1,p' \
    "$bare_root/srv/last.log")
expect "made a backup first, and said where" test -s "$bare_root/var/lib/lyhord/backups/$backup"
stop_service
expect "the new version starts on the old data" start_service
expect "the answer is there" sh -c "chroot $bare_root lyhord dialogue list | grep trygghet"

expect "the old version can be put back" \
    as_written "apt install --allow-downgrades ./lyhord_OLD.deb"
expect "and said that this is the way back" said "is older than"
stop_service
expect "and says that the database is newer" starts_not_since "newer"
expect "is stopped with its sockets" as_written "systemctl stop lyhord.socket \
lyhord-redirect.socket lyhord-proxy.socket lyhord-metrics.socket lyhord"
expect "restores the backup that the update made" as_written "lyhord restore --force \
/var/lib/lyhord/backups/THAT.backup --recovery-key typed.txt" "THAT.backup=$backup"
expect "and starts" as_written "systemctl start lyhord.socket lyhord"
expect "its data are sound" bare lyhord check
expect "takes answers again" post_answer

bare touch /etc/lyhord/update-without-backup
expect "is updated without a backup when it was told so" in_root "dpkg -i lyhord_OLD.deb"
expect "and said so" said "no backup was made"
expect "once" is_refused test -e "$bare_root/etc/lyhord/update-without-backup"
stop_service

asked_of_systemd postinst abort-remove >"$bare_root/srv/asked"
expect "starts again when it could not be removed" \
    grep -q "restart lyhord.service" "$bare_root/srv/asked"
expect "and opens the sockets that are enabled, all at once" \
    grep -q "^start lyhord.socket .*lyhord-proxy.socket" "$bare_root/srv/asked"
bare systemctl enable -q lyhord-proxy.socket lyhord-alarm.socket
expect "is removed" bare apt-get remove -y -q lyhord
expect "the data stay" test -e "$bare_root/var/lib/lyhord/lyhord.db"
expect "comes back" in_root "apt install ./lyhord_OLD.deb"
expect "and said that it made no backup" said "No backup was made"
expect "is purged" bare apt-get purge -y -q lyhord
expect "leaves no file but the data" leaves_nothing
expect "the data stay until somebody decides" test -e "$bare_root/var/lib/lyhord/lyhord.db"

bare rm -r /var/lib/lyhord
expect "is installed on a new machine" in_root "apt install ./lyhord_OLD.deb"
expect "and starts there" start_service
stop_service
expect "restores root's backup of the burnt one" \
    in_root "lyhord restore --force burnt.backup --recovery-key typed.txt"
expect "and starts with its data" start_service
expect "which are sound" bare sh -c "lyhord check | grep '1 acknowledged'"
stop_service
echo "package: passed"
