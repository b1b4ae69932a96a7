# Praksiskort. `make run` and `make test` do all there is to do on a fresh machine.

PYTHON ?= python3
PORT ?= 8501
# More words for pytest: make test ARGS="-k flytning -x"
ARGS ?=
# Processes that share the tests; 0 for one that can be stopped in a debugger.
JOBS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
APP_DEPS := $(VENV)/.praksiskort-app
DEV_DEPS := $(VENV)/.praksiskort-dev
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
PY_OK := import sys; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench assets clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: assets  ## start the app on http://127.0.0.1:8501 (PORT=... for another port)
	$(PY) app.py --server.address 127.0.0.1 --server.port $(PORT) \
		--server.headless true --browser.gatherUsageStats false

test: $(DEV_DEPS) assets  ## run every test (ARGS=... goes to pytest)
	$(PY) -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

lint: $(DEV_DEPS)  ## check style, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy planning saetninger tabeller geo kort data lager arkiv eksport dansk.py fordelt.py

bench: $(DEV_DEPS)  ## run the benchmarks
	@set -e; for fil in benchmarks/bench_*.py; do \
		modul=$${fil%.py}; echo "== $$fil"; $(PY) -m "$$(echo "$$modul" | tr / .)"; done

assets: $(APP_DEPS)  ## copy Leaflet to static/vendor
	@$(PY) -m kort.aktiver

clean:  ## remove the environment, copied assets and caches
	rm -rf $(VENV) static/vendor .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that does not start (its Python is gone, or too old) is made again,
# whatever the stamps say.
ifneq ($(shell $(PY) -c '$(PY_OK)' 2>/dev/null && echo ok),ok)
.PHONY: $(APP_DEPS)
endif

$(APP_DEPS): requirements.txt constraints.txt
	@$(PY) -c '$(PY_OK)' 2>/dev/null || { \
		command -v $(PYTHON) >/dev/null || { \
			echo "Praksiskort needs Python 3.11 or newer; $(PYTHON) was not found. Install it, or name it: make run PYTHON=/path/to/python3.11" >&2; exit 1; }; \
		$(PYTHON) -c '$(PY_OK)' || { \
			echo "Praksiskort needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make run PYTHON=python3.11" >&2; exit 1; }; \
		echo "Making $(VENV) with $$($(PYTHON) -V 2>&1)"; \
		$(PYTHON) -m venv --clear $(VENV) || { \
			echo "$(PYTHON) cannot make an environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	}
	@echo "Installing what the app needs; the first time takes some minutes"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV_DEPS): requirements-dev.txt requirements-dask.txt $(APP_DEPS)
	@echo "Installing what the tests need"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
