# 众扶 Zhongfu. Two commands are enough: make demo, make test.
PYTHON ?= python3
SETUP = $(PYTHON) tools/bootstrap.py
RUN = .venv/bin

# Compiled once, not at each start, whatever the shell says: .venv and the caches are this checkout's own.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench soak coverage impact reference lock messages clean

help:
	@echo "make demo      a made-up county, served in the browser (ARGS=... for zhongfu up)"
	@echo "make test      every test (ARGS=... for pytest)"
	@echo "make check     style, types, layers and the size ratchet"
	@echo "make bench     the measured figures, also in bench/results.json"
	@echo "make soak      the generative tests with many more examples"
	@echo "make impact    what a change of policy/ or law/ does to a fixed population (ARGS=--record renews the record)"
	@echo "make coverage  every branch of policy/ run by its tests, or a list of those that are not"
	@echo "make reference the reference pages, written anew from the rules and the law"
	@echo "make lock      pin every requirement again, with hashes"
	@echo "make messages  collect the texts to translate"
	@echo "make clean     remove what these commands made, but not ./var"

setup:
	@$(SETUP)

demo:
	@$(SETUP)
	@$(RUN)/zhongfu up $(ARGS)

test:
	@$(SETUP) --dev --browser
	@$(RUN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check:
	@$(SETUP) --dev
	$(RUN)/ruff check src tests tools bench
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python -m pytest -q tests/unit/test_size_ratchet.py

bench:
	@$(SETUP) --dev
	@$(RUN)/python -m bench $(ARGS)

soak:
	@$(SETUP) --dev
	@HYPOTHESIS_PROFILE=soak $(RUN)/python -m pytest -n 2 tests/generative $(ARGS)

coverage:
	@$(SETUP) --dev
	@$(RUN)/coverage run -m pytest -q tests/policy tests/generative/test_policy_evaluators.py \
		--ignore=tests/policy/impact --ignore=tests/policy/test_mutation.py --ignore=tests/policy/test_oracle.py
	@$(RUN)/coverage report --fail-under=100

impact:
	@$(SETUP) --dev
	@$(RUN)/python tools/impact.py $(ARGS)

reference:
	@$(SETUP) --dev
	@$(RUN)/python -m zhongfu.policy.reference.pages
	@$(RUN)/python -m zhongfu.data.indicator_page > docs/reference/indicators.md
	@$(RUN)/python -m zhongfu.data.catalogue_page > docs/reference/catalogue.md

lock:
	@$(SETUP) --lock

messages:
	@$(SETUP) --dev
	@$(RUN)/python -m zhongfu.portals.catalogues --extract

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
