# Everything by name; `make` alone lists the names.
# The first Python that is new enough; its absence is told by scripts/prepare.py.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
PORT ?= 8000
BIN = .venv/bin
PREPARE = @command -v $(PYTHON) >/dev/null || { echo "Maillage: $(PYTHON) is missing: install Python 3.11 or newer with venv (apt install python3-venv)."; exit 1; }; $(PYTHON) scripts/prepare.py

.DEFAULT_GOAL := help
.PHONY: help demo install serve ready test unit e2e postgres check format screenshots lock clean

help: ## List the targets
	@grep -hE '^[a-z0-9]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

demo: ## Install, lay the demonstration, serve it on http://127.0.0.1:8000 (PORT= changes it)
	$(PREPARE) demo
	@exec env MAILLAGE_DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/maillage serve --port $(PORT)

install: ## Install what a server for real people needs, and nothing else (README, configuration)
	$(PREPARE) install

ready:
	$(PREPARE) test

test: ready ## Everything: unit tests, then journeys in a real browser
	@$(BIN)/python scripts/run_tests.py unit e2e

unit: ready ## The quick half
	@$(BIN)/python scripts/run_tests.py unit

e2e: ready ## The journeys alone
	@$(BIN)/python scripts/run_tests.py e2e

postgres: ready ## Unit tests on PostgreSQL (a server of our own, or DATABASE_URL=)
	@sh scripts/with_postgres.sh $(BIN)/python scripts/run_tests.py postgres

check: ready ## Style, types, contracts, messages, migrations, deployment
	@$(BIN)/python scripts/run_checks.py

format: ready ## Let the machine lay the code out
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .
	@find maillage -name '*.html' -path '*/templates/*' | xargs $(BIN)/djade --target-version 5.2

screenshots: ready ## Take the pictures of the README and of the guide again
	@$(BIN)/python scripts/screenshots.py

lock: ready ## Write requirements/*.txt and package-lock.json anew (UPGRADE=--upgrade for newer versions)
	@UPGRADE="$(UPGRADE)" sh scripts/lock.sh

clean: ## Remove what was installed and built (the demonstration's data in var/ stays)
	rm -rf .venv node_modules .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
