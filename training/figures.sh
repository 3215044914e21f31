#!/bin/sh
# Prints the figures of the shipped extractor on the development documents, as `graphkit extract`
# finds them and the corpus' own score counts them.
#
#     sh training/figures.sh ../shared/corpus
set -eu
corpus=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
export PYTHONDONTWRITEBYTECODE=1

for part in real synthetic; do
  .venv/bin/python "$corpus/dev.py" "$part" > "$scratch/$part.jsonl"
  .venv/bin/graphkit extract "$scratch/$part.jsonl" > "$scratch/$part-found.jsonl"
done
grep '"id": "wikinews-' "$scratch/real.jsonl" > "$scratch/news.jsonl"
cp "$scratch/real-found.jsonl" "$scratch/news-found.jsonl"

for part in real news synthetic; do
  echo "== $part"
  .venv/bin/python "$corpus/score.py" "$scratch/$part.jsonl" "$scratch/$part-found.jsonl" --by-relation
  .venv/bin/python training/plain_edges.py "$corpus" "$scratch/$part.jsonl" "$scratch/$part-found.jsonl"
done
