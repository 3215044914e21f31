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
if [ $# -gt 0 ]; then
  .venv/bin/pytest "$@"
else
  # Two processes take little more than half the time of one. Whole folders go to one of them, since the tests of a
  # folder share servers and downloads; the first takes those that wait most.
  first="tests/crash tests/docs tests/engine tests/remote"
  said=$(mktemp)
  trap 'rm "$said"' EXIT
  # shellcheck disable=SC2086 # several folders
  .venv/bin/pytest $first > "$said" 2>&1 &
  other=$!
  failed=0
  # shellcheck disable=SC2046,SC2086
  .venv/bin/pytest $(printf -- '--ignore=%s ' $first) || failed=1
  wait "$other" || failed=1
  cat "$said"
  [ "$failed" = 0 ]
fi
echo "all checks and tests took $(($(date +%s) - began)) seconds"
