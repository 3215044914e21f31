"""Title, legend and note: only what occurs, and all that is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from matplotlib.colors import to_rgb

from graphkit.draw import DrawOptions, draw_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from draw.conftest import MakeClaim, MakeClaims


def entries(figure: Figure, kind: str) -> list[str]:
    """Return the texts of the legend of one kind, in the order of the legend."""
    return [
        text.get_text()
        for text in figure.axes[0].texts
        if str(text.get_gid()).startswith(f"legend-{kind}-")
    ]


def written(figure: Figure, gid: str) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts if text.get_gid() == gid]


def test_the_legend_lists_only_the_types_and_statuses_that_occur(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("Norvik", "manufactures", "cells/Product"),
        make_claim("Norvik", "basedIn", "Chile/Country", "denied"),
    ]
    figure = draw_figure(claims)
    assert entries(figure, "type") == ["company", "country", "product"]
    assert entries(figure, "status") == ["current", "denied"]
    assert entries(figure, "letter") == []


def test_what_the_options_leave_out_is_not_in_the_legend(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("Norvik", "manufactures", "cells/Product"),
        make_claim("Norvik", "basedIn", "Chile/Country", "denied"),
    ]
    figure = draw_figure(claims, DrawOptions(statuses=("current",)))
    assert entries(figure, "type") == ["company", "product"]
    assert entries(figure, "status") == ["current"]


def test_terms_that_the_ontology_lacks_are_listed_in_words(make_claim: MakeClaim) -> None:
    figure = draw_figure([make_claim("A/ShipYard", "shipsVia", "B", "half known")])
    assert entries(figure, "type") == ["company", "ship yard"]
    assert entries(figure, "status") == ["half known"]
    assert [t.get_text() for t in figure.axes[0].texts if t.get_gid() == "edge-label-0"] == [
        "ships via"
    ]


def test_every_entry_of_the_legend_has_its_sign(make_claims: MakeClaims) -> None:
    figure = draw_figure(make_claims(20))
    ids = {str(artist.get_gid()) for artist in figure.axes[0].get_children()}
    signed = {gid for gid in ids if gid.startswith(("legend-type-", "legend-status-"))}
    names = {gid for gid in signed if not gid.endswith("-sign")}
    assert names
    assert {f"{name}-sign" for name in names} == signed - names


@pytest.mark.parametrize(
    ("relation", "status", "note"),
    [
        ("suppliesTo", "current", "1 document, 1 claim; solid lines are stated as current."),
        ("suppliesTo", "planned", "1 document, 1 claim; no line is stated as current."),
        (
            "partnersWith",
            "current",
            (
                "1 document, 1 claim; solid lines are stated as current. "
                "Lines without arrow heads hold in both directions."
            ),
        ),
    ],
)
def test_the_note_counts_the_sources_and_explains_the_lines(
    relation: str, status: str, note: str, make_claim: MakeClaim
) -> None:
    figure = draw_figure([make_claim("Norvik", relation, "Aldane", status)])
    assert " ".join(written(figure, "note")[0].split()) == note


def test_the_note_tells_how_many_sources_are_independent(make_claim: MakeClaim) -> None:
    claim = make_claim("Norvik", "suppliesTo", "Aldane")
    copy = replace(claim, iri="urn:c", document_iri="urn:b", copy_of=claim.document_iri)
    note = " ".join(written(draw_figure([claim, copy]), "note")[0].split())
    assert note.startswith("2 documents from 1 independent source, 2 claims; solid lines")


def test_the_note_says_that_the_best_connected_were_chosen(make_claims: MakeClaims) -> None:
    figure = draw_figure(make_claims(60), DrawOptions(max_nodes=20))
    assert "best connected of 60 entities are shown" in written(figure, "note")[0]


def test_a_title_is_optional(make_claims: MakeClaims) -> None:
    assert written(draw_figure(make_claims(5)), "title") == []
    titled = draw_figure(make_claims(5), DrawOptions(title="Who supplies whom"))
    assert written(titled, "title") == ["Who supplies whom"]


def test_a_title_too_long_for_the_page_is_wrapped_and_cut(make_claims: MakeClaims) -> None:
    title = written(draw_figure(make_claims(5), DrawOptions(title="word " * 90)), "title")[0]
    assert title.count("\n") == 2
    assert title.endswith("…")


def test_a_word_of_the_title_that_is_wider_than_the_page_is_broken(make_claims: MakeClaims) -> None:
    title = written(draw_figure(make_claims(5), DrawOptions(title="w" * 60)), "title")[0]
    assert title.count("w") == 60
    assert "\n" in title


@pytest.mark.parametrize(("theme", "ground"), [("light", 1.0), ("dark", 0.0)])
def test_the_theme_sets_the_ground(theme: str, ground: float, make_claims: MakeClaims) -> None:
    options = DrawOptions(theme="dark" if theme == "dark" else "light")
    colour = to_rgb(draw_figure(make_claims(5), options).get_facecolor())
    assert colour == pytest.approx((ground, ground, ground), abs=0.12)
