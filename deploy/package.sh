#!/usr/bin/env bash
# Builds the Debian package: build/package/lyhord_VERSION_ARCHITECTURE.deb.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
deploy/install-packages.sh package
rm -f build/package/*.deb  # of other versions
log=$(mktemp)
if ! { cmake --preset package && cmake --build --preset package &&
    (cd build/package && cpack); } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "package.sh: the package could not be made; the whole log is in $log" >&2
    exit 1
fi
rm -f "$log"
ls build/package/*.deb
