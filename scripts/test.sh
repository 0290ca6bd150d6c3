#!/bin/sh
# Run the tests and say in one last line how many passed: `test.sh unit|e2e|all`.
set -u
bin=.venv/bin
what=${1:-all}
out=.cache/test-output
mkdir -p .cache
: > "$out"
status=0

run() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" > "$out.now" 2>&1
    code=$?
    cat "$out.now"
    cat "$out.now" >> "$out"
    # pytest answers 5 when it found no test: that is a failure here.
    [ "$code" -eq 0 ] || status=1
}

if [ "$what" != e2e ]; then
    case "${DATABASE_URL:-}" in
        postgres*) name="Unit tests on PostgreSQL" ;;
        *) name="Unit tests on SQLite" ;;
    esac
    run "$name" "$bin/python" -m pytest -n "${JOBS:-2}" --dist worksteal
fi

if [ "$what" != unit ]; then
    if ! command -v chromium >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        printf '\nInstalling chromium for the journeys.\n'
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } > .cache/chromium.log 2>&1 \
            || printf 'chromium could not be installed; see .cache/chromium.log\n'
    fi
    command -v chromium >/dev/null 2>&1 \
        || printf '\nNo chromium here: the journeys are skipped. Install it (sudo apt-get install chromium) and run make e2e.\n'
    run "Journeys in a real browser" "$bin/python" -m pytest --override-ini addopts="-q --strict-markers --strict-config" tests/e2e
fi

"$bin/python" - "$out" "$status" <<'PY'
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
count = {word: 0 for word in ("passed", "failed", "skipped", "error")}
for line in re.findall(r"^=*\s*(\d+ (?:passed|failed|skipped|errors?|deselected).*) in [\d.:()s ]+", text, re.M):
    for number, word in re.findall(r"(\d+) (passed|failed|skipped|error)", line):
        count[word] += int(number)
failed = count["failed"] + count["error"]
print(f"\n{count['passed']} passed, {failed} failed, {count['skipped']} skipped")
PY
exit $status
