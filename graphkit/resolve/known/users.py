"""Reads a user's own register, a CSV file with one known thing a line.

Columns: ``name`` (needed); ``other_names`` and ``former_names``, separated by semicolons;
``type`` (Company if empty); ``country``, a two-letter code of ISO 3166-1; ``identifiers``,
``scheme:value`` separated by semicolons. Commas or semicolons part the cells: what stands in the
header decides. Whatever is wrong is an error that names the line; nothing is left out.

A thing that graphkit knows by the same name keeps its key and what else is known of it; what the
file says of it comes first.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rigour.ids import ISIN, LEI
from rigour.territories import get_territory

from graphkit.errors import GraphkitError
from graphkit.model import Identifier
from graphkit.resolve.keys import name_key
from graphkit.resolve.known.companies import COMPANY, form_of
from graphkit.resolve.known.entries import Entry, Form
from graphkit.resolve.territories import find_territory
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graphkit.resolve.known.register import Register

COLUMNS: Final = ("name", "other_names", "former_names", "type", "country", "identifiers")
TYPES: Final = (COMPANY, "Government", "Organization")

_SCHEME: Final = re.compile(r"[a-z][a-z0-9_.-]*")
_TICKER: Final = re.compile(r"[A-Z0-9]+:[A-Z0-9][A-Z0-9. -]*")
_CHECKED: Final = {"isin": ISIN, "lei": LEI}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class RegisterError(GraphkitError, ValueError):
    """Something in a user's register is wrong.

    >>> print(RegisterError("own.csv:3", "the name is empty", "write it into the column name"))
    own.csv:3: the name is empty; write it into the column name
    """

    def __init__(self, where: str, reason: str, way_out: str) -> None:
        """Say *where* (``file`` or ``file:line``), for what *reason*, and the *way_out*."""
        self.where, self.reason, self.way_out = where, reason, way_out
        super().__init__(f"{where}: {reason}; {way_out}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.where, self.reason, self.way_out)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file: where it stands, and its cells by column."""

    where: str
    cells: Mapping[str, str]

    def error(self, reason: str, way_out: str) -> RegisterError:
        return RegisterError(self.where, reason, way_out)

    def parts(self, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.cells.get(column, "").split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))


def read_users(path: Path, known: Register) -> tuple[Entry, ...]:
    """Return the entries of the file *path*, in its order; those that *known* has, too, as one.

    Raises:
        RegisterError: If the file cannot be read or something in it is wrong.
    """
    lines = tuple(_lines(path))
    if not lines:
        raise RegisterError(
            str(path), "it holds no entry", "write a line for each thing below the header"
        )
    entries = [_entry(line, path.name) for line in lines]
    _check_alone(zip(lines, entries, strict=True))
    merged: dict[str, Entry] = {}
    for entry in (_joined(entry, known) for entry in entries):
        first = merged.get(entry.key)
        merged[entry.key] = entry if first is None else _extended(first, entry)
    return tuple(merged.values())


