"""Amounts that can be compared: of one unit, for one time, and known of everyone.

A share in per cent says how much of a supply somebody has only where its whole is that supply: "60
percent of its graphite comes from there", "half of the world's neon", and not "41 percent of its
revenue" or "ships 60 percent of its graphite to it".
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, NamedTuple

from graphkit.analyse.concentration_index import AMOUNTS, EQUAL, SHARES
from graphkit.analyse.statements import column
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.analyse.network import Edge
    from graphkit.graph import Graph

_OF_NEED: Final = frozenset({"dependsOn", "producedIn"})
"""Relations of which a share is one of what the subject gets, whatever words tell the whole."""

_OF_ALL: Final = frozenset({"manufactures", "assembles", "supplies"})
"""Relations of which a share is one of all that there is only if the whole is told to be that."""

_WORLD: Final = re.compile(r"\b(world|global|international|market|total|all)", re.IGNORECASE)
_ROUNDING: Final = 1.005  # stated shares are rounded and may come to a little more than the whole


class Amount(NamedTuple):
    """An amount as it is compared; of a range ``value`` is the middle. ``of`` is its unit.

    That is the currency, the unit or, of a share, its whole, with the time that it is for.
    """

    kind: str
    value: float
    of: str


class Weights(NamedTuple):
    """What each of several suppliers weighs, and on what that stands, see `Index`.

    Stated shares are themselves, and may come to less than 1; all others come to 1.
    """

    shares: Mapping[str, float]
    basis: str = EQUAL
    unit: str | None = None


def read_amounts(graph: Graph) -> dict[str, Amount]:
    """Return all amounts of *graph* by IRI, in a few scans.

    Raises:
        StoreError: The value of one is no number.
    """
    kinds = column(graph.store, v.QUANTITY_KIND)
    values, uppers = column(graph.store, v.VALUE), column(graph.store, v.UPPER_VALUE)
    units, periods = column(graph.store, v.UNIT), column(graph.store, v.PER)
    currencies = column(graph.store, v.CURRENCY)
    found = {}
    for iri in sorted(kinds.keys() & values.keys()):
        ends = [_number(iri, values[iri]), _number(iri, uppers.get(iri, values[iri]))]
        per = periods.get(iri)
        if kinds[iri] == "share":
            of = "" if per is None else per
        else:
            unit = currencies.get(iri, units.get(iri, ""))
            of = unit if per is None else f"{unit} per {per}"
        found[iri] = Amount(kinds[iri], sum(ends) / 2, of)
    return found


def weights_of(suppliers: Mapping[str, Iterable[Edge]], amounts: Mapping[str, Amount]) -> Weights:
    """Return what each of *suppliers* weighs, by the relations that make it one.

    By stated shares if there is one of each and they come to no more than the whole; else by
    amounts if there is one of each in the same unit; else equally.
    """
    known = {iri: _latest(edges, amounts) for iri, edges in suppliers.items()}
    common = set.intersection(*(set(each) for each in known.values())) if known else set()
    for kind, of in sorted(common, key=lambda each: (each[0] != "share", *each)):
        values = {iri: known[iri][kind, of] for iri in sorted(known)}
        total = sum(values.values())
        if kind == "share" and total <= 100 * _ROUNDING:
            whole = max(total, 100.0)
            return Weights({iri: value / whole for iri, value in values.items()}, SHARES, of)
        if kind != "share" and total > 0:
            return Weights({iri: value / total for iri, value in values.items()}, AMOUNTS, of)
    return Weights({iri: 1 / len(known) for iri in sorted(known)})


def _latest(edges: Iterable[Edge], amounts: Mapping[str, Amount]) -> dict[tuple[str, str], float]:
    """Return the amounts that the latest claims tell, by kind and unit; all shares are one kind."""
    told = [(edge.predicate, each) for edge in edges for each in edge.statements]
    told.sort(key=lambda pair: ("" if pair[1].date is None else str(pair[1].date), pair[1].iri))
    found: dict[tuple[str, str], float] = {}
    for predicate, statement in told:
        for amount in (amounts[iri] for iri in statement.amounts if iri in amounts):
            if amount.kind != "share":
                found[amount.kind, amount.of] = amount.value
            elif predicate in _OF_NEED or (
                predicate in _OF_ALL and _WORLD.search(amount.of) is not None
            ):
                found["share", "the whole"] = amount.value
    return found


def _number(iri: str, text: str) -> float:
    try:
        return float(Decimal(text))
    except InvalidOperation as error:
        message = f"the value {text!r} of the amount <{iri}> is no number; see `graphkit validate`"
        raise StoreError(message) from error
