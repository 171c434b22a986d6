# The verbs of the project. Each makes what it needs: a machine with python3 (with venv) and make is enough.

PYTHON ?= python3
ARGS ?=
TAGS ?=

BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check install -qq -c constraints.txt
RUN := .venv/.run-installed
DEV := .venv/.dev-installed

.DEFAULT_GOAL := help
.PHONY: help demo up test check features contract bench prove export clean

help: ## print these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(RUN) ## one trading day of a small company, told hour by hour (ARGS="--seed 7")
	@$(BIN)/floralab demo $(ARGS)

up: $(RUN) ## simulators and engine in one process, on real ports, until Ctrl-C (ARGS="--interval 10")
	@$(BIN)/floralab up $(ARGS)

test: $(DEV) ## unit tests, contract and features
	$(PY) -m pytest -p xdist.plugin -n auto --dist worksteal \
		--ignore tests/architecture --ignore tests/docs -m "not long" tests features $(ARGS)

check: $(DEV) ## lint, format, types, layers, architecture and documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PY) -m pytest $(wildcard tests/architecture tests/docs)

features: $(DEV) ## the features alone, with reports/features.html (TAGS="IBF-01 or KOM-02")
	@mkdir -p reports && rm -f reports/cucumber.json reports/features.html
	@status=0; \
	$(PY) -m pytest features --tb=short $(if $(TAGS),-m "$(subst @,,$(TAGS))") \
		--cucumberjson=reports/cucumber.json $(ARGS) || status=$$?; \
	if [ -f reports/cucumber.json ]; then \
		$(PY) -m integration.lab.features_report || [ $$status -ne 0 ] || status=1; \
	fi; exit $$status

contract: $(DEV) ## published documents against the simulators, and the engine against the documents
	$(PY) -m pytest tests/contract $(ARGS)

bench: $(DEV) ## speed and memory, measured and printed
	$(PY) -m loadtests.bench $(ARGS)

prove: $(DEV) ## the long tests and proofs: many seeds, every crash point, real kills
	$(PY) -m pytest -p xdist.plugin -n auto --dist worksteal -m long tests
	$(PY) -m integration.lab.prove $(ARGS)

export: $(RUN) ## write mocks/openapi/*.json anew from the endpoints
	$(PY) -m mocks export

clean: ## remove reports, caches and builds (keeps .venv)
	rm -rf build dist reports *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .schemathesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# A half-made environment (Debian without python3-venv) must not look like a finished one.
$(PY):
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	echo "python3 can not make an environment; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(RUN): $(PY) pyproject.toml constraints.txt
	@echo "installing what running needs into .venv"
	@$(PIP) -e .
	@touch $@

$(DEV): $(PY) pyproject.toml constraints.txt
	@echo "installing what development needs into .venv"
	@$(PIP) -e '.[dev]'
	@touch $(RUN) $@
