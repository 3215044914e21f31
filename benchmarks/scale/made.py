"""Made-up documents for the figures: short wires, and articles of about 400 words."""

from __future__ import annotations

from typing import Final

CLAIMING: Final = (
    "Norvik{0} Cathode AS supplies nickel sulphate to Corvane{0} Motors from its plant in Finland.",
    "Kestrel{0} Cells plans to build a battery factory near Antwerp with Aldermoor Chemicals Ltd.",
    "Corvane{0} Motors is in talks with Hollis Forge about castings for its next car.",
)
PLAIN: Final = (
    "The contract runs until 2029 and has been signed by both sides, the company said on Monday.",
    "Analysts expect that prices of the metal will stay high until the end of the year {0}.",
    "Shares of the company closed lower in Oslo after a quiet day with little trading.",
    "Officials said that they would look into the matter and report within weeks.",
    "It was not clear how long the repairs would take or what they would cost.",
    "A spokesman declined to comment on the figures that a newspaper had published.",
)
SENTENCES: Final = 27  # of about 15 words
EVERY: Final = 4  # one sentence in four states a relation


def wire(number: int) -> str:
    """Return a text of two sentences."""
    words = " ".join(f"w{number}x{i}" for i in range(8))
    return f"{CLAIMING[0]} {CLAIMING[1]} It is called {{1}}.".format(number, words)


def article(number: int) -> str:
    """Return a text of about 400 words."""
    chosen = [
        CLAIMING[i // EVERY % len(CLAIMING)] if i % EVERY == 0 else PLAIN[i % len(PLAIN)]
        for i in range(SENTENCES)
    ]
    names = (f"{number}{'abcdefg'[i // EVERY]}" for i in range(SENTENCES))
    return " ".join(map(str.format, chosen, names))
