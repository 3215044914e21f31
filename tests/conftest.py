"""What the tests of all parts share: golden files, renewed only on request."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pyoxigraph
import pytest

GOLDEN = Path(__file__).parent / "golden"
GRAPHS = {".ttl": pyoxigraph.RdfFormat.TURTLE, ".trig": pyoxigraph.RdfFormat.TRIG}


class Golden(Protocol):
    """Compares what a test has produced with the golden file *name*."""

    def __call__(self, name: str, produced: bytes) -> None:
        """Fail unless they are equal, graphs first by meaning and then byte by byte."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that renews golden files."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the tests produce to tests/golden/ (read the difference before a commit)",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return the comparison with a golden file."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, produced: bytes) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(produced)
        assert path.is_file(), f"{path} is missing: run pytest with --update-golden and read it"
        expected = path.read_bytes()
        if path.suffix in GRAPHS:
            assert canonical(produced, path.suffix) == canonical(expected, path.suffix)
        assert produced.decode() == expected.decode()

    return compare


def canonical(content: bytes, suffix: str) -> list[str]:
    """Return the quads of *content* as sorted lines, equal for isomorphic graphs."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(content, GRAPHS[suffix]))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))
