#!/usr/bin/env bash
# Installs what is missing, builds, makes a data directory with the demonstration dialogue, and
# serves HTTPS. Safe to run again: it then finishes what was interrupted, or only starts.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
port=8443
address=0.0.0.0
data=$here/data
certificate=
private_key=
demonstration=yes

usage() {
    cat <<TEXT
deploy/start.sh [options]
  --port N            port to serve on (default 8443)
  --address A         address to listen on (default 0.0.0.0: every network of this machine)
  --data DIR          data directory (default ./data)
  --certificate FILE  certificate chain, PEM (default: a self-signed one, made at first start)
  --private-key FILE  its private key, PEM
  --no-demonstration  start empty
TEXT
}

die() {
    echo "start.sh: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --port) port=${2:?"--port needs a number"}; shift ;;
        --address) address=${2:?"--address needs an address"}; shift ;;
        --data) data=${2:?"--data needs a directory"}; shift ;;
        --certificate) certificate=${2:?"--certificate needs a file"}; shift ;;
        --private-key) private_key=${2:?"--private-key needs a file"}; shift ;;
        --no-demonstration) demonstration=no ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
case $port in
    '' | *[!0-9]*) die "--port must be a number, not '$port'" ;;
esac

binary=${LYHORD_BINARY:-$here/build/release/service/lyhord}

# Builds when there is no binary, or a source is newer than it; never one that was named.
needs_build() {
    [ -z "${LYHORD_BINARY:-}" ] || return 1
    [ -x "$binary" ] || return 0
    [ -n "$(find "$here/service" "$here/static" "$here/db" "$here/CMakeLists.txt" \
        -newer "$binary" -type f -print -quit)" ]
}

# The number of the database's form that a program writes.
schema_of() { "$1" version | sed -n 's/.*schema \([0-9][0-9]*\).*/\1/p'; }

# The program that served these data last. A newer schema changes the database for good: the last
# program makes a backup first. On the way back it must not: it would bring what was restored up to
# date again.
served=$data/served-by

back_up_before_new_schema() {
    local before now
    [ -e "$served" ] || return 0
    before=$(schema_of "$served") && now=$(schema_of "$binary") || return 1
    [ "$before" -ge "$now" ] || "$served" --data "$data" backup
}

# The copy is made before the program brings the database up to date, and takes its place only when
# it could: the program that is asked for the next backup must be one that can make it.
keep_program() {
    rm -f "$served.new"
    cmp -s "$binary" "$served" || { cp "$binary" "$served.new" && chmod 700 "$served.new"; } ||
        return 1
    "$binary" --data "$data" keys status >/dev/null || return 1
    [ ! -e "$served.new" ] || mv "$served.new" "$served"
}

if needs_build; then
    "$here/deploy/install-packages.sh" build || die "the packages for building are missing"
    log=$(mktemp)
    echo "building (a minute or two the first time) ..."
    if ! (cd "$here" && cmake --preset release &&
        cmake --build --preset release) >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        die "the build failed; the whole log is in $log"
    fi
    rm -f "$log"
    touch "$binary"
fi

[ -x "$binary" ] || die "there is no program at $binary"
mkdir -p "$data" && chmod 700 "$data" || die "cannot make the data directory $data"
[ ! -e "$data/lock" ] || flock -n "$data/lock" true || die "$data is in use by another lyhord"
back_up_before_new_schema ||
    die "the backup before the update failed: nothing was changed (to go on without: rm $served)"

if [ -z "$certificate$private_key" ]; then
    "$here/deploy/make-certificate.sh" "$data/certificate" || die "there is no certificate"
    certificate=$data/certificate/cert.pem
    private_key=$data/certificate/key.pem
elif [ -z "$certificate" ] || [ -z "$private_key" ]; then
    die "--certificate and --private-key go together"
fi
for file in "$certificate" "$private_key"; do
    [ -r "$file" ] || die "cannot read $file"
done

lyhord() { "$binary" --data "$data" "$@"; }

# First use: the recovery key, the demonstration dialogue and the first accounts. Each step may
# have been done by a start that was interrupted.
make_recovery_key() {
    if [ -e "$data/keys/recovery.public" ]; then
        echo "The recovery key was made and shown by a start that was interrupted. If nobody kept" \
            "it: $binary --data $data keys recovery --replace" >&2
    else
        lyhord keys recovery
    fi
}

# Opens the dialogue $1 that stands in the file $2.
open_dialogue() {
    local dialogues
    dialogues=$(lyhord dialogue list) || return 1
    case $dialogues in
        *"$1  round "*) return ;;
        *"$1  imported"*) ;;
        *) lyhord dialogue import "$here/static/demo/$2" >/dev/null || return 1 ;;
    esac
    lyhord dialogue open "$1" >/dev/null
}

open_demonstration() {
    open_dialogue trygghet-harnosand questionnaire.json && open_dialogue synpunkt submission.json
}

# A set-up link for the account $1 with the role $2; a new one if the first was perhaps not seen.
account() {
    local accounts known
    accounts=$(lyhord staff list) || return 1
    known=$(grep "^$1  " <<<"$accounts") || true
    case $known in
        '') lyhord staff add "$1" --role "$2" ;;
        *"not set up yet"*) lyhord staff reset "$1" ;;
        *) echo "(is set up)" ;;
    esac
}

export LYHORD_PUBLIC_URL=${LYHORD_PUBLIC_URL:-https://localhost:$port}
# Is there from before the first step until after the last. A data directory that was restored or
# made by hand, or whose database is lost, has a database or keys and no such file, and is left as
# it is: the program says what is wrong with it.
unfinished=$data/set-up.unfinished
is_new() {
    [ ! -e "$data/lyhord.db" ] && [ ! -e "$data/lyhord.db.before-restore" ] &&
        [ -z "$(ls -A "$data/keys" 2>/dev/null)" ]
}
if [ -e "$unfinished" ] || is_new; then
    : >"$unfinished" || die "cannot write to $data"
    make_recovery_key || die "could not make the recovery key"
    [ "$demonstration" = no ] || open_demonstration || die "could not open the demonstration"
    admin_link=$(account admin admin) || die "could not add the administrator"
    staff_link=$(account samordnare coordinator) || die "could not add the coordinator"
    cat <<TEXT

  First start. These links work once, within 72 hours:
    administrator (admin):      $admin_link
    coordinator (samordnare):   $staff_link
TEXT
    rm "$unfinished"
fi
reach="this address only"
[ "$address" = 0.0.0.0 ] && reach="every network of this machine (see --address)"
cat <<TEXT

  Residents:  $LYHORD_PUBLIC_URL/
  Staff:      $LYHORD_PUBLIC_URL/staff
  To be served on $address: $reach
  A new set-up link: $binary --data $data staff reset NAME

TEXT
keep_program || die "the program cannot use the data, or cannot be kept for the next update"
exec "$binary" --data "$data" serve --listen "$address:$port" \
    --certificate "$certificate" --private-key "$private_key"
