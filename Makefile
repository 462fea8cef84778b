# bylaw: `make demo` shows it, `make test` proves it. Everything below needs only what it installs itself.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: root setup setup-dev oracles kernel booth demo test check format bench deep lock clean

setup: $(VENV)/.run       ## make .venv; .venv/bin/bylaw is the command
setup-dev: $(VENV)/.dev kernel ## the same with what the tests need, and the kernel where Rust is

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

oracles: .venv-oracles/.done ## programs to compare with that need an environment of their own

.venv-oracles/.done: requirements/oracles.txt
	$(PYTHON) -m venv .venv-oracles
	.venv-oracles/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/oracles.txt
	@touch $@

KERNEL := kernel/Cargo.toml kernel/crates.lock kernel/pyproject.toml kernel/bylaw_kernel.pyi $(wildcard kernel/src/*.rs)

kernel: $(VENV)/.kernel   ## build the optional native extension into .venv; without Rust it says so and goes on

$(VENV)/.kernel: $(KERNEL) requirements/kernel.txt scripts/kernel | $(VENV)/.dev
	scripts/kernel $(VENV)

demo: setup               ## a union local lives one year, is verified, forgeries are caught; then it is served (not if SERVE=0)
	$(BIN)/bylaw demo demo
	@if [ "$${SERVE:-1}" != 0 ]; then exec $(BIN)/bylaw serve demo; fi

check: setup-dev          ## format, lint, strict types, import contract, links of every page, catalogues (under 45 s)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports
	$(BIN)/mypy --no-error-summary
	@told=$$($(BIN)/pytest -q -p no:xdist -p no:cacheprovider tests/test_reference.py -k link 2>&1) || { echo "$$told"; exit 1; }
	@told=$$($(BIN)/python scripts/messages --check 2>&1) || { echo "$$told"; exit 1; }

screenshots: setup-dev   ## every page at two widths, light and dark, into build/screenshots (needs Debian's chromium)
	$(BIN)/python scripts/screenshots build/screenshots

booth:                    ## bundle what the booth, the door and sealed files use again, from its lock (needs npm; the bundle is in the repository)
	cd booth && npm ci --ignore-scripts --no-audit --no-fund && npm run --silent build
	cd src/bylaw/portal/static && sha256sum noble.js qr.js sealing.js > ../../../../booth/SHA256SUMS

format: setup-dev
	$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

root:                     # at once, before anything is installed
	@[ "$$(id -u)" -eq 0 ] || { echo "the tests install Debian packages; run: sudo make test" >&2; exit 1; }

test: root setup-dev oracles    ## every test; installs the outside programs it needs (Debian, as root)
	scripts/outside-programs
	$(BIN)/pytest -n 2 --dist worksteal

deep: root setup-dev oracles ## the same with far more input, 12 000 kills, a million acts and mutants: hours
	$(BIN)/python scripts/deep

bench: setup-dev          ## arithmetic and audits of elections, in numbers
	$(BIN)/python bench/record.py
	$(BIN)/python bench/fold.py 50000
	$(BIN)/python bench/submit.py
	$(BIN)/python bench/beside.py
	$(BIN)/python bench/audit.py 10000 30000
	$(BIN)/python bench/appeals.py
	$(BIN)/python bench/society.py
	$(BIN)/python bench/kernel.py
	$(BIN)/python bench/verify.py 1000 10000 100000
	$(BIN)/python bench/casting.py
	$(BIN)/python bench/cards.py
	$(BIN)/python bench/portal.py pages
	$(BIN)/python bench/portal.py ballots
	$(BIN)/python bench/portal.py roll
	$(BIN)/python bench/search.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/booth.py
	$(BIN)/python bench/counting.py
	scripts/outside-programs
	$(BIN)/python bench/elections.py

reference: setup-dev      ## write docs/reference again from the code
	$(BIN)/python scripts/reference docs/reference
	$(BIN)/python scripts/profiles > docs/reference/profiles.md

lock:                     ## pin requirements/*.txt again
	scripts/lock

clean:
	rm -rf $(VENV) .venv-oracles demo kernel/target