def _lines(path: Path) -> Iterator[_Line]:
    text = _text(path)
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if ";" in header and "," not in header else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] | None = None
    try:
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row, where)
            elif len(row) != len(columns):
                reason = f"it has {len(row)} cells, but the header has {len(columns)}"
                raise RegisterError(where, reason, 'put cells that hold a comma into quotes ("")')
            else:
                yield _Line(where, dict(zip(columns, map(_tidy, row), strict=True)))
    except csv.Error as error:
        where = f"{path}:{rows.line_num}"
        raise RegisterError(where, f"it is no CSV ({error})", "check the quotes") from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"it cannot be read ({error.strerror})"
        raise RegisterError(str(path), reason, "name a CSV file that can be read") from error
    if content.startswith(_UTF_16):
        raise RegisterError(str(path), "it is in UTF-16", "save it as CSV in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = f"{path}:{line}"
        raise RegisterError(where, "it is not in UTF-8", "save it as CSV in UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        where = f"{path}:{line}"
        raise RegisterError(where, "it holds a NUL", "save it as CSV in UTF-8")
    return text


def _columns(row: list[str], where: str) -> tuple[str, ...]:
    columns = tuple(_tidy(cell).casefold() for cell in row)
    known = f"the columns are {', '.join(COLUMNS)}"
    unknown = sorted({column for column in columns if column not in COLUMNS})
    if unknown:
        names = ", ".join(map(repr, unknown))
        reason = f"unknown column {names}"
        raise RegisterError(where, reason, known)
    if len(set(columns)) < len(columns):
        raise RegisterError(where, "a column stands twice", known)
    if "name" not in columns:
        raise RegisterError(where, "no column name", known)
    return columns


def _tidy(cell: str) -> str:
    return " ".join(cell.split())


def _entry(line: _Line, register: str) -> Entry:
    name = line.cells["name"]
    if not name:
        reason = "the name is empty"
        raise line.error(reason, "write it into the column name")
    type_ = _type(line)
    others = (form_of(text, actor_words_of(text)) for text in line.parts("other_names"))
    former = (Form(text, "former name") for text in line.parts("former_names"))
    forms = {form.text: form for form in (*former, *others, Form(name, "name"))}
    return Entry(
        key=name_key(type_, actor_words_of(name)),
        type=type_,
        name=name,
        forms=tuple(sorted(forms.values(), key=lambda form: form.text != name)),
        country=_country(line),
        parent=None,
        identifiers=tuple(sorted({_identifier(text, line) for text in line.parts("identifiers")})),
        trade=frozenset(),
        register=register,
    )


def _type(line: _Line) -> str:
    written = line.cells.get("type", "")
    if not written:
        return COMPANY
    found = next((type_ for type_ in TYPES if type_.casefold() == written.casefold()), None)
    if found is None:
        reason = f"unknown type {written!r}"
        raise line.error(reason, f"the types are {', '.join(TYPES)}")
    return found


def _country(line: _Line) -> str | None:
    written = line.cells.get("country", "")
    if not written:
        return None
    row = get_territory(written.casefold()) if len(written) == len("tw") else None
    code = None if row is None else _code(row.name)
    if code != written.upper():
        meant = _code(written)
        way_out = "write a two-letter code of ISO 3166-1, such as TW"
        reason = f"unknown country {written!r}"
        raise line.error(reason, way_out if meant is None else f"write {meant}")
    return code


def _code(name: str) -> str | None:
    territory = find_territory(name)
    return None if territory is None else territory.code


def _identifier(text: str, line: _Line) -> Identifier:
    scheme, colon, value = (part.strip() for part in text.partition(":"))
    scheme = scheme.casefold()
    if not (colon and value and _SCHEME.fullmatch(scheme)):
        reason = f"{text!r} is no identifier"
        raise line.error(reason, "write scheme:value, such as erp:4711")
    if scheme in _CHECKED:
        value = value.replace(" ", "").upper()
        if not _CHECKED[scheme].is_valid(value):
            reason = f"{value!r} is no {scheme.upper()}"
            raise line.error(reason, "check its letters and digits")
    if scheme == "ticker" and not _TICKER.fullmatch(value):
        reason = f"{value!r} is no ticker"
        raise line.error(reason, "write ticker:EXCHANGE:CODE, such as ticker:TWSE:2330")
    return Identifier(scheme, value)


def _check_alone(entries: Iterable[tuple[_Line, Entry]]) -> None:
    """Refuse a name, an ISIN or a LEI that two lines give."""
    seen: dict[tuple[str, ...], str] = {}
    for line, entry in entries:
        texts = {(entry.type, *actor_words_of(form.text)): form.text for form in entry.forms}
        for one in entry.identifiers:
            if one.scheme in _CHECKED:
                texts[one.scheme, one.value] = f"{one.scheme}:{one.value}"
        for key, text in texts.items():
            if key in seen:
                reason = f"{text!r} stands at {seen[key]} too"
                raise line.error(reason, "write one line for one thing")
            seen[key] = line.where


def _joined(entry: Entry, known: Register) -> Entry:
    """Return *entry* with what *known* knows of the same thing, if its name tells it."""
    words = actor_words_of(entry.name)
    shared = known.senses(words)
    alike = [match for match in known.exact(words) if match.evidence == match.form.kind]
    if len(alike) != 1 or alike[0].form.kind == "former name":
        return entry
    found = alike[0].entry
    is_meant = shared is None or shared.keys == (found.key,) or shared.usual == found.key
    is_of_country = entry.country in {None, found.country} or found.country is None
    if is_meant and is_of_country and entry.type == found.type:
        return _extended(replace(entry, key=found.key), found)
    return entry


def _extended(entry: Entry, other: Entry) -> Entry:
    """Return *entry* with what *other*, which is the same thing, adds to it."""
    written = {form.text for form in entry.forms}
    schemes = (
        {one.scheme for one in entry.identifiers} if entry.register != other.register else set()
    )
    added = (one for one in other.identifiers if one.scheme not in schemes)
    return replace(
        entry,
        forms=(*entry.forms, *(form for form in other.forms if form.text not in written)),
        country=other.country if entry.country is None else entry.country,
        parent=other.parent if entry.parent is None else entry.parent,
        identifiers=tuple(sorted({*entry.identifiers, *added})),
        trade=entry.trade | other.trade,
    )
