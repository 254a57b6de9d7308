# `make demo` and `make test` need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test soak fuzz audit check lint types clean lock bench

demo: .venv/runtime
	$(BIN)/mujaz demo

test: .venv/tools
	$(BIN)/pytest -n 2 --dist worksteal

# Two half hours of random kills, one of them of the processes of three hosts; then fifty broadcasts
# with kills.
soak: .venv/tools
	MUJAZ_TEST_SOAK_SECONDS=1800 MUJAZ_TEST_SOAK_HOSTS=3 $(BIN)/pytest -s tests/faults
	$(BIN)/python -m tests.delivery.crash --seeds 50 --recipients 2000

# Every door that takes strangers' bytes, five minutes each; needs atheris: .venv/bin/pip install atheris
fuzz: .venv/tools
	$(BIN)/python -m tests.fuzz --seconds 300

# Known weaknesses of what is installed; asks a public database, so it needs a network.
audit: requirements.lock
	test -x .venv-audit/bin/pip-audit || { $(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip install --quiet pip-audit; }
	.venv-audit/bin/pip-audit --require-hashes --disable-pip -r requirements.lock

check: lint types test

lint: .venv/tools
	$(BIN)/ruff check .

types: .venv/tools
	$(BIN)/mypy

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/tools: requirements-dev.lock .venv/runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.lock
	touch $@

# Runs every benchmark and writes benchmarks/RESULTS.md; some three minutes.
bench: .venv/tools
	$(BIN)/python -m benchmarks

# Resolves the two lock files anew; needs uv.
lock:
	scripts/lock

clean:
	rm -rf .venv .venv-audit build dist .pytest_cache .mypy_cache .ruff_cache
