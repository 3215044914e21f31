"""Follows losses from what is gone through all needs, round by round, until nothing changes.

A thing loses the most that one of its needs loses. Losses only rise and never pass 1, so that
they come to rest, also in circles; a rise below `LEAST` is none. In a round all things look at the
losses of the round before, so that the order in which they are looked at makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.analyse.whatif_needs import INPUTS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from graphkit.analyse.whatif_needs import Key, Need

_ASPECTS: Final = frozenset({INPUTS, PARTS})
"""What is lost in the same step as what it stands on."""

LEAST: Final = 1e-6
"""What a loss rises by at least."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What is lost of each thing or aspect, and in which round it was first hit."""

    losses: Mapping[Key, float]
    steps: Mapping[Key, int]
    needs: Mapping[Key, tuple[Need, ...]]

    def loss_of(self, need: Need) -> float:
        """Return what the need loses."""
        lost = sum(source.share * self.losses.get(source.key, 0.0) for source in need.sources)
        return min(1.0, lost)


def spread(needs: Iterable[Need], gone: Iterable[Key], *, depth: int | None = None) -> Spread:
    """Return what is lost when all of *gone* is, after *depth* rounds or when it has come to rest.

    >>> spread([], []).losses
    {}
    """
    by_thing: dict[Key, list[Need]] = {}
    for need in needs:
        by_thing.setdefault(need.of, []).append(need)
    removed = tuple(gone)
    keys = dict.fromkeys((*by_thing, *removed))
    keys |= dict.fromkeys(s.key for own in by_thing.values() for need in own for s in need.sources)
    places = {key: place for place, key in enumerate(keys)}
    losses, steps = np.zeros(len(places)), np.full(len(places), -1)
    for key in removed:
        losses[places[key]], steps[places[key]] = 1.0, 0
    aspects = _Layer({k: own for k, own in by_thing.items() if k.aspect in _ASPECTS}, places)
    things = _Layer({k: own for k, own in by_thing.items() if k.aspect not in _ASPECTS}, places)
    step, rising = 0, True
    while rising and step != depth:
        aspects.rise(losses, steps, step)
        step += 1
        rising = things.rise(losses, steps, step)
    hit = [key for key, place in places.items() if steps[place] >= 0]
    return Spread(
        {key: float(losses[places[key]]) for key in hit},
        {key: int(steps[places[key]]) for key in hit},
        {key: tuple(found) for key, found in by_thing.items()},
    )


class _Layer:
    """The needs of some things as arrays, in which a round takes a thousandth of a second.

    The sources of a need stand beside each other, and so do the needs of a thing.
    """

    def __init__(self, needs: Mapping[Key, list[Need]], places: Mapping[Key, int]) -> None:
        every = [need for own in needs.values() for need in own]
        self._sources = np.array([places[s.key] for need in every for s in need.sources], dtype=int)
        self._shares = np.array([s.share for need in every for s in need.sources])
        self._needs = _starts([len(need.sources) for need in every])
        self._things = _starts([len(own) for own in needs.values()])
        self._places = np.array([places[key] for key in needs], dtype=int)

    def rise(self, losses: NDArray[np.float64], steps: NDArray[np.int_], step: int) -> bool:
        """Raise *losses*, and set *steps* of what is first hit; return whether any has risen."""
        if not len(self._places):
            return False
        lost = np.add.reduceat(self._shares * losses[self._sources], self._needs)
        values = np.minimum(1.0, np.maximum.reduceat(lost, self._things))
        risen = values > losses[self._places] + LEAST
        places = self._places[risen]
        losses[places] = values[risen]
        steps[places] = np.where(steps[places] < 0, step, steps[places])
        return bool(risen.any())


def _starts(sizes: list[int]) -> NDArray[np.int_]:
    """Return where groups of these sizes begin, which are none of them empty."""
    return np.cumsum([0, *sizes[:-1]], dtype=int)
