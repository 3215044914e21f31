"""What a register knows of a thing: its key, the forms of its name, and what tells it apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graphkit.model import Identifier

FORM_KINDS: Final = (
    *("name", "legal name", "other name", "former name", "acronym", "ticker", "brand"),
)


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """One name that a thing bears, and of what kind it is.

    >>> Form("Hon Hai", "nickname")
    Traceback (most recent call last):
    ...
    ValueError: a form's kind must be one of name, legal name, other name, former name, acronym, \
ticker, brand, got 'nickname'
    """

    text: str
    kind: str

    def __post_init__(self) -> None:
        """Refuse other kinds."""
        if self.kind not in FORM_KINDS:
            known = ", ".join(FORM_KINDS)
            message = f"a form's kind must be one of {known}, got {self.kind!r}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing.

    ``key`` is the key of its entity in the graph; ``forms`` are its names, ``name`` first.
    ``country`` is the ISO 3166-1 alpha-2 code of its seat, or None; ``parent`` the key of its
    majority owner, or None. ``trade`` are lower-case words by which a text tells its business.
    ``register`` names the register that the entry comes from.
    """

    key: str
    type: str
    name: str
    forms: tuple[Form, ...]
    country: str | None
    parent: str | None
    identifiers: tuple[Identifier, ...]
    trade: frozenset[str]
    register: str


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form that several things share, or that is also a word.

    ``keys`` are the entries that it may mean, in alphabetical order; ``usual`` is the one that a
    trade text means where it tells nothing else, or None. ``is_word`` says that it is also an
    ordinary word, a place, a person, or an abbreviation of something else.
    """

    text: str
    keys: tuple[str, ...]
    usual: str | None
    is_word: bool


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that has a name, the form that is alike, and in what it is alike.

    ``confidence`` in [0, 1] is that of the name alone, before the document is asked.
    """

    entry: Entry
    form: Form
    evidence: str
    confidence: float
