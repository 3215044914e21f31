"""``graphkit draw --kind``: the map and the heat map of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Norvik Cells, based in Taiwan, supplies battery cells to Aldane Motors.

Aldane Motors is headquartered in Germany.

Lithium is produced in Chile.
"""


def run(*words: object) -> int:
    """Return the exit code of a call of the program."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draw")
    (folder / "norvik.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", folder / "norvik.txt", "-o", folder / "chain.ttl") == 0
    return folder / "chain.ttl"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["network", "map", "heat"])
def test_every_kind_of_picture_is_written(
    kind: str, theme: str, chain: Path, tmp_path: Path
) -> None:
    target = tmp_path / "picture.png"
    words = ["draw", chain, "-o", target, "--kind", kind, "--theme", theme]
    assert run(*words, "--title", "Title", "--subtitle", "Subtitle") == 0
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_graph_without_supply_between_countries_is_one_error_line(
    chain: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "map.png"
    assert run("draw", chain, "-o", target, "--kind", "map", "--status", "denied") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "nothing to draw: there are no claims between two countries for the map" in line
    assert not target.exists()


@pytest.mark.parametrize(
    "words", [("--kind", "pie"), ("--max-nodes", "1001"), ("--theme", "sepia")], ids=str
)
def test_a_wrong_choice_is_a_wrong_call(
    words: tuple[str, str], chain: Path, tmp_path: Path
) -> None:
    assert run("draw", chain, "-o", tmp_path / "map.png", *words) == 2
    assert list(tmp_path.iterdir()) == []
