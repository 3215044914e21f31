#!/bin/sh
# Prints documents a second in one process, on Daft and on Ray, and the plan of docs/scale.md.
#
#     sh benchmarks/scale/run.sh FOLDER [DOCUMENTS]
#
# FOLDER is made, and holds what the figures are measured on; delete it afterwards.
set -eu
cd "$(dirname "$0")/../.."
.venv/bin/python benchmarks/scale/compare.py "$@"
echo
.venv/bin/python benchmarks/scale/plan.py "$1"
