"""Times pictures of 5, 50, 500 and 5,000 made-up entities with hubs, and measures their labels.

``python benchmarks/draw/sizes.py FOLDER [ENTITIES:DRAWN …]`` writes a PNG of each into FOLDER and
prints the seconds of processor time, the file included, and how many labels cover something.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from graphkit.draw import DrawOptions, draw_figure, overlaps
from graphkit.draw.write import write
from graphkit.graph import Node, StatedClaim
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = ("5:5", "50:50", "500:500", "5000:150", "5000:500")
STEMS: Final = ("Norvik", "Aldane", "Tessaly", "Corvane", "Hokuriku", "Brennmark", "Kestrel")
KINDS: Final = {"Company": 50, "Product": 20, "Material": 12, "Country": 8, "Facility": 10}
RELATIONS: Final = {
    ("Company", "Company"): ("suppliesTo", "suppliesTo", "partnersWith", "investsIn"),
    ("Company", "Product"): ("manufactures", "supplies", "uses"),
    ("Company", "Material"): ("uses", "supplies"),
    ("Company", "Country"): ("basedIn", "operatesIn"),
    ("Company", "Facility"): ("operates",),
    ("Facility", "Country"): ("locatedIn",),
    ("Material", "Product"): ("componentOf",),
}
STATUSES: Final = {"current": 60, "planned": 15, "negotiating": 8, "possible": 8, "denied": 9}


def chain(size: int) -> list[StatedClaim]:
    """Return claims about *size* entities, of which those named before are named more often."""
    random = Random(7)  # noqa: S311 - a made-up graph is no secret
    nodes = [_node(number, random) for number in range(size)]
    ends, claims = [nodes[0]], list[StatedClaim]()
    for node in [*nodes[1:], *random.choices(nodes, k=size // 2)]:
        ways = [way for other in random.choices(ends, k=30) for way in _ways(node, other)]
        if ways:
            subject, relation, other = random.choice(ways)
            claims += [
                _claim(subject, relation, other, random, len(claims) + copy)
                for copy in range(random.choice((1, 1, 2, 3)))
            ]
            ends += [subject, other]
        else:
            ends.append(node)
    return claims


def _node(number: int, random: Random) -> Node:
    kind = "Company" if number == 0 else random.choices(list(KINDS), list(KINDS.values()))[0]
    label = f"{random.choice(STEMS)} {number}" if kind == "Company" else f"{kind.lower()} {number}"
    return Node(f"https://example.org/{kind.lower()}/{number}", label, kind)


def _ways(one: Node, other: Node) -> list[tuple[Node, str, Node]]:
    return [
        (first, relation, last)
        for first, last in ((one, other), (other, one))
        for relation in RELATIONS.get((first.type, last.type), ())
        if first != last
    ]


def _claim(subject: Node, relation: str, other: Node, random: Random, number: int) -> StatedClaim:
    document = f"https://example.org/document/{number // 8}"
    return StatedClaim(
        iri=f"https://example.org/claim/{number}",
        subject=subject,
        predicate=relation,
        object=other,
        status=random.choices(list(STATUSES), list(STATUSES.values()))[0],
        confidence=round(random.uniform(0.5, 1.0), 2),
        quote=f"{subject.label} {relation} {other.label}.",
        sentence=Span(0, 10),
        subject_span=Span(0, 3),
        object_span=Span(5, 9),
        document=document.rsplit("/", 1)[-1],
        document_iri=document,
        date=dt.date(2026, 5, 7),
    )


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for pair in arguments[1:] or SIZES:
        size, drawn = map(int, pair.split(":"))
        claims = chain(size)
        begin = time.process_time()
        options = DrawOptions(title="An invented industry", max_nodes=max(2, drawn))
        figure = draw_figure(claims, options)
        write(figure, folder / f"{size}-{drawn}.png")
        took = time.process_time() - begin
        print(
            f"{size:>6,} entities, {len(claims):>6,} claims, at most {drawn:>4} drawn: "
            f"{took:5.1f} s, "
            f"{len(overlaps(figure))} overlaps",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
