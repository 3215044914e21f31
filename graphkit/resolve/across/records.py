"""Gathers what documents say of each thing that has a name over documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graphkit.resolve.keys import local_key
from graphkit.resolve.merged import merged_claims
from graphkit.resolve.readings import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import Claim, Entity, Identifier, ResolvedDocument

_SEAT: Final = "basedIn"
_COUNTRY: Final = "country/"
_ISO: Final = 2  # letters of the codes that keys of countries hold


@dataclass(frozen=True, slots=True)
class Record:
    """A thing with what the documents of a store say of it.

    ``names`` begin with the label. ``countries`` are ISO codes of its seat, by claims or by a
    register. ``neighbours`` are the keys of what claims relate it to; ``opposed`` those that a
    claim relates it to as another of its kind (supplier, owner, partner …): it is none of them.
    ``known`` tells whether a register knows it, ``documents`` holds ids.
    """

    key: str
    type: str
    names: tuple[str, ...]
    countries: frozenset[str]
    neighbours: frozenset[str]
    opposed: frozenset[str]
    identifiers: frozenset[Identifier]
    known: bool
    documents: frozenset[str]


@dataclass(slots=True)
class _Gathered:
    """What was found of one key so far; ``names`` maps document and place to the name."""

    types: set[str] = field(default_factory=set)
    names: dict[tuple[bool, str, int], str] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    neighbours: set[str] = field(default_factory=set)
    opposed: set[str] = field(default_factory=set)
    identifiers: set[Identifier] = field(default_factory=set)
    known: bool = False
    documents: set[str] = field(default_factory=set)


def records_of(documents: Iterable[ResolvedDocument]) -> tuple[Record, ...]:
    """Return one record for each key that is not local to its document, ordered by key.

    The order of the documents has no influence. The label is the register's name if one knows the
    thing, else that of the document whose id is first in order; the other names follow likewise.
    """
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for document in documents:
        for entity in document.entities:
            if not is_local(entity, document.extraction.document.id):
                _add_entity(gathered[entity.key], entity, document.extraction.document.id)
        entities = document.entity_of()
        for claim in merged_claims(document):
            _add_claim(gathered, claim, (entities[claim.subject], entities[claim.object]))
    return tuple(_record(key, gathered[key]) for key in sorted(gathered))


def is_local(entity: Entity, document: str) -> bool:
    """Return whether the key of *entity* is one of its document alone, made of its place there.

    >>> from graphkit.model import Entity, Mention, Span
    >>> mention = Mention(Span(4, 15), "Company", 0)
    >>> is_local(Entity("company/company-b002d812", "Company", "", ("",), (mention,)), "a.txt")
    True
    >>> is_local(Entity("company/nvidia", "Company", "Nvidia", ("Nvidia",), (mention,)), "a.txt")
    False
    """
    return any(
        entity.key.endswith(_mark(local_key(entity.type, "x", document=document, span=each.span)))
        for each in entity.mentions
    )


def _mark(key: str) -> str:
    return key[key.rindex("-") :]


def _add_entity(gathered: _Gathered, entity: Entity, document: str) -> None:
    gathered.types.add(entity.type)
    gathered.documents.add(document)
    for number, name in enumerate(entity.names):
        gathered.names[True, document, number] = name
    if entity.known is not None:
        gathered.known = True
        gathered.names[False, "", 0] = entity.known.name
        gathered.identifiers |= set(entity.known.identifiers)
        if entity.known.country is not None:
            gathered.countries.add(entity.known.country)


def _add_claim(gathered: dict[str, _Gathered], claim: Claim, ends: tuple[Entity, Entity]) -> None:
    for one, other in (ends, ends[::-1]):
        if one.key not in gathered:  # local to its document
            continue
        gathered[one.key].neighbours.add(other.key)
        if is_opposed(claim.predicate, one.type, other.type):
            gathered[one.key].opposed.add(other.key)
    subject, object_ = ends
    seat = object_.key.removeprefix(_COUNTRY)
    if (
        claim.predicate == _SEAT
        and claim.status == "current"
        and subject.key in gathered
        and object_.key != seat
        and len(seat) == _ISO
    ):
        gathered[subject.key].countries.add(seat)


def is_opposed(predicate: str, type_: str, other: str) -> bool:
    """Return whether a relation between two things of these types tells that they are two.

    >>> is_opposed("suppliesTo", "Company", "Company"), is_opposed("uses", "Company", "Product")
    (True, False)
    >>> is_opposed("componentOf", "Product", "Material")
    True
    """
    family = FAMILIES.get(type_, type_)
    return predicate != _SEAT and family == FAMILIES.get(other, other)


def _record(key: str, gathered: _Gathered) -> Record:
    names = dict.fromkeys(gathered.names[place] for place in sorted(gathered.names))
    return Record(
        key=key,
        type=min(gathered.types),
        names=tuple(names),
        countries=frozenset(gathered.countries),
        neighbours=frozenset(gathered.neighbours - {key}),
        opposed=frozenset(gathered.opposed - {key}),
        identifiers=frozenset(gathered.identifiers),
        known=gathered.known,
        documents=frozenset(gathered.documents),
    )
