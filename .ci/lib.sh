# What the scripts beside this file share. To be sourced, not run.
#
# Guests on somebody's machine: apart from packages of Debian installed by apt, everything stays inside `.build/`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
servers=$root/.build/servers

# To build: libedit, which the console is written on.
build_packages=(libedit-dev)
# To test: clients, and what starts the real servers and looks at them.
test_packages=(curl fetchmail mount mpop openssl procps python3 socat tmux util-linux)

say() { printf -- '-- %s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

need_swift() {
    command -v swift >/dev/null || fail 'Swift is not installed; https://www.swift.org/install tells how'
}

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

may_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Those of the named packages that are not installed, a line each.
missing_packages() {
    local name state installed=' '
    while read -r name state; do
        [ "$state" = installed ] && installed+="$name "
    done < <(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
    for name in "$@"; do
        [[ $installed == *" $name "* ]] || printf '%s\n' "$name"
    done
}

# Installs those of the named packages that are missing.
install_packages() {
    if ! has_apt; then
        say "no apt-get here; these packages of Debian are expected under whatever name: $*"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    may_be_root || fail "there is no sudo; as root, run once: apt-get install ${missing[*]}"
    say "installing ${missing[*]}"
    with_fresh_lists quiet_install "${missing[@]}" || fail "apt-get could not install ${missing[*]}"
}

# Runs a command that needs apt's lists; if it fails, once more with fresh ones. Only a failure shows what was written.
with_fresh_lists() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        say 'reading the lists of packages anew'
        if ! may_be_root || ! as_root apt-get -q update >"$log" 2>&1 || ! "$@" >"$log" 2>&1; then
            cat "$log" >&2
            rm "$log"
            return 1
        fi
    fi
    rm "$log"
}

# No service starts because it was installed: Debian asks this file, and a machine without one gets it back without one.
quiet_install() (
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'as_root rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    as_root apt-get -q install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
)

# Unpacks the real POP3 servers beside each other, and installs the libraries they need.
#
# Debian's POP3 servers exclude one another, and an installed one would start with the machine from then on.
prepare_servers() {
    has_apt || return 0
    if [ ! -e "$servers/libraries" ]; then
        rm -rf "$servers"
        mkdir -p "$servers"
        unpack_server dovecot dovecot-core dovecot-pop3d
        unpack_server popa3d popa3d
        unpack_server mailutils mailutils-pop3d
        make_setgroups
        sort -u "$servers"/*.libraries >"$servers/libraries.new"
        mv "$servers/libraries.new" "$servers/libraries"
    fi
    local libraries
    mapfile -t libraries <"$servers/libraries"
    install_packages "${libraries[@]}"
}

# unpack_server NAME PACKAGE...: downloads the packages, unpacks them into one folder, notes the libraries they depend on.
unpack_server() {
    local name=$1 deb
    shift
    say "downloading and unpacking $*"
    mkdir "$servers/$name" "$servers/$name.debs"
    if ! with_fresh_lists download "$servers/$name.debs" "$@"; then
        [ -z "${CI:-}" ] || fail "apt-get could not download $*"
        say "$* cannot be had; the tests with it will be skipped"
        rm -r "$servers/$name" "$servers/$name.debs"
        return
    fi
    for deb in "$servers/$name.debs"/*.deb; do
        dpkg-deb --extract "$deb" "$servers/$name"
        dpkg-deb --field "$deb" Depends | tr ',' '\n' | sed -n 's/^ *\(lib[^ |:(]*\).*/\1/p' >>"$servers/$name.libraries"
    done
    rm -r "$servers/$name.debs"
}

download() (cd "$1" && apt-get -q download "${@:2}")

# The tests run servers as an ordinary user, for whom setgroups(2) fails; popa3d insists on it. Preloaded, this lets it pass.
make_setgroups() {
    local clang
    [ -d "$servers/popa3d" ] || return 0
    mkdir -p "$servers/popa3d/usr/lib"
    clang=$(command -v clang || true)
    [ -n "$clang" ] || clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
    printf 'int setgroups(unsigned long count, const unsigned *groups) { (void)count; (void)groups; return 0; }\n' |
        "$clang" -x c - -Wno-incompatible-library-redeclaration -shared -fPIC -nostdlib -fuse-ld=lld \
            -o "$servers/popa3d/usr/lib/setgroups.so" ||
        fail 'the clang of the Swift toolchain could not make setgroups.so'
}
