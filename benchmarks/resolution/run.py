"""Measures which mentions of companies graphkit takes for one company, beside two baselines.

    .venv/bin/python benchmarks/resolution/run.py [--errors] [--pairs | --scores]

``run.sh`` calls it; README.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import doctest
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import mentions
import pairs
import score
import split
import systems
import variants
from mentions import PARTS, read_rows
from pairs import CACHE, candidates, read_scores, write_pairs
from score import Score
from systems import equal_names, graphkit

from graphkit.resolve.known.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mentions import Row
    from pairs import Pair
    from variants import Turn

    Labels = Sequence[str]
    System = Callable[[Sequence[Row]], Labels]

PAIRS: Final = CACHE / "pairs.csv"
SCORES: Final = CACHE / "scores.csv"
_USUAL: Final = 0.7
"""The threshold of OpenSanctions' matching service; the matcher that it calls has none itself."""
_THRESHOLDS: Final = tuple(number / 100 for number in range(30, 101))


def selftest() -> None:
    """Run the examples of all modules here, and check the split; end the program if one fails."""
    failed = 0
    for module in (mentions, split, score, variants, systems, pairs, sys.modules[__name__]):
        failed += doctest.testmod(module).failed
    rows = read_rows()
    part_of = split.parts(rows)
    if any(row.part != part_of[row.entity] for row in rows):
        failed += 1
        print("the column part of mentions.csv is not what split.py makes")
    if failed:
        sys.exit(f"{failed} checks of the benchmark failed")


def part_score(turns: Iterable[Turn], answers: Iterable[Labels], part: str | None) -> Score:
    """Return the score over the mentions of *part*, or of all if it is None.

    Here only the second mention is scored, in a cluster with one of another part:

    >>> placed = (("Vale", "test"), ("CVRD", "test"), ("Vale", "development"))
    >>> rows = [mentions.Row(name, "vale", name, "", "", part) for name, part in placed]
    >>> turn = variants.Turn(tuple(rows), frozenset({1}))
    >>> part_score([turn], [("a", "b", "b")], "test").recall
    0.5
    >>> round(part_score([turn], [("a", "b", "b")], None).recall, 4)
    0.6667
    """
    total = Score()
    for turn, labels in zip(turns, answers, strict=True):
        chosen = [n for n, row in enumerate(turn.rows) if part in {None, row.part}]
        scored = {
            place for place, n in enumerate(chosen) if turn.scored is None or n in turn.scored
        }
        total += score.score(
            [turn.rows[n].entity for n in chosen], [labels[n] for n in chosen], scored
        )
    return total


def line(name: str, turns: Sequence[Turn], answers: Sequence[Labels]) -> str:
    """Return the figures of one system on one variant."""
    scores = [part_score(turns, answers, part) for part in (*PARTS, None)]
    cells = [
        f"{each.precision:.3f} {each.recall:.3f} {each.f1:.3f} {each.pair_f1:.3f}"
        for each in scores
    ]
    return f"  {name:<32}" + "   ".join(cells)


def doubt(rows: Sequence[Row], labels: Labels) -> str:
    """Return the standard errors of B-cubed F1 in each part."""
    shown = []
    for part in PARTS:
        chosen = [n for n, row in enumerate(rows) if row.part == part]
        companies, clusters = [rows[n].entity for n in chosen], [labels[n] for n in chosen]
        shown.append(f"{part} {score.standard_error(companies, clusters):.3f}")
    return f"  (standard error of F1: {', '.join(shown)})"


def matcher(scores: Mapping[Pair, float], threshold: float) -> System:
    """Return the system that joins pairs of names by their *scores*."""
    return lambda rows: pairs.joined(rows, scores, threshold)


