# Every target sets up what it needs; nothing but Python 3.11+ and make has to be there.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check
CASE ?= build/arsal

.PHONY: demo test test-scale spark lint bench pages screenshots lock clean

# Wheels are checked against the hashes in the lock file; firsthand itself is built from this folder. Twice --quiet leaves
# pip's errors and drops its warnings, which are about the reader's own settings of pip.
$(VENV)/.run: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "firsthand needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	@echo "Setting up $(VENV) from requirements/run.lock (once, about 0.9 GB)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --quiet --require-hashes --only-binary :all: -r requirements/run.lock
	@$(PIP) install --quiet --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	@echo "Setting up what tests and checks need from requirements/dev.lock"
	@$(PIP) install --quiet --quiet --require-hashes --only-binary :all: -r requirements/dev.lock
	@touch $@

# PySpark is published as source only: its archive is checked against the lock too, and packed by the setuptools in it.
$(VENV)/.spark: requirements/spark.lock $(VENV)/.dev
	@echo "Setting up PySpark from requirements/spark.lock (once, about 0.6 GB)"
	@$(PIP) install --quiet --quiet --require-hashes --no-build-isolation --only-binary :all: --no-binary pyspark -r requirements/spark.lock
	@touch $@

spark: $(VENV)/.spark

demo: $(VENV)/.run
	$(BIN)/firsthand run examples/arsal --case $(CASE)
	$(BIN)/firsthand show $(CASE)
	$(BIN)/firsthand report $(CASE) --to $(CASE)-report.html

# A file's tests stay together, since they share the case that they read; each process holds the models, hence no more than four.
test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# What takes minutes: whole runs on Spark, and on a cluster that loses a machine.
test-scale: $(VENV)/.spark
	$(BIN)/python -m pytest -m scale

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# The pages that say what the code says, and the pictures of the README (these need Chromium).
pages: $(VENV)/.dev
	$(BIN)/python -m scripts.pages

screenshots: $(VENV)/.dev demo
	$(BIN)/firsthand run examples/conflict-incidents/articles.jsonl --case build/incidents
	$(BIN)/firsthand report build/incidents --to build/masked.html --mask "source:Syrian Observatory for Human Rights" --mask place:Aleppo --mask text:1914947535
	$(BIN)/python -m scripts.screenshots $(CASE)-report.html docs/images build/masked.html
	$(BIN)/python -m scripts.app_screenshots build/incidents docs/images

# Needs uv; only those who change the dependencies run it.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build -o requirements/run.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev -o requirements/dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --extra spark -c requirements/dev.lock -o requirements/spark.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
