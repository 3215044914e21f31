"""Labels can be read: nothing overlaps, and what finds no room is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from matplotlib.text import Text

from graphkit import ontology
from graphkit.draw import DrawOptions, draw_figure, overlaps

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from draw.conftest import MakeClaim, MakeClaims


def texts(figure: Figure, prefix: str) -> list[str]:
    """Return the texts whose ids begin with *prefix*."""
    return [
        artist.get_text()
        for artist in figure.axes[0].get_children()
        if isinstance(artist, Text) and str(artist.get_gid()).startswith(prefix)
    ]


def lines(figure: Figure) -> int:
    """Return how many edges are drawn."""
    ids = [str(artist.get_gid()) for artist in figure.axes[0].get_children()]
    return sum(re.fullmatch(r"edge-\d+", gid) is not None for gid in ids)


@pytest.fixture(scope="module")
def crowded(make_claims: MakeClaims) -> Figure:
    return draw_figure(make_claims(150), DrawOptions(title="Chain"))


@pytest.mark.parametrize("seed", [1, 7])
@pytest.mark.parametrize("size", [5, 20, 60])
def test_no_label_overlaps_anything(size: int, seed: int, make_claims: MakeClaims) -> None:
    assert overlaps(draw_figure(make_claims(size, seed=seed), DrawOptions(title="Chain"))) == []


def test_no_label_overlaps_anything_in_a_crowded_picture(crowded: Figure) -> None:
    assert overlaps(crowded) == []


@pytest.mark.parametrize("page", [(11.7, 8.3), (6.0, 9.0), (20.0, 4.0)], ids=str)
def test_no_label_overlaps_on_a_page_of_given_size(
    page: tuple[float, float], make_claims: MakeClaims
) -> None:
    figure = draw_figure(make_claims(30), DrawOptions(title="Chain", size=page))
    assert tuple(figure.get_size_inches()) == pytest.approx(page)
    assert overlaps(figure) == []


def test_overlaps_are_found_where_there_are_any(make_claims: MakeClaims) -> None:
    figure = draw_figure(make_claims(5))
    first, second = (
        artist
        for artist in figure.axes[0].texts
        if artist.get_gid() in {"node-label-0", "node-label-1"}
    )
    first.set_position(second.get_position())
    assert (f"node-label-0 {first.get_text()!r}", f"node-label-1 {second.get_text()!r}") in (
        overlaps(figure)
    )


@pytest.mark.parametrize("size", [5, 20, 60])
def test_every_line_of_a_small_picture_carries_its_relation_in_words(
    size: int, make_claims: MakeClaims
) -> None:
    figure = draw_figure(make_claims(size))
    known = {relation.label for relation in ontology.load().relations.values()}
    labels = texts(figure, "edge-label-")
    assert len(labels) == lines(figure)
    assert {word for label in labels for word in label.split("\n")} <= known


def test_lines_of_a_crowded_picture_carry_letters_that_the_legend_explains(
    crowded: Figure,
) -> None:
    labels = texts(crowded, "edge-label-")
    explained = {
        str(artist.get_gid()).removeprefix("legend-letter-")
        for artist in crowded.axes[0].texts
        if str(artist.get_gid()).startswith("legend-letter-")
    }
    assert {letter for label in labels for letter in label.split()} <= explained


def test_lines_without_room_for_a_label_are_counted_in_the_note(crowded: Figure) -> None:
    (note,) = texts(crowded, "note")
    bare = lines(crowded) - len(texts(crowded, "edge-label-"))
    counted = re.search(r"(\d+) of \d+ lines carry no label", note)
    assert (int(counted[1]) if counted is not None else 0) == bare
    assert bare < 0.05 * lines(crowded)


def test_labels_of_parallel_lines_all_stand(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("Norvik", "suppliesTo", "Aldane", status) for status in ontology.load().statuses
    ]
    figure = draw_figure([*claims, make_claim("Aldane", "investsIn", "Norvik")])
    assert len(texts(figure, "edge-label-")) == 7
    assert overlaps(figure) == []


def test_relations_of_one_status_are_stacked_on_one_line(make_claim: MakeClaim) -> None:
    figure = draw_figure(
        [make_claim("Norvik", relation, "Aldane") for relation in ("suppliesTo", "investsIn")]
    )
    assert texts(figure, "edge-label-") == ["invests in\nsupplies to"]


def test_of_many_stacked_relations_the_first_are_named_and_the_rest_counted(
    make_claim: MakeClaim,
) -> None:
    relations = ["acquires", "dependsOn", "investsIn", "licensesTo", "subsidiaryOf", "suppliesTo"]
    figure = draw_figure([make_claim("Norvik", relation, "Aldane") for relation in relations])
    assert texts(figure, "edge-label-") == ["acquires\ndepends on\ninvests in\nand 3 more"]


def test_where_many_lines_say_the_same_the_legend_says_it_once(make_claim: MakeClaim) -> None:
    figure = draw_figure([make_claim(f"Maker {n}", "suppliesTo", "Aldane") for n in range(30)])
    assert texts(figure, "edge-label-") == []
    assert texts(figure, "legend-relation-") == ["every line: supplies to"]


@pytest.mark.parametrize("status", ["current", "denied"])
def test_a_claim_about_a_thing_and_itself_is_a_loop(status: str, make_claim: MakeClaim) -> None:
    figure = draw_figure([make_claim("Norvik", "suppliesTo", "Norvik", status)])
    assert lines(figure) == 1
    assert overlaps(figure) == []


def test_a_clique_is_drawn_without_overlap(make_claim: MakeClaim) -> None:
    claims = [
        make_claim(f"Firm {a}", "suppliesTo", f"Firm {b}") for a in range(9) for b in range(a)
    ]
    claims.append(make_claim("Firm 1", "investsIn", "Firm 2", "planned"))
    assert overlaps(draw_figure(claims)) == []


def test_a_symmetric_relation_has_no_arrow_head(make_claim: MakeClaim) -> None:
    shapes = [
        len(draw_figure([make_claim("Norvik", relation, "Aldane")]).axes[0].patches)
        for relation in ("suppliesTo", "partnersWith")
    ]
    # one shape more: the head
    assert shapes[0] == shapes[1] + 1
