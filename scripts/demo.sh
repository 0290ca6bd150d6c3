#!/bin/sh
# Prepare the demonstration's database, then serve it. Run by `make demo`.
set -eu
bin=.venv/bin
"$bin/maillage" migrate --verbosity 0
"$bin/maillage" createcachetable
"$bin/maillage" demo
"$bin/maillage" collectstatic --no-input --verbosity 0
exec "$bin/maillage" serve --port "${PORT:-8000}"
