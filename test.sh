#!/bin/sh
# Every check and test, the quick ones first; exits at the first that fails. The last line is the test runner's own.
set -eu
cd "$(dirname "$0")"
. scripts/setup.sh
# shellcheck disable=SC2086 # a list of words
need_packages $reading_packages /usr/bin/chromium=chromium /usr/lib/postgresql=postgresql /usr/bin/xgettext=gettext \
    /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf=fonts-noto-core
make_venv --all-extras
bin=.venv/bin
work=$(mktemp -d)
chmod 755 "$work"
LOTRINH_HOME="$work/home"
export LOTRINH_HOME
. scripts/validator.sh
fetch_validator
. scripts/postgres.sh
trap 'stop_postgres; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

echo "== format, lint, types, floors, known dangers"
$bin/mypy >"$work/types" 2>&1 & # the slowest of these, on the second core
types=$!
$bin/ruff format --check -q src tests scripts benchmarks examples
$bin/ruff check -q src tests scripts benchmarks examples
$bin/lint-imports
$bin/bandit -q -c pyproject.toml -r src
find src -name '*.html' -print0 | xargs -0 $bin/djade --check --target-version 5.2 2>/dev/null || { find src -name '*.html' -print0 | xargs -0 $bin/djade --check --target-version 5.2; exit 1; }
$bin/lotrinh manage makemigrations --check --dry-run
compile_messages

echo "== facts gained and lost since the last release"
$bin/python benchmarks/conformance.py --skip-scans
wait "$types" || { cat "$work/types"; exit 1; }
tail -n 1 "$work/types"

echo "== tests on SQLite"
$bin/pytest -q -n 2 --doctest-modules tests/core tests/house tests/web src/lotrinh/checks src/lotrinh/corpus src/lotrinh/documents src/lotrinh/plans src/lotrinh/vietnamese src/lotrinh/writing src/lotrinh/data
echo "== tests of the web on PostgreSQL"
start_postgres "$work/postgres"
LOTRINH_DATABASE="$POSTGRES_ADDRESS" $bin/pytest -q -n 2 tests/web
stop_postgres
echo "== the wheel in an empty environment"
$bin/pytest -q tests/wheel
echo "== journeys in a browser"
$bin/pytest -q -n 2 tests/browser
