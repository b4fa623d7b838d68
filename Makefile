# One command per need; `make` alone lists them. The work is done by the Python package launch/.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help up test check bench fmt setup clean

help: ## list these commands
	@echo "Chorus: make COMMAND"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: setup ## run everything with the demo, until Ctrl-C (CHORUS_PORT=8000, CHORUS_BIND=127.0.0.1)
	@exec $(VENV_PYTHON) -m launch up

test: setup ## every test of both languages, in parallel (ARGS="tests/unit -k name" for some)
	@exec $(VENV_PYTHON) -m launch test $(ARGS)

check: setup ## lint, types, layers, production settings; no test is run
	@exec $(VENV_PYTHON) -m launch check

bench: setup ## measure and print tables (ARGS=name for one)
	@exec $(VENV_PYTHON) -m bench $(ARGS)

fmt: setup ## format the code and mend what can be mended
	@exec $(VENV_PYTHON) -m launch fmt

setup: ## bring .venv, Node, the front end and the translations up to date
	@$(PYTHON) -m launch setup

clean: ## remove what setup makes; var/ keeps your data
	@$(PYTHON) -m launch clean
