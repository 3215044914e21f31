"""What documents say of a thing, gathered over all of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from graphkit.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Identifier,
    Known,
    Mention,
    ResolvedDocument,
    Span,
)
from graphkit.resolve.across.records import Record, records_of
from graphkit.resolve.keys import local_key

TEXT = "Hon Hai, called Foxconn, supplies Apple from Taiwan, says the firm."
PLACES = {name: TEXT.index(name) for name in ("Hon Hai", "Foxconn", "Apple", "Taiwan", "the firm")}
TYPES = {"Taiwan": "Country"}


def mention(name: str) -> Mention:
    """Return the mention of *name* in the text."""
    span = Span(PLACES[name], PLACES[name] + len(name))
    return Mention(span, TYPES.get(name, "Company"), 0)


def claim(subject: str, predicate: str, object_: str, document: str, status: str) -> Claim:
    """Return a claim between the mentions of two names."""
    evidence = Evidence(document, Span(0, len(TEXT)), "hand 1")
    return Claim(mention(subject), predicate, mention(object_), status, 0.9, evidence)


def resolved(
    document: str = "a.txt",
    claims: tuple[tuple[str, str, str], ...] = (),
    *,
    known: Known | None = None,
    status: str = "current",
) -> ResolvedDocument:
    """Return the document of the text, read by hand."""
    names = [mention(name) for name in PLACES]
    found = tuple(claim(*each, document, status) for each in claims)
    extraction = Extraction(
        Document(document, TEXT, (Span(0, len(TEXT)),)), tuple(names), (), found
    )
    firm = local_key("Company", "firm", document=document, span=names[4].span)
    entities = (
        Entity(
            *("company/hon-hai", "Company", "Hon Hai", ("Hon Hai", "Foxconn"), tuple(names[:2])),
            known=known,
        ),
        Entity("company/apple", "Company", "Apple", ("Apple",), (names[2],)),
        Entity("country/TW", "Country", "Taiwan", ("Taiwan",), (names[3],), code="TW"),
        Entity(firm, "Company", "firm", ("firm",), (names[4],)),
    )
    return ResolvedDocument(extraction, entities)


def hon_hai(*documents: ResolvedDocument) -> Record:
    """Return the record of Hon Hai."""
    return next(each for each in records_of(documents) if each.key == "company/hon-hai")


def test_there_is_one_record_for_each_key_that_is_not_local() -> None:
    found = records_of([resolved("b.txt"), resolved("a.txt")])
    assert [each.key for each in found] == ["company/apple", "company/hon-hai", "country/TW"]
    assert found[1].names == ("Hon Hai", "Foxconn")
    assert found[1].documents == {"a.txt", "b.txt"}
    assert not found[1].known


def test_claims_give_neighbours_and_what_a_thing_is_not() -> None:
    claims = (("Hon Hai", "suppliesTo", "Apple"), ("Hon Hai", "operatesIn", "Taiwan"))
    found = hon_hai(resolved(claims=claims))
    assert found.neighbours == {"company/apple", "country/TW"}
    assert found.opposed == {"company/apple"}
    assert not found.countries


@pytest.mark.parametrize(
    ("status", "expected"), [("current", {"TW"}), ("past", set()), ("planned", set())]
)
def test_a_seat_is_what_a_text_says_it_is_now(status: str, expected: set[str]) -> None:
    claims = (("Hon Hai", "basedIn", "Taiwan"),)
    assert hon_hai(resolved(claims=claims, status=status)).countries == expected


def test_a_register_adds_its_name_country_and_identifiers() -> None:
    isin = Identifier("isin", "TW0002317005")
    known = Known("graphkit", "Hon Hai Precision Industry", "short name", 0.9, (isin,), "TW")
    found = hon_hai(resolved(), resolved("b.txt", known=known))
    assert found.known
    assert found.names == ("Hon Hai Precision Industry", "Hon Hai", "Foxconn")
    assert found.countries == {"TW"}
    assert found.identifiers == {isin}


def test_the_order_of_the_documents_has_no_influence() -> None:
    claims = (("Hon Hai", "suppliesTo", "Apple"), ("Hon Hai", "basedIn", "Taiwan"))
    last = resolved("c.txt")
    other = replace(last.entities[0], names=("Foxconn", "Hon Hai"), label="Foxconn")
    documents = [
        resolved("a.txt"),
        resolved("b.txt", claims),
        replace(last, entities=(other, *last.entities[1:])),
    ]
    assert len({records_of(each) for each in permutations(documents)}) == 1


def test_no_documents_have_no_records() -> None:
    assert records_of([]) == ()
