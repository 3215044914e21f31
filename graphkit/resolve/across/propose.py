"""Proposes pairs of things of a store that are one, or may be, with reasons for people."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from graphkit.resolve.across.judge import DOUBTFUL, OTHER, SAME, judge
from graphkit.resolve.across.keys import candidates
from graphkit.resolve.across.names import Named
from graphkit.resolve.decisions import NO_DECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphkit.resolve.across.keys import Candidate
    from graphkit.resolve.across.records import Record
    from graphkit.resolve.decisions import Decisions

    Compared = tuple[Named, Named, Candidate]

_LEFT_OUT: Final = frozenset({"Country", "Product", "Material"})
"""Types whose keys say enough: codes of countries, and goods, whose likest names are two goods."""
_BATCH: Final = 5_000
"""Pairs that are judged at once. Few stores have more; finding pairs takes most of the time."""
_CUT: Final = "joined with other sure pairs it would join what you said is not one"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two keys, the lesser first, with a verdict (``same`` or ``doubtful``) and reasons.

    ``score`` in [0, 1] orders pairs, it is no probability.
    """

    first: str
    second: str
    score: float
    verdict: str
    reasons: tuple[str, ...]


def propose(
    records: Iterable[Record], decisions: Decisions = NO_DECISIONS, *, workers: int = 1
) -> tuple[Pair, ...]:
    """Return the pairs of *records* that are one, or may be, the best first.

    No pair that is decided comes back, by a line or by what follows from several. The order of
    the records and the number of *workers* have no influence, and what is judged of two records
    depends on them and on those that share a key with them only. The cost is near-linear in the
    number of records.

    Raises:
        ValueError: Two records have one key.

    >>> from graphkit.resolve.across.records import Record
    >>> nothing = frozenset()
    >>> def record(key: str, name: str) -> Record:
    ...     empty = nothing, nothing, nothing, nothing
    ...     return Record(key, "Company", (name,), *empty, False, frozenset({"a.txt"}))
    >>> pair, = propose([record("company/softbank", "SoftBank"),
    ...                  record("company/soft-bank", "Soft Bank")])
    >>> pair.first, pair.second, pair.verdict
    ('company/soft-bank', 'company/softbank', 'same')
    >>> pair.reasons
    ('the names differ in spaces and hyphens only',)
    """
    cut = decisions.cut()
    compared = _undecided(_compared(records), decisions)
    judged = _judged(compared, workers)
    pairs = (_cut(pair) if (pair.first, pair.second) in cut else pair for pair in judged)
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second)))


def _compared(records: Iterable[Record]) -> Iterator[Compared]:
    families: dict[str, list[Named]] = defaultdict(list)
    seen: set[str] = set()
    for record in sorted(records, key=lambda record: record.key):
        if record.key in seen:
            message = f"two records have the key {record.key!r}; gather them first"
            raise ValueError(message)
        seen.add(record.key)
        if record.type not in _LEFT_OUT:
            named = Named(record)
            families[named.family].append(named)
    for family in sorted(families):
        named_ones = families[family]
        for each in candidates(named_ones):
            yield named_ones[each.first], named_ones[each.second], each


def _undecided(compared: Iterable[Compared], decisions: Decisions) -> Iterator[Compared]:
    for each in compared:
        if decisions.verdict(each[0].record.key, each[1].record.key) is None:
            yield each


def _judged(compared: Iterable[Compared], workers: int) -> list[Pair]:
    batches = list(_batches(compared))
    if workers == 1 or len(batches) == 1:
        return [pair for batch in batches for pair in _judge_all(batch)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return [pair for found in pool.map(_judge_all, batches) for pair in found]


def _judge_all(batch: Sequence[Compared]) -> list[Pair]:
    pairs = []
    for first, second, candidate in batch:
        found = judge(first, second, candidate)
        if found.verdict != OTHER:
            keys = first.record.key, second.record.key
            pairs.append(Pair(*keys, found.score, found.verdict, found.reasons))
    return pairs


def _cut(pair: Pair) -> Pair:
    """Return *pair* as one to be asked: a no has cut what was sure."""
    if pair.verdict != SAME:
        return pair
    return Pair(pair.first, pair.second, pair.score, DOUBTFUL, (*pair.reasons, _CUT))


def _batches(compared: Iterable[Compared]) -> Iterator[list[Compared]]:
    batch: list[Compared] = []
    for each in compared:
        batch.append(each)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
