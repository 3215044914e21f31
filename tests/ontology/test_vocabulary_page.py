"""What docs/vocabulary.py writes is what stands in the files."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from graphkit import ontology

SCRIPT = Path(__file__).parents[2] / "docs" / "vocabulary.py"
AGAIN = "run python docs/vocabulary.py"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """The names that the script defines."""
    return runpy.run_path(str(SCRIPT))


def test_the_page_of_the_vocabulary_is_current(script: dict[str, Any]) -> None:
    page = SCRIPT.with_suffix(".md").read_text(encoding="utf-8")
    assert page == script["vocabulary_page"](), AGAIN


def test_the_generated_shapes_are_current(script: dict[str, Any]) -> None:
    text = ontology.file("shapes.ttl").read_text(encoding="utf-8")
    assert text.count(script["MARKER"]) == 1
    assert text == script["shapes"](), AGAIN


def test_the_page_names_every_term(script: dict[str, Any]) -> None:
    known = ontology.load()
    page = script["vocabulary_page"]()
    names = [*known.types, *known.relations]
    names += [status.iri.removeprefix(ontology.GK) for status in known.statuses.values()]
    for name in (*names, "Claim", "Mention", "status", "refersTo", "isoCode", "domainIncludes"):
        assert f"`gk:{name}`" in page
