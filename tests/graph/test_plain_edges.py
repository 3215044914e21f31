"""Plain edges: what a document says to hold, and nowhere else says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit import ontology
from graphkit.graph import encode
from graphkit.ontology import GK
from support import claims_of, plain_edges

if TYPE_CHECKING:
    from graph.conftest import Draft

BASE = "https://w3id.org/graphkit/id/"


@pytest.mark.parametrize("status", list(ontology.load().statuses))
def test_the_plain_edge_is_written_for_current_claims_only(draft: type[Draft], status: str) -> None:
    page = draft("a", ("Norvik ships cells to Corvane.",))
    norvik, corvane = page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane")
    page.claim(norvik, "suppliesTo", corvane, status)
    quads = list(encode(page.resolved()))
    edge = (f"{BASE}company/n", f"{GK}suppliesTo", f"{BASE}company/c")
    assert plain_edges(quads) == ({edge} if status == "current" else set())
    assert [claim["status"] for claim in claims_of(quads)] == [GK + status.capitalize()]


@pytest.mark.parametrize("status", list(ontology.load().statuses))
@pytest.mark.parametrize("turned", [False, True])
def test_a_document_that_gives_another_status_too_gets_no_plain_edge(
    draft: type[Draft], status: str, *, turned: bool
) -> None:
    page = draft("a", ("Norvik works with Corvane.", "Corvane may work with Norvik."))
    norvik = [page.mention("company/n", "Norvik", index) for index in (0, 1)]
    corvane = [page.mention("company/c", "Corvane", index) for index in (0, 1)]
    page.claim(norvik[0], "partnersWith", corvane[0])
    ends = (corvane[1], norvik[1]) if turned else (norvik[1], corvane[1])
    page.claim(ends[0], "partnersWith", ends[1], status)
    assert bool(plain_edges(encode(page.resolved()))) == (status == "current")


def test_another_relation_of_the_same_two_does_not_hinder_the_plain_edge(
    draft: type[Draft],
) -> None:
    page = draft("a", ("Norvik ships cells to Corvane and may buy Corvane.",))
    norvik, corvane = page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane")
    page.claim(norvik, "suppliesTo", corvane)
    page.claim(norvik, "acquires", corvane, "possible")
    assert {edge[1] for edge in plain_edges(encode(page.resolved()))} == {f"{GK}suppliesTo"}


def test_the_plain_edge_is_not_written_for_the_parent_relation(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik makes chips for Corvane.",))
    norvik, corvane = page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane")
    page.claim(norvik, "manufacturesFor", corvane)
    assert {edge[1] for edge in plain_edges(encode(page.resolved()))} == {f"{GK}manufacturesFor"}
