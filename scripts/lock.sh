#!/bin/sh
# Universal locks: every platform's hashes, nobody's address.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1
compile() {
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
        --python-version 3.11 ${UPGRADE:-} "$@"
}
compile --extra install pyproject.toml -o requirements/base.txt
compile --extra install --extra dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt
compile requirements/uv.in -o requirements/uv.txt
compile requirements/node.in -o requirements/node.txt
npm install --package-lock-only --ignore-scripts --no-audit --no-fund
! grep -n '://' requirements/*.txt
! grep -n '"resolved"' package-lock.json
