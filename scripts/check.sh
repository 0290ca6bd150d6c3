#!/bin/sh
# Everything a machine can check without running the tests. Each failure is shown; all are run.
set -u
bin=.venv/bin
status=0

run() {
    name=$1
    shift
    if "$@" > .cache/check-output 2>&1; then
        printf 'ok    %s\n' "$name"
    else
        printf 'NOT   %s\n' "$name"
        cat .cache/check-output
        status=1
    fi
}

deploy() {
    out=$(DEBUG=0 HTTPS=1 MAILLAGE_DEMO=0 SECRET_KEY=$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(60))') \
        ALLOWED_HOSTS=example.org EMAIL_URL=smtp+tls://user:password@mail.example.org:587 \
        MAILLAGE_VAR=.cache/empty-var "$bin/maillage" check --deploy --fail-level INFO 2>&1) || { printf '%s\n' "$out"; return 1; }
    [ "$out" = "System check identified no issues (0 silenced)." ] || { printf '%s\n' "$out"; return 1; }
}

run "style (ruff)" "$bin/ruff" check .
run "layout (ruff format)" "$bin/ruff" format --check .
run "templates (djade)" sh -c "git ls-files -z '*.html' | xargs -0 $bin/djade --check --target-version 5.2"
run "types (mypy --strict)" "$bin/mypy"
run "contracts of the house (import-linter)" "$bin/lint-imports"
run "English catalogue" env DEBUG=1 "$bin/maillage" messages check
run "migrations" env DEBUG=1 "$bin/maillage" makemigrations --check --dry-run
run "deployment (check --deploy)" deploy
run "no address in a lock file" sh -c "! grep -nE 'https?://' requirements/*.txt package-lock.json"
exit $status
