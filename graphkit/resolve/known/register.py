"""Looks names up among known things.

A name is looked up by its words. Three ways lead to an entry, each less sure than the one before:
just the same words; the same words but for a word like Group at the end; one typing error. What
several entries share is returned whole, and a document has to tell which one it means.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from graphkit.resolve.known.companies import read_companies, read_short_forms
from graphkit.resolve.known.cores import core_of
from graphkit.resolve.known.entries import Match
from graphkit.resolve.known.tables import words_of_form
from graphkit.resolve.known.typos import Spellings, is_english, misspelt_form
from graphkit.resolve.known.users import read_users

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from graphkit.resolve.known.entries import Entry, Form, ShortForm

# How sure a form alone is: a legal name is borne by one company of a country; a name of former
# days may have been taken up by another since; letters stand for many things.
_CONFIDENCES: Final = {
    "legal name": 0.98,
    "name": 0.96,
    "other name": 0.94,
    "brand": 0.9,
    "former name": 0.88,
    "acronym": 0.86,
    "ticker": 0.8,
}
_WITHOUT_GROUP: Final = 0.75

_SHORT_CORE: Final = 5  # letters: a shorter word is too often something else

_VERSION_DIGITS: Final = 12  # 48 bits: no two contents of a register are taken for one


class Register:
    """Known things, found by the words of their names.

    Where two entries have one key, the first is kept, so that a user's entries come first.
    """

    def __init__(self, entries: Iterable[Entry], short_forms: Iterable[ShortForm]) -> None:
        """Index *entries* and the *short_forms* that several of them share."""
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            self._entries.setdefault(entry.key, entry)
        self._senses = {words_of_form(short.text): short for short in short_forms}
        self._forms: dict[tuple[str, ...], list[tuple[Entry, Form]]] = {}
        for entry in self._entries.values():
            for form in entry.forms:
                self._forms.setdefault(words_of_form(form.text), []).append((entry, form))

    @cached_property
    def version(self) -> str:
        """The hash of all that the register holds: equal for equal content in any order."""
        lines = [
            *(
                f"{replace(entry, trade=frozenset())} {sorted(entry.trade)}"
                for entry in self.entries
            ),
            *map(repr, self.short_forms),
        ]
        text = "\n".join(sorted(lines))
        return sha256(text.encode(errors="surrogatepass")).hexdigest()[:_VERSION_DIGITS]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, ordered by key."""
        return tuple(self._entries[key] for key in sorted(self._entries))

    @property
    def short_forms(self) -> tuple[ShortForm, ...]:
        """All short forms, ordered by their words."""
        return tuple(self._senses[words] for words in sorted(self._senses))

    def entry(self, key: str) -> Entry | None:
        """Return the entry with the key *key*, or None.

        >>> shipped().entry("company/umicore").country
        'BE'
        """
        return self._entries.get(key)

    def senses(self, words: tuple[str, ...]) -> ShortForm | None:
        """Return the short form that has just *words*, or None.

        >>> shipped().senses(("apple",)).usual, shipped().senses(("umicore",))
        ('company/apple', None)
        """
        return self._senses.get(words)

    def exact(self, words: tuple[str, ...]) -> tuple[Match, ...]:
        """Return the entries one of whose forms has just *words*; the best first, then by key.

        Where there is none, a single entry whose form differs by a word such as Group at the end.

        >>> [(match.entry.name, match.evidence) for match in shipped().exact(("hon", "hai"))]
        [('Foxconn', 'other name')]
        """
        found = self._matches(words)
        return found if found else self._without_group(words)

    def near(self, words: tuple[str, ...]) -> tuple[Match, ...]:
        """Return the entry one typing error away from *words*, if no name has just these words.

        >>> [(match.entry.name, match.evidence) for match in shipped().near(("infinion",))]
        [('Infineon', 'name but for one letter')]
        """
        if self.exact(words) or words in self._senses:
            return ()
        form = misspelt_form(words[-1])
        whole = self.exact(words[:-1]) if form is not None else ()
        if form is not None and len(whole) == 1:
            evidence = f"{whole[0].evidence} but for one letter of {form.capitalize()}"
            return (replace(whole[0], evidence=evidence),)
        found = self._spellings.near(words)
        matches = () if found is None else self._matches(found.words)
        if found is None or len(matches) != 1 or not self._is_meant(found.words, matches[0]):
            return ()  # where several share it, the error adds to the doubt
        match = matches[0]
        evidence = f"{match.evidence} but for {found.difference}"
        return (Match(match.entry, match.form, evidence, found.confidence),)

    def near_senses(self, words: tuple[str, ...]) -> ShortForm | None:
        """Return the short form one typing error away from *words*, if no name is.

        >>> shipped().near_senses(("mitsubsihi",)).text
        'Mitsubishi'
        """
        if self.exact(words) or words in self._senses:
            return None
        found = self._short_spellings.near(words)
        return None if found is None else self._senses[found.words]

    def _matches(self, words: tuple[str, ...]) -> tuple[Match, ...]:
        best: dict[str, Match] = {}
        for entry, form in self._forms.get(words, ()):
            best.setdefault(entry.key, Match(entry, form, form.kind, _CONFIDENCES[form.kind]))
        return tuple(sorted(best.values(), key=_order))

    def _is_meant(self, words: tuple[str, ...], match: Match) -> bool:
        senses = self._senses.get(words)
        return senses is None or (senses.usual == match.entry.key and not senses.is_word)

    def _without_group(self, words: tuple[str, ...]) -> tuple[Match, ...]:
        core = core_of(words)
        if core in self._senses or not _is_telling(core):
            return ()
        found = {
            match.entry.key: match
            for form in self._cores.get(core, ())
            if form == core or not _is_general(form)
            for match in reversed(self._matches(form))
        }
        if len(found) != 1:
            return ()
        match = next(iter(found.values()))
        word = words[-1] if len(words) > len(core) else "group"
        evidence = f"name without {word.capitalize()}"
        return (Match(match.entry, match.form, evidence, _WITHOUT_GROUP),)

    @cached_property
    def _cores(self) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        cores: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for words, bearers in sorted(self._forms.items(), key=itemgetter(0)):
            if any(form.kind != "former name" for _, form in bearers):
                cores.setdefault(core_of(words), []).append(words)
        return cores

    @cached_property
    def _short_spellings(self) -> Spellings:
        return Spellings(self._senses)

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._forms)


