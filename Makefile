PYTHON ?= python3
PYTHONS := 3.11 3.12 3.13 # as requires-python in pyproject.toml says
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
LOCK ?= requirements.lock # requirements.txt: the newest that its ranges allow
DEV_LOCK ?= requirements-dev.lock # requirements-dev.txt likewise

# one process has TensorFlow; a training, which takes what others leave, needs a core at times
JOBS ?= 2
ARGS ?=
PYTEST = $(BIN)/python -m pytest -n $(JOBS) --dist loadfile
BENCHMARKS := $(basename $(notdir $(shell grep -l __main__ benchmarks/*.py)))

.PHONY: run dev quick plain test coverage lint format types js fuzz kill bench lock hooks image clean

run: $(VENV)/run.installed
	$(BIN)/streamlit run app.py --server.port $(PORT)

dev: $(VENV)/dev.installed
	CONVSCOPE_DEV=1 $(BIN)/streamlit run app.py --server.port $(PORT) \
		--server.runOnSave true --server.fileWatcherType auto --client.showErrorDetails full

quick: lint
	@$(MAKE) --no-print-directory --jobs 2 types plain

plain: js
	$(PYTEST) -m "not browser and not tensorflow and not slow" $(ARGS)

test: lint types js
	$(PYTEST) $(ARGS)

coverage:
	$(MAKE) test ARGS="--cov=core --cov-report=term-missing:skip-covered $(ARGS)"

lint: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/dev.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev.installed
	@sh scripts/with_node.sh "The types" "$(BIN)/pyright --version" "$(BIN)/pyright"

NPM_INSTALL = test node_modules/.installed -nt package.json || \
	{ npm install --no-package-lock && touch node_modules/.installed; }

js:
	@sh scripts/with_node.sh "The browser code" "$(NPM_INSTALL)" "npm run -s check"

fuzz: $(VENV)/dev.installed
	$(BIN)/python -m tests.fuzz

kill: $(VENV)/dev.installed
	$(BIN)/python -m tests.killing

bench: $(VENV)/dev.installed
	@for name in $(BENCHMARKS); do \
		echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

lock: $(VENV)/dev.installed
	sh scripts/lock.sh $(BIN)/uv

hooks: $(VENV)/dev.installed
	$(BIN)/pre-commit install

image:
	sh scripts/try_image.sh

clean:
	rm -rf $(VENV) node_modules .convscope

define install
	@version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>&1) || version="missing"; \
	case " $(PYTHONS) " in *" $$version "*) ;; *) \
		echo "ConvScope needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is $$version:" \
			"name another, as in make PYTHON=python3.12" >&2; exit 1;; esac
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r $<
	touch $@
endef

$(VENV)/run.installed: $(LOCK)
	$(install)

$(VENV)/dev.installed: $(DEV_LOCK)
	$(install)
