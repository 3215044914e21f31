"""Copies of one text are marked in a graph, and its pictures count them as one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.draw import draw_figure
from graphkit.graph import Graph
from graphkit.pipeline import build_file

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Corvane Metals Ltd. supplies cobalt sulphate to Kestrel Cells."


@pytest.mark.parametrize("suffix", [".nq", ".ttl"])
def test_claims_of_copies_lead_to_one_source_that_the_note_counts(
    tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(f"OSLO (Wire) - {TEXT}")
    (tmp_path / "c.txt").write_text("Corvane Metals Ltd. will supply nickel to Aldane Motors.")
    file = tmp_path / f"chain{suffix}"
    build_file([str(tmp_path / f"{name}.txt") for name in "abc"], file)
    with Graph.open(file) as graph:
        claims = list(graph.claims())
        documents = {document.id: document for document in graph.documents()}
    first = documents["a.txt"]
    assert [documents[name].copy_of for name in sorted(documents)] == [None, first.iri, None]
    assert {claim.document for claim in claims} == set(documents)
    for claim in claims:
        assert claim.copy_of == documents[claim.document].copy_of
        assert (claim.independent_source == first.iri) == (claim.document != "c.txt")
    figure = draw_figure(claims)
    (note,) = (text.get_text() for text in figure.axes[0].texts if text.get_gid() == "note")
    assert " ".join(note.split()).startswith("3 documents from 2 independent sources, ")
