# Octant: two commands matter, `make run` and `make check`; the others are their steps.
PYTHON ?= python3
BIN := .venv/bin
ROOMS := data analytics charts locales
CODE := app.py $(ROOMS) pages tests tools benchmarks

.PHONY: run check check-faults lint types sql walls unit browser browser-tools texts lock screenshots clean

run: .venv/.runs            ## the dashboard on http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

check: lint types sql walls unit browser  ## everything that must hold before a change lands

.venv/.runs: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.checks: requirements-dev.txt requirements.txt .venv/.runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

lint: .venv/.checks
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)

types: .venv/.checks
	$(BIN)/mypy --strict $(ROOMS)

sql: .venv/.checks
	$(BIN)/sqlfluff lint --processes 2 --nocolor analytics data

walls: .venv/.checks
	$(BIN)/lint-imports --no-cache

unit: .venv/.checks         ## unit, golden, property and page tests
	$(BIN)/pytest -n 2 --dist loadfile tests --ignore tests/browser

browser: .venv/.checks browser-tools  ## the real pages in a real Chromium
	$(BIN)/pytest tests/browser

check-faults: .venv/.checks browser-tools  ## the long runs: faults injected, files mutated; half an hour
	$(BIN)/pytest tests -m faults

browser-tools:
	@tools/browser_tools.sh

texts: .venv/.checks        ## takes new texts into the catalogues of both languages
	$(BIN)/python -m locales.update

screenshots: .venv/.checks browser-tools  ## the pictures of README.md and docs/
	$(BIN)/python -m tools.screenshots

lock: .venv/.checks         ## pins requirements*.txt anew, with hashes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -c requirements.txt requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis test-artifacts
