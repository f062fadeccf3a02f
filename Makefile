# The project's habits. Needs a POSIX shell, GNU make and Python 3.11 or newer; all else goes into .venv.

.POSIX:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

python := $(shell for each in python3 python3.13 python3.12 python3.11; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$each" && break; done)
bin := .venv/bin
sources := convtool tests benchmarks docs hatch_build.py
catalogs := $(wildcard convtool/locale/*/LC_MESSAGES/*.po)
compiled := $(catalogs:.po=.mo)

# What touches the disk, git, the screen or Jinja. Every other module must be covered to the last branch.
shell := convtool/__main__.py,convtool/asking.py,convtool/building.py,convtool/cache.py,convtool/cli.py,$\
convtool/commands/*,convtool/committing.py,convtool/compiling.py,convtool/deeds.py,convtool/diffs/*,$\
convtool/exports/*,convtool/files.py,convtool/history/*,convtool/ics.py,convtool/judging.py,$\
convtool/language.py,convtool/laying/*,convtool/logs/*,convtool/manual/*,convtool/mending.py,$\
convtool/mistakes.py,convtool/options.py,convtool/picking.py,convtool/printing.py,convtool/proofs/*,$\
convtool/proposing.py,convtool/prose.py,convtool/rebuilding.py,convtool/registers.py,convtool/rendering.py,$\
convtool/reporters/*,convtool/reporting.py,convtool/roots.py,convtool/running.py,convtool/screen.py,$\
convtool/serving.py,convtool/sharing.py,convtool/shelf.py,convtool/site.py,convtool/spoken.py,$\
convtool/stamps.py,convtool/tables/*,convtool/testimony.py,convtool/wording.py,convtool/workbooks/*,$\
convtool/writing.py

.PHONY: help
help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name does; do \
		printf 'make %-12s %s\n' "$$name" "$$does"; done

# ---------------------------------------------------------------------------------------------------
# Setting up: once, and again when the pins change

.venv/stamp: pyproject.toml requirements-dev.txt hatch_build.py
	@test -n "$(python)" || { echo 'convtool needs Python 3.11 or newer, and found none as python3.' >&2; exit 1; }
	@echo 'Setting up .venv ...'
	@$(python) -m venv .venv
	@$(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(bin)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@if command -v npm >/dev/null; then npm ci --silent; \
	else echo 'npm is not here: the checks of the pages that need it will be skipped.' >&2; fi

%.mo: %.po .venv/stamp
	@$(bin)/pybabel --quiet compile --input-file=$< --output-file=$@

.PHONY: setup
setup: .venv/stamp node_modules/.package-lock.json $(compiled) ## set up what the other words need

# ---------------------------------------------------------------------------------------------------
# Seeing it work

.PHONY: demo
demo: .venv/stamp $(compiled) ## check, follow and publish the register that comes with convtool
	$(bin)/convtool validate
	$(bin)/convtool status
	$(bin)/convtool render --out build
	@echo
	@echo 'The pages are in build/. Open build/index.html, or this address in a browser:'
	@echo "file://$$(pwd)/build/index.html"

# ---------------------------------------------------------------------------------------------------
# Knowing that it works

.PHONY: test
test: setup ## run every test
	@$(bin)/coverage erase
	$(bin)/coverage run -m pytest --numprocesses=auto

.PHONY: check
check: quick test coverage docs-check ## everything a change has to pass

.PHONY: quick
quick: format-check lint types contracts ## what a change has to pass before its tests

.PHONY: format-check lint types contracts coverage docs-check
format-check: .venv/stamp
	$(bin)/ruff format --check $(sources)
lint: .venv/stamp
	$(bin)/ruff check $(sources)
types: .venv/stamp
	$(bin)/mypy
contracts: .venv/stamp
	$(bin)/lint-imports --no-logo
coverage: test
	@$(bin)/coverage combine --quiet
	$(bin)/coverage report --include='$(shell)'
	$(bin)/coverage report --omit='$(shell)' --fail-under=100
docs-check: .venv/stamp $(compiled)
	$(bin)/convtool --lang en rules --format markdown | diff -u docs/rules.md -
	$(bin)/convtool --lang nl rules --format markdown | diff -u docs/regels.md -
	$(bin)/python docs/names.py | diff -u docs/templates.md -
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT && \
	$(bin)/convtool --lang nl schema --out "$$made" >/dev/null && diff -ru schemas "$$made"

.PHONY: torture
torture: setup ## kill writing commands 500 times, let two write 200 entries at once, and spoil 10,000 files
	$(bin)/pytest -q tests/test_faults.py --torture 25
	$(bin)/pytest -q tests/fuzzing tests/attacks --torture 200

SECONDS := 60
TARGETS :=
.PHONY: fuzz
fuzz: setup ## send any bytes into every way in, by coverage: SECONDS=60 each, TARGETS="reader editor" or all
	@$(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes -r tests/fuzzing/requirements.txt
	$(bin)/python tests/fuzzing/run.py $(SECONDS) $(TARGETS)

MUTANTS := 100
.PHONY: mutation
mutation: setup ## spoil the core in MUTANTS=100 places, and count how many of these the tests find
	@$(bin)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
		-r tests/mutants/requirements.txt
	nice $(bin)/python tests/mutants/run.py $(MUTANTS)

.PHONY: wheel-test
wheel-test: .venv/stamp ## build the wheel, and try it where there is no checkout
	@rm -rf dist
	$(bin)/python -m build --no-isolation
	away=$$(mktemp -d) && trap 'rm -rf "$$away"' EXIT && \
	cp -r tests data schemas pyproject.toml "$$away" && \
	sed '/--hash/d; s/ *\\$$//' requirements-dev.txt >"$$away/pins" && \
	$(python) -m venv "$$away/venv" && \
	"$$away/venv/bin/python" -m pip install -qq --disable-pip-version-check -c "$$away/pins" \
		dist/*.whl pytest hypothesis && \
	cd "$$away" && venv/bin/python -m pytest tests/test_installed.py tests/test_commands.py

.PHONY: bench
bench: .venv/stamp ## measure validate beside its peers, and render beside a bare interpreter
	$(bin)/python benchmarks/peers.py
	$(bin)/python benchmarks/pages.py

.PHONY: pictures
pictures: .venv/stamp $(compiled) ## take the pictures of the README anew
	$(bin)/python docs/pictures/take.py

# ---------------------------------------------------------------------------------------------------
# Tidying

.PHONY: format
format: .venv/stamp ## lay out the code
	$(bin)/ruff check --fix --exit-zero --quiet $(sources)
	$(bin)/ruff format $(sources)

.PHONY: catalogs
catalogs: .venv/stamp ## collect the sentences of the code, and bring them into the catalogs
	$(bin)/pybabel --quiet extract -F pyproject.toml --no-default-keywords -k say -k _ -k count:2,3 --omit-header \
		--sort-by-file --add-location=file -o convtool/locale/convtool.pot .
	$(bin)/python docs/collect.py
	for each in $(catalogs); do \
		head=$$(sed '/^$$/q' "$$each"); \
		$(bin)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --omit-header \
			-i "convtool/locale/$$(basename "$$each")t" -o "$$each" \
			-l "$$(basename "$$(dirname "$$(dirname "$$each")")")" && \
		{ printf '%s\n\n' "$$head"; cat "$$each"; } >"$$each.new" && mv "$$each.new" "$$each"; done
	$(MAKE) setup

.PHONY: docs
docs: .venv/stamp $(compiled) ## write again the pages of docs/ that the code itself can write
	$(bin)/convtool --lang en rules --format markdown >docs/rules.md
	$(bin)/convtool --lang nl rules --format markdown >docs/regels.md
	$(bin)/python docs/names.py >docs/templates.md
	$(bin)/convtool --lang nl schema --out schemas

.PHONY: clean
clean: ## remove all that was made
	rm -rf .venv node_modules build dist .coverage .coverage.* .*_cache .hypothesis $(compiled)
	find $(wildcard convtool tests benchmarks) -name __pycache__ -exec rm -rf {} +
