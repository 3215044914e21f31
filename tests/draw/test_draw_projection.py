"""Which nodes and edges stand for which claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.draw import DrawOptions
from graphkit.draw.projection import Picture, project
from graphkit.errors import GraphkitError, UnknownNameError

if TYPE_CHECKING:
    from draw.conftest import MakeClaim, MakeClaims


def labels(picture: Picture) -> set[str]:
    return {node.label for node in picture.nodes}


def test_claims_with_the_same_parts_and_status_become_one_edge(make_claim: MakeClaim) -> None:
    claim = make_claim("Norvik", "suppliesTo", "Aldane")
    picture = project([claim, replace(claim, iri="other", confidence=0.99)], DrawOptions())
    (edge,) = picture.edges
    assert (edge.claims, edge.confidence, picture.claims) == (2, 0.99, 2)


def test_a_claim_given_twice_counts_once(make_claim: MakeClaim) -> None:
    claim = make_claim("Norvik", "suppliesTo", "Aldane")
    assert project([claim, claim], DrawOptions()).claims == 1


def test_copies_of_one_text_are_one_source_and_count_once(make_claim: MakeClaim) -> None:
    claim = make_claim("Norvik", "suppliesTo", "Aldane")
    printed = [
        replace(claim, iri=f"c{n}", document=name, document_iri=f"urn:{name}", copy_of=first)
        for n, (name, first) in enumerate(
            [("a", None), ("b", "urn:a"), ("b", "urn:a"), ("c", "urn:a"), ("other", None)]
        )
    ]
    picture = project(printed, DrawOptions())
    assert (picture.documents, picture.sources, picture.claims) == (4, 2, 5)
    assert picture.edges[0].claims == 3  # those of "b", which has most, and of "other"
    apart = project([replace(each, copy_of=None) for each in printed], DrawOptions())
    assert (apart.sources, apart.edges[0].claims) == (4, 5)


def test_a_copy_counts_though_its_first_is_not_drawn(make_claim: MakeClaim) -> None:
    copy = replace(make_claim("Norvik", "suppliesTo", "Aldane"), copy_of="urn:gone")
    assert project([copy], DrawOptions()).sources == 1


def test_statuses_are_drawn_apart(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("Norvik", "suppliesTo", "Aldane", status) for status in ("current", "denied")
    ]
    assert [edge.status for edge in project(claims, DrawOptions()).edges] == ["current", "denied"]


def test_relations_of_one_status_in_one_direction_share_an_edge(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("Norvik", "suppliesTo", "Aldane"),
        make_claim("Norvik", "investsIn", "Aldane"),
        make_claim("Aldane", "investsIn", "Norvik"),
    ]
    edges = project(claims, DrawOptions()).edges
    assert sorted(edge.relations for edge in edges) == [
        ("investsIn",),
        ("investsIn", "suppliesTo"),
    ]


def test_a_symmetric_relation_is_one_edge_without_direction(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("Norvik", "partnersWith", "Aldane"),
        make_claim("Aldane", "partnersWith", "Norvik"),
    ]
    (edge,) = project(claims, DrawOptions()).edges
    assert not edge.directed


def test_of_several_labels_the_most_frequent_is_drawn(make_claim: MakeClaim) -> None:
    claims = [make_claim("Norvik", "suppliesTo", f"Customer {n}") for n in range(3)]
    other = replace(claims[0], subject=replace(claims[0].subject, label="NORVIK AG"))
    assert "Norvik" in labels(project([other, *claims[1:]], DrawOptions()))


def test_the_order_of_the_claims_has_no_influence(make_claims: MakeClaims) -> None:
    claims = make_claims(60)
    assert project(claims, DrawOptions()) == project(claims[::-1], DrawOptions())


def test_only_the_chosen_statuses_and_confidences_are_drawn(make_claims: MakeClaims) -> None:
    claims = make_claims(60)
    options = DrawOptions(statuses=("planned", "possible"), min_confidence=0.7)
    picture = project(claims, options)
    assert {edge.status for edge in picture.edges} == {"planned", "possible"}
    assert min(edge.confidence for edge in picture.edges) >= 0.7


@pytest.mark.parametrize(
    ("depth", "reached"),
    [(0, None), (1, {"A", "B", "C"}), (2, {"A", "B", "C", "D"}), (9, {"A", "B", "C", "D", "E"})],
)
def test_the_focus_reaches_as_many_steps_as_depth_says(
    depth: int, reached: set[str] | None, make_claim: MakeClaim
) -> None:
    chain = [make_claim(*pair) for pair in zip("ABCD", ["suppliesTo"] * 4, "BCDE", strict=True)]
    options = DrawOptions(focus=("b",), depth=depth)
    if reached is None:
        with pytest.raises(GraphkitError, match=r"raise depth \(0\)"):
            project(chain, options)
    else:
        assert labels(project(chain, options)) == reached


def test_the_focus_may_be_an_iri(make_claim: MakeClaim) -> None:
    claim = make_claim("Norvik", "suppliesTo", "Aldane")
    picture = project([claim], DrawOptions(focus=(claim.object.iri,)))
    assert [node.label for node in picture.nodes if node.focus] == ["Aldane"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Norvick", "did you mean 'Norvik Cells'"),
        ("norv", "Available: Norvik Cells"),
        ("zzz", "Available: .*Aldane Motors"),
    ],
)
def test_an_unknown_focus_is_refused_with_close_names(
    name: str, hint: str, make_claim: MakeClaim
) -> None:
    claims = [make_claim("Norvik Cells", "suppliesTo", "Aldane Motors")]
    with pytest.raises(UnknownNameError, match=hint):
        project(claims, DrawOptions(focus=(name,)))


@pytest.mark.parametrize("most", [2, 3, 10, 40])
def test_of_too_many_entities_the_best_connected_stay_and_none_alone(
    most: int, make_claims: MakeClaims
) -> None:
    picture = project(make_claims(60), DrawOptions(max_nodes=most))
    joined = {end for edge in picture.edges for end in (edge.source, edge.target)}
    assert len(picture.nodes) <= most < picture.entities == 60
    assert joined == set(range(len(picture.nodes)))


def test_the_hub_stays_when_there_are_too_many(make_claim: MakeClaim) -> None:
    star = [make_claim(f"Leaf {n}", "suppliesTo", "Hub") for n in range(9)]
    apart = make_claim("Aaa", "suppliesTo", "Abb")
    assert "Hub" in labels(project([*star, apart], DrawOptions(max_nodes=2)))


def test_the_focus_stays_when_there_are_too_many(make_claim: MakeClaim) -> None:
    star = [make_claim(f"Leaf {n}", "suppliesTo", "Hub") for n in range(9)]
    chosen = project(star, DrawOptions(max_nodes=2, focus=("Leaf 8",)))
    assert labels(chosen) == {"Hub", "Leaf 8"}


def test_without_claims_there_is_nothing_to_draw() -> None:
    with pytest.raises(GraphkitError, match="nothing to draw: there are no claims; extract"):
        project([], DrawOptions())


def test_if_the_options_leave_nothing_the_error_names_them(make_claims: MakeClaims) -> None:
    with pytest.raises(GraphkitError, match=r"lower min_confidence \(1.0\)"):
        project(make_claims(5), DrawOptions(min_confidence=1.0))
