#!/usr/bin/env bash
# install-packages.sh build|package|test|browser|style|reports|bench: installs the Debian packages
# that are missing for that purpose, and says which.
set -euo pipefail

build="cmake ninja-build g++ pkg-config openssl libssl-dev libevent-dev zlib1g-dev libbrotli-dev
    libsqlite3-dev nlohmann-json3-dev libfmt-dev libspdlog-dev libre2-dev libphonenumber-dev
    libutf8proc-dev libargon2-dev libtomlplusplus-dev libcli11-dev libkainjow-mustache-dev
    libstemmer-dev prometheus-cpp-dev libpango1.0-dev libcairo2-dev librsvg2-dev libqrencode-dev
    libxlsxwriter-dev libzip-dev fonts-dejavu-core fonts-noto-core hunspell-sv wamerican-small"
packaging="$build dpkg-dev file gzip"
unit="$build libcpp-httplib-dev libgtest-dev libgmock-dev sqlite3 curl unzip ccache systemd
    nginx-light haproxy caddy"

case ${1:-} in
    build) wanted=$build ;;
    package) wanted=$packaging ;;
    test) wanted=$unit ;;
    style)
        wanted="$unit git clang-19 clang-tidy-19 clang-format-19 libclang-19-dev libclang-rt-19-dev"
        ;;
    bench) wanted="$build nginx-light wrk nodejs npm libnode-dev curl" ;;
    reports)
        wanted="$unit libxml2-utils poppler-utils pspp r-base-core libreoffice-calc-nogui
            libreoffice-writer-nogui"
        ;;
    browser) wanted="$unit nodejs npm chromium zbar-tools poppler-utils" ;;
    *)
        echo "usage: install-packages.sh build|package|test|style|browser|reports|bench" >&2
        exit 2
        ;;
esac

missing=()
for package in $wanted; do
    case $package in
        # Another Node.js than Debian's is fine.
        libnode-dev) [ -e /usr/include/node/node.h ] && continue ;;
        nodejs | npm) command -v "${package/nodejs/node}" >/dev/null && continue ;;
    esac
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
        missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "these packages are missing, and this is neither root nor has sudo: ${missing[*]}" >&2
        exit 1
    }
    sudo=sudo
fi
echo "installing: ${missing[*]}"
log=$(mktemp)
if ! { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
    --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get failed; the whole log is in $log" >&2
    exit 1
fi
rm -f "$log"