def best_threshold(turns: Sequence[Turn], scores: Mapping[Pair, float]) -> float:
    """Return the threshold with the best B-cubed F1 on the development part, the highest of equals.

    Only the rows of that part are joined, so nothing of the other has a say.
    """

    def f1(threshold: float) -> float:
        rows = [[row for row in turn.rows if row.part == PARTS[0]] for turn in turns]
        kept = [variants.Turn(tuple(each)) for each in rows]
        labels = [pairs.joined(each, scores, threshold) for each in rows]
        return part_score(kept, labels, PARTS[0]).f1

    return max(_THRESHOLDS, key=lambda threshold: (f1(threshold), threshold))


def errors(rows: Sequence[Row], keys: Labels) -> Iterator[str]:
    """Yield what is wrong on the development part: keys of two companies, companies of two keys."""
    shown = [(row, key) for row, key in zip(rows, keys, strict=True) if row.part == PARTS[0]]
    by_key: dict[str, list[Row]] = defaultdict(list)
    by_company: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row, key in shown:
        by_key[key].append(row)
        by_company[row.entity].append((row, key))
    for key, found in sorted(by_key.items()):
        if len({row.entity for row in found}) > 1:
            yield f"joined  {key}"
            yield from (f"          {row.document} {row.entity}: {_marked(row)}" for row in found)
    for company, placed in sorted(by_company.items()):
        if len({key for _, key in placed}) > 1:
            usual = Counter(key for _, key in placed).most_common(1)[0][0]
            yield f"split   {company}, most often {usual}"
            for row, key in placed:
                if key != usual:
                    yield f"          {row.document} {key}: {_marked(row)}"


def _marked(row: Row) -> str:
    return row.context.replace(row.mention, f"[{row.mention}]")


def report(rows: Sequence[Row], scores: Mapping[Pair, float] | None) -> None:
    """Print the table: for each variant, the systems below each other."""
    print(f"{len(rows)} mentions of {len({row.entity for row in rows})} companies")
    head = "P     R     F1    pairs"
    print(f"{'':<34}" + "   ".join(f"{part:<23}" for part in (*PARTS, "all")).rstrip())
    print(f"{'':<34}" + "   ".join([f"{head:<23}"] * 3).rstrip())
    written = variants.variants(rows)
    threshold = None if scores is None else best_threshold(written["as written"], scores)
    for name, turns in written.items():
        print(name)
        print(line("equal names", turns, [equal_names(turn.rows) for turn in turns]))
        if scores is not None and threshold is not None:
            for each in (_USUAL, threshold):
                system = matcher(scores, each)
                title = f"nomenklatura logic-v2, {each:.2f}"
                print(line(title, turns, [system(turn.rows) for turn in turns]))
        print("\n".join(graphkit_lines(turns)))


def graphkit_lines(turns: Sequence[Turn]) -> Iterator[str]:
    """Yield what graphkit makes of a variant."""
    without = [graphkit(turn.rows, Register((), ())) for turn in turns]
    yield line("graphkit, without its register", turns, [each.keys for each in without])
    found = [graphkit(turn.rows) for turn in turns]
    yield line("graphkit", turns, [each.keys for each in found])
    yield line("graphkit, questions answered", turns, [each.answered for each in found])
    asked, yes = sum(each.questions for each in found), sum(each.answers for each in found)
    merged = sum(each.merged for each in found)
    yield f"  ({merged} pairs merged, {asked} asked, {yes} of these one company)"
    if len(turns) == 1:
        yield doubt(turns[0].rows, found[0].keys)


def main() -> None:
    """Print the figures, the errors on the development part, or the pairs to score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list errors, development part only")
    parser.add_argument("--pairs", action="store_true", help="write the pairs for nomenklatura")
    parser.add_argument("--scores", action="store_true", help="show nomenklatura's figures too")
    options = parser.parse_args()
    selftest()
    rows = read_rows()
    if options.pairs:
        turns = (turn for each in variants.variants(rows).values() for turn in each)
        write_pairs({pair for turn in turns for pair in candidates(turn.rows)}, PAIRS)
    elif options.errors:
        print("\n".join(errors(rows, graphkit(rows).keys)))
    else:
        report(rows, read_scores(SCORES) if options.scores else None)


if __name__ == "__main__":
    main()
