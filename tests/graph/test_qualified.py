"""Qualifiers on their way through RDF: written, stored, read back, and shown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import StoreError
from graphkit.graph import FORMATS, Graph, encode, to_bytes, told, validate
from graphkit.graph import vocabulary as v
from graphkit.model import (
    Amount,
    Attribution,
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Period,
    Qualifiers,
    ResolvedDocument,
    Span,
)

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph import StatedClaim

TEXT = "Apex said in 2026 it will sell Bolt about 5 to 7.50 GWh of cells a year."
SENTENCE = Span(0, len(TEXT))
APEX, BOLT = Mention(Span(0, 4), "Company", 0), Mention(Span(31, 35), "Company", 0)
SAID_BY = Attribution(Span(0, 4), "Apex", "named")
WHEN = Period(Span(13, 17), dt.date(2026, 1, 1), dt.date(2026, 12, 31), "year", edtf="2026")
AMOUNT = Amount(
    Span(36, 55),
    "quantity",
    Decimal(5),
    Decimal("7.50"),
    "gigawatt-hour",
    per="year",
    bound="about",
)


def resolved(qualifiers: Qualifiers, apex_type: str = "Company") -> ResolvedDocument:
    """Return the document of `TEXT`, whose one claim has *qualifiers*."""
    evidence = Evidence("a.txt", SENTENCE, "fixed 1")
    claim = Claim(APEX, "suppliesTo", BOLT, "planned", 0.9, evidence, qualifiers)
    extraction = Extraction(Document("a.txt", TEXT, (SENTENCE,)), (APEX, BOLT), (), (claim,))
    entities = (
        Entity("company/apex", apex_type, "Apex", ("Apex",), (APEX,)),
        Entity("company/bolt", "Company", "Bolt", ("Bolt",), (BOLT,)),
    )
    return ResolvedDocument(extraction, entities)


def stated(qualifiers: Qualifiers) -> StatedClaim:
    """Return the claim as a graph gives it back."""
    graph = Graph.create()
    graph.add(encode(resolved(qualifiers)))
    (claim,) = graph.claims()
    return claim


def test_who_says_a_claim_comes_back_with_the_entity_that_speaks() -> None:
    claim = stated(Qualifiers(SAID_BY))
    assert (claim.said_by, claim.speaker_kind) == ("Apex", "named")
    assert claim.attributed_to == claim.subject


def test_the_time_comes_back_with_its_words_and_days() -> None:
    claim = stated(Qualifiers(when=WHEN))
    assert (claim.time_text, claim.time) == ("2026", "2026")
    assert (claim.when_from, claim.when_until) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert claim.due_by is None


def test_a_deadline_is_no_end_of_validity() -> None:
    due = Period(Span(13, 17), None, dt.date(2026, 12, 31), "year", "by", edtf="../2026")
    claim = stated(Qualifiers(when=due))
    assert (claim.due_by, claim.when_from, claim.when_until) == (due.end, None, None)


def test_an_unresolved_time_keeps_its_words_only() -> None:
    claim = stated(Qualifiers(when=Period(Span(13, 17), None, None, "year")))
    assert (claim.time_text, claim.time, claim.when_from) == ("2026", None, None)


def test_an_amount_comes_back_as_it_was() -> None:
    (amount,) = stated(Qualifiers(amounts=(AMOUNT,))).amounts
    assert amount.text == "about 5 to 7.50 GWh"
    assert (amount.kind, amount.value, amount.upper) == ("quantity", Decimal(5), Decimal("7.5"))
    assert (amount.unit, amount.per, amount.bound) == ("gigawatt-hour", "year", "about")
    assert amount.currency is None
    assert amount.iri.endswith("/amount/36-55")


def test_amounts_come_back_in_the_order_of_the_text() -> None:
    spans = [Span(9, 12), Span(10, 12), Span(100, 101), Span(36, 55)]
    amounts = tuple(Amount(s, "share", Decimal(n), unit="%") for n, s in enumerate(spans, 1))
    assert [a.value for a in stated(Qualifiers(amounts=amounts[:2] + amounts[3:])).amounts] == [
        Decimal(1),
        Decimal(2),
        Decimal(4),
    ]


def test_a_claim_without_qualifiers_has_none_of_their_triples() -> None:
    plain = {quad.predicate for quad in encode(resolved(Qualifiers()))}
    whole = {quad.predicate for quad in encode(resolved(Qualifiers(SAID_BY, WHEN, (AMOUNT,))))}
    assert plain < whole
    assert not plain & {v.SAID_BY, v.TIME_TEXT, v.AMOUNT, v.VALUE}
    claim = stated(Qualifiers())
    assert (claim.said_by, claim.attributed_to, claim.time_text, claim.amounts) == (
        None,
        None,
        None,
        (),
    )


def test_qualifiers_change_no_name_of_a_claim() -> None:
    assert stated(Qualifiers()).iri == stated(Qualifiers(SAID_BY, WHEN, (AMOUNT,))).iri


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        pytest.param(SAID_BY, "Product", id="no body that speaks"),
        pytest.param(Attribution(Span(0, 4), "Apex", "anonymous"), "Company", id="anonymous"),
        pytest.param(Attribution(Span(0, 35), "Apex and Bolt", "named"), "Company", id="two"),
        pytest.param(Attribution(Span(5, 9), "said", "named"), "Company", id="nobody"),
        pytest.param(Attribution(Span(0, 3), "Ape", "named"), "Company", id="half a name"),
    ],
)
def test_nobody_speaks_but_one_company_government_or_organization(
    speaker: Attribution, kind: str
) -> None:
    quads = list(encode(resolved(Qualifiers(speaker), kind)))
    assert not any(quad.predicate == v.ATTRIBUTED_TO for quad in quads)


def test_a_built_graph_with_qualifiers_conforms_and_has_no_blank_nodes() -> None:
    graph = Graph.create()
    graph.add(encode(resolved(Qualifiers(SAID_BY, WHEN, (AMOUNT,)))))
    assert validate(graph).conforms
    assert not any(isinstance(term, ox.BlankNode) for quad in graph for term in quad)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_keeps_qualifiers(tmp_path: Path, name: str) -> None:
    quads = list(encode(resolved(Qualifiers(SAID_BY, WHEN, (AMOUNT,)))))
    path = tmp_path / f"a.{FORMATS[name].file_extension}"
    path.write_bytes(to_bytes(quads, name))
    (claim,) = Graph.open(path).claims()
    assert claim == stated(Qualifiers(SAID_BY, WHEN, (AMOUNT,)))


@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_a_store_keeps_every_value_as_it_is_written(value: Decimal) -> None:
    amount = Amount(Span(36, 55), "money", value, currency="EUR")
    quads = set(encode(resolved(Qualifiers(amounts=(amount,)))))
    store = ox.Store()
    store.extend(quads)
    assert set(store) == quads


@pytest.mark.parametrize("number", ['"a lot"', '"NaN"'])
def test_a_value_that_is_no_number_is_one_clear_error(number: str) -> None:
    graph = Graph.create()
    graph.add(encode(resolved(Qualifiers(amounts=(AMOUNT,)))))
    one, other = f"?amount {v.VALUE} ?old", f"?amount {v.VALUE} {number}"
    graph.store.update(
        f"DELETE {{ GRAPH ?g {{ {one} }} }} INSERT {{ GRAPH ?g {{ {other} }} }} "
        f"WHERE {{ GRAPH ?g {{ {one} }} }}"
    )
    with pytest.raises(StoreError, match="is no number"):
        list(graph.claims())


def test_an_amount_without_a_part_is_one_clear_error() -> None:
    graph = Graph.create()
    quads = encode(resolved(Qualifiers(amounts=(AMOUNT,))))
    graph.add(quad for quad in quads if quad.predicate != v.QUANTITY_KIND)
    with pytest.raises(StoreError, match="lacks"):
        list(graph.claims())


def test_a_claim_is_shown_with_what_its_sentence_tells() -> None:
    assert told(stated(Qualifiers(SAID_BY, WHEN, (AMOUNT,)))) == (
        "said by: Apex",
        "time: 2026 (from 2026-01-01 until 2026-12-31)",
        "amount: about 5 to 7.50 GWh (about 5 to 7.5 gigawatt-hour per year)",
    )


def test_a_claim_without_qualifiers_is_shown_without_lines_on_them() -> None:
    assert told(stated(Qualifiers())) == ()
