"""Prints what it costs to compare many companies: seconds, memory, and how both grow.

Run ``python benchmarks/resolution/scale.py`` in graphkit's own environment. The names are made up
from a fixed seed; one in twenty is another written wrongly. Each size runs in a process of its
own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from graphkit.model import Identifier
from graphkit.resolve.across.propose import propose
from graphkit.resolve.across.records import Record
from graphkit.resolve.keys import name_key
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def separate(text: str) -> tuple[str, ...]:
    """Return the words of *text*."""
    return tuple(text.split())


SIZE: Final = 100_000
SEED: Final = 20_260
WRONG: Final = 0.05  # names that are another with an error
FAMILY: Final = 0.2  # names that begin as another does
ACRONYM: Final = 0.02  # names that are the initials of another
COUNTRIES: Final = separate("AT AU BR CA CN DE FR GB ID IN IT JP KR MX MY NL SE SG TH TW US VN")
ONSETS: Final = separate("b br c cl d dr f g gr h j k kr l m n p pr r s sh st t tr v w z")
VOWELS: Final = separate("a e i o u ai ea io ou")
CODAS: Final = ["", "", "", "l", "m", "n", "nd", "r", "rt", "s", "st", "x"]
SHORTEST: Final = 3  # letters of an acronym
TRADES: Final = separate(
    "Aerospace Automotive Batteries Capital Cement Chemicals Components Copper Electronics Energy"
    " Engineering Foods Freight Glass Instruments Logistics Machinery Materials Metals Mining"
    " Motors Optics Packaging Paper Petroleum Pharma Plastics Power Precision Robotics Rubber"
    " Semiconductor Shipping Solar Steel Systems Technologies Technology Textiles Tools Trading"
)
ENDINGS: Final = ("", "", "Group", "Holdings", "International", "Industries")
FORMS: Final = ("", "", "", " Inc", " Co., Ltd.", " GmbH", " AG", " PLC", " S.A.", " Corp", " Ltd")
KIB: Final = 1_024
MIB: Final = 1_024 * KIB


def names(size: int) -> Iterator[str]:
    """Return *size* names with different keys; the first are those of a smaller size too."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    seen: set[tuple[str, ...]] = set()
    made: list[str] = []
    while len(seen) < size:
        name = next_name(made, chance)
        words = actor_words_of(name)
        if words not in seen:
            seen.add(words)
            made.append(name)
            yield name


def next_name(made: list[str], chance: random.Random) -> str:
    """Return a name that is new, or one like those already *made*."""
    kind = chance.random()
    if not made or kind > WRONG + FAMILY + ACRONYM:
        own = " ".join(own_word(chance) for _ in range(chance.choice((1, 1, 1, 2))))
        return right(own, chance)
    other = chance.choice(made)
    if kind < WRONG:
        return wrong(other, chance)
    if kind < WRONG + FAMILY or len(other.split()) < SHORTEST:
        return right(other.split()[0], chance)
    return "".join(word[0].upper() for word in other.split())


def right(own: str, chance: random.Random) -> str:
    """Return a name: *own*, which is no other's, trades, an ending and a legal form."""
    trades = " ".join(chance.sample(TRADES, chance.choice((0, 1, 1, 1, 2))))
    name = " ".join(f"{own} {trades} {chance.choice(ENDINGS)}".split())
    return name + chance.choice(FORMS)


def own_word(chance: random.Random) -> str:
    """Return a word of two or three syllables."""
    parts = (chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.choice((2, 2, 3))))
    return ("".join(parts) + chance.choice(CODAS)).capitalize()


def wrong(name: str, chance: random.Random) -> str:
    """Return *name* with a letter dropped, doubled, replaced or swapped with the one behind it."""
    place = chance.randrange(1, max(2, min(len(name) - 1, 10)))
    letter, behind = name[place], name[place + 1 :]
    match chance.randrange(4):
        case 0:
            return name[:place] + behind
        case 1:
            return name[:place] + letter * 2 + behind
        case 2:
            return name[:place] + chance.choice("aeiklmnrst") + behind
        case _:
            return name[:place] + behind[:1] + letter + behind[1:]


def records(size: int) -> list[Record]:
    """Return a record for each name, some with country, neighbours and identifiers."""
    chance = random.Random(SEED + 1)  # noqa: S311 - nothing secret
    found: list[Record] = []
    for number, name in enumerate(names(size)):
        countries = [chance.choice(COUNTRIES)] if chance.random() < 1 / 3 else []
        near = [f"company/partner-{chance.randrange(size)}" for _ in range(chance.randrange(4))]
        isins = [Identifier("isin", f"XS{number:010}")] if chance.random() < 1 / 10 else []
        record = Record(
            key=name_key("Company", actor_words_of(name)),
            type="Company",
            names=(name,),
            countries=frozenset(countries),
            neighbours=frozenset(near),
            opposed=frozenset(near),
            identifiers=frozenset(isins),
            known=False,
            documents=frozenset({f"{number}.txt"}),
        )
        found.append(record)
    return found


def measure(size: int, workers: int) -> None:
    """Print seconds, CPU seconds, peak MiB, and the numbers of pairs of *size* records."""
    made = records(size)
    before = _cpu()
    start = time.perf_counter()
    pairs = propose(made, workers=workers)
    seconds, cpu = time.perf_counter() - start, _cpu() - before
    # ru_maxrss is in KiB on Linux and in bytes on macOS
    unit = MIB if sys.platform == "darwin" else KIB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    same = sum(pair.verdict == "same" for pair in pairs)
    print(f"{seconds:.2f} {cpu:.2f} {peak:.0f} {same} {len(pairs) - same}")


def _cpu() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Measure one size and twice as many, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--one", action="store_true", help="measure one size in this process")
    options = parser.parse_args()
    if options.one:
        measure(options.size, options.workers)
        return
    print(f"{'companies':>10} {'seconds':>8} {'CPU s':>8} {'MiB':>6} {'same':>6} {'doubtful':>9}")
    cpu: list[float] = []
    for size in (options.size, 2 * options.size):
        figures = _in_a_process(size, options.workers)
        cpu.append(float(figures[1]))
        print("{:>10} {:>8} {:>8} {:>6} {:>6} {:>9}".format(size, *figures))
    print(f"twice as many take {cpu[1] / cpu[0]:.2f} times the CPU seconds")


def _in_a_process(size: int, workers: int) -> list[str]:
    command = [sys.executable, __file__, "--one", f"--size={size}", f"--workers={workers}"]
    # our own script with numbers that argparse has checked
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.split()


if __name__ == "__main__":
    main()
