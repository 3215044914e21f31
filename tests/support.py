"""What several folders of tests share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True, slots=True)
class Run:
    """How a call of the program ended."""

    code: int
    out: str
    err: str
