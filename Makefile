# Two commands matter: `make demo` and `make test`. Each makes .venv first when it is not there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STORE := .kg/demo
PICTURE := build/demo.html

MINUTES ?= 10

.PHONY: demo test lint format bench fuzz audit clean

demo: $(STAMP)
	$(BIN)/kg build seeds --store $(STORE)
	$(BIN)/kg report leads --store $(STORE) --top 10
	$(BIN)/kg export html --store $(STORE) -o $(PICTURE)
	@echo "The picture: open $(abspath $(PICTURE)) in a browser."

test: lint
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Ratios and times, also in build/bench.json; on a quiet machine.
bench: $(STAMP)
	$(BIN)/python -m tests.bench $(SECTIONS)

# Each target for MINUTES; inputs that fail stay in build/fuzz. Without atheris, Hypothesis chooses the inputs.
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]' || echo "atheris cannot be installed here"
	for target in structure passes documents; do \
	  $(BIN)/python -m tests.fuzz $$target --minutes $(MINUTES) || failed=1; \
	done; test -z "$$failed"

# Known vulnerabilities and the licences of what is installed, also in build/audit.json.
audit: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[audit]'
	$(BIN)/python -m tests.audit

# Installed once, and again when pyproject.toml changes.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "kg needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

clean:
	rm -rf build dist .kg .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
