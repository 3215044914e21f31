"""IRIs: valid, distinct, stable, and nothing in an id can break them."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graphkit.errors import GraphkitError
from graphkit.graph.iris import (
    DEFAULT_BASE,
    BaseIriError,
    check_base,
    claim_iri,
    document_iri,
    entity_iri,
    span_iri,
)
from graphkit.model import Span

IDS = st.text(st.characters(), min_size=1)  # lone surrogates and NUL included


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("softbank.txt", "softbank.txt"),
        ("a b.txt", "a%20b.txt"),
        ("Zürich.txt", "Z%C3%BCrich.txt"),
        ("a#b", "a%23b"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("news/2026/a.txt", "news/2026/a.txt"),
        ("../../company/x", "%2E%2E/%2E%2E/company/x"),
        ("./a", "%2E/a"),
        ("...", "..."),
        ("a\"b'c<d>", "a%22b%27c%3Cd%3E"),
        ("100%", "100%25"),
        ("%20", "%2520"),
        ("a\nb\x00", "a%0Ab%00"),
        ("https://example.org/a", "https%3A//example.org/a"),
        ("a;char=0,1", "a%3Bchar%3D0%2C1"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_an_id_is_encoded_so_that_nothing_in_it_is_syntax(identifier: str, path: str) -> None:
    assert document_iri(identifier).value == f"{DEFAULT_BASE}document/{path}"


@given(IDS, IDS)
def test_different_ids_give_different_iris(first: str, second: str) -> None:
    same = document_iri(first) == document_iri(second)
    assert same == (first == second)


@given(IDS)
def test_the_id_can_be_read_back_from_the_iri(identifier: str) -> None:
    path = document_iri(identifier).value.removeprefix(f"{DEFAULT_BASE}document/")
    assert unquote(path, errors="surrogatepass") == identifier


@given(IDS)
def test_every_iri_survives_a_parser_that_resolves_it(identifier: str) -> None:
    iri = document_iri(identifier)
    part = span_iri(iri, Span(0, 1))
    turtle = f"<{iri.value}> <{part.value}> <{iri.value}> ."
    found = list(parse(turtle, RdfFormat.TURTLE, base_iri="https://other.example/x/y"))
    assert found == [Quad(iri, part, iri)]


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org/id/",
        "https://example.org/things#",
        "http://localhost:8080/",
        "urn:example:/",
        "https://пример.example/",
    ],
)
def test_an_absolute_base_that_ends_a_path_is_taken(base: str) -> None:
    assert check_base(base) == base


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("https://example.org/id", "ends with neither / nor #"),
        ("example.org/", "not an absolute IRI"),
        ("/id/", "not an absolute IRI"),
        ("", "ends with neither / nor #"),
        ("#", "not an absolute IRI"),
        ("https://example.org/a b/", "not an absolute IRI"),
        ("https://example.org/<a>/", "not an absolute IRI"),
        ("https://exa mple.org/", "not an absolute IRI"),
    ],
)
def test_a_base_below_which_nothing_can_be_named_is_refused(base: str, reason: str) -> None:
    with pytest.raises(BaseIriError, match=reason) as caught:
        check_base(base)
    assert isinstance(caught.value, GraphkitError)
    assert isinstance(caught.value, ValueError)
    assert "such as https://example.org/id/" in str(caught.value)


def test_below_a_base_with_a_fragment_spans_have_no_second_one() -> None:
    document = document_iri("a.txt", base="https://example.org/things#")
    span = span_iri(document, Span(3, 9))
    assert span.value == "https://example.org/things#document/a.txt;char=3,9"


@pytest.mark.parametrize("key", ["document/a.txt", "claim/4f0c", "document", "claim"])
def test_an_entity_cannot_pose_as_a_document_or_a_claim(key: str) -> None:
    with pytest.raises(ValueError, match="begin it with a type"):
        entity_iri(key)


@given(IDS, IDS)
def test_no_document_iri_is_a_span_of_another_document(first: str, second: str) -> None:
    assert document_iri(first) != span_iri(document_iri(second), Span(0, 1))


CLAIM = ("a", Span(0, 9), ("urn:s", "urn:p", "urn:o"))


@pytest.mark.parametrize(
    "other",
    [
        ("b", Span(0, 9), ("urn:s", "urn:p", "urn:o")),
        ("a", Span(0, 8), ("urn:s", "urn:p", "urn:o")),
        ("a", Span(1, 9), ("urn:s", "urn:p", "urn:o")),
        ("a", Span(0, 9), ("urn:o", "urn:p", "urn:s")),
        ("a", Span(0, 9), ("urn:s", "urn:p2", "urn:o")),
        ('a",0,9,"urn:s', Span(0, 9), ("urn:s", "urn:p", "urn:o")),
    ],
)
def test_each_part_of_a_claim_decides_its_iri(
    other: tuple[str, Span, tuple[str, str, str]],
) -> None:
    assert claim_iri(*CLAIM) != claim_iri(*other)
    assert claim_iri(*CLAIM) == claim_iri(*CLAIM)


def test_a_claim_is_named_by_32_hexadecimal_digits_below_the_base() -> None:
    iri = claim_iri(*CLAIM, base="https://example.org/")
    head, digits = iri.value.rsplit("/", 1)
    assert head == "https://example.org/claim"
    assert len(digits) == 32
    assert int(digits, 16) >= 0


def test_a_lone_surrogate_in_an_id_does_not_break_the_claim() -> None:
    assert isinstance(claim_iri("\ud800", Span(0, 9), CLAIM[2]), NamedNode)
