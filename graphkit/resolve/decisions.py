"""Keeps what was decided on pairs of keys, in a text file for people and version control.

One pair a line: ``yes`` (one thing), ``no`` (two things), ``unknown`` (asked, nobody knows) or
``auto`` (graphkit was sure of it, nobody was asked), and behind ``#`` what people like to know::

    yes      company/foxglove-metals  company/foxglove-mining   # Foxglove Metals | Foxglove Mining

The order of the lines has no meaning. What people say goes before ``auto``, whatever stands
later; two lines of people that contradict each other are an error. From the decisions alone
follows which keys are replaced by which, see `Decisions.replaced`.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graphkit.errors import WriteError
from graphkit.resolve.closure import Closure, close
from graphkit.resolve.decision_lines import (
    HEADER,
    Choice,
    DecisionError,
    Line,
    check,
    ended,
    new_line,
    pair_of,
    parsed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WAY_OUT: Final = "take one of these lines out"


def _append(lines: list[Line], choice: Choice) -> int:
    """Append the line of *choice*, below a heading if it is the first; return its place."""
    if not lines:
        lines.append(Line(HEADER))
    lines[-1] = ended(lines[-1])
    lines.append(new_line(choice, end="\r\n" if lines[-1].text.endswith("\r\n") else "\n"))
    return len(lines) - 1


def _pairs(lines: Iterable[Line], source: str) -> dict[tuple[str, str], tuple[str, int]]:
    """Return the verdict on each pair and the number of its line; people go before auto."""
    pairs: dict[tuple[str, str], tuple[str, int]] = {}
    for number, line in enumerate(lines, start=1):
        if line.choice is None:
            continue
        verdict, pair = line.choice.verdict, pair_of(line.choice)
        old, place = pairs.get(pair, ("auto", number))
        if old == "auto":
            pairs[pair] = (verdict, number)
        elif verdict not in {old, "auto"}:
            reason = f"{verdict} on {pair[0]} and {pair[1]} contradicts the {old} of line {place}"
            where = f"{source}:{number}"
            raise DecisionError(where, reason, _WAY_OUT)
    return pairs


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions on pairs of keys, in the order of their lines.

    ``source`` names their file in messages.

    Raises:
        DecisionError: Two lines contradict each other, or a chain of lines contradicts a line.

    >>> decisions = Decisions().decide("yes", "company/foxconn", "company/hon-hai")
    >>> decisions.verdict("company/hon-hai", "company/foxconn")
    'yes'
    >>> dict(decisions.replaced())
    {'company/hon-hai': 'company/foxconn'}
    """

    lines: tuple[Line, ...] = ()
    source: str = field(default="decisions", compare=False)
    _pairs: dict[tuple[str, str], tuple[str, int]] = field(init=False, repr=False, compare=False)
    _closure: Closure = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Gather the verdicts, and refuse contradictions."""
        object.__setattr__(self, "_pairs", _pairs(self.lines, self.source))
        closure = close({pair: verdict for pair, (verdict, _) in self._pairs.items()})
        object.__setattr__(self, "_closure", closure)
        if closure.contradiction is not None:
            no, chain = closure.contradiction
            lines = ", ".join(str(n) for n in sorted(self._pairs[each][1] for each in chain))
            where = f"{self.source}:{self._pairs[no][1]}"
            reason = f"no on {no[0]} and {no[1]} contradicts the yes of line {lines}"
            raise DecisionError(where, reason, _WAY_OUT)

    def decide(self, verdict: str, first: str, second: str, *, note: str = "") -> Decisions:
        r"""Return these decisions with *verdict* on two keys.

        A line on the pair is replaced where it stands, a new one comes last. ``auto`` changes
        nothing where people have spoken.

        Raises:
            DecisionError: The verdict or a key is none, or other lines contradict it.

        >>> Decisions().decide("no", "company/b", "company/a").lines[-1].text
        'no       company/a  company/b\n'
        """
        return self.decide_all([Choice(verdict, first, second, note)])

    def decide_all(self, choices: Iterable[Choice]) -> Decisions:
        """Return these decisions with all *choices*, one after the other, as `decide` does.

        Raises:
            DecisionError: See `decide`.
        """
        lines = list(self.lines)
        places: dict[tuple[str, str], list[int]] = {}
        for number, line in enumerate(lines):
            if line.choice is not None:
                places.setdefault(pair_of(line.choice), []).append(number)
        for choice in choices:
            check(choice, self.source)
            found = places.get(pair_of(choice), [])
            old = {line.choice.verdict for n in found if (line := lines[n]).choice is not None}
            if old and (choice.verdict == "auto" or old - {"auto"} == {choice.verdict}):
                continue
            for number in found:
                lines[number] = new_line(choice, instead=lines[number])
            if not found:
                places[pair_of(choice)] = [_append(lines, choice)]
        return Decisions(tuple(lines), self.source)

    def verdict(self, first: str, second: str) -> str | None:
        """Return what is decided on two keys, by a line or by what follows from several, or None.

        ``yes`` follows from a chain of yes, ``no`` from a no between things of which either is one
        with a key, ``auto`` from a chain of yes and auto. An auto that a no cuts counts for
        nothing.

        >>> chain = Decisions().decide("yes", "o/a", "o/b").decide("no", "o/b", "o/c")
        >>> chain.verdict("o/a", "o/c"), chain.verdict("o/a", "o/d")
        ('no', None)
        """
        said = self._pairs.get((min(first, second), max(first, second)))
        if said is not None and said[0] != "auto":
            return said[0]
        return self._closure.verdict(first, second)

    def replaced(self) -> Mapping[str, str]:
        """Return for each key that another replaces the one that is kept; never a chain.

        Of the keys of a thing the shortest is kept, of equally long ones the first in order.
        ``no`` goes before ``auto``: where a chain of auto joins two keys of a no, every auto that
        may lie between them joins nothing, since no one can tell which of them is wrong.
        """
        return MappingProxyType(self._closure.replaced)

    def cut(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of ``auto`` that join nothing because a no contradicts them."""
        return self._closure.cut


NO_DECISIONS: Final = Decisions()


def read_decisions(path: Path) -> Decisions:
    """Return the decisions in the file *path*; a missing file has none.

    Raises:
        DecisionError: The file cannot be read, a line is no decision, or lines contradict.

    >>> read_decisions(Path("nowhere/decisions.txt")).lines
    ()
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Decisions(source=str(path))
    except OSError as error:
        reason = f"it cannot be read ({error.strerror})"
        raise DecisionError(str(path), reason, "name a text file") from error
    lines = []
    for number, raw in enumerate(content.split(b"\n"), start=1):
        where = f"{path}:{number}"
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            raise DecisionError(where, "it is not UTF-8", "save the file as UTF-8") from error
        lines.append((where, text))
    return Decisions(parsed(lines), source=str(path))


def write_decisions(path: Path, decisions: Decisions) -> None:
    """Write *decisions* to the file *path*, whole or not at all.

    Lines that were read stand as they were, byte for byte.

    Raises:
        WriteError: The folder is missing or closed to us, or the disk is full.
    """
    content = "".join(line.text for line in decisions.lines).encode()
    real = Path(os.path.realpath(path))
    # The random name never reaches the output; it keeps two writers of one file apart.
    part = real.with_name(f".graphkit-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            try:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
                part.replace(real)
            except BaseException:  # also on Ctrl-C: nothing half-written stays behind
                part.unlink()
                raise
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); write elsewhere"
        raise WriteError(message) from error
