"""Claims about invented supply chains, as a graph would hand them to the drawing."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Final, Protocol

import pytest

from graphkit.graph.claims import Node, StatedClaim
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

STEMS: Final = (
    "Norvik,Aldane,Tessaly,Corvane,Hokuriku,Brennmark,Solara,Kestrel,Tamsin,Orvieto,Lindqvist,"
    "Marrow,Pelican,Quillon,Ravenna,Sable,Thornbury,Umbra,Vantaa,Westmark,Xanthe,Yarrow,Zephyr,"
    "Ostrava,Fenwick,Galveston,Harrow,Ibex,Juniper,Kolding"
)
TRADES: Final = (
    "Cells",
    "Motors",
    "Foundry",
    "Semiconductor",
    "Chemicals",
    "Foods",
    "Logistics",
    "Minerals",
    "Energy Storage Systems",
    "Precision Ceramics and Substrate Materials Holdings Co., Ltd.",
    "Electronics",
    "Mills",
)
NAMES: Final = {
    "Country": "Japan,Taiwan,Chile,Germany,South Korea,Indonesia,Hungary,Malaysia,Canada,"
    "Democratic Republic of the Congo,Netherlands,Vietnam,Poland,Mexico,Australia",
    "Place": "Dresden,Hsinchu,Atacama,Debrecen,Penang,Strait of Malacca,Nevada,Bavaria,Kumamoto,"
    "Katanga,Rotterdam,Red Sea,Saxony,Ontario,Jakarta",
    "Product": "battery cells,power modules,memory chips,lithography machines,electric vehicles,"
    "brake pads,instant noodles,wafer steppers,infant formula,graphics processors,heat pumps,"
    "lithium iron phosphate cells,advanced driver assistance systems,smartphones,inverters",
    "Material": "lithium,cobalt sulphate,neon,silicon carbide wafers,palm oil,wheat,nickel,"
    "natural graphite,copper foil,rare earth magnets,gallium,polysilicon,soybeans,sugar,helium",
    "Event": "port strike,drought,earthquake,cyber-attack,canal blockage,chip shortage,factory "
    "fire,export ban,flood,recall of 1.2 million vehicles,power cuts,rail blockade,frost,outage",
    "Government": "Ministry of Economy, European Commission,Washington,Beijing,Customs Service,"
    "Competition Authority,Ministry of Trade and Industry,Port Authority",
    "Organization": "Cobalt Alliance,Dock Workers' Union,Institute of Microelectronics,Grain "
    "Council,Battery Association,World Semiconductor Trade Statistics",
}
SITES: Final = ("fab", "refinery", "terminal", "gigafactory", "mill", "mine", "warehouse")
# how often a type occurs among a hundred entities
MIX: Final = {
    "Company": 44,
    "Product": 14,
    "Material": 10,
    "Country": 9,
    "Facility": 8,
    "Place": 6,
    "Event": 4,
    "Government": 3,
    "Organization": 2,
}
STATUSES: Final = {
    "current": 60,
    "planned": 15,
    "negotiating": 8,
    "possible": 8,
    "past": 5,
    "denied": 4,
}
# relations that may join two types, with how often they occur
RELATIONS: Final = {
    ("Company", "Company"): "suppliesTo suppliesTo suppliesTo suppliesTo partnersWith competesWith "
    "investsIn acquires subsidiaryOf manufacturesFor licensesTo dependsOn",
    ("Company", "Product"): "manufactures supplies uses designs assembles",
    ("Company", "Material"): "uses supplies manufactures dependsOn",
    ("Company", "Country"): "basedIn basedIn operatesIn exportsTo",
    ("Company", "Place"): "basedIn operatesIn",
    ("Company", "Facility"): "operates",
    ("Product", "Country"): "producedIn",
    ("Material", "Country"): "producedIn",
    ("Material", "Product"): "componentOf",
    ("Material", "Place"): "producedIn",
    ("Facility", "Place"): "locatedIn",
    ("Facility", "Country"): "locatedIn",
    ("Facility", "Product"): "manufactures",
    ("Facility", "Material"): "manufactures uses",
    ("Place", "Country"): "locatedIn",
    ("Event", "Company"): "affects",
    ("Event", "Facility"): "affects",
    ("Event", "Material"): "affects",
    ("Event", "Product"): "affects",
    ("Event", "Place"): "affects",
    ("Government", "Company"): "restricts investsIn",
    ("Government", "Product"): "restricts",
    ("Government", "Material"): "restricts",
    ("Organization", "Company"): "partnersWith suppliesTo",
    ("Organization", "Country"): "basedIn",
    ("Country", "Company"): "restricts",
    ("Country", "Country"): "suppliesTo restricts partnersWith",
}


class MakeClaims(Protocol):
    """Makes the claims of an invented supply chain."""

    def __call__(self, size: int, *, seed: int = 7) -> list[StatedClaim]:
        """Return claims about exactly *size* entities."""


class MakeClaim(Protocol):
    """Makes one claim."""

    def __call__(
        self, subject: str, predicate: str, object_: str, status: str = ...
    ) -> StatedClaim:
        """Return a claim between two entities, each written ``label`` or ``label/Type``."""


@pytest.fixture(scope="session")
def make_claims() -> MakeClaims:
    return supply_chain


@pytest.fixture(scope="session")
def make_claim() -> MakeClaim:
    def make(subject: str, predicate: str, object_: str, status: str = "current") -> StatedClaim:
        return _claim(_node(subject), predicate, _node(object_), status=status, number=0)

    return make


def supply_chain(size: int, *, seed: int = 7) -> list[StatedClaim]:
    """Return claims about *size* entities: hubs, chains, islands, parallel edges, all statuses."""
    random = Random(seed)  # noqa: S311 # a test's own data, not a secret
    nodes = _nodes(size, random)
    claims: list[StatedClaim] = []
    for island in _islands(nodes, random):
        claims += _connected(island, random, len(claims))
    return claims


def _nodes(size: int, random: Random) -> list[Node]:
    nodes: dict[str, Node] = {}
    while len(nodes) < size:
        type_ = random.choices(list(MIX), list(MIX.values()))[0]
        label = _name(type_, random)
        nodes.setdefault(label, _node(f"{label}/{type_}"))
    return list(nodes.values())


def _name(type_: str, random: Random) -> str:
    if type_ == "Company":
        stem, trade = random.choice(STEMS.split(",")), random.choice(TRADES)
        return stem if random.random() < 0.2 else f"{stem} {trade}"
    if type_ == "Facility":
        return f"{random.choice(STEMS.split(','))} {random.choice(SITES)}"
    return random.choice(NAMES[type_].split(","))


def _islands(nodes: Sequence[Node], random: Random) -> list[list[Node]]:
    """Split off about a fifth of the nodes into small groups; the rest stays together."""
    rest, islands = list(nodes), []
    while len(rest) > max(4, 0.8 * len(nodes)):
        cut = min(random.choice((2, 2, 3, 4, 6)), len(rest) - 4)
        if cut < 2:
            break
        islands.append(rest[:cut])
        rest = rest[cut:]
    return [rest, *islands]


def _connected(nodes: Sequence[Node], random: Random, number: int) -> list[StatedClaim]:
    """Join the nodes by preference for those that have many edges, then add a third more."""
    claims: list[StatedClaim] = []
    ends: list[Node] = [nodes[0]]
    pairs = [(node, None) for node in nodes[1:]]
    pairs += [(random.choice(nodes), None) for _ in range(len(nodes) // 3)]
    for node, _ in pairs:
        partners = [other for other in ends if other != node and _relations(node, other)]
        other = random.choice(partners or [end for end in ends if end != node])
        times = random.choice((1, 1, 1, 1, 2))
        for _ in range(times):
            claims += _edge(node, other, random, number + len(claims))
        ends += [node, other]
    return claims


def _relations(first: Node, second: Node) -> list[tuple[Node, str, Node]]:
    return [
        (subject, relation, object_)
        for subject, object_ in ((first, second), (second, first))
        for relation in RELATIONS.get((subject.type, object_.type), "").split()
    ]


def _edge(first: Node, second: Node, random: Random, number: int) -> list[StatedClaim]:
    possible = _relations(first, second)
    subject, relation, object_ = (
        random.choice(possible) if possible else (first, "dependsOn", second)
    )
    status = random.choices(list(STATUSES), list(STATUSES.values()))[0]
    return [
        _claim(subject, relation, object_, status=status, number=number + repeat)
        for repeat in range(random.choice((1, 1, 2)))
    ]


def _node(text: str) -> Node:
    label, type_ = text.rsplit("/", 1) if "/" in text else (text, "Company")
    return Node(f"https://example.org/{type_}/{label.replace(' ', '-')}", label, type_)


def _claim(
    subject: Node, predicate: str, object_: Node, *, status: str, number: int
) -> StatedClaim:
    document = f"news-{number // 8}"
    return StatedClaim(
        iri=f"https://example.org/claim/{number}/{subject.label}/{predicate}/{object_.label}/{status}",
        subject=subject,
        predicate=predicate,
        object=object_,
        status=status,
        confidence=round(0.5 + (number * 37 % 50) / 100, 2),
        quote=f"{subject.label} {predicate} {object_.label}.",
        sentence=Span(0, 10),
        subject_span=Span(0, 3),
        object_span=Span(5, 9),
        document=document,
        document_iri=f"https://example.org/document/{document}",
        date=dt.date(2026, 5, 7),
    )
