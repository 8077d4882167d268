#!/usr/bin/env bash
# make-certificate.sh DIRECTORY [NAME ...]: a self-signed certificate for localhost, this machine
# and the NAMEs, as DIRECTORY/cert.pem and key.pem. Keeps a certificate that is there.
set -euo pipefail

folder=${1:?"make-certificate.sh needs a directory"}
shift
[ -e "$folder/cert.pem" ] && exit 0
machine=$(hostname -f 2>/dev/null || hostname)
names=DNS:localhost,IP:127.0.0.1,IP:::1
for name in "$machine" "$@"; do
    names+=,DNS:$name
done
mkdir -p "$folder"
umask 077
# The key first and the certificate by a rename, so that one that is there is whole.
if ! errors=$(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 \
    -subj "/CN=${machine:0:60}" -addext "extendedKeyUsage=serverAuth" \
    -addext "subjectAltName=$names" \
    -keyout "$folder/key.pem" -out "$folder/cert.pem.new" 2>&1); then
    printf '%s\n' "$errors" "make-certificate.sh: cannot make a certificate in $folder" >&2
    exit 1
fi
mv "$folder/cert.pem.new" "$folder/cert.pem"
