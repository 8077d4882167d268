# Sourced. A bare Debian in a folder of its own: bare_make SUITE, `bare COMMAND ...` runs in it as
# root, bare_gone takes it away.
bare_root=

bare_make() {
    [ "$(id -u)" -eq 0 ] || die "this part needs root: it makes a bare Debian with debootstrap"
    command -v debootstrap >/dev/null ||
        apt-get install -y -q --no-install-recommends debootstrap >/dev/null ||
        die "debootstrap could not be installed"
    bare_root=$(mktemp -d -t lyhord-bare-XXXXXX)
    chmod 755 "$bare_root"
    trap bare_gone EXIT
    echo "== a bare Debian ($1)"
    debootstrap --variant=minbase "$1" "$bare_root" \
        "${LYHORD_MIRROR:-http://deb.debian.org/debian}" >"$bare_root.log" 2>&1 ||
        die "debootstrap failed; the whole log is in $bare_root.log"
    rm "$bare_root.log"
    mount --bind /proc "$bare_root/proc"
    mount --bind /dev "$bare_root/dev"
    cp -L /etc/resolv.conf "$bare_root/etc/resolv.conf"
}

bare() { (bare_instead "$@"); }

# The same instead of the shell that calls it, so that `bare_instead ... &` is the program itself.
bare_instead() {
    exec chroot "$bare_root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

bare_gone() {
    [ -n "$bare_root" ] || return 0
    [ -z "${bare_before_gone:-}" ] || "$bare_before_gone"
    # Lazily, since a stopped program may take a moment; and never through a mount that is left.
    umount -l "$bare_root/proc" "$bare_root/dev" || true
    rm -rf --one-file-system "$bare_root"
    bare_root=
}
