# Everything that is done with this project, each with one word. `make` alone explains itself.

PYTHON ?= python3
YEAR ?= 2025
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := nap tests bench .ci

.DEFAULT_GOAL := help
.PHONY: help report install test golden pages lint format catalogues schema bench lock clean

help: ## Say what can be done
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(VENV)/run ## Print the monitoring report; another year with YEAR=2026
	@$(BIN)/nap report $(YEAR)

install: $(VENV)/run ## Set up the command nap in .venv/bin
	@echo "nap is ready. In this shell: source $(BIN)/activate, and then: nap list"

test: $(VENV)/dev ## Set everything up and pass the tests, with coverage
	@$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --cov --cov-report=term

golden: $(VENV)/dev ## Rewrite the golden files from what nap says now; look at the difference before you commit it
	@$(BIN)/python -m pytest -q tests/test_golden.py tests/test_lint_rules.py tests/test_pictures.py --golden-update

pages: $(VENV)/dev ## Write the pages of the documentation that are generated
	@$(BIN)/nap rule --all --format markdown > docs/rules.md
	@$(BIN)/python -m pytest -q tests/test_mutations.py -k page --golden-update
	@$(BIN)/python -m pytest -q tests/test_template_page.py -k the_page_says --golden-update

lint: $(VENV)/dev ## Check style, types, import arrows, generated files and workflows
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/nap schema --check
	@$(BIN)/nap fmt --check
	@$(BIN)/nap lint --strict
	@$(BIN)/actionlint -shellcheck $(BIN)/shellcheck -pyflakes= .github/workflows/*.yml
	@$(BIN)/zizmor --offline --quiet --pedantic .
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
	@$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml

format: $(VENV)/dev ## Lay out the code
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

catalogues: $(VENV)/dev ## Bring the catalogues of translations up to date with what the code and the templates say
	@mkdir -p build
	@$(BIN)/pybabel -q extract --mapping pyproject.toml --keyword say --no-location --omit-header --width 120 -o build/nap.pot nap templates
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120 -i build/nap.pot -d nap/locales -D nap
	@$(BIN)/pybabel -q compile -d nap/locales -D nap
	@rm build/nap.pot

schema: $(VENV)/run ## Write the JSON Schema files that editors use
	@$(BIN)/nap schema

bench: $(VENV)/bench ## Compare the speed of nap with its floor and with other tools
	@$(BIN)/python bench/bench.py

UPGRADE ?= --upgrade
lock: ## Pin the newest versions that pyproject.toml allows; with UPGRADE= only what is new
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip --quiet install uv
	@for set in run dev bench; do \
	  case $$set in run) groups="--group build";; dev) groups="--group dev";; bench) groups="--group dev --group bench";; esac; \
	  .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra forms --extra publish \
	    $(UPGRADE) $$constraint pyproject.toml $$groups -o requirements/$$set.txt || exit 1; \
	  constraint="-c requirements/$$set.txt"; \
	done

clean: ## Remove everything that was set up or made
	@rm -rf .venv .venv-lock dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov .coverage*

# -- what the words above need ---------------------------------------------------------------------------------
# Everything that is said while setting up goes to the error stream, so that `make report > report.md` is a report.

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "nap needs Python 3.11 or newer; name one with make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Setting up .venv …" >&2
	@$(PYTHON) -m venv $(VENV) >&2
	@touch $@

$(VENV)/run: requirements/run.txt pyproject.toml $(VENV)/created
	@$(PIP) install --require-hashes -r requirements/run.txt >&2
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable . >&2
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/run
	@$(PIP) install --require-hashes -r requirements/dev.txt >&2
	@touch $@

$(VENV)/bench: requirements/bench.txt $(VENV)/dev
	@$(PIP) install --require-hashes -r requirements/bench.txt >&2
	@touch $@
