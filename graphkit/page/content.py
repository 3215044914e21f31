"""What the script of the page reads: nodes, claims, documents, words and styles, as plain values.

Colours, shapes and dashes are those of the pictures, labels and definitions those of the ontology;
the script has none of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.draw.style import STATUSES, THEMES, TYPES, status_style, type_style
from graphkit.draw.text import spaced
from graphkit.graph import told
from graphkit.page.layout import positions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graphkit.graph.claims import StatedClaim
    from graphkit.graph.stated import StatedDocument
    from graphkit.page.choice import Choice
    from graphkit.page.options import PageOptions

Plain = None | str | int | float | bool | list["Plain"] | dict[str, "Plain"]
"""What JSON can hold."""

# what of a theme the page uses
COLOURS: Final = ("ground", "text", "quiet", "line", "faint", "denied", "rim")
# a claim is named by so much of its hash, as `graphkit why` prints it
HASH: Final = 12


def content(
    choice: Choice, documents: Iterable[StatedDocument], options: PageOptions
) -> dict[str, Plain]:
    """Return all that the page shows; *documents* tell where they came from, if known."""
    claims = choice.claims
    number = {node.iri: place for place, node in enumerate(choice.nodes)}
    iris = sorted({claim.document_iri for claim in claims})
    document = {iri: place for place, iri in enumerate(iris)}
    return {
        "title": options.title,
        "subtitle": options.subtitle,
        "entities": choice.entities,
        "themes": {name: dict(colours(name)) for name in THEMES},
        "types": _types({node.type for node in choice.nodes}),
        "statuses": _statuses({claim.status for claim in claims}),
        "relations": _relations(claims),
        "nodes": _nodes(choice, number),
        "documents": _documents(iris, claims, documents),
        "claims": [_claim(claim, number, document) for claim in claims],
    }


def colours(theme: str) -> dict[str, str]:
    """Return the colours of *theme* that the page uses.

    >>> colours("light")["ground"]
    '#ffffff'
    """
    return {name: str(getattr(THEMES[theme], name)) for name in COLOURS}


def _ordered(names: Iterable[str], known: Collection[str]) -> list[str]:
    order = {name: place for place, name in enumerate(known)}
    return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def _types(names: Iterable[str]) -> dict[str, Plain]:
    known = ontology.load().types
    return {
        name: {
            "label": known[name].label if name in known else spaced(name),
            "definition": known[name].definition if name in known else None,
            "colour": type_style(name).colour,
            "outline": [[round(v, 3) for v in corner] for corner in type_style(name).outline],
        }
        for name in _ordered(names, TYPES)
    }


def _statuses(names: Iterable[str]) -> dict[str, Plain]:
    known = ontology.load().statuses
    return {
        name: {
            "label": known[name].label if name in known else spaced(name),
            "definition": known[name].definition if name in known else None,
            "dashes": list(status_style(name).dashes),
            "width": status_style(name).width,
            "ink": status_style(name).ink,
            "open": status_style(name).open_head,
            "crossed": status_style(name).crossed,
        }
        for name in _ordered(names, STATUSES)
    }


def _relations(claims: Sequence[StatedClaim]) -> dict[str, Plain]:
    """Return the relations that occur, the most frequent first."""
    known = ontology.load().relations
    counts = Counter(claim.predicate for claim in claims)
    found: dict[str, Plain] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        label, relation = spaced(name), known.get(name)
        found[name] = {
            "label": label if relation is None else relation.label,
            "inverse": f"{label} (reversed)" if relation is None else relation.inverse_label,
            "symmetric": relation is not None and relation.symmetric,
        }
    return found


def _nodes(choice: Choice, number: Mapping[str, int]) -> list[Plain]:
    pairs = {(number[c.subject.iri], number[c.object.iri]) for c in choice.claims}
    places = positions(choice.labels, pairs)
    return [
        {
            "iri": node.iri,
            "label": label,
            "type": node.type,
            "degree": node.degree,
            "focus": node.focus,
            "x": x,
            "y": y,
        }
        for node, label, (x, y) in zip(choice.nodes, choice.labels, places, strict=True)
    ]


def _documents(
    iris: Sequence[str], claims: Sequence[StatedClaim], documents: Iterable[StatedDocument]
) -> list[Plain]:
    urls = {document.iri: document.url for document in documents}
    first: dict[str, StatedClaim] = {}
    for claim in claims:
        first.setdefault(claim.document_iri, claim)
    return [
        {
            "id": first[iri].document,
            "title": first[iri].title,
            "date": _day(first[iri]),
            "source": first[iri].source,
            "url": urls.get(iri),
        }
        for iri in iris
    ]


def _claim(
    claim: StatedClaim, number: Mapping[str, int], document: Mapping[str, int]
) -> dict[str, Plain]:
    start = claim.sentence.start
    parts = (line.partition(": ") for line in told(claim))
    return {
        "id": claim.iri.rpartition("/")[2][:HASH],
        "iri": claim.iri,
        "s": number[claim.subject.iri],
        "p": claim.predicate,
        "o": number[claim.object.iri],
        "status": claim.status,
        "confidence": round(claim.confidence, 4),
        "quote": claim.quote,
        "subject": [claim.subject_span.start - start, claim.subject_span.end - start],
        "object": [claim.object_span.start - start, claim.object_span.end - start],
        "document": document[claim.document_iri],
        "speaker": claim.speaker_kind,
        "told": [[name, text] for name, _, text in parts],
    }


def _day(claim: StatedClaim) -> str | None:
    return None if claim.date is None else claim.date.isoformat()
