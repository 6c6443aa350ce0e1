# The one interface of the project. Every target makes .venv itself: make and
# Python >= 3.11 with venv and pip are all that is needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
RIVALS := $(VENV)/.rivals
MUTMUT := $(VENV)/.mutmut
SITE := $(VENV)/.site
LOOK := $(VENV)/.look
ENGINES := $(VENV)/.engines
RELEASE := $(VENV)/.release
LOG ?=
# Tests, or mutants, run at once.
JOBS ?= 2
# Pythons that `make dist` tries the wheel with, such as "3.11 3.13"; else this one and
# the newest found.
PYTHONS ?=
# What to mutate: packages or modules of src.
PATHS ?= $(addprefix src/servicedesk_core/,timeline calendars sla stats)
MUTATED = $(subst /,.,$(patsubst src/%,%,$(patsubst %.py,%,$(patsubst %/,%,$(PATHS)))))

.PHONY: help demo test coverage test-long check format real engines docs site-check bench mutate mutate-sample dist wheel try-wheel lowest downstream clean

help:
	@echo "make demo       set up and print the SLA report of the sample log"
	@echo "make test       set up and run every test"
	@echo "make coverage   the same, and every line and branch must be run"
	@echo "make check      lint, types, import layers, spelling, dependencies"
	@echo "make test-long  the tests with the nightly hypothesis profile"
	@echo "make docs       the documentation site: build/docs/index.html"
	@echo "make site-check the site in a browser; pictures of it: build/site-check"
	@echo "make bench      benchmarks, and the rivals in the same run: bench/results.md"
	@echo "make mutate     mutation score; PATHS=\"src/...\" limits it"
	@echo "make mutate-sample  the same of a lot of mutants of the whole core: SAMPLE=600"
	@echo "make real LOG=path.csv.gz   the acceptance of the UCI incident log"
	@echo "make dist       build and check a release, try its wheel; PYTHONS=\"3.11 3.13\""
	@echo "make engines    frames inside Spark, Dask, Ray, DuckDB and lazy polars; needs Java"

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python >= 3.11 is needed; name one with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1" 2>/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(STAMP)
	$(BIN)/python examples/sla_compliance.py

# The processes must agree on the order of the tests, hence one order of sets. The
# examples of a page go on from one another, hence a whole file to each process; those of
# few but slow tests must not all come last.
PYTEST = -m pytest --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder

test: $(STAMP)
	PYTHONHASHSEED=0 $(BIN)/python $(PYTEST)

# To watch each line takes twice as long.
coverage: $(STAMP)
	@$(BIN)/coverage erase
	PYTHONHASHSEED=0 $(BIN)/coverage run $(PYTEST)
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

test-long: $(STAMP)
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	@echo "$(BIN)/pyright --verifytypes servicedesk_core --ignoreexternal"
	@found=$$(PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pyright --verifytypes servicedesk_core \
	  --ignoreexternal) || { echo "$$found"; exit 1; }
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/codespell

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

real: $(STAMP)
	@test -n "$(LOG)" || { echo "name the log: make real LOG=path.csv.gz"; exit 1; }
	$(BIN)/python -m pytest -o addopts="--import-mode=importlib" tests/real --log "$(LOG)"

$(ENGINES): $(STAMP)
	@echo "installing the engines (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[frames]" --group engines
	@touch $@

engines: $(ENGINES)
	@sh tools/program.sh java
	$(BIN)/python -m pytest -o addopts="--import-mode=importlib" tests/engines $(if $(LOG),--log "$(LOG)")

$(SITE): $(STAMP)
	@echo "installing what the site needs (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	@touch $@

# Every build starts afresh: pages show tables of the code, whose changes Sphinx does not
# see.
docs: $(SITE)
	@sh tools/program.sh graphviz
	@rm -rf build/docs build/doctrees
	$(BIN)/sphinx-build --nitpicky --fail-on-warning --keep-going --quiet \
	  --doctree-dir build/doctrees docs build/docs
	@echo "the site is build/docs/index.html"

$(LOOK): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group site
	@touch $@

site-check: docs $(LOOK)
	@sh tools/program.sh chromium
	$(BIN)/python -m pytest -o addopts="--import-mode=importlib" tests/browser

$(RIVALS): $(STAMP)
	@echo "installing the rivals (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group rivals
	@touch $@

