"""Claims about an invented trade."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Any, Protocol

from graphkit.graph.claims import Node, StatedAmount, StatedClaim
from graphkit.model import Span


class Say(Protocol):
    """Makes a claim."""

    def __call__(
        self, subject: str, predicate: str, object_: str, quote: str = ..., **others: object
    ) -> StatedClaim:
        """Return a claim whose quote names both ends, each written ``label`` or ``label/Type``."""


def say(
    subject: str, predicate: str, object_: str, quote: str = "", **others: object
) -> StatedClaim:
    """Return a claim whose quote names both ends, each written ``label`` or ``label/Type``."""
    one, other = node(subject), node(object_)
    text = quote if quote else f"{one.label} {predicate} {other.label}."
    first, second = text.index(one.label), text.rindex(other.label)
    start = 40  # the sentence is not the first of its document
    document = str(others.pop("document", "report"))
    status = str(others.pop("status", "current"))
    name = short(f"{one.iri} {predicate} {other.iri} {status} {document}")
    return StatedClaim(
        iri=f"https://example.org/claim/{name}",
        subject=one,
        predicate=predicate,
        object=other,
        status=status,
        quote=text,
        sentence=Span(start, start + len(text)),
        subject_span=Span(start + first, start + first + len(one.label)),
        object_span=Span(start + second, start + second + len(other.label)),
        document=document,
        document_iri=f"https://example.org/document/{short(document)}",
        **{"confidence": 0.9, **others},  # type: ignore[arg-type]
    )


def short(text: str) -> str:
    """Return a short name that depends on the text alone."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def node(text: str) -> Node:
    """Return a node written ``label`` or ``label/Type``; without a type it is a company."""
    label, slash, kind = text.rpartition("/")
    if not slash or not kind.istitle():
        label, kind = text, "Company"
    return Node(f"https://example.org/{kind}/{short(label)}", label, kind)


def trade_claims() -> list[StatedClaim]:
    """Nine claims about seven entities, with all six statuses, from four documents."""
    march: dict[str, Any] = {
        "document": "march",
        "date": dt.date(2026, 3, 2),
        "source": "Example Wire",
    }
    may: dict[str, Any] = {
        "document": "may",
        "date": dt.date(2026, 5, 11),
        "source": "Harbour Post",
    }
    july: dict[str, Any] = {"document": "july", "date": dt.date(2026, 7, 1), "title": "A denial"}
    undated: dict[str, Any] = {"document": "undated"}
    iri = "https://example.org/amount/1"
    cells = StatedAmount(iri, "40,000 cells", "count", Decimal(40_000), unit="cell")
    return [
        say("Norvik Cells", "suppliesTo", "Aldane Motors",
            "Norvik Cells supplies Aldane Motors with 40,000 cells a week, a spokeswoman said.",
            confidence=0.97, said_by="a spokeswoman", amounts=(cells,), **march),
        say("Norvik Cells", "suppliesTo", "Aldane Motors",
            "The cells that Norvik Cells makes go to Aldane Motors.", confidence=0.88, **may),
        say("Norvik Cells", "suppliesTo", "Aldane Motors",
            "Norvik Cells does not supply Aldane Motors.", status="denied", confidence=0.8, **july),
        say("Tessaly Foundry", "partnersWith", "Aldane Motors", status="negotiating",
            confidence=0.6, **may),
        say("Norvik Cells", "uses", "graphite/Material", confidence=0.9, **march),
        say("graphite/Material", "producedIn", "Chile/Country", confidence=0.75, **undated),
        say("Ministry of Trade/Government", "restricts", "graphite/Material", status="planned",
            confidence=0.55, **july),
        say("Aldane Motors", "manufactures", "heat pumps/Product", status="past",
            confidence=0.7, **undated),
        say("Tessaly Foundry", "suppliesTo", "Norvik Cells", status="possible",
            confidence=0.52, **july),
    ]  # fmt: skip


def random_claims(count: int) -> list[StatedClaim]:
    """Return claims about so many entities, twice as many as they, some with many edges."""
    random = Random(5)  # noqa: S311 # a test's own data, not a secret
    kinds = ("Company", "Company", "Company", "Facility", "Product", "Material", "Country")
    things = [f"Entity {number}/{random.choice(kinds)}" for number in range(count)]
    statuses = ("current", "current", "planned", "possible", "denied")
    found = []
    for number in range(1, 2 * count):
        first = number if number < count else random.randrange(count)
        second = min(random.randrange(count) for _ in range(3))
        if first != second:
            found.append(
                say(things[first], "suppliesTo", things[second], status=random.choice(statuses),
                    document=f"d{number // 9}", date=dt.date(2026, 1 + number % 9, 1))
            )  # fmt: skip
    return found
