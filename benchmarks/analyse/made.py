"""Makes up a graph of many claims, in the shape of a supply chain; the same for the same size.

Firms in tiers make goods of the tier before them and sell to firms of the next one; a few of each
are known to everyone, as in real news. Three of four claims are facts.
"""

from __future__ import annotations

import io
from random import Random
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat

from graphkit.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

_GK: Final = "https://w3id.org/graphkit/ns#"
_ID: Final = "https://w3id.org/graphkit/id/"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TIERS: Final = 8
_PER_DOCUMENT: Final = 20
_CODES: Final = ("TW", "KR", "JP", "US", "CN", "DE", "NL", "CL", "ZA", "MY", "VN", "MX")
_SITES: Final = 4  # firms for each site
_STATUSES: Final = ("Current",) * 6 + ("Planned", "Past")


def made(claims: int) -> Graph:
    """Return a graph of so many *claims*, in memory."""
    graph = Graph.create()
    graph.store.bulk_load(io.BytesIO("".join(_lines(claims)).encode()), RdfFormat.N_QUADS)
    return graph


def _lines(claims: int) -> Iterator[str]:
    random = Random(7)  # noqa: S311 - a made-up graph is no secret
    firms, goods = max(_TIERS, claims // 8), max(_TIERS, claims // 12)
    yield from _names(firms, goods)
    for number in range(claims):
        document = f"{_ID}document/d{number // _PER_DOCUMENT}"
        if number % _PER_DOCUMENT == 0:
            day = f"{2020 + random.randrange(7)}-{random.randrange(1, 13):02d}-15"
            yield from _document(document, day)
        yield from _claim(number, document, _relation(random, firms, goods), random)


def _relation(random: Random, firms: int, goods: int) -> tuple[str, str, str]:
    """Return one relation; firms and goods of low numbers in each tier are named more often."""
    tier = random.randrange(_TIERS - 1)

    def firm(level: int) -> str:
        return f"company/f{int(firms / _TIERS * random.random() ** 2) * _TIERS + level}"

    def good(level: int) -> str:
        return f"product/g{int(goods / _TIERS * random.random() ** 2) * _TIERS + level}"

    one = firm(tier)
    return random.choice(
        (
            (one, "suppliesTo", firm(tier + 1)),
            (one, "suppliesTo", firm(tier + 1)),
            (one, "manufactures", good(tier)),
            (firm(tier + 1), "uses", good(tier)),
            (good(tier), "componentOf", good(tier + 1)),
            (one, "basedIn", f"country/{random.choice(_CODES)}"),
            (one, "operates", f"facility/s{int(one[9:]) // _SITES}"),
            (
                f"facility/s{int(one[9:]) // _SITES}",
                "locatedIn",
                f"country/{random.choice(_CODES)}",
            ),
        )
    )


def _names(firms: int, goods: int) -> Iterator[str]:
    for count, kind, letter in (
        (firms, "Company", "f"),
        (goods, "Product", "g"),
        (firms // _SITES + 1, "Facility", "s"),
    ):
        for number in range(count):
            yield from _named(f"{kind.lower()}/{letter}{number}", kind, f"{kind} {number}")
    for code in _CODES:
        yield from _named(f"country/{code}", "Country", f"Country {code}")


def _named(key: str, kind: str, label: str) -> Iterator[str]:
    yield f"<{_ID}{key}> <{_RDF}type> <{_GK}{kind}> <{_ID}document/d0> .\n"
    label_of = "http://www.w3.org/2000/01/rdf-schema#label"
    yield f'<{_ID}{key}> <{label_of}> "{label}" <{_ID}document/d0> .\n'


def _document(iri: str, day: str) -> Iterator[str]:
    terms = "http://purl.org/dc/terms/"
    yield f"<{iri}> <{_RDF}type> <{_GK}Document> <{iri}> .\n"
    yield f'<{iri}> <{terms}identifier> "{iri.rpartition("/")[2]}" <{iri}> .\n'
    yield f'<{iri}> <{terms}issued> "{day}"^^<{_XSD}date> <{iri}> .\n'
    yield f'<{iri}> <{terms}publisher> "Wire {len(day)}" <{iri}> .\n'


def _claim(number: int, home: str, relation: tuple[str, str, str], random: Random) -> Iterator[str]:
    iri, said = f"{_ID}claim/{number:032x}", f"{home}#char={100 * number},{100 * number + 9}"
    subject, predicate, object_ = relation
    for term, value in (
        (f"{_RDF}type", f"<{_GK}Claim>"),
        (f"{_RDF}subject", f"<{_ID}{subject}>"),
        (f"{_RDF}predicate", f"<{_GK}{predicate}>"),
        (f"{_RDF}object", f"<{_ID}{object_}>"),
        (f"{_GK}status", f"<{_GK}{random.choice(_STATUSES)}>"),
        (f"{_GK}confidence", f'"0.{random.randrange(50, 100)}"^^<{_XSD}decimal>'),
        (f"{_GK}quote", '"It is so."'),
        ("http://www.w3.org/ns/prov#wasDerivedFrom", f"<{home}>"),
        (f"{_GK}sentence", f"<{said}>"),
        (f"{_GK}subjectMention", f"<{said}>"),
        (f"{_GK}objectMention", f"<{said}>"),
    ):
        yield f"<{iri}> <{term}> {value} <{home}> .\n"
    for edge, value in (("start", 100 * number), ("end", 100 * number + 9)):
        yield f'<{said}> <http://www.w3.org/ns/oa#{edge}> "{value}"^^<{_XSD}integer> <{home}> .\n'
