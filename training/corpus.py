"""Reads the annotated corpus and varies its names."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.model import Document, Span
from standoff import read_annotations

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

Annotated = dict[str, Any]
"""A document in the shape that the corpus' own `markup.py` parses to."""

LEGAL_FORM = re.compile(
    r"[,]?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC|plc|AG|SA|S\.A|SE|NV|N\.V|GmbH|Group|"
    r"Holdings?|Technolog(?:y|ies)|Systems|Industries|International|Motors?|Electronics)\.?$"
)


RENAMED = ("Company", "Organization", "Place")
NAME_LENGTHS = range(3, 30)
"""Characters of a name that may take another's place: no initials, no whole phrases."""


def is_news(document: Annotated) -> bool:
    """Return whether a real document is a news article."""
    return bool(document["id"].startswith("wikinews-"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Training documents and the two development parts."""

    train: tuple[Annotated, ...]
    real: tuple[Annotated, ...]
    synthetic: tuple[Annotated, ...]


def read_corpus(folder: Path, own: Path | None = None, annotations: Path | None = None) -> Corpus:
    """Return the parts of the corpus in *folder*.

    *own* is a folder of more training texts, *annotations* one of annotations of raw texts of the
    corpus; both are added to the training part.
    """
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True  # the corpus may lie on a read-only file system
    markup, dev = importlib.import_module("markup"), importlib.import_module("dev")
    parts: dict[str, list[Annotated]] = {"train": [], "real": [], "synthetic": []}
    for path in sorted((folder / "train").glob("*.txt")):
        for document, _ in markup.parse(str(path)):
            if document["id"]:
                parts[dev.part(path, document)].append(
                    {**document, "written": "real" not in path.stem}
                )
    for path in sorted(own.glob("*.txt")) if own is not None else ():
        for document, errors in markup.parse(str(path)):
            if errors:
                raise ValueError(errors[0])
            parts["train"].append({**document, "written": False})
    if annotations is not None:
        known = {document["id"] for part in parts.values() for document in part}
        for document in read_annotations(annotations, folder):
            if document["id"] in known:
                message = f"{document['id']} is in the corpus already"
                raise ValueError(message)
            parts["train"].append({**document, "written": False})
    return Corpus(tuple(parts["train"]), tuple(parts["real"]), tuple(parts["synthetic"]))


def to_document(annotated: Annotated) -> Document:
    """Return the document with the annotated sentences."""
    sentences = tuple(Span(start, end) for start, end in annotated["sentences"])
    return Document(annotated["id"], annotated["text"], sentences)


class Renamer:
    """Gives things other names, so that the network learns contexts and not names."""

    def __init__(self, documents: tuple[Annotated, ...]) -> None:
        """Collect the names of companies, organizations and places in *documents*."""
        self._names = {}
        for kind in RENAMED:
            names = {_base(name) for d in documents for name in _names(d, kind)}
            self._names[kind] = sorted(name for name in names if len(name) in NAME_LENGTHS)

    def renamed(self, document: Annotated, rng: random.Random, share: float) -> Annotated:
        """Return *document* with about *share* of its named things renamed throughout."""
        swaps = {}
        kinds = {m["entity"]: m["type"] for m in document["mentions"] if m["type"] in RENAMED}
        for entity, kind in sorted(kinds.items()):
            if rng.random() < share:
                swaps[entity] = self._swap(document, entity, self._names[kind], rng)
        text, moved, cursor = "", [], 0
        starts = []
        for mention in document["mentions"]:
            text += document["text"][cursor : mention["start"]]
            surface = document["text"][mention["start"] : mention["end"]]
            old, new = swaps.get(mention["entity"], ("", ""))
            changed = surface.replace(old, new) if old else surface
            starts.append((mention["start"], len(text)))
            moved.append({**mention, "start": len(text), "end": len(text) + len(changed)})
            text += changed
            cursor = mention["end"]
        text += document["text"][cursor:]
        sentences, place = [], 0
        for start, end in document["sentences"]:
            growth = sum(
                (new["end"] - new["start"]) - (old["end"] - old["start"])
                for new, old in zip(moved, document["mentions"], strict=True)
                if start <= old["start"] < end
            )
            sentences.append([place, place + end - start + growth])
            place = sentences[-1][1] + 1
        return {**document, "text": text, "mentions": moved, "sentences": sentences}

    @staticmethod
    def _swap(
        document: Annotated, entity: str, names: list[str], rng: random.Random
    ) -> tuple[str, str]:
        surfaces = [
            document["text"][m["start"] : m["end"]]
            for m in document["mentions"]
            if m["entity"] == entity
        ]
        named = [_base(s) for s in surfaces if s[:1].isupper() and not s.startswith("The ")]
        return (min(named, key=len), rng.choice(names)) if named else ("", "")


def _names(document: Annotated, kind: str) -> Iterator[str]:
    for mention in document["mentions"]:
        surface = document["text"][mention["start"] : mention["end"]]
        if mention["type"] == kind and surface[:1].isupper() and surface[:4] != "The ":
            yield surface


def _base(name: str) -> str:
    """Return a company's name without what stands for its legal form or trade."""
    previous = None
    while name != previous:
        previous, name = name, LEGAL_FORM.sub("", name)
    return name