@lru_cache(maxsize=1)
def shipped() -> Register:
    """Return the register that graphkit ships; read once, when it is first asked for.

    >>> shipped().entry("company/tsmc").name
    'TSMC'
    """
    return Register(read_companies(), read_short_forms())


@lru_cache(maxsize=4)
def with_users(path: Path) -> Register:
    """Return the shipped register with the entries of the user's file *path*, which win.

    Raises:
        RegisterError: If the file cannot be read or something in it is wrong.
    """
    known = shipped()
    own = read_users(path, known)
    taken = {words_of_form(form.text) for entry in own for form in entry.forms}
    others = (_without(entry, taken) for entry in known.entries)
    senses = (short for short in known.short_forms if words_of_form(short.text) not in taken)
    return Register((*own, *others), senses)


def _without(entry: Entry, taken: AbstractSet[tuple[str, ...]]) -> Entry:
    """Return *entry* without the forms that a user's entry bears."""
    forms = tuple(form for form in entry.forms if words_of_form(form.text) not in taken)
    return replace(entry, forms=forms)


def _order(match: Match) -> tuple[float, str, Form]:
    return -match.confidence, match.entry.key, match.form


def _is_telling(core: tuple[str, ...]) -> bool:
    """Whether *core* names a company by itself: not letters, and not one English word."""
    letters = "".join(core)
    return len(letters) >= _SHORT_CORE and not (len(core) == 1 and is_english(letters))


def _is_general(words: tuple[str, ...]) -> bool:
    """Whether *words* are no name without the last: Semiconductor Manufacturing International."""
    return words[-1] in {"global", "international"} and all(map(is_english, words))