bench: $(RIVALS)
	$(BIN)/python -m pytest bench --benchmark-columns=median,iqr,ops
	$(BIN)/python bench/rivals.py --output bench/results.md
	$(BIN)/python bench/rival_quirks.py >> bench/results.md
	PYTHONPATH=examples $(BIN)/python bench/walks.py $(if $(LOG),--log "$(LOG)") >> bench/results.md
	PYTHONPATH=examples $(BIN)/python bench/clocks.py $(if $(LOG),--log "$(LOG)") >> bench/results.md
	PYTHONPATH=examples $(BIN)/python bench/satisfaction.py >> bench/results.md
	PYTHONPATH=examples $(BIN)/python bench/batch.py >> bench/results.md

$(MUTMUT): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutation
	@touch $@

# A run starts afresh: results kept from before would not know of changed tests. The same
# hashes and cases each time make the score a number to rely on.
mutate: $(MUTMUT)
	@ls $(PATHS) >/dev/null
	@rm -rf mutants && mkdir mutants
	@echo "mutating $(MUTATED); progress is in mutants/run.log"
	@HYPOTHESIS_PROFILE=ci PYTHONHASHSEED=0 $(BIN)/mutmut run --max-children $(JOBS) \
	  $(patsubst %,"%.*",$(MUTATED)) >mutants/run.log 2>&1 \
	  || { tr '\r' '\n' <mutants/run.log | tail -n 40; exit 1; }
	@$(BIN)/mutmut results --all true >mutants/results.txt
	@$(BIN)/python bench/mutation_score.py $(MUTATED) <mutants/results.txt

# A lot of mutants of the whole core, judged as one: to test them all would take a day.
SAMPLE ?= 600
mutate-sample: $(MUTMUT)
	@rm -rf mutants && mkdir mutants
	@echo "drawing $(SAMPLE) mutants of the core; progress is in mutants/run.log"
	@HYPOTHESIS_PROFILE=ci PYTHONHASHSEED=0 $(BIN)/mutmut run --max-children $(JOBS) \
	  "servicedesk_core.lazy.*" >mutants/run.log 2>&1 || { tail -n 40 mutants/run.log; exit 1; }
	@$(BIN)/mutmut results --all true | $(BIN)/python bench/mutation_sample.py $(SAMPLE) \
	  >mutants/sample.txt
	@HYPOTHESIS_PROFILE=ci PYTHONHASHSEED=0 $(BIN)/mutmut run --max-children $(JOBS) \
	  $$(cat mutants/sample.txt) >>mutants/run.log 2>&1 || { tail -n 40 mutants/run.log; exit 1; }
	@sed 's/$$/:/' mutants/sample.txt >mutants/drawn.txt
	@$(BIN)/mutmut results --all true | grep -F -f mutants/drawn.txt >mutants/results.txt
	@$(BIN)/python bench/mutation_score.py --as-one servicedesk_core <mutants/results.txt

$(RELEASE): $(STAMP)
	@echo "installing what a release needs (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dist
	@touch $@

# An unpacked sdist has none.
WORKFLOWS = $(wildcard .github/workflows/*.yml)

dist: wheel try-wheel lowest downstream

wheel: $(RELEASE)
	@rm -rf dist
	$(BIN)/validate-pyproject pyproject.toml
	$(if $(WORKFLOWS),$(BIN)/zizmor --offline --quiet .github)
	$(BIN)/python -m build --outdir dist .
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist
	$(BIN)/python -m pytest -o addopts="--import-mode=importlib" tests/release/test_artefacts.py \
	  $(if $(WORKFLOWS),tests/release/test_workflows.py)

# The whole suite, on the installed wheel.
try-wheel: wheel
	@pythons=$$(sh tests/release/pythons.sh $(BIN)/python $(PYTHONS)) && \
	  for each in $$pythons; do JOBS=$(JOBS) sh tests/release/try.sh $$each highest || exit 1; done

# The whole suite, on the oldest versions that the library says it works with.
lowest: wheel
	@JOBS=$(JOBS) sh tests/release/try.sh $(BIN)/python lowest-direct

# A service that embeds the wheel, with tests of its own.
downstream: wheel
	@sh tests/release/downstream.sh $(BIN)/python

clean:
	rm -rf mutants $(VENV) .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
