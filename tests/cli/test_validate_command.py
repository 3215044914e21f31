"""``graphkit validate``: what it prints, for people and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run


@pytest.fixture
def broken(chain: Path, tmp_path: Path) -> Path:
    """Return the example's graph with a wrong confidence in each claim and mention."""
    path = tmp_path / "broken.ttl"
    text = chain.read_text(encoding="utf-8")
    path.write_text(text.replace("gk:confidence 0", "gk:confidence 7"), encoding="utf-8")
    return path


def test_a_violation_is_told_with_value_place_document_and_sentence(
    graphkit: Callable[..., Run], broken: Path
) -> None:
    run = graphkit("validate", broken)
    assert run.code == 1
    first = next(i for i, line in enumerate(run.out.splitlines()) if " gk:partnersWith " in line)
    head, focus, sentence = run.out.splitlines()[first : first + 3]
    assert "an xsd:decimal from 0 to 1. (found 7." in head
    assert focus.startswith("    https://w3id.org/graphkit/id/claim/")
    assert sentence.startswith("    softbank.txt: ")
    assert run.err.endswith(" violations\n")


def test_a_machine_reads_an_object_a_line(graphkit: Callable[..., Run], broken: Path) -> None:
    run = graphkit("validate", broken, "--format", "json")
    found = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 1
    assert {each["path"] for each in found} == {"gk:confidence"}
    assert {each["document"] for each in found} == {"softbank.txt"}
    assert list(found[0]) == [
        *("focus", "label", "message", "path", "value", "quote", "document"),
    ]


def test_a_limit_ends_the_check_and_says_so(graphkit: Callable[..., Run], broken: Path) -> None:
    run = graphkit("validate", broken, "--limit", "1")
    assert run.code == 1
    assert run.err == "1 violation; there may be more, --limit ended the check\n"


def test_more_workers_print_the_same(graphkit: Callable[..., Run], broken: Path) -> None:
    assert graphkit("validate", broken, "--workers", "2") == graphkit("validate", broken)


@pytest.mark.parametrize("words", [["--limit", "0"], ["--workers", "0"], ["--format", "xml"]])
def test_options_that_cannot_be_meant_are_refused(
    graphkit: Callable[..., Run], chain: Path, words: list[str]
) -> None:
    assert graphkit("validate", chain, *words).code == 2
