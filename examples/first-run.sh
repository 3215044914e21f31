#!/bin/sh
# Sets graphkit up in .venv and takes one article from text to a graph, an answer and a picture.
#
#     sh examples/first-run.sh [ARTICLE [FOLDER]]
#
# ARTICLE is any text, Markdown or HTML file; FOLDER is where the results go (default: out).
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
article=${1:-$here/examples/softbank.txt}
out=${2:-out}
began=$(date +%s)

if ! [ -x "$here/.venv/bin/graphkit" ]; then
  python3 -m venv "$here/.venv"
  "$here/.venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes \
    -r "$here/requirements.txt"
  "$here/.venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$here"
fi

mkdir -p "$out"
graphkit="$here/.venv/bin/graphkit"
"$graphkit" build "$article" -o "$out/chain.ttl"
"$graphkit" query "$out/chain.ttl" --name relations
"$graphkit" draw "$out/chain.ttl" -o "$out/chain.png"
echo "$out/chain.ttl and $out/chain.png are written; this took $(($(date +%s) - began)) seconds"
