"""Keeps annotations of texts that lie elsewhere: offsets and labels, without the text.

    python training/standoff.py --corpus ../shared/corpus --kind wikinews MARKED.txt ... > OUT.jsonl

A line holds one document: its id, a hash of its text, its sentences, mentions and relations. Texts
come from the corpus' raw part and from the public benchmark that lies beside it; a document whose
text has changed since is refused.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

BRACKETS = str.maketrans("[]{}", "()()")
"""Brackets would be taken for markup; annotators saw round ones."""
HASH_LENGTH = 16
"""Characters of the hash that are kept: it guards against change, not against malice."""


def main() -> None:
    """Print marked-up files as annotations without text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--kind", choices=sorted(SOURCES), required=True)
    parser.add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    sys.path.insert(0, str(args.corpus))
    sys.dont_write_bytecode = True
    markup = importlib.import_module("markup")
    texts = SOURCES[args.kind](args.corpus)
    for path in args.files:
        for document, errors in markup.parse(str(path)):
            if errors:
                raise ValueError(errors[0])
            if _text_of(document["id"]) not in texts:
                print(f"{path}: no text for {document['id'][:40]!r}: left out", file=sys.stderr)
                continue
            print(json.dumps(_without_text(document, texts, args.kind), separators=(",", ":")))


def read_annotations(folder: Path, corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents that the files in *folder* annotate, with their texts.

    They have the shape that the corpus' own `markup.py` parses to.

    Raises:
        ValueError: If a text is not the one that was annotated.
    """
    texts = {kind: source(corpus) for kind, source in SOURCES.items()}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            saved = json.loads(line)
            yield _with_text(saved, texts[saved["kind"]])


def _without_text(document: dict[str, Any], texts: Mapping[str, str], kind: str) -> dict[str, Any]:
    text, cursor, sentences = texts[_text_of(document["id"])], 0, []
    for start, end in document["sentences"]:
        sentence = document["text"][start:end]
        cursor = text.index(sentence, cursor)
        sentences.append([cursor, cursor + len(sentence)])
        cursor += len(sentence)
    offset = [start for start, _ in document["sentences"]]
    return {
        "id": document["id"],
        "kind": kind,
        "style": document["style"],
        "hash": _hash(text),
        "sentences": sentences,
        "mentions": [
            [m["sentence"], m["start"] - offset[m["sentence"]], m["end"] - m["start"], m["entity"]]
            for m in document["mentions"]
        ],
        "types": {m["entity"]: m["type"] for m in document["mentions"]},
        "relations": [
            [r["sentence"], r["subject"], r["predicate"], r["object"], r["status"]]
            for r in document["relations"]
        ],
    }


def _with_text(saved: dict[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    text = texts[_text_of(saved["id"])]
    if _hash(text) != saved["hash"]:
        message = f"{saved['id']}: the text is not the one that was annotated"
        raise ValueError(message)
    parts, sentences, place = [], [], 0
    for start, end in saved["sentences"]:
        parts.append(text[start:end])
        sentences.append([place, place + end - start])
        place += end - start + 1
    mentions = [
        {
            "start": sentences[sentence][0] + start,
            "end": sentences[sentence][0] + start + length,
            "entity": entity,
            "type": saved["types"][entity],
            "sentence": sentence,
        }
        for sentence, start, length, entity in saved["mentions"]
    ]
    names = ("sentence", "subject", "predicate", "object", "status")
    relations = [dict(zip(names, row, strict=True)) for row in saved["relations"]]
    return {
        "id": saved["id"],
        "style": saved["style"],
        "text": " ".join(parts),
        "sentences": sentences,
        "mentions": mentions,
        "relations": relations,
    }


def _text_of(name: str) -> str:
    """Return the id of the text of a document: of a long text, `ID+2` is the second part."""
    return name.partition("+")[0]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def _plain(text: str) -> str:
    """Return *text* as the annotators saw it: one space between words, round brackets."""
    return re.sub(r"\s+", " ", text).strip().translate(BRACKETS)


def _raw(name: str) -> Callable[[Path], Mapping[str, str]]:
    def read(corpus: Path) -> dict[str, str]:
        with gzip.open(corpus / "raw" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            return {d["id"]: _plain(d["text"]) for d in map(json.loads, lines)}

    return read


def _core(corpus: Path) -> dict[str, str]:
    instances = json.loads((corpus / "public" / "core" / "train.json").read_text(encoding="utf-8"))
    return {f"core-{d['id']}": _plain(joined(d["context"])) for d in instances}


def joined(tokens: Iterable[str]) -> str:
    """Return the text that was cut into *tokens*, about as it stood.

    >>> joined(["Acme", "'s", "unit", "(", "Bolt", ")", "left", "."])
    "Acme's unit (Bolt) left."
    """
    text = " ".join(tokens)
    text = re.sub(r" ([,.;:!?%)\]\u2019]|'s\b|n't\b|'re\b|'ve\b|'d\b|'ll\b)", r"\1", text)
    text = re.sub(r"([(\[$£€]) ", r"\1", text)
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    text = re.sub(r"(\w) - (\w)", r"\1-\2", text)
    return text.replace(" ' s ", "'s ").replace(" / ", "/")


SOURCES: dict[str, Callable[[Path], Mapping[str, str]]] = {
    "core": _core,
    "profile": _raw("profiles"),
    "wikinews": _raw("wikinews"),
}

if __name__ == "__main__":
    main()
