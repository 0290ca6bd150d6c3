#!/bin/sh
# Run a command with DATABASE_URL naming a PostgreSQL server: the one given, or one of our own that
# lives in a temporary folder on a free port, and goes with the command. A server that already runs
# on this machine is never touched.
set -eu

if [ -n "${DATABASE_URL:-}" ]; then exec "$@"; fi

find_binaries() { ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin 2>/dev/null | sort -V | tail -1; }
binaries=$(find_binaries)
if [ -z "$binaries" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "→ PostgreSQL"
    apt-get -qq update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install postgresql >/dev/null 2>&1
    binaries=$(find_binaries)
fi
if [ -z "$binaries" ]; then
    echo "Maillage: PostgreSQL is missing: apt install postgresql (or brew install postgresql)." >&2
    exit 1
fi

# PostgreSQL refuses to run as root: Debian's package brings the account `postgres`.
as=""
if [ "$(id -u)" = 0 ]; then as="runuser -u postgres --"; fi
folder=$(mktemp -d)
chmod 711 "$folder"
mkdir "$folder/data"
if [ -n "$as" ]; then chown -R postgres "$folder"; fi
stop() {
    (cd / && $as "$binaries/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(
    cd /
    $as "$binaries/initdb" -D "$folder/data" -U maillage -A trust -E UTF8 --no-locale >/dev/null
    $as "$binaries/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
        -o "-h 127.0.0.1 -p $port -k $folder -c fsync=off -c full_page_writes=off" start >/dev/null
)
DATABASE_URL="postgres://maillage@127.0.0.1:$port/postgres" "$@"
