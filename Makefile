# Maillage: `make demo` to try it, `make test` to check it. `make` alone lists the rest.
.DEFAULT_GOAL := help
.PHONY: help demo test unit e2e postgres check format lock clean
SHELL := /bin/sh
PORT ?= 8000
BIN := .venv/bin
STAMPS := .cache/stamps
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1

help: ## list what can be made
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-10s %s\n", $$1, $$2 }'

demo: ## install what is needed, prepare the demonstration, serve it on 127.0.0.1 (PORT=8000)
	@sh scripts/setup.sh base
	@MAILLAGE_DEMO=1 PORT=$(PORT) sh scripts/demo.sh

test: ## run the unit tests, then the journeys in a real browser, and count
	@sh scripts/setup.sh dev
	@sh scripts/test.sh all

unit: ## the quick half of the tests
	@sh scripts/setup.sh dev
	@sh scripts/test.sh unit

e2e: ## the journeys in a real browser
	@sh scripts/setup.sh dev
	@sh scripts/test.sh e2e

postgres: ## the unit tests on PostgreSQL (DATABASE_URL, or the local server)
	@sh scripts/setup.sh dev
	@DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} sh scripts/test.sh unit

check: ## style, types, contracts of the house, messages, deployment
	@sh scripts/setup.sh dev
	@sh scripts/check.sh

format: ## let the machine lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z '*.html' | xargs -0 $(BIN)/djade --target-version 5.2

lock: ## choose versions again; hashes, no addresses
	@sh scripts/lock.sh

clean: ## forget what was installed and prepared here (the demonstration's data too)
	rm -rf .venv node_modules var .cache
