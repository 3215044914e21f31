"""Judges whether two things of a store are one: ``same``, ``doubtful`` or ``other``, with reasons.

`same` only where nothing speaks against it and more than likeness speaks for it. What stands
against two things is never outweighed by a likeness of their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.resolve.across import countries, identifiers, neighbours
from graphkit.resolve.across.generic import AREAS
from graphkit.resolve.across.names import LONG, Likeness, adds_little, is_short_form, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.resolve.across.keys import Candidate
    from graphkit.resolve.across.names import Named

SAME: Final = "same"
DOUBTFUL: Final = "doubtful"
OTHER: Final = "other"

_SCORES: Final = {
    Likeness.EQUAL: 0.75,
    Likeness.SPACING: 0.75,
    Likeness.ORDER: 0.75,
    Likeness.NUMBER: 0.75,
    Likeness.ONE_LETTER: 0.7,
    Likeness.SHORTENED: 0.65,
    Likeness.GROUP: 0.65,
    Likeness.TWO_LETTERS: 0.6,
    Likeness.EMPTY: 0.55,
    Likeness.ACRONYM: 0.5,
    Likeness.SHORT: 0.35,
    Likeness.TRADE: 0.25,
    Likeness.AREA: 0.25,
}
"""Order in which pairs are shown, no probabilities."""
_IDENTIFIER: Final = 0.99
_SPELLING: Final = 0.95
_ALIAS: Final = 0.9
_ALIAS_IN_DOUBT: Final = 0.6
_CONTRADICTION: Final = 0.5
_SUPPORT: Final = 0.05  # what a shared country and shared neighbours each add
_RARE: Final = 4  # letters of an acronym that says something alone

_WEAK: Final = {Likeness.SHORT, Likeness.TRADE, Likeness.AREA}
"""Likenesses that hold between a company and each of its subsidiaries."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two things, a score in [0, 1] that orders pairs, and reasons for people."""

    verdict: str
    score: float
    reasons: tuple[str, ...]


def judge(first: Named, second: Named, candidate: Candidate) -> Judgement:
    """Return the judgement on two records of one family; the same in either order."""
    against = tuple(_against(first, second))
    common = identifiers.shared(first.record, second.record)
    if common:
        reasons = tuple(f"both have {each}" for each in common)
        if against:
            return Judgement(DOUBTFUL, _CONTRADICTION, (*reasons, *against))
        return Judgement(SAME, _IDENTIFIER, reasons)
    found = likeness(first, second)
    if against or (found is Likeness.OTHER_NUMBERS and candidate.alias is None):
        return Judgement(OTHER, 0.0, against)
    if candidate.alias is not None:
        by_alias = _by_alias(first, second, candidate)
        if by_alias is not None:
            return by_alias
    return _by_name(first, second, found, candidate)


def _against(first: Named, second: Named) -> Iterator[str]:
    one, other = first.record, second.record
    if neighbours.opposed(one, other):
        yield "a text relates one to the other"
    if one.known and other.known:
        yield "a register tells them apart"
    scheme = identifiers.conflict(one, other)
    if scheme is not None:
        yield f"their identifiers differ ({scheme})"
    if countries.differ(one, other):
        seats = sorted(", ".join(sorted(each.countries)) for each in (one, other))
        yield f"they are of different countries ({' and '.join(seats)})"


def _by_alias(first: Named, second: Named, candidate: Candidate) -> Judgement | None:
    """Return what it tells that a text calls one thing by the name of the other too, if much."""
    alias = candidate.alias
    if alias is None:
        return None
    if alias not in {first.words, second.words}:
        return _doubtful(_ALIAS_IN_DOUBT, (f"texts call both {' '.join(alias)}",), first, second)
    reasons: tuple[str, ...] = ("a text calls it by both names",)
    full = second.words if first.words == alias else first.words
    shortened = is_short_form(alias, full)
    close = neighbours.overlap(first.record, second.record)
    one_type = first.record.type == second.record.type
    # A register that knows Apple would have linked Apple Technologies if they were one.
    known = first.record.known or second.record.known
    sure = not shortened or (adds_little(alias, full) and not known)
    if candidate.alone and one_type and sure:
        return Judgement(SAME, _ALIAS, (*reasons, *_support(first, second)))
    # "Hon Hai" beside "Hon Hai Precision" is worth a question, "Samsung" beside "Samsung SDI" not.
    telling = candidate.alone and len(alias) > 1 and likeness(first, second) is not Likeness.AREA
    if shortened and not (close or telling):
        return None
    if not candidate.alone:
        reasons = (*reasons, "others fit that name too")
    return _doubtful(_ALIAS_IN_DOUBT, reasons, first, second)


def _by_name(first: Named, second: Named, found: Likeness, candidate: Candidate) -> Judgement:
    if found not in _SCORES or (found in _WEAK and not _close(first, second)):
        return Judgement(OTHER, 0.0, (found.value,))
    if _is_spelling(first, second, found):
        return Judgement(SAME, _SPELLING, (found.value, *_support(first, second)))
    if found is Likeness.ACRONYM and not _tells(first, second, candidate):
        return Judgement(OTHER, 0.0, (found.value,))
    if found is Likeness.EMPTY and _one_word(first, second) and not _close(first, second):
        return Judgement(OTHER, 0.0, (found.value,))
    return _doubtful(_SCORES[found], (found.value,), first, second)


def _is_spelling(first: Named, second: Named, found: Likeness) -> bool:
    """Return whether two names are one but for spaces, hyphens and order, beyond doubt."""
    if first.record.type != second.record.type or len(first.joined) < LONG:
        return False
    if found is Likeness.ORDER:
        return not AREAS & set(first.words)
    return found is Likeness.SPACING


def _tells(first: Named, second: Named, candidate: Candidate) -> bool:
    """Return whether an acronym is long enough, and fits one name only, or neighbours speak."""
    letters = min(len(first.joined), len(second.joined))
    return (candidate.alone and letters >= _RARE) or _close(first, second)


def _one_word(first: Named, second: Named) -> bool:
    return min(len(first.words), len(second.words)) == 1


def _close(first: Named, second: Named) -> bool:
    return neighbours.overlap(first.record, second.record)


def _doubtful(score: float, reasons: tuple[str, ...], first: Named, second: Named) -> Judgement:
    support = tuple(_support(first, second))
    types = sorted({first.record.type, second.record.type})
    against = (f"their types differ ({' and '.join(types)})",) if len(types) > 1 else ()
    score += _SUPPORT * (len(support) - len(against))
    return Judgement(DOUBTFUL, round(score, 2), (*reasons, *support, *against))


def _support(first: Named, second: Named) -> Iterator[str]:
    country = countries.shared(first.record, second.record)
    if country is not None:
        yield f"both are of {country}"
    common = neighbours.shared(first.record, second.record)
    if common:
        yield f"both are related to {common[0]}" + (" and others" if len(common) > 1 else "")
