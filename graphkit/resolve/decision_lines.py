"""Reads and writes the lines of a file of decisions, see `graphkit.resolve.decisions`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERDICTS: Final = ("yes", "no", "unknown", "auto")

HEADER: Final = (
    "# graphkit decisions: yes, no, unknown, or auto (what graphkit was sure of); one pair a line\n"
)
_WIDTH: Final = len("unknown")
_WORDS: Final = 3
_KEY: Final = re.compile(r"(?!(?:document|claim)/)[^\s/#]+/[^\s#]+")
_SURROGATES: Final = "surrogatepass"  # keys are whatever texts hold, also halves of pairs


class DecisionError(GraphkitError, ValueError):
    """A decision cannot be read, or contradicts another.

    >>> print(DecisionError("a.txt:2", "'maybe' is no verdict", "write yes, no, unknown or auto"))
    a.txt:2: 'maybe' is no verdict; write yes, no, unknown or auto
    """

    def __init__(self, where: str, reason: str, way_out: str) -> None:
        """Say *where* (``file:line``), for what *reason*, and the *way_out*."""
        self.where, self.reason, self.way_out = where, reason, way_out
        super().__init__(f"{where}: {reason}; {way_out}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.where, self.reason, self.way_out)


class Choice(NamedTuple):
    """A verdict on two keys, with a note for people."""

    verdict: str
    first: str
    second: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file as it stands there, its end included; ``choice`` is None for comments."""

    text: str
    choice: Choice | None = None


def parsed(numbered: Sequence[tuple[str, str]]) -> tuple[Line, ...]:
    """Return the lines of a file's parts between line ends, the last of which may be empty."""
    last = len(numbered) - 1
    lines = []
    for number, (where, text) in enumerate(numbered):
        if number == last and not text:
            break
        end = "" if number == last else "\n"
        lines.append(Line(text + end, choice_of(text.removeprefix("\ufeff"), where)))
    return tuple(lines)


def choice_of(text: str, where: str) -> Choice | None:
    """Return the decision that *text* states, or None for comments and empty lines.

    Raises:
        DecisionError: It states something else; *where* says so.

    >>> choice_of("yes company/b company/a # sure", "a.txt:1")
    Choice(verdict='yes', first='company/b', second='company/a', note='sure')
    """
    stated, _, note = text.partition("#")
    words = stated.split()
    if not words:
        return None
    if len(words) != _WORDS:
        reason = f"it has {len(words)} words, not a verdict and two keys"
        raise DecisionError(where, reason, "write a line such as: yes company/a company/b")
    verdict, first, second = words
    choice = Choice(verdict, _decoded(first, where), _decoded(second, where), note.strip())
    check(choice, where)
    return choice


def check(choice: Choice, where: str) -> None:
    """Refuse what is no verdict, no key, or one key twice.

    Raises:
        DecisionError: See above; *where* says where it stands.
    """
    if choice.verdict not in VERDICTS:
        reason = f"{choice.verdict!r} is no verdict"
        raise DecisionError(where, reason, "write yes, no, unknown or auto")
    for key in (choice.first, choice.second):
        if _KEY.fullmatch(_encoded(key)) is None:
            raise _no_key(key, where)
    if choice.first == choice.second:
        reason = f"{choice.first} stands on both sides"
        raise DecisionError(where, reason, "name two keys or take the line out")


def _no_key(key: str, where: str) -> DecisionError:
    way_out = "write the end of its IRI, such as company/foxconn"
    return DecisionError(where, f"{key!r} is no key of an entity", way_out)


def pair_of(choice: Choice) -> tuple[str, str]:
    """Return the two keys of *choice* in order.

    >>> pair_of(Choice("no", "company/b", "company/a"))
    ('company/a', 'company/b')
    """
    first, second = sorted((choice.first, choice.second))
    return first, second


def new_line(choice: Choice, *, end: str = "\n", instead: Line | None = None) -> Line:
    """Return the line of *choice*, with note and line end of the line *instead* of which it is."""
    note = " ".join(choice.note.encode(errors="replace").decode().split())
    if instead is not None:
        end = "\r\n" if instead.text.endswith("\r\n") else "\n"
        if not note and instead.choice is not None:
            note = instead.choice.note
    first, second = pair_of(choice)
    behind = f"   # {note}" if note else ""
    text = f"{choice.verdict:<{_WIDTH}}  {_encoded(first)}  {_encoded(second)}{behind}"
    return Line(text + end, Choice(choice.verdict, first, second, note))


def ended(line: Line) -> Line:
    """Return *line* with a line end."""
    return line if line.text.endswith("\n") else Line(line.text + "\n", line.choice)


def _encoded(key: str) -> str:
    return quote(key, safe="/", errors=_SURROGATES)


def _decoded(key: str, where: str) -> str:
    try:
        return unquote(key, errors=_SURROGATES)
    except UnicodeDecodeError as error:
        raise _no_key(key, where) from error
