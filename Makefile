PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run dev test fuzz bench clean

run: $(VENV)/run.installed
	$(BIN)/streamlit run app.py --server.port $(PORT)

dev: $(VENV)/dev.installed
	CONVSCOPE_DEV=1 $(BIN)/streamlit run app.py --server.port $(PORT) \
		--server.runOnSave true --server.fileWatcherType auto --client.showErrorDetails full

test: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

fuzz: $(VENV)/dev.installed
	$(BIN)/python -m tests.fuzz

bench: $(VENV)/dev.installed
	@for name in convolution augmentation feature_maps hover slider sessions training; do \
		echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

clean:
	rm -rf $(VENV) .convscope

$(VENV)/%.installed: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r requirements$(if $(filter dev,$*),-dev).txt
	touch $@
