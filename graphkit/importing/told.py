"""Tables of a mapping file, whose values are asked for by their type, and what a cell chooses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graphkit.errors import UnknownNameError
from graphkit.importing.refused import ImportRefusedError, hint

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_CHOICE: Final = ("column", "values")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word: the same in every row, or that of a column, perhaps by another name."""

    fixed: str | None = None
    column: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


class Part:
    """A table of the file, whose values are asked for by their type."""

    def __init__(self, path: str, name: str, told: object, keys: Collection[str]) -> None:
        """Take *told*, which the file *path* has under this *name*, with these *keys*."""
        if not isinstance(told, dict):
            message = f"{name} is no table"
            raise ImportRefusedError(path, message, f"write its keys: {', '.join(keys)}")
        self._path, self._name, self._told = path, name, told
        for key in told:
            if key not in keys:
                msg = f"{name} has no key {key!r}"
                raise self.error(msg, hint(key, keys))

    def error(self, reason: str, way_out: str) -> ImportRefusedError:
        """Return what tells of something wrong in this table."""
        return ImportRefusedError(self._path, reason, way_out)

    def __contains__(self, key: str) -> bool:
        """Return whether *key* is told."""
        return key in self._told

    def part(self, key: str, keys: Collection[str]) -> Part:
        """Return the table below *key*, which may have these *keys*."""
        return Part(self._path, key, self._told.get(key, {}), keys)

    def is_table(self, key: str) -> bool:
        """Return whether a table stands at *key*."""
        return isinstance(self._told.get(key), dict)

    def text(self, key: str, *, among: Collection[str] = ()) -> str | None:
        """Return the text at *key*, one of *among* if there are some; None if there is none."""
        value = self._told.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip(" "):
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, 'write a text in "quotes"')
        if among and value not in among:
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, hint(value, among))
        return value

    def flag(self, key: str) -> bool:
        """Return what is true or false at *key*; False if it is left out."""
        value = self._told.get(key, False)
        if not isinstance(value, bool):
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, "write true or false")
        return value

    def number(self, key: str, default: float) -> float:
        """Return the number from 0 to 1 at *key*."""
        value = self._told.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            reason = f"{key} is {value!r}"
            raise self.error(reason, "write a number from 0 to 1")
        return value

    def day(self, key: str) -> dt.date | None:
        """Return the day at *key*, or None."""
        value = self._told.get(key)
        if value is None:
            return None
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, "write a day: 2026-05-07")
        return value

    def choice(self, key: str, known: Collection[str] = ()) -> Choice | None:
        """Return a word that is fixed, or that of a column; of the *known* ones, if there are."""
        if self.is_table(key):
            part = self.part(key, _CHOICE)
            return Choice(column=part.needed("column"), values=part.values(known))
        fixed = self.text(key)
        if fixed is not None and known:
            fixed = self._known(fixed, known, key)
        return None if fixed is None else Choice(fixed=fixed)

    def needed(self, key: str) -> str:
        """Return the text at *key*, which may not be left out."""
        value = self.text(key)
        if value is None:
            msg = f"{self._name} has no {key}"
            raise self.error(msg, f"write {key} = …")
        return value

    def values(self, known: Collection[str]) -> dict[str, str]:
        """Return which of the *known* names each cell means."""
        told = self._told.get("values", {})
        if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
            msg = f"values of {self._name} is no table"
            raise self.error(msg, 'write {"in the cell" = "name"}')
        return {
            _folded(cell): self._known(name, known, self._name) if known else name
            for cell, name in told.items()
        }

    def _known(self, name: str, known: Collection[str], kind: str) -> str:
        if name not in known:
            msg = f"unknown {kind} {name!r}"
            raise self.error(msg, hint(name, known))
        return name


def _folded(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def chosen(choice: Choice, cell: str, known: Collection[str], kind: str) -> str:
    """Return which of the *known* names a cell means.

    Raises:
        UnknownNameError: It means none.

    >>> chosen(Choice(column="State", values={"yes": "current"}), "Yes", ["current"], "status")
    'current'
    """
    if _folded(cell) in choice.values:
        return choice.values[_folded(cell)]
    if cell in known:
        return cell
    raise UnknownNameError(kind, cell, [*known, *choice.values])
