"""Reads out of a store what is compared to find one thing under two keys: a record for each key."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graphkit import ontology
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.graph.linked import GEONAMES, SCHEMES
from graphkit.graph.scan import Scan
from graphkit.model import Identifier, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from graphkit.graph.entities import Term, Thing
    from graphkit.resolve.across.records import Record

_MAYBE_LOCAL: Final = re.compile(r"-[0-9a-f]{8}$")
_SEAT: Final = re.compile(r"country/([A-Z]{2})")


@dataclass(slots=True)
class _Draft:
    """A record in the making.

    ``mentions`` has the document's id of each mention; ``names`` has the names, each after what
    ranks it: not that of a register, its document, no label.
    """

    mentions: dict[Thing, str] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    names: set[tuple[bool, str, bool, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    neighbours: set[Term] = field(default_factory=set)
    opposed: set[Term] = field(default_factory=set)
    identifiers: set[Identifier] = field(default_factory=set)
    known: bool = False


def read_records(store: Store, *, base: str) -> tuple[Record, ...]:
    """Return a record of each key below *base* that is not local to its document, by key.

    Graphs are taken as they were read, so that what is merged already makes no difference. The
    records are those of `graphkit.resolve.across.records.records_of`, but that the other names of
    one document are in the order of the alphabet.

    >>> from pyoxigraph import Store
    >>> read_records(Store(), base="https://example.org/")
    ()
    """
    scan = Scan(store)
    drafts: dict[Term, _Draft] = defaultdict(_Draft)
    _read_mentions(scan, drafts)
    _read_names(scan, drafts)
    _read_registers(scan, drafts)
    _read_claims(scan, drafts, base)
    found = (
        _record(text_of(thing).removeprefix(base), draft, base)
        for thing, draft in drafts.items()
        if draft.mentions and draft.types and text_of(thing).startswith(base)
        if not _is_local(scan, text_of(thing), draft)
    )
    return tuple(sorted(found, key=lambda record: record.key))


def _record(key: str, draft: _Draft, base: str) -> Record:
    from graphkit.resolve.across.records import Record  # noqa: PLC0415 - loads registers

    return Record(
        key=key,
        type=min(draft.types),
        names=tuple(dict.fromkeys(text for *_, text in sorted(draft.names))),
        countries=frozenset(draft.countries),
        neighbours=frozenset(text_of(each).removeprefix(base) for each in draft.neighbours),
        opposed=frozenset(text_of(each).removeprefix(base) for each in draft.opposed),
        identifiers=frozenset(draft.identifiers),
        known=draft.known,
        documents=frozenset(draft.mentions.values()),
    )


def _is_local(scan: Scan, key: str, draft: _Draft) -> bool:
    """Return whether *key* is that of something without a name, made of its place in a document."""
    if _MAYBE_LOCAL.search(key) is None:
        return False
    for mention, document in draft.mentions.items():
        start, end = scan.one(mention, v.START), scan.one(mention, v.END)
        if start is not None and end is not None:
            span = Span(int(text_of(start)), int(text_of(end)))
            from graphkit.resolve.keys import local_key  # noqa: PLC0415

            made = local_key("Event", "it", document=document, span=span)
            if made.rpartition("-")[2] == key.rpartition("-")[2]:
                return True
    return False


def _read_mentions(scan: Scan, drafts: Mapping[Term, _Draft]) -> None:
    names = {document: text_of(name) for document, name in scan.values(v.IDENTIFIER)}
    documents = dict(scan.values(v.DERIVED_FROM))
    for mention, thing in scan.values(v.REFERS_TO):
        document = documents.get(mention)
        if isinstance(document, NamedNode):
            drafts[thing].mentions[mention] = names.get(document, document.value)


def _read_names(scan: Scan, drafts: Mapping[Term, _Draft]) -> None:
    for name, kind in ontology.load().types.items():
        for quad in scan.quads(None, v.RDF_TYPE, NamedNode(kind.iri)):
            drafts[quad.subject].types.add(name)
    documents = {str(document): text_of(name) for document, name in scan.values(v.IDENTIFIER)}
    for predicate in (v.LABEL, v.ALT_LABEL):
        for quad in scan.quads(None, predicate):
            document = documents.get(str(quad.graph_name), "")
            rank = True, document, predicate == v.ALT_LABEL
            drafts[quad.subject].names.add((*rank, text_of(quad.object)))


def _read_registers(scan: Scan, drafts: Mapping[Term, _Draft]) -> None:
    for thing, _ in scan.values(v.LINKED_TO):
        drafts[thing].known = True
    for thing, name in scan.values(v.REGISTERED_NAME):
        drafts[thing].names.add((False, "", False, text_of(name)))
    for thing, country in scan.values(v.REGISTERED_IN):
        drafts[thing].countries.add(text_of(country))
    for scheme, predicate in SCHEMES.items():
        for thing, value in scan.values(predicate):
            drafts[thing].identifiers.add(Identifier(scheme, text_of(value)))
    for thing, value in scan.values(v.HAS_IDENTIFIER):
        drafts[thing].identifiers.add(Identifier(*text_of(value).split(":", 1)))
    for thing, same in scan.values(v.SAME_AS):
        if text_of(same).startswith(GEONAMES):
            number = text_of(same).removeprefix(GEONAMES).rstrip("/")
            drafts[thing].identifiers.add(Identifier("geonames", number))


def _read_claims(scan: Scan, drafts: Mapping[Term, _Draft], base: str) -> None:
    """Read what claims relate: neighbours, and which of them are others of the same kind."""
    from graphkit.resolve.across.records import is_opposed  # noqa: PLC0415

    predicates, statuses = dict(scan.values(v.RDF_PREDICATE)), dict(scan.values(v.STATUS))
    current = NamedNode(ontology.load().status("current").iri)
    objects = dict(scan.values(v.RDF_OBJECT))
    for claim, subject in scan.values(v.RDF_SUBJECT):
        if claim not in objects or claim not in predicates:
            continue
        ends, name = (subject, objects[claim]), v.local_name(text_of(predicates[claim]))
        for one, other in (ends, ends[::-1]):
            drafts[one].neighbours.add(other)
            types = sorted(drafts[one].types), sorted(drafts[other].types)
            if any(is_opposed(name, *pair) for pair in product(*types)):
                drafts[one].opposed.add(other)
        seat = _SEAT.fullmatch(text_of(ends[1]).removeprefix(base))
        if name == "basedIn" and statuses.get(claim) == current and seat is not None:
            drafts[subject].countries.add(seat[1])
