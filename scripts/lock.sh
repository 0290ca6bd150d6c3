#!/bin/sh
# Choose versions again, for every platform and Python at once: hashes, no addresses.
set -eu
uv() { .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
    --no-emit-index-url --no-emit-find-links pyproject.toml "$@"; }
uv --output-file requirements/base.txt --extra install --upgrade
uv --output-file requirements/dev.txt --extra install --extra dev --upgrade
npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund
