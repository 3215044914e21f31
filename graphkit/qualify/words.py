"""The words that tell a clause from a list, and one kind of happening from another.

No parser looks at the sentences: a word is taken for a verb by its form, from short lists of the
verbs of business news. A verb that is missed costs a qualifier; so does a noun taken for a verb.
"""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of *text*, which are separated by spaces."""
    return frozenset(text.split())


AUXILIARIES: Final = word_set(
    "is are was were has have had will would can could may might must shall should does do "
    "did isn't aren't wasn't won't wouldn't didn't doesn't hasn't"
)

_IRREGULAR: Final = word_set(
    "began bought brought broke built came cut drove drew fell fought found gave got grew "
    "held kept laid led left lent lost made met paid put ran rose said saw sent set sold "
    "sought spent spun stood struck took told went won wrote shut hit"
)

_PRESENT: Final = word_set(
    "accounts acquires aims agrees assembles bans begins bids builds buys comes competes "
    "consumes controls covers cuts delivers denies depends develops employs ensures expects "
    "exports extracts faces gets gives goes grows hopes imports includes intends invests "
    "keeps leads leases licenses licences lies makes manages manufactures meets mines needs "
    "obtains offers opens operates orders owns packages pays plans processes procures "
    "produces provides purchases puts ramps receives refines relies remains requires "
    "restricts runs says seeks sells serves ships signs sources spends stands starts stops "
    "supplies supports takes tests uses wants works"
)
"""Some are plural nouns too ("plans", "sources"): see `is_verb`."""

_PLURAL: Final = word_set(
    "make buy sell supply depend rely produce operate own use build import say"
)

_NO_VERBS: Final = word_set(
    "advanced affected aged automated based branded combined connected dedicated electrified "
    "embedded enriched estimated expected finished fixed hundred imported indeed integrated "
    "installed limited listed named need needed packaged printed processed proposed rated red "
    "refined related renewed rolled shared skilled so-called speed supposed united unmanned "
    "used armoured armored canned chilled frozen detailed renowned"
)
"""Words in -ed that stand before nouns more often than they are verbs."""

SPEECH: Final = word_set(
    "said says say announced announces told confirmed confirms denied denies claimed claims "
    "alleged alleges stated states added adds reported reports disclosed discloses revealed "
    "reveals warned warns noted notes argued predicted insisted acknowledged explained "
    "declared wrote unveiled published quoted"
)
"""What is said of the saying: a date beside it is the day on which somebody spoke."""

MOVES: Final = word_set(
    "fall rise drop decline climb gain shrink grow increase decrease "
    "rose fell dropped climbed jumped gained lost declined slumped surged grew increased "
    "decreased soared plunged tumbled slipped edged advanced shrank traded rises falls "
    "drops climbs jumps gains loses declines increases decreases averaged totaled totalled "
    "amounted earned reported posted up down fallen risen grown dropped climbed declined "
    "jumped"
)
"""What prices, sales and profits do: their dates and rates are not those of a supply."""

ORIGINS: Final = word_set(
    "founded established incorporated born listed created formed named renamed appointed "
    "retired graduated joined headed chaired invented discovered died elected"
)
"""What happens to a company or a person apart from its relations."""

DEALS: Final = word_set(
    "signed agreed announced won awarded struck reached secured placed ordered approved "
    "decided unveiled received entered inked sealed committed chosen chose selected picked "
    "contracted"
)
"""What happens on the day on which something else is decided on."""

FUNCTION: Final = word_set(
    "a an the and or & with to from in on at by for of its their his her between as into under"
)
"""Words that may stand between two things that one verb before or behind them relates."""

OPENERS: Final = word_set(
    "which who whom whose where while whereas although though because unless if when that"
)
"""Words that begin a clause within another."""

EVENT_OPENERS: Final = word_set("after before following amid despite until since once pending")
"""Words that begin a clause, or name another happening, unless a time follows them."""

CONJUNCTIONS: Final = word_set("and but or then so yet")

PRONOUNS: Final = word_set("it they he she we this that these those there")


def is_verb(word: str) -> bool:
    """Return whether *word* looks like a finite verb or a participle; names never do.

    >>> [word for word in "Apex acquired and United sells advanced chips".split() if is_verb(word)]
    ['acquired', 'sells']
    """
    if not word[:1].islower():
        return False
    # four letters: "red" and "bed" are none, "used" and "owed" are too common as adjectives
    ends = word.endswith("ed") and len(word) > 4 and word not in _NO_VERBS  # noqa: PLR2004
    return ends or word in _PRESENT or word in AUXILIARIES or word in _IRREGULAR


def is_past(word: str) -> bool:
    """Return whether *word* is a verb in the past tense, or a participle."""
    return is_verb(word) and (word.endswith("ed") or word in _IRREGULAR)


def is_plural_verb(word: str) -> bool:
    """Return whether *word* is a verb of several subjects, as in "they make"."""
    return word in _PLURAL
