#!/bin/sh
# Measures which mentions of companies are taken for one company. README.md says how.
#
#     sh benchmarks/resolution/run.sh                   the figures
#     sh benchmarks/resolution/run.sh --errors          what is wrong on the development part
#     sh benchmarks/resolution/run.sh --nomenklatura    with the figures of nomenklatura
set -eu
cd "$(dirname "$0")/../.."
here=benchmarks/resolution
export PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1
case "${1:-}" in
"") exec .venv/bin/python $here/run.py ;;
--errors) exec .venv/bin/python $here/run.py --errors ;;
--nomenklatura) ;;
*)
  echo "usage: sh benchmarks/resolution/run.sh [--errors | --nomenklatura]" >&2
  exit 2
  ;;
esac
if ! $here/.venv/bin/python -c "import nomenklatura" 2>/dev/null; then
  python3 -m venv $here/.venv
  $here/.venv/bin/pip --disable-pip-version-check install --quiet --no-deps -r $here/requirements.txt
fi
.venv/bin/python $here/run.py --pairs
$here/.venv/bin/python $here/baseline_nomenklatura.py $here/.cache/pairs.csv $here/.cache/scores.csv
exec .venv/bin/python $here/run.py --scores
