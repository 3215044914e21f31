"""Whom the words for a speaker name: a name, a description, or nobody in particular."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graphkit.model import Attribution

if TYPE_CHECKING:
    from graphkit.model import Mention
    from graphkit.qualify.sentence import Sentence

_UNKNOWN: Final = frozenset(
    ["he", "she", "they", "we", "i", "you", "who", "this", "that", "these", "those", "there"]
)
_TEMPORAL: Final = re.compile(
    r"^(?:(?:in|on|at|during|by|since|last|this|earlier|late|early)\s.*?(?:\d{4}|day|week|month|year"
    r"|quarter|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|night|morning)(?:\s+\d{1,2})?(?:,?\s+\d{4})?,?\s+|(?:yesterday|today|meanwhile|separately)\s+)",
    re.IGNORECASE,
)
_TEMPORAL_END: Final = re.compile(
    r"\s+(?:(?:on|late|early)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)"
    r"(?:\s+(?:morning|afternoon|evening|night))?\Z"
)
_HIDDEN: Final = re.compile(
    r"\b(?:familiar\s+with|knowledge\s+of|close\s+to|briefed\s+on|who\s+asked|declined\s+to\s+be|"
    r"condition\s+of\s+anonymity|anonymous|unnamed|unidentified)\b",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"\b(?:people|persons?|sources?|insiders?|reports?|media|analysts?|experts?|economists?"
    r"|officials?|observers?|investors|traders|executives|witnesses|rumou?rs|researchers|critics"
    r"|some|many|others|newspapers?)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:(?<=\s)|(?<=['\u2019\"“(]))[A-Z][\w&.-]*|^(?!(?:The|A|An|Its|Some|Many|Two|Three|One)\b)"
    r"[A-Z]\w*\s+[A-Z]\w*|^[A-Z][a-z]*[A-Z]\w*"
)
_ACTORS: Final = frozenset({"Company", "Government", "Organization"})


def find_speaker(sentence: Sentence, start: int, end: int) -> Attribution | None:
    """Return the speaker whom the words at ``[start, end)`` name, or None if they name nobody."""
    text = sentence.text[start:end]
    time = _TEMPORAL.match(text)
    if time is not None and not sentence.holds_mention(start, start + time.end()):
        start, text = start + time.end(), text[time.end() :]
    text = _TEMPORAL_END.sub("", text)
    start, text = _trimmed(sentence, start, text)
    low = text.lower()
    if not text or low in _UNKNOWN or not any(sign.isalpha() for sign in text):
        return None
    if re.match(r"(?:in|on|at|of|for|from|to|with|by|as|no|nor)\s", low) is not None:
        return None
    held = [
        mention
        for mention in sentence.mentions
        if start <= sentence.local(mention)[0] and sentence.local(mention)[1] <= start + len(text)
    ]
    if low in {"it", "its"} and not held:
        return None
    kind = _kind(text, named=any(_is_name(sentence, mention) for mention in held))
    if kind is None:
        return None
    return Attribution(sentence.span(start, start + len(text)), text, kind)


def _trimmed(sentence: Sentence, start: int, text: str) -> tuple[int, str]:
    """Return the words without spaces and signs around them; a name keeps its own ("Inc.")."""
    end = start + len(text)
    inner = text.count('"') == 2  # noqa: PLR2004 - an opening and a closing one
    signs = " ,.'" if inner else " \"“”',."
    kept = text.strip(signs)
    start += text.index(kept) if kept else 0
    last = max((b for a, b in sentence.mention_spans if a < start + len(kept) <= b), default=0)
    if last and last <= end + 1:
        kept = sentence.text[start:last]
    return start, kept


def _is_name(sentence: Sentence, mention: Mention) -> bool:
    first, last = sentence.local(mention)
    words = sentence.text[first:last]
    return (
        mention.type in _ACTORS
        and not words[0].islower()
        and not re.match(r"(?:The|It|A|An)\b", words)
    )


def _kind(text: str, *, named: bool) -> str | None:
    """Return what kind of speaker *text* is; None if it is none at all."""
    if _HIDDEN.search(text) is not None:
        return "anonymous"
    if named or _NAME.search(text) is not None:
        return "named"
    if _NOBODY.search(text) is not None:
        return "anonymous"
    words = text.split()
    # the first word of a sentence is no name for its capital alone, unless it is all there is
    articles = {"The", "A", "An", "It", "Its", "Their", "His", "Her"}
    if len(words) == 1 and words[0][0].isupper() and words[0] not in articles:
        return "named"
    return "described"
