#!/bin/sh
# What a container does at each start: the same steps as the README, each of which changes nothing twice.
set -eu
cd /srv/maillage
.venv/bin/maillage migrate --noinput
.venv/bin/maillage createcachetable
.venv/bin/maillage territories
.venv/bin/maillage collectstatic --noinput --verbosity 0
exec .venv/bin/maillage serve --host 0.0.0.0 --port 8000
