"""Evaluations as tables for people and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from graphkit import ontology
from graphkit.read.sources import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphkit.evaluation.counts import Count
    from graphkit.evaluation.evaluation import Evaluation
    from graphkit.evaluation.mistakes import Mistake

SCORES = ("precision", "recall", "F1", "correct", "predicted", "gold")
"""The columns of a table of scores, after the first."""

BREAKDOWNS = ("type", "relation", "status")
"""What figures are broken down by."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its headings, of which the first names what a row is about, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_sections(
    evaluation: Evaluation, breakdowns: Sequence[str] = BREAKDOWNS
) -> Iterator[Section]:
    """Yield the tables: the figures, the errors that are told apart, and each of *breakdowns*.

    A score without anything to count is a dash; scores have three digits.
    """
    figures = {
        "mentions": evaluation.mentions,
        "coreference": evaluation.coreference,
        "relations": evaluation.relations,
        "with status": evaluation.with_status,
    }
    yield _scores("figure", figures)
    yield Section(("error", "number"), tuple((n, str(v)) for n, v in _apart(evaluation).items()))
    if "type" in breakdowns:
        yield _scores("mentions by type", evaluation.by_type)
    if "relation" in breakdowns:
        yield _scores("relation", evaluation.by_relation)
    if "status" in breakdowns:
        yield _scores("relations by status", evaluation.by_status)
        yield _confusion(evaluation)


def to_json(evaluation: Evaluation, *, mistakes: int = 0) -> str:
    """Return the evaluation as an indented JSON object.

    Its keys are ``documents``, ``unpredicted``, ``unannotated``, ``mentions`` (with ``by_type``,
    ``moved`` and ``retyped``), ``coreference``, ``relations`` (with ``by_relation`` and
    ``turned``), ``with_status`` (with ``by_status`` and ``confusion``, annotated status first) and
    ``mistakes``, those of the first sentences that have some. Scores have four digits and are null
    without anything to count.
    """
    confusion: dict[str, dict[str, int]] = {}
    for (gold, predicted), number in evaluation.confusion.items():
        confusion.setdefault(gold, {})[predicted] = number
    found: dict[str, Any] = {
        "documents": evaluation.documents,
        "unpredicted": list(evaluation.unpredicted),
        "unannotated": list(evaluation.unannotated),
        "mentions": {
            **_score(evaluation.mentions),
            "by_type": _score_each(evaluation.by_type),
            "moved": evaluation.moved,
            "retyped": evaluation.retyped,
        },
        "coreference": _score(evaluation.coreference),
        "relations": {
            **_score(evaluation.relations),
            "by_relation": _score_each(evaluation.by_relation),
            "turned": evaluation.turned,
        },
        "with_status": {
            **_score(evaluation.with_status),
            "by_status": _score_each(evaluation.by_status),
            "confusion": confusion,
        },
        "mistakes": [
            {**asdict(mistake), "sentence": _offsets(mistake)}
            for sentence in islice(_by_sentence(evaluation), mistakes)
            for mistake in sentence
        ],
    }
    return json.dumps(found, indent=1)


def to_text(evaluation: Evaluation, mistakes: int) -> str:
    """Return the first sentences with mistakes, as many as *mistakes*, each above its own."""
    blocks = []
    for sentence in islice(_by_sentence(evaluation), mistakes):
        first = sentence[0]
        where = shown(first.document)
        if first.sentence is not None:
            where += f", characters {first.sentence.start}-{first.sentence.end}"
        quote = [] if first.quote is None else [f"    {first.quote}"]
        blocks.append("\n".join([where, *quote, *(f"  {_in_words(m)}" for m in sentence)]))
    return "\n\n".join(blocks)


def _scores(heading: str, counts: Mapping[str, Count]) -> Section:
    rows = tuple(
        (
            name,
            *("-" if x is None else f"{x:.3f}" for x in (c.precision, c.recall, c.f1)),
            *(f"{number:,}" for number in (c.correct, c.predicted, c.gold)),
        )
        for name, c in counts.items()
    )
    return Section((heading, *SCORES), rows)


def _apart(evaluation: Evaluation) -> dict[str, int]:
    return {
        "mentions with other bounds (right type, overlapping)": evaluation.moved,
        "mentions with another type (right bounds)": evaluation.retyped,
        "relations turned round (right ends and relation)": evaluation.turned,
        "relations with another status (else right)": evaluation.relations.correct
        - evaluation.with_status.correct,
    }


def _confusion(evaluation: Evaluation) -> Section:
    """Return the statuses of right relations, a row for each annotated, a column for each found."""
    met = {status for pair in evaluation.confusion for status in pair}
    names = [name for name in ontology.load().statuses if name in met]
    rows = tuple(
        (wanted, *(str(evaluation.confusion.get((wanted, found), 0)) for found in names))
        for wanted in names
    )
    return Section(("gold status \\ predicted", *names), rows)


def _score(count: Count) -> dict[str, float | int | None]:
    scores = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
    return {
        **{name: None if score is None else round(score, 4) for name, score in scores.items()},
        "correct": count.correct,
        "predicted": count.predicted,
        "gold": count.gold,
    }


def _score_each(counts: Mapping[str, Count]) -> dict[str, Any]:
    return {name: _score(count) for name, count in counts.items()}


def _offsets(mistake: Mistake) -> list[int] | None:
    return None if mistake.sentence is None else [mistake.sentence.start, mistake.sentence.end]


def _by_sentence(evaluation: Evaluation) -> Iterator[list[Mistake]]:
    for _, group in groupby(evaluation.mistakes, key=lambda m: (m.document, m.sentence)):
        yield list(group)


def _in_words(mistake: Mistake) -> str:
    said = ontology.load().relation(mistake.predicate).label
    words = f"{mistake.kind:8} {mistake.subject} {said} {mistake.object}"
    wanted, found = (" or ".join(statuses) for statuses in (mistake.wanted, mistake.found))
    if mistake.kind == "status":
        return f"{words}  [{wanted}, found as {found}]"
    return f"{words}  [{found if mistake.kind == 'extra' else wanted}]"
