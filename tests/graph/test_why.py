"""Claims are found by their id, by one name or by two, and shown in their sentence."""

from __future__ import annotations

import pytest

from graphkit.errors import QueryError
from graphkit.graph import Graph, NoClaimError, find_claims, marked_quote
from graphkit.pipeline import build

TEXT = (
    "Aldermoor Chemicals supplies nickel sulphate to Kestrel Cells. "
    "Kestrel Cells supplies battery cells to Vantaro Motors. Poland was mentioned."
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("why") / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return build(path)[0]


def test_one_name_finds_all_that_is_said_of_it(graph: Graph) -> None:
    found = find_claims(graph, "Kestrel Cells")
    assert len({claim.sentence for claim in found}) == 2


def test_two_names_find_what_is_said_of_both_in_either_order(graph: Graph) -> None:
    found = find_claims(graph, "Vantaro Motors", "Kestrel Cells")
    assert set(found) == set(find_claims(graph, "Kestrel Cells", "Vantaro Motors"))
    assert {(c.subject.label, c.object.label) for c in found} == {
        ("Kestrel Cells", "Vantaro Motors")
    }


def test_a_claim_is_found_by_its_iri_its_hash_and_its_beginning(graph: Graph) -> None:
    claim = next(iter(graph.claims()))
    digits = claim.iri.rpartition("/")[2]
    for name in (claim.iri, digits, f"claim:{digits}", digits[:8]):
        assert find_claims(graph, name) == (claim,)


@pytest.mark.parametrize("name", ["Norhald", "claim:000000", "0123456789", ""])
def test_what_is_not_in_the_graph_is_refused(graph: Graph, name: str) -> None:
    with pytest.raises(QueryError):
        find_claims(graph, name)


@pytest.mark.parametrize(
    "names",
    [("Poland",), ("Aldermoor Chemicals", "Vantaro Motors"), ("Kestrel Cells", "Kestrel Cells")],
)
def test_nothing_said_is_an_error_and_no_empty_answer(graph: Graph, names: tuple[str, ...]) -> None:
    with pytest.raises(NoClaimError):
        find_claims(graph, *names)


def test_both_ends_are_marked_in_the_sentence(graph: Graph) -> None:
    found = find_claims(graph, "Vantaro Motors", "Kestrel Cells")
    shown = {marked_quote(c, lambda role, words: f"<{role[0]}:{words}>") for c in found}
    assert shown == {"<s:Kestrel Cells> supplies battery cells to <o:Vantaro Motors>."}
