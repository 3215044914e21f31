"""Pictures of hundreds: names of the most important, groups, faint lines, all the rest counted."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest

from draw.invented import written
from graphkit.draw import DrawOptions, draw_figure, overlaps
from graphkit.draw.communities import communities
from graphkit.draw.projection import project
from graphkit.errors import OptionError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from draw.conftest import MakeClaim, MakeClaims
    from graphkit.graph.claims import StatedClaim


def ids(figure: Figure) -> set[str]:
    return {str(artist.get_gid()) for artist in figure.axes[0].get_children()}


def note(figure: Figure) -> str:
    return " ".join(written(figure, "note")[0].split())


@pytest.fixture(scope="module")
def hundreds(make_claims: MakeClaims) -> Figure:
    return draw_figure(make_claims(500), DrawOptions(title="Chain", max_nodes=500))


@pytest.fixture(scope="module")
def many(make_claim: MakeClaim) -> list[StatedClaim]:
    """Return claims about 5,000 companies, of which few have many suppliers."""
    random = Random(3)  # noqa: S311 # a test's own data, not a secret
    ends, claims = ["Maker 0"], []
    for number in range(1, 5000):
        name, other = f"Maker {number}", random.choice(ends)
        claims.append(make_claim(name, "suppliesTo", other))
        ends += [name, other]
        if number % 3 == 0:
            claims.append(make_claim(name, "investsIn", random.choice(ends), "planned"))
    return claims


def test_no_label_overlaps_anything_among_hundreds(hundreds: Figure) -> None:
    assert overlaps(hundreds) == []


def test_all_entities_are_drawn_but_only_the_most_important_named(hundreds: Figure) -> None:
    assert sum(gid.removeprefix("node-").isdigit() for gid in ids(hundreds)) == 500
    named = len(written(hundreds, "node-label-"))
    assert 100 < named < 200
    assert f"{named} of 500 entities carry their names" in note(hundreds)


def test_lines_of_an_overview_carry_nothing_and_the_note_says_so(hundreds: Figure) -> None:
    assert written(hundreds, "edge-label-") == []
    assert written(hundreds, "legend-letter-") == []
    assert "lines show neither relation nor direction" in note(hundreds)


def test_groups_are_tinted_and_called_after_their_hubs(hundreds: Figure) -> None:
    groups = written(hundreds, "legend-group-")
    assert len(groups) == sum(
        gid.removeprefix("group-").isdigit() for gid in ids(hundreds) if gid.startswith("group-")
    )
    assert len(groups) > 2
    names = {text.replace("\n", " ") for text in written(hundreds, "node-label-")}
    assert all(group.removeprefix("around ") in names for group in groups)


@pytest.mark.parametrize("most", [150, 400])
def test_of_thousands_the_best_connected_are_drawn_and_the_rest_counted(
    most: int, many: list[StatedClaim]
) -> None:
    figure = draw_figure(many, DrawOptions(max_nodes=most))
    drawn = sum(gid.removeprefix("node-").isdigit() for gid in ids(figure))
    assert drawn <= most
    assert f"The {drawn} best connected of 5,000 entities are shown." in note(figure)
    assert overlaps(figure) == []


def test_no_hub_crowds_out_the_others(many: list[StatedClaim]) -> None:
    picture = project(many, DrawOptions(max_nodes=100))
    assert max(node.degree for node in picture.nodes) < 50


def test_more_than_a_thousand_entities_are_refused() -> None:
    with pytest.raises(OptionError, match="max_nodes must be at most 1000"):
        DrawOptions(max_nodes=1001)


def test_groups_are_those_joined_with_one_another(make_claim: MakeClaim) -> None:
    cliques = ["ABCDE", "VWXYZ"]
    claims = [
        make_claim(*pair)
        for clique in cliques
        for a, b in combinations(clique, 2)
        for pair in [(a, "suppliesTo", b)]
    ]
    picture = project([*claims, make_claim("A", "suppliesTo", "V")], DrawOptions())
    groups = communities(len(picture.nodes), picture.edges)
    by_label = dict(zip((node.label for node in picture.nodes), groups, strict=True))
    assert len({by_label[label] for label in "ABCDE"}) == 1
    assert len({by_label[label] for label in "VWXYZ"}) == 1
    assert by_label["A"] != by_label["V"]
    assert set(groups) == {0, 1}


@pytest.mark.parametrize("clear", ["one clique", "nothing"])
def test_where_there_are_no_groups_none_are_shown(clear: str, make_claim: MakeClaim) -> None:
    claims = [make_claim(a, "suppliesTo", b) for a, b in combinations("ABCDEFG", 2)]
    edges = project(claims, DrawOptions()).edges if clear == "one clique" else ()
    assert set(communities(7, edges)) == {-1}


def test_groups_are_shown_in_a_small_picture_on_request(make_claims: MakeClaims) -> None:
    claims = make_claims(40)
    assert written(draw_figure(claims), "legend-group-") == []
    figure = draw_figure(claims, DrawOptions(communities=True))
    assert len(written(figure, "legend-group-")) > 1
    assert "Tinted: entities joined more with one another" in note(figure)
    assert overlaps(figure) == []


def test_around_a_focus_in_a_crowd_lines_that_pass_it_by_stand_back(
    make_claim: MakeClaim,
) -> None:
    others = [f"Maker {number}" for number in range(18)]
    claims = [make_claim(name, "suppliesTo", "Aldane") for name in others]
    claims += [make_claim(a, "competesWith", b) for a, b in combinations(others, 2)]
    figure = draw_figure(claims, DrawOptions(focus=("Aldane",)))
    assert len(written(figure, "edge-label-")) <= len(others)
    assert set(written(figure, "legend-letter-")) <= {"supplies to"}
    assert "Faint lines join others than the focus" in note(figure)
    assert overlaps(figure) == []
