"""The Herfindahl-Hirschman index (HHI) of shares, and the thresholds that authorities use.

The index is the sum of the squares of all shares in per cent: 10,000 for one supplier, 10,000/n for
n suppliers with equal shares. The thresholds are made for the sales of a market in merger cases.
Here they are yardsticks for supply that texts name, and say nothing about a market.

Source:
    US: Department of Justice and Federal Trade Commission, Merger Guidelines (2023), guideline 1:
    highly concentrated above 1,800; between 1,000 and 1,800 moderately concentrated, as the
    Department explains the index. EU: Guidelines on the assessment of horizontal mergers
    (2004/C 31/03), points 19 and 20: 1,000 and 2,000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.analyse.projections_paths import claims_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.analyse.network import Edge
    from graphkit.graph import Node

US: Final = (1000.0, 1800.0)
EU: Final = (1000.0, 2000.0)

EQUAL: Final = "equal shares"
AMOUNTS: Final = "amounts"
SHARES: Final = "stated shares"


@dataclass(frozen=True, slots=True)
class Share:
    """What one supplier or country has of a supply, from 0 to 1; ``node`` is None if unknown.

    ``told_by`` is ``text``, ``register`` if a register and no text has the suppliers there, or
    ``text and register``; it is empty for what is unknown.
    """

    node: Node | None
    share: float
    edges: tuple[Edge, ...]
    told_by: str = "text"

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims that it rests on, sorted."""
        return claims_of(self.edges)


@dataclass(frozen=True, slots=True)
class Index:
    """How concentrated a supply is: its shares, largest first, and how they are known.

    ``basis`` is `EQUAL` (each that is known has the same share), `AMOUNTS` (amounts in ``unit``) or
    `SHARES` (per cent of ``unit``, as texts state them; what they leave open is in no share).
    """

    shares: tuple[Share, ...]
    basis: str = EQUAL
    unit: str | None = None

    @property
    def hhi(self) -> float:
        """The index of the shares whose holder is known, from 0 to 10,000.

        If a part is unknown or left open this is the least that it can be.
        """
        return hhi(share.share for share in self.shares if share.node is not None)

    @property
    def at_most(self) -> float:
        """The index if all that is unknown or left open belonged to one other holder."""
        known = sum(share.share for share in self.shares if share.node is not None)
        return self.hhi + hhi([max(0.0, 1.0 - known)])

    @property
    def largest(self) -> Share | None:
        """The largest share whose holder is known; None if there is none."""
        return next((share for share in self.shares if share.node is not None), None)

    @property
    def us(self) -> str:
        """What the US guidelines call a market of this index: low, moderate or high."""
        return level(self.hhi, US)

    @property
    def eu(self) -> str:
        """Where the index stands between the two thresholds of the EU: low, moderate or high."""
        return level(self.hhi, EU)

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims that the shares rest on, sorted."""
        return claims_of(edge for share in self.shares for edge in share.edges)


def hhi(shares: Iterable[float]) -> float:
    """Return the index of *shares*, which are from 0 to 1.

    >>> hhi([0.3, 0.3, 0.2, 0.2])
    2600.0
    """
    return round(sum((100 * share) ** 2 for share in sorted(shares)), 6)


def level(index: float, thresholds: tuple[float, float]) -> str:
    """Return whether *index* is low, moderate or high; high begins above the second threshold.

    >>> [level(index, US) for index in (999, 1000, 1800, 1801)]
    ['low', 'moderate', 'moderate', 'high']
    """
    if index < thresholds[0]:
        return "low"
    return "moderate" if index <= thresholds[1] else "high"
