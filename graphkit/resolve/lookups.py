"""Looks the names of a document up among known things, before anything is joined.

A name is certain if one known company alone bears it. A name that several share is not, and the
document has to tell which is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.resolve.kinds import Kind
from graphkit.resolve.known.entries import Match
from graphkit.resolve.words import actor_words_of, words_of

if TYPE_CHECKING:
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.known.entries import Entry, ShortForm
    from graphkit.resolve.known.register import Register

_TYPES = frozenset({"Company", "Organization"})
"""Types that the extractor takes for one another; no government is looked up."""

_LETTERS = 3
"""A name of so few letters names too many things to be taken for a company where the text has
another kind of body: WTO, EU."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is known of a name: the one thing that it certainly names, or several that it may.

    ``is_near`` says that the name is another than theirs, if only by a typing error.
    """

    certain: Match | None = None
    senses: tuple[Match, ...] = ()
    usual: str | None = None
    is_near: bool = False


NOTHING = Lookup()


def look_up(block: Block, register: Register) -> Lookup:
    """Return what *register* knows of the name of *block*."""
    if not _is_asked(block):
        return NOTHING
    found = register.exact(block.words)
    full = _with_legal_form(block, found)
    if full is not None:
        return Lookup(certain=full)
    short = register.senses(block.words)
    if short is not None:
        return Lookup(senses=_senses(short, found, register), usual=short.usual)
    if len(found) == 1:
        return Lookup(certain=found[0])
    if found or "Company" not in block.types:  # nor is a typing error assumed of another body
        return Lookup(senses=found)
    return _near(block, register)


def _near(block: Block, register: Register) -> Lookup:
    """Return what a name with a typing error may mean."""
    near = register.near(block.words)
    short = register.near_senses(block.words)
    if not near and short is not None:
        near = _senses(short, (), register)
    return Lookup(senses=near, is_near=True) if near else NOTHING


def _is_asked(block: Block) -> bool:
    if block.kind is not Kind.NAME or block.family != "actor" or not block.types & _TYPES:
        return False
    return "Company" in block.types or len("".join(block.words)) > _LETTERS


def _has_legal_form(block: Block) -> bool:
    """Return whether every written form has a legal form, and so is a full name: Siemens AG."""
    return all(len(words_of(text)) > len(block.words) for text in block.texts)


def _with_legal_form(block: Block, found: tuple[Match, ...]) -> Match | None:
    """Return the only match that a name with a legal form has, or whose form has it, too."""
    if len(found) == 1 and _has_legal_form(block):
        return found[0]
    written = {words_of(text) for text in block.texts} - {block.words}
    full = [match for match in found if _full_names(match.entry) & written]
    return full[0] if len(full) == 1 else None


def _full_names(entry: Entry) -> set[tuple[str, ...]]:
    """Return the words of the names of *entry* that have a legal form."""
    words = ((words_of(form.text), actor_words_of(form.text)) for form in entry.forms)
    return {full for full, short in words if full != short}


def _senses(short: ShortForm, found: tuple[Match, ...], register: Register) -> tuple[Match, ...]:
    """Return what *short* may mean, the entries that bear just this name among it."""
    matches = {match.entry.key: match for match in found}
    for key in short.keys:
        entry = register.entry(key)
        if entry is not None and key not in matches:
            matches[key] = _short_match(entry)
    return tuple(matches[key] for key in sorted(matches))


def _short_match(entry: Entry) -> Match:
    return Match(entry, entry.forms[0], "short name", 0.0)
