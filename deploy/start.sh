#!/bin/sh
# What a container does at each start: "web", "worker", or both in one when nothing is said. The steps
# of the web server are those of the README, each of which changes nothing twice.
set -eu
cd /srv/maillage
if [ "${1:-}" = worker ]; then exec .venv/bin/maillage worker; fi
.venv/bin/maillage migrate --noinput
.venv/bin/maillage createcachetable
.venv/bin/maillage territories
.venv/bin/maillage collectstatic --noinput --verbosity 0
if [ "${1:-}" = web ]; then set -- --without-worker; else set --; fi
exec .venv/bin/maillage serve --host 0.0.0.0 --port 8000 "$@"
