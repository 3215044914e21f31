"""The SHACL shapes of qualifiers: what they let pass, and one by one what they find."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph

from graphkit import ontology

DATA = Path(__file__).parent / "data"
SHAPES = "https://w3id.org/graphkit/shapes#"
CLAIM, OTHER = "<claim/01>", "<claim/02>"
SHARE, RANGE, MONEY = (
    "<claim/01/amount/8-20>",
    "<claim/02/amount/9-35>",
    "<claim/02/amount/40-60>",
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes as a graph."""
    return Graph().parse(ontology.file("shapes.ttl"))


def told() -> Graph:
    """Return the first document of the small graph, with qualifiers."""
    graph = Graph()
    lines = [
        f"{quad.subject} {quad.predicate} {quad.object} .\n"
        for quad in ox.parse(path=DATA / "chain.trig", format=ox.RdfFormat.TRIG)
        if str(quad.graph_name).endswith("one.txt>")
    ]
    graph.parse(data="".join(lines), format="nt")
    graph.update((DATA / "told.ru").read_text(encoding="utf-8"))
    return graph


def found(graph: Graph, shapes: Graph) -> set[str]:
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {str(report.value(r, SH.sourceShape)).removeprefix(SHAPES) for r in results}


def replaced(node: str, path: str, value: str) -> str:
    return f"DELETE WHERE {{ {node} {path} ?old }} ; INSERT DATA {{ {node} {path} {value} }}"


def removed(node: str, path: str) -> str:
    return f"DELETE WHERE {{ {node} {path} ?old }}"


def added(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


FAULTS = [
    ("two speakers", added(f'{CLAIM} gk:saidBy "x"'), "claim-saidBy"),
    ("empty speaker", replaced(CLAIM, "gk:saidBy", '""'), "claim-saidBy"),
    ("kind without speaker", removed(CLAIM, "gk:saidBy"), "claim-speaker"),
    ("speaker without kind", removed(CLAIM, "gk:speakerKind"), "claim-kind-of-speaker"),
    ("kind in a language", replaced(CLAIM, "gk:speakerKind", '"named"@en'), "claim-speakerKind"),
    ("unknown kind", replaced(CLAIM, "gk:speakerKind", '"loud"'), "claim-speakerKind"),
    (
        "attributed to goods",
        replaced(CLAIM, "gk:attributedTo", "<product/battery-cells>"),
        "claim-attributedTo",
    ),
    ("attributed to a text", replaced(CLAIM, "gk:attributedTo", '"Norvik"'), "claim-attributedTo"),
    ("time without words", removed(CLAIM, "gk:timeText"), "claim-told-time"),
    ("time of another form", replaced(CLAIM, "gk:time", '"since 2019"'), "claim-time"),
    ("day as text", replaced(CLAIM, "gk:validFrom", '"2019-01-01"'), "claim-validFrom"),
    ("two ends", added(f'{OTHER} gk:validUntil "2024-01-01"^^xsd:date'), "claim-validUntil"),
    (
        "end before the beginning",
        replaced(OTHER, "gk:validUntil", '"2019-12-31"^^xsd:date'),
        "claim-validity",
    ),
    ("due some time", replaced("<claim/05>", "gk:dueBy", '"2027"'), "claim-dueBy"),
    ("amount as a number", added(f"{CLAIM} gk:amount 5"), "claim-amount"),
    ("amount without its type", removed(SHARE, "a"), "Amount claim-amount"),
    ("amount of no claim", removed(CLAIM, "gk:amount"), "amount-claim"),
    ("amount of two claims", added(f"{OTHER} gk:amount {SHARE}"), "amount-claim"),
    ("amount without number", removed(SHARE, "gk:value"), "amount-value"),
    ("number as text", replaced(SHARE, "gk:value", '"41"'), "amount-value"),
    ("number as a double", replaced(SHARE, "gk:value", "4.1e1"), "amount-value"),
    ("range turned round", replaced(RANGE, "gk:upperValue", "4.0"), "amount-range"),
    (
        "upper end as text",
        replaced(RANGE, "gk:upperValue", '"7"'),
        "amount-upperValue amount-range",
    ),
    ("unknown bound", replaced(RANGE, "gk:bound", '"nearly"'), "amount-bound"),
    (
        "unknown kind of amount",
        replaced(SHARE, "gk:quantityKind", '"size"'),
        "amount-quantityKind Money Unit",
    ),
    ("money without currency", removed(MONEY, "gk:currency"), "Money"),
    ("share with a currency", added(f'{SHARE} gk:currency "EUR"'), "Money"),
    ("sign as a currency", replaced(MONEY, "gk:currency", '"€"'), "amount-currency"),
    ("empty unit", replaced(SHARE, "gk:unit", '""'), "amount-unit Unit"),
    ("share in tonnes", replaced(SHARE, "gk:unit", '"tonne"'), "Unit"),
    ("share without unit", removed(SHARE, "gk:unit"), "Unit"),
    ("quantity without unit", removed(RANGE, "gk:unit"), "Unit"),
    (
        "kind of amount in a language",
        replaced(SHARE, "gk:quantityKind", '"share"@en'),
        "amount-quantityKind",
    ),
    ("bound in a language", replaced(RANGE, "gk:bound", '"about"@en'), "amount-bound"),
    ("two times", added(f'{RANGE} gk:per "month"'), "amount-per"),
    ("amount without words", removed(SHARE, "gk:amountText"), "amount-text"),
]
PREFIXES = f"""\
BASE <https://w3id.org/graphkit/id/>
PREFIX gk: <{ontology.GK}>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def test_qualifiers_that_follow_the_model_conform(shapes: Graph) -> None:
    assert found(told(), shapes) == set()


@pytest.mark.parametrize(
    ("update", "expected"),
    [pytest.param(update, expected, id=name) for name, update, expected in FAULTS],
)
def test_each_fault_of_a_qualifier_is_found_and_named(
    shapes: Graph, update: str, expected: str
) -> None:
    graph = told()
    graph.update(PREFIXES + update)
    assert found(graph, shapes) == set(expected.split())
