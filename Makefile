# Two words to remember: make run, make test. `make` alone lists everything.

.DEFAULT_GOAL := help
.PHONY: help run test check format browser
MAKEFLAGS += --no-print-directory

# The first Python on this machine that is new enough.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?=

# What is installed belongs to what is asked for: another list, another stamp, a new installation.
RUN_READY := $(VENV)/.run-$(shell cat requirements.txt pyproject.toml | cksum | tr ' ' -)
TEST_READY := $(VENV)/.test-$(shell cat requirements.txt requirements-dev.txt pyproject.toml | cksum | tr ' ' -)

# How packages of Debian and Ubuntu can be installed here without asking; empty where they cannot.
APT := $(shell command -v apt-get >/dev/null || exit 0; \
	if [ "$$(id -u)" = 0 ]; then echo 'env DEBIAN_FRONTEND=noninteractive apt-get'; \
	elif sudo -n true 2>/dev/null; then echo 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get'; fi)
BROWSER = $(shell for each in chromium chromium-browser google-chrome google-chrome-stable; do \
	command -v $$each && break; done)

help:  ## List what can be made
	@echo 'Rollcall: every deployed model'\''s health, business figure and owner, in plain words.'
	@echo
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s%s\n", $$1, $$2}'
	@echo
	@echo '  make run PORT=8600 serves on another port; ROLLCALL_DATABASE_URL names another store;'
	@echo '  rollcall.example.toml shows how to read your own models.'

run: $(RUN_READY)  ## Install, fill the store and serve the pages (PORT=8501)
	@$(BIN)/rollcall init
	@exec $(BIN)/rollcall serve $(if $(PORT),--port $(PORT))

test: $(TEST_READY) browser  ## Install and run every check and test
	@echo '== 1 of 3: style =='
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@echo '== 2 of 3: types =='
	@$(BIN)/mypy
	@echo '== 3 of 3: tests =='
	@$(BIN)/pytest -n auto --dist loadfile
	@if [ -n "$(BROWSER)" ]; then \
		echo 'All tests passed, in a real browser too. Next: make run'; \
	else \
		echo 'Tests passed, but those in a browser were SKIPPED: no Chromium here. Install it (Debian, Ubuntu: sudo apt-get install chromium) and run make test again.'; \
	fi
	@command -v prometheus >/dev/null || \
		echo 'Those that read a real Prometheus were SKIPPED: there is none here (Debian, Ubuntu: sudo apt-get install prometheus).'

check: $(TEST_READY)  ## Style and types only, in seconds
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: $(TEST_READY)  ## Bring the code into the agreed style
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

browser:
	@if [ -z "$(BROWSER)" ] && [ -n "$(APT)" ]; then \
		echo 'Installing Chromium for the tests in a browser.'; \
		$(APT) update -qq && $(APT) install -y -qq chromium >/dev/null || true; \
	fi

$(RUN_READY): $(BIN)/python
	@echo 'Installing what Rollcall runs on. This takes a minute or two, once.'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@rm -f $(VENV)/.run-* && touch $@

$(TEST_READY): $(RUN_READY)
	@echo 'Installing what the tests need. This takes a few minutes, once.'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@rm -f $(VENV)/.test-* && touch $@

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo 'Rollcall needs Python 3.11 or newer. Debian, Ubuntu: sudo apt-get install python3'; exit 1; \
	fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ -z "$(APT)" ]; then \
			echo "Python's venv module is missing here. Install it: sudo apt-get install $$package"; exit 1; \
		fi; \
		echo "Installing $$package, which this Python needs to keep Rollcall's packages apart."; \
		$(APT) update -qq && $(APT) install -y -qq $$package >/dev/null; \
	fi
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
