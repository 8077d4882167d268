#!/usr/bin/env bash
# The build, the unit tests and the http tests in a bare Debian 13 (README.md).
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)

die() {
    echo "debian13.sh: $*" >&2
    exit 1
}
. "$here/tests/package/bare.sh"

bare_make trixie
mkdir "$bare_root/srv/lyhord"
(cd "$here" && git ls-files -z | xargs -0 cp --parents -t "$bare_root/srv/lyhord")
bare apt-get update -q >/dev/null
bare /srv/lyhord/tests/run.sh unit http
echo "debian13: passed"
