# The project's habits. Needs a POSIX shell, GNU make and Python 3.11 or newer; all else goes into .venv.

.POSIX:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

python := $(shell for each in python3 python3.13 python3.12 python3.11; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$each" && break; done)
bin := .venv/bin
, := ,
sources := convtool tests benchmarks docs hatch_build.py
catalogs := $(wildcard convtool/locale/*/LC_MESSAGES/*.po)
compiled := $(catalogs:.po=.mo) convtool/translated.bin

# What touches the disk, git, the screen or Jinja. Every other module must be covered to the last branch.
shell := convtool/__main__.py,convtool/asking.py,convtool/building.py,convtool/cache.py,convtool/cli.py,$\
convtool/commands/*,convtool/committing.py,convtool/compiling.py,convtool/completing.py,convtool/deeds.py,$\
convtool/diffs/*,convtool/exports/*,convtool/extracts.py,convtool/files.py,convtool/health/*,convtool/history/*,$\
convtool/ics.py,convtool/judging.py,convtool/language.py,convtool/laying/*,convtool/logs/*,convtool/manual/*,$\
convtool/mending.py,convtool/mistakes.py,convtool/options.py,convtool/picking.py,convtool/precompiled.py,convtool/printing.py,$\
convtool/proofs/*,convtool/proposing.py,convtool/prose.py,convtool/proving.py,convtool/rebuilding.py,$\
convtool/registers.py,convtool/rendering.py,convtool/reporters/*,convtool/reporting.py,convtool/retelling.py,$\
convtool/roots.py,convtool/running.py,convtool/screen.py,convtool/serving.py,convtool/sharing.py,$\
convtool/shelf.py,convtool/site.py,convtool/spoken.py,convtool/spool.py,convtool/stamps.py,convtool/system.py,$\
convtool/tables/*,convtool/tabling.py,convtool/testimony.py,convtool/translated.py,convtool/upkeep.py,convtool/wording.py,$\
convtool/workbooks/*,convtool/writing.py,convtool/xlsx.py

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

convtool/translated.bin: .venv/stamp convtool/compiling.py convtool/rendering.py convtool/translated.py \
		$(wildcard templates/*/*.j2 templates/*/*/*.j2)
	@$(bin)/python -c 'from convtool import files, rendering, translated; \
		translated.write(rendering.translations(files.shipped_templates()))'

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
check: quick test coverage docs-check site ## everything a change has to pass

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
	$(bin)/python docs/fields.py | diff -u docs/fields.md -
	$(bin)/python docs/commands.py markdown | diff -u docs/commands.md -
	$(bin)/python docs/commands.py man | diff -u docs/convtool.1 -
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT && \
	$(bin)/convtool --lang nl schema --out "$$made" >/dev/null && diff -ru schemas "$$made"

.PHONY: torture
torture: setup ## kill writing commands 500 times, let two write at once, spoil 10,000 files and 500,000 lines
	$(bin)/pytest -q tests/test_faults.py --torture 25
	$(bin)/pytest -q tests/fuzzing tests/attacks --torture 200
	$(bin)/pytest -q tests/test_plain.py --torture 50

SECONDS := 60
TARGETS :=
.PHONY: fuzz
fuzz: setup ## send any bytes into every way in, by coverage: SECONDS=60 each, TARGETS="reader editor" or all
	@$(bin)/python -m pip install -qq --disable-pip-version-check --require-hashes -r tests/fuzzing/requirements.txt
	$(bin)/python tests/fuzzing/run.py $(SECONDS) $(TARGETS)

MUTANTS := 100
SEED := 0
.PHONY: mutation
mutation: setup ## spoil the core in MUTANTS=100 places, and count how many of these the tests find
	@$(bin)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
		-r tests/mutants/requirements.txt
	@test -d build/mutants || { echo 'Looking which tests run which lines, once: as long as make test ...'; \
	nice $(bin)/python -m pytest -q --numprocesses=auto -p tests.mutants.contexts --ignore=tests/pages; } || :
	nice $(bin)/python tests/mutants/run.py $(MUTANTS) $(SEED)

.PHONY: office
office: setup ## fill in a form and open exports with LibreOffice, which has to be there
	@command -v soffice >/dev/null || { echo 'soffice is not here. Debian: libreoffice-calc-nogui, python3-uno.' >&2; exit 1; }
	$(bin)/pytest -q -k libreoffice tests/test_yearly.py tests/test_exports.py

# Tests of what was built, where there is no checkout: $(1) writes what pip may choose from, $(2) are tests.
define tried
	@rm -rf dist
	$(bin)/python -m build --no-isolation
	away=$$(mktemp -d) && trap 'rm -rf "$$away"' EXIT && \
	tar -xzf dist/*.tar.gz -C "$$away" --strip-components 1 && rm -r "$$away/convtool" && \
	$(1) >"$$away/pins" && \
	$(python) -m venv "$$away/venv" && \
	"$$away/venv/bin/python" -m pip install -qq --disable-pip-version-check -c "$$away/pins" \
		"$$(echo dist/*.whl)$(3)" pytest hypothesis $(4) && \
	"$$away/venv/bin/python" -m pip list --disable-pip-version-check && \
	cd "$$away" && venv/bin/python -m pytest $(2)
endef
# Tests that meet everything convtool is built on, and need nothing else that is only in a checkout.
built-on := tests/agenda/test_calendars.py $(addprefix tests/test_,$(addsuffix .py,asking compiling completing doctor \
	exports installed parsing printing recording schemas system yearly))
needing := duckdb jsonschema pypdf vobject xmlschema

.PHONY: wheel-test lowest highest
wheel-test: .venv/stamp ## build source and wheel, and try the wheel where there is no checkout
	$(call tried,sed '/--hash/d; s/ *\\$$//' requirements-dev.txt,tests/test_installed.py tests/test_commands.py)
lowest: .venv/stamp ## try the wheel with the oldest versions of what it is built on that pyproject.toml allows
	$(call tried,sed -n 's/^[^"#]*"\([a-z][a-z0-9.-]*\)>=\([0-9.]*\).*/\1==\2/p' pyproject.toml,$(built-on),[parquet$(,)pdf],$(needing))
highest: .venv/stamp ## try the wheel with the newest versions of what it is built on
	$(call tried,true,$(built-on),[parquet$(,)pdf],$(needing))

.PHONY: bench
bench: .venv/stamp $(compiled) ## measure every command, beside the peers and the floor, and write docs/speed.md anew
	$(bin)/python benchmarks/bench.py >docs/speed.new
	@mv docs/speed.new docs/speed.md

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
	$(bin)/python docs/fields.py >docs/fields.md
	$(bin)/python docs/commands.py markdown >docs/commands.md
	$(bin)/python docs/commands.py man >docs/convtool.1
	$(bin)/convtool --lang nl schema --out schemas

.PHONY: site
site: .venv/stamp ## make the site of docs/ in build/docs, and stop at a link that leads nowhere
	@rm -rf build/docs
	$(bin)/zensical build --strict --clean

.PHONY: clean
clean: ## remove all that was made
	rm -rf .venv node_modules build dist .cache .coverage .coverage.* .*_cache .hypothesis $(compiled)
	find $(wildcard convtool tests benchmarks) -name __pycache__ -exec rm -rf {} +
