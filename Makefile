# The first of these that is new enough makes .venv. Another one: make run PYTHON=/path/to/python3
# The system's own comes first: distributions build theirs for speed, and who builds one rarely does.
PYTHON ?= /usr/bin/python3 python3 python3.13 python3.12 python3.11
PY := .venv/bin/python
WORKERS ?= 3
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run test cover lint shots shots-diff bench audit pin environment test-environment

help:  # The list of targets
	@echo "make run    the site on this machine: http://127.0.0.1:8000 (HOST, PORT, ADMIN_PASSWORD)"
	@echo "make test   every test, on SQLite, on PostgreSQL and in Chromium (TEST_DATABASE_URL, CHROMIUM_PATH)"
	@echo "make cover  what the tests reach of the code, measured on SQLite"
	@echo "make lint   style, templates, Django's checks, missing migrations"
	@echo "make shots  the pictures in README.md and the guides, anew"
	@echo "make shots-diff  what has changed on the pages since another version, side by side (REF, or main)"
	@echo "make bench  how long the translators' work and the admin's lists take (DATABASE_URL), and how fast public pages are (nginx, wrk)"
	@echo "make audit  the searches of the tests at length, for hours (begun again, it goes on), scanners, axe, Lighthouse and others (Node, Java)"
	@echo "make pin    what requirements*.in ask for in turn, with the digests of its files (UPGRADE=1: the newest that fits)"

run: environment
	@$(PY) manage.py start

test: test-environment
	@$(PY) -m tests.run -n $(WORKERS) --dist worksteal

# Apart from the tests, because measuring makes them take half as long again.
cover: test-environment
	@TEST_DATABASE_URL= $(PY) -m pytest -n $(WORKERS) --dist worksteal --cov

lint: export ENV_FILE = /dev/null
lint: export DATABASE_URL = sqlite://:memory:
lint: test-environment
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates dci
	$(PY) manage.py check
	$(PY) manage.py makemigrations --check --dry-run

shots: test-environment
	@$(PY) -m tests.shots

REF ?= main
shots-diff: test-environment
	@$(PY) -m tests.shots.differences $(REF)

# In a database of its own, unless DATABASE_URL names one; there it takes away what it has made.
bench: test-environment
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	export DATABASE_URL="$${DATABASE_URL:-sqlite:///$$folder/bench.sqlite3}" LOG_LEVEL=ERROR; \
	$(PY) manage.py migrate --verbosity 0 && $(PY) manage.py bench_desk
	@$(PY) -m tests.bench.sizes
	@$(PY) -m tests.bench

# Whatever is found, all the rest is tried. Begun again, it leaves out the tests that have passed.
audit: export AUDIT = 1
audit: test-environment
	@touch .audit.postgres .audit.sqlite; failed=0; \
	tested() { $(PY) -m "$$@" || [ $$? = 5 ] || failed=1; }; \
	tested tests.postgres pytest -vv @.audit.postgres -m "audit and not alone" -n $(WORKERS) --dist worksteal; \
	tested tests.postgres pytest -vv @.audit.postgres -m "audit and alone"; \
	tested pytest -vv @.audit.sqlite -m audit tests/killing/test_killing.py; \
	$(PY) -m tests.scanners || failed=1; \
	$(PY) -m tests.front_end || failed=1; \
	$(PY) -m tests.record; \
	exit $$failed

# For every Python and system that the site runs on, so that the same file is good for all of them.
PIN := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--annotation-style line --custom-compile-command "make pin"
pin: test-environment
	@for file in requirements requirements-dev tests/scanners/requirements; do \
		$(PY) -m uv $(PIN) $(if $(UPGRADE),--upgrade) -o $$file.txt $$file.in || exit 1; done

environment:
	@$(call install,requirements.txt)

test-environment:
	@$(call install,requirements.txt requirements-dev.txt)

# Makes .venv and installs what the files name. A copy of them in .venv, written last, says that it is done.
define install
set -e; \
if ! $(PY) -c 'import pip' 2>/dev/null; then \
	for python in $(PYTHON); do \
		$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed ($(firstword $(PYTHON)) is not): install it, on Debian and Ubuntu with python3-venv, or name it: make PYTHON=/path/to/python3" >&2; exit 1; fi; \
	echo "Making .venv"; \
	$$python -m venv --clear .venv || { rm -rf .venv; exit 1; }; \
fi; \
if ! cat $(1) | cmp -s - .venv/$(lastword $(1)); then \
	echo "Installing $(lastword $(1))"; \
	$(PY) -m pip install --disable-pip-version-check --require-hashes $(addprefix -r ,$(1)) || { \
		echo "The packages could not be installed, see above: check the connection, then run make again." >&2; exit 1; }; \
	cat $(1) > .venv/$(lastword $(1)); \
fi
endef
