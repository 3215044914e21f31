#!/bin/sh
# Compares the words a second of graphkit's extractor with those of spaCy's small English pipeline,
# on the same documents and the same processor, in turns.
#
#     sh benchmarks/speed/run.sh CORPUS [DOCUMENTS]
set -eu
corpus=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
here=benchmarks/speed
if ! [ -x $here/.venv/bin/python ]; then
  python3 -m venv $here/.venv
  $here/.venv/bin/pip --disable-pip-version-check install --quiet -r $here/requirements.txt
fi
exec .venv/bin/python $here/compare.py --corpus "$corpus" --documents "${2:-300}"
