# Bluelamp. A line beginning with two hashes after a target's name is what `make` alone prints.

BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help up setup test check bench shots lock

help: ## What can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done
	@echo
	@echo 'Start with: make up    (settings and trouble: docs/running.md)'

up: setup ## Set up all that is needed, load the demonstration, run it until Ctrl-C
	@$(BIN)/bluelamp up --demo

setup: ## Everything that `up` and `test` need; starts nothing
	@sh scripts/setup.sh

test: setup ## The whole test suite, real servers included
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: setup ## Style, types, imports, templates, docs, secrets
	@$(BIN)/python scripts/check.py

bench: setup ## Measure this machine
	@$(BIN)/bluelamp bench all

shots: setup ## Take the pictures in docs/ anew, from a demonstration that runs (make up)
	@$(BIN)/bluelamp shots

lock: setup ## Write requirements.lock anew from pyproject.toml (needs uv)
	@$(BIN)/python scripts/lock.py
