# bylaw: `make demo` shows it, `make test` proves it. Everything below needs only what it installs itself.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup setup-dev demo test check format bench deep lock clean

setup: $(VENV)/.run       ## make .venv; .venv/bin/bylaw is the command
setup-dev: $(VENV)/.dev   ## the same with what the tests need

$(VENV)/.venv:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/.venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

check: setup-dev          ## format, lint, strict types, import contract (under 45 s)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports
	$(BIN)/mypy --no-error-summary

format: setup-dev
	$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

test: setup-dev           ## every test; installs the outside programs it needs (Debian, as root)
	scripts/outside-programs
	$(BIN)/pytest -n 2 --dist worksteal

lock:                     ## pin requirements/*.txt again
	scripts/lock

clean:
	rm -rf $(VENV) demo
