#!/bin/sh
# Sets up the development environment in .venv and runs all checks and all tests.
#
#     sh tests/run.sh [PYTEST-OPTIONS]
set -eu
cd "$(dirname "$0")/.."
began=$(date +%s)

python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
  -r requirements-dev.txt
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --editable .

sh tests/check.sh
.venv/bin/pytest "$@"
echo "all checks and tests took $(($(date +%s) - began)) seconds"
