# make report   the reports on data/articles, in reports/
# make test     the whole test suite, notebooks included
# Both set up what they need in .venv; all they ask for is Python 3.11 or newer.

ARTICLES ?= data/articles
OUT      ?= reports
JOBS     ?= 2
GOLD     ?= ../shared/gold
VENV     := .venv
BIN      := $(VENV)/bin
LOCKED   := $(VENV)/.locked
READY    := $(VENV)/.ready

# The first of these that runs and is new enough; or name one: make report PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && { echo $$p; break; }; done)

.PHONY: help report test benchmark benchmark-scale benchmark-reports lab notebooks install lint lock clean clean-all
.DEFAULT_GOAL := help

help: ## List what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## Reports on ARTICLES (data/articles) into OUT (reports)
	@$(BIN)/tollbook report "$(ARTICLES)" --out "$(OUT)"

test: $(READY) ## Every test: the package, the notebooks as committed
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --nbval --nbval-current-env tests notebooks

benchmark: $(READY) ## Scores on gold data in GOLD (../shared/gold), beside a plain baseline
	@$(BIN)/python tests/benchmark.py "$(GOLD)" --all

benchmark-reports: $(READY) ## Seconds that the reports take, beside papermill on plain notebooks
	@$(BIN)/python tests/benchmark_reports.py "$(ARTICLES)"

benchmark-scale: $(READY) ## Speed and memory on made archives of 1,000 and 10,000 articles
	@$(BIN)/python tests/benchmark_scale.py

lab: $(READY) ## JupyterLab on the notebooks
	@$(BIN)/jupyter lab notebooks

notebooks: $(READY) ## Run the notebooks where they lie, to commit them as executed
	@$(BIN)/python -c "from helpers.reports import notebook_runs, pages; \
	  notebook_runs.refresh([name for name, *_ in pages.PAGES])"

install: $(READY) ## Set up .venv

lint: $(READY) ## Check the style of the code
	@$(BIN)/ruff check src tests

$(LOCKED): requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv and pip was not found;" \
	  "install it (Debian: apt-get install python3-venv) or name it: make PYTHON=..."; exit 2; }
	@echo "Setting up $(VENV) with $(PYTHON): the first time takes a few minutes"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check --no-input install -qq \
	  --require-hashes --requirement requirements.lock
	@touch $(LOCKED)

$(READY): $(LOCKED) pyproject.toml
	@$(BIN)/python -m pip --disable-pip-version-check --no-input install -qq \
	  --no-deps --no-build-isolation --editable .
	@touch $(READY)

lock: $(READY) ## Write requirements.lock anew from pyproject.toml
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet uv
	@$(BIN)/python -m uv pip compile pyproject.toml --extra test --extra build --extra cluster \
	  --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate --quiet --output-file requirements.lock

clean: ## Remove what was generated, save .venv and the sample reports
	@rm -rf reports/.tollbook reports/tables/*.parquet reports/tables/tables.json
	@rm -rf build src/*.egg-info .pytest_cache .ruff_cache .hypothesis .tollbook
	@find src tests notebooks -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

clean-all: clean ## Remove .venv too
	@rm -rf $(VENV)
