#!/bin/sh
# Every check, the quick ones first. Exits at the first that fails.
set -eu
cd "$(dirname "$0")"
. scripts/setup.sh
make_venv --all-extras
bin=.venv/bin
$bin/ruff format --check src tests
$bin/ruff check src tests
$bin/mypy
$bin/lint-imports
$bin/pytest -q
