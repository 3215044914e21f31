"""Made-up articles of about 400 words, no two alike enough to be taken for copies."""

from __future__ import annotations

import random
from typing import Final

CLAIMING: Final = (
    "Norvik{0} Cathode AS supplies nickel sulphate to Corvane{0} Motors from its plant in Finland.",
    "Kestrel{0} Cells plans to build a battery factory near Antwerp with Aldermoor Chemicals Ltd.",
    "Corvane{0} Motors is in talks with Hollis Forge about castings for its next car.",
)
WHO: Final = (
    *("Analysts", "Officials", "A spokesman", "Two members of the board", "The unions"),
    *("Lawyers", "Residents of the town", "The auditors", "Several ministers", "A former manager"),
)
DID: Final = (
    *("expected", "denied", "would not say", "had warned for weeks", "learned from a newspaper"),
    *("asked in a letter", "heard", "doubted", "repeated on the radio", "could not remember"),
)
WHAT: Final = (
    *("that prices would stay high", "how long the repairs would take", "what the strike had cost"),
    *("whether the contract could be extended", "that shares had closed lower"),
    *("why the talks were put off", "that a report was due", "who had signed the papers"),
    *("how many people would have to leave", "that winter storms had slowed the work"),
)
WHEN: Final = (
    *("until the end of the year", "after a quiet day with little trading", "within weeks"),
    *("before the holidays", "since the fire of last spring", "on a visit to the harbour"),
    *("at a meeting behind closed doors", "while the books were open", "in a crowded hall"),
    *("by the middle of the month",),
)
SENTENCES: Final = 27  # of about 15 words
EVERY: Final = 4  # one sentence in four states a relation


def article(number: int) -> str:
    """Return a text of about 400 words."""
    rng = random.Random(number)  # noqa: S311 - no secret
    sentences = []
    for i in range(SENTENCES):
        if i % EVERY == 0:
            name = f"{number}{'abcdefg'[i // EVERY]}"
            sentences.append(CLAIMING[i // EVERY % len(CLAIMING)].format(name))
        else:
            parts = (rng.choice(words) for words in (WHO, DID, WHAT, WHEN))
            sentences.append(f"{' '.join(parts)}.")
    return " ".join(sentences)
