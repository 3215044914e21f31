"""Who says what: finds the speakers of a sentence and the part of it that each of them says.

"X said that …", "…, X said", "…, said X", "…, X said, …" and "according to X".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphkit.model import Attribution
from graphkit.qualify.said import cut_at_breaks
from graphkit.qualify.words import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.qualify.sentence import Sentence, Word

_ANY: Final = re.compile(
    r"\b(?:said|says?|announce[ds]|told|confirm(?:ed|s)|den(?:ied|ies)|claim(?:ed|s)|alleg(?:ed|es)"
    r"|stated|added|reported|reports|disclosed|revealed|warn(?:ed|s)|noted|argued|insisted"
    r"|acknowledged|explained|declared|predicts?|predicted|expects?|estimates?|estimated|believes?"
    r"|forecasts?|according\s+to)\b",
    re.IGNORECASE,
)
# Verbs that make what follows something said, whatever it is; of the others only "… that".
_ALWAYS: Final = frozenset(
    ["said", "says", "say", "announced", "announces", "told", "confirmed", "denied"]
)
_WITH_THAT: Final = frozenset(
    [
        "confirms",
        "denies",
        "claimed",
        "claims",
        "alleged",
        "alleges",
        "stated",
        "added",
        "reported",
        "reports",
        "disclosed",
        "revealed",
        "warned",
        "warns",
        "noted",
        "argued",
        "insisted",
        "acknowledged",
        "explained",
        "declared",
        "predicted",
    ]
)
_EXPECT: Final = frozenset(
    [
        "expect",
        "expects",
        "expected",
        "believe",
        "believes",
        "estimate",
        "estimates",
        "estimated",
        "predict",
        "predicts",
        "forecast",
        "forecasts",
    ]
)
_EXPERTS: Final = re.compile(
    r"\b(?:analysts?|economists?|experts?|observers?|researchers?|traders?|brokers?)\b",
    re.IGNORECASE,
)
_PASSIVE: Final = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "as",
        "not",
        "never",
        "to",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "must",
        "should",
        "did",
        "does",
        "do",
        "n't",
        "cannot",
    ]
)
"""Words before a verb that make it no saying: "is said to", "declined to say", "would not say"."""
_HAVE: Final = frozenset(
    ["has", "have", "had", "also", "later", "earlier", "recently", "already", "today"]
)
_STOP: Final = frozenset(
    [
        "and",
        "but",
        "or",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "if",
        "when",
        "that",
        "as",
        "after",
        "before",
        "since",
        "which",
        "who",
        "where",
        "so",
        "then",
        "however",
    ]
)
_TIME_LEADS: Final = frozenset(["on", "in", "late", "early", "last", "this", "yesterday", "today"])
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
_BEHIND: Final = re.compile(
    r"\s*(?:(?:on|late|early|in|last|this|at|to|during)\s[^,;.]{0,60}|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day[^,;.]{0,20}|yesterday|today|here|[\w\s]{0,20}\breporters\b[^,;.]{0,40})?"
    r"[.!?\"”'\u2019\s\[\]\d,]*\Z"
)
_MEDIAL: Final = re.compile(
    r"\s*(?:(?:on|late|early|in|last|this)\s[^,;.]{0,40}|yesterday|today)?,", re.IGNORECASE
)
_ACCORDING: Final = re.compile(r"\baccording\s+to\s+", re.IGNORECASE)
_ACCORDING_END: Final = re.compile(
    r"[,;:()\[]|\s[-\u2013—]\s|\.(?=\s|$)|\s(?:which|who|that|while|as|and\s+(?:will|is|are|has|was)|published"
    r"|released|issued|made|filed|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:last|this)\s+(?:week|month|year))\b|[.!?\"”]*\s*\Z"
)
_NO_SPEAKER: Final = re.compile(
    r"^(?:(?:the|its|a|an|their|his|current|new)\s+)*(?:terms?|agreements?|contracts?|deals?|plans?"
    r"|schedule|laws?|rules?|regulations?|needs?|size|demand|law|standards?|requirements?|strategy)\b",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(
    r"\b(?:familiar\s+with|knowledge\s+of|close\s+to|briefed\s+on|who\s+asked|declined\s+to\s+be|"
    r"condition\s+of\s+anonymity|anonymous|unnamed|unidentified)\b",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"\b(?:people|persons?|sources?|insiders?|reports?|media|analysts?|experts?|economists?"
    r"|officials?|observers?|investors|traders|executives|witnesses|rumou?rs|researchers|critics"
    r"|observers|some|many|others|newspapers?|critics)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:(?<=\s)|(?<=['\u2019\"“(]))[A-Z][\w&.-]*|^(?!(?:The|A|An|Its|Some|Many|Two|Three|One)\b)"
    r"[A-Z]\w*\s+[A-Z]\w*|^[A-Z][a-z]*[A-Z]\w*"
)
_LONGEST: Final = 14  # words of a speaker: "a senior official of the ministry of industry of …"
_INSERTED: Final = 16  # words between the commas of "X, the maker of …, said"
_ACTORS: Final = frozenset({"Company", "Government", "Organization"})


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker, and the pieces of the sentence that are said.

    ``verb`` is where the word of saying stands, ``place`` where the speaker stands.
    """

    speaker: Attribution
    said: tuple[tuple[int, int], ...]
    verb: tuple[int, int]
    place: tuple[int, int]

    def holds(self, place: tuple[int, int]) -> bool:
        """Return whether what lies at *place* is said."""
        return any(start <= place[0] and place[1] <= end for start, end in self.said)

    def relates(self, ends: tuple[tuple[int, int], tuple[int, int]]) -> bool:
        """Return whether both *ends* are said, or one of them is the speaker's own name."""
        first, last = self.place
        own = [first <= start and end <= last for start, end in ends]
        said = [self.holds(end) for end in ends]
        return any(said) and all(a or b for a, b in zip(own, said, strict=True))


def tells_speaker(text: str) -> bool:
    """Return whether *text* may name a speaker: quick, and often wrong in saying so."""
    return _ANY.search(text) is not None


def find_speeches(sentence: Sentence) -> tuple[Speech, ...]:
    """Return what is said by whom in *sentence*, in the order of the words for it.

    >>> from graphkit.qualify.sentence import Sentence
    >>> text = "It will close, people familiar with the matter said on Tuesday."
    >>> [(s.speaker.text, s.speaker.kind) for s in find_speeches(Sentence(text, 0, None, ()))]
    [('people familiar with the matter', 'anonymous')]
    """
    found = sorted([*_by_verbs(sentence), *_according_to(sentence)], key=lambda s: s.verb)
    return tuple(
        replace(each, said=cut_at_breaks(sentence, each.said, each.verb[0])) for each in found
    )


def _by_verbs(sentence: Sentence) -> Iterator[Speech]:
    for index, word in enumerate(sentence.words):
        low = word.text.lower()
        if word.mention or low not in _ALWAYS | _WITH_THAT | _EXPECT or not word.text[0].islower():
            continue
        speech = _behind(sentence, index, low)
        if speech is None:
            speech = _before(sentence, index, low)
        if speech is not None:
            yield speech


def _before(sentence: Sentence, index: int, low: str) -> Speech | None:
    """Return the speech of a speaker who stands before the verb: "X said"."""
    words, verb = sentence.words, sentence.words[index]
    last = index - 1
    while last >= 0 and _is_between(words[last]):
        last -= 1
    if last < 0 or words[last].text.lower() in _PASSIVE:
        return None
    if words[last].text == "," and last == index - 1:
        comma, last = last, _before_insertion(words, last)
        if last >= 0 and _is_named_there(words, last, comma):
            last = comma - 1
    first = _first_of(words, last)
    if first is None:
        return None
    place = words[first].start, words[last].end
    speaker = _speaker(sentence, *place)
    if speaker is None or (low in _EXPECT and _EXPERTS.search(speaker.text) is None):
        return None
    said = _said_around(sentence, index, low, first)
    return None if said is None else Speech(speaker, said, (verb.start, verb.end), place)


def _said_around(
    sentence: Sentence, index: int, low: str, first: int
) -> tuple[tuple[int, int], ...] | None:
    """Return what is said by the speaker from the word *first* up to the verb at *index*."""
    words, verb = sentence.words, sentence.words[index]
    start, end = words[first].start, len(sentence.text)
    behind = sentence.text[verb.end :]
    comma = first > 0 and words[first - 1].text in {",", '"', "”", "\u2019"}
    if comma and low not in _EXPECT:
        if _BEHIND.match(behind) is not None:
            return ((0, start),)
        if _MEDIAL.match(behind) is not None:
            return (0, start), (verb.end, end)
    return ((verb.end, end),) if _introduces(words, index, low) else None


def _is_between(word: Word) -> bool:
    """Return whether *word* may stand between a speaker and the verb."""
    low = word.text.lower()
    return not word.mention and (low in _HAVE or (word.text.islower() and low.endswith("ly")))


def _before_insertion(words: tuple[Word, ...], comma: int) -> int:
    """Return the last word before what stands between two commas, as in "X, the maker, said"."""
    for index in range(comma - 1, max(-1, comma - _INSERTED), -1):
        if words[index].text == "," and not words[index].mention:
            return index - 1
        if words[index].text in ';:"“”' or words[index].text.lower() in {"and", "but"}:
            break
    return -1


def _is_named_there(words: tuple[Word, ...], last: int, comma: int) -> bool:
    """Return whether the name stands between the commas: "the airline, Apex Air, said"."""
    first = _first_of(words, last)
    head = words[last if first is None else first : last + 1]
    inserted = words[last + 2 : comma]
    named = all(w.mention or w.text[0].isupper() for w in inserted)
    return not any(w.mention for w in head) and bool(inserted) and named


def _introduces(words: tuple[Word, ...], index: int, low: str) -> bool:
    """Return whether the verb is followed by what is said."""
    following = words[index + 1].text.lower() if index + 1 < len(words) else ""
    if following in {"", ".", ";", "nothing", "no"}:
        return False
    if low in _EXPECT | {"said", "says", "say", "confirmed", "denied"}:
        return following not in {"to", "goodbye"} or low in _EXPECT
    near = [word.text.lower() for word in words[index + 1 : index + 8]]
    return low in _ALWAYS or near[0] == "that" or (near[0] in _TIME_LEADS and "that" in near)


def _first_of(words: tuple[Word, ...], last: int) -> int | None:
    """Return where the words of the speaker who ends at *last* begin; None if that is unclear."""
    index, seen = last, 0
    if last < 0 or words[last].text in ',;:"“”':
        return None
    while index >= 0 and seen < _LONGEST:
        word = words[index]
        if word.text == "and" and _joins_names(words, index):
            index, seen = index - 1, seen + 1
            continue
        if not word.mention and (
            word.text in ',;:()"“”—\u2013-<>[]|=' or word.text.lower() in _STOP
        ):
            break
        if not word.mention and word.text.lower() not in _HAVE and _is_other_verb(word.text):
            break
        index, seen = index - 1, seen + 1
    if seen == 0 or (index >= 0 and seen == _LONGEST):
        return None
    if index >= 0 and _is_other_verb(words[index].text) and not words[index].mention:
        # the object of another verb comes before the "and": "makes cells and Bolt said"
        joints = [i for i in range(index + 1, last) if words[i].text == "and"]
        return joints[-1] + 1 if joints else index + 1
    return index + 1


def _joins_names(words: tuple[Word, ...], index: int) -> bool:
    """Return whether the "and" at *index* stands between two names."""
    return 0 < index < len(words) - 1 and words[index - 1].mention and words[index + 1].mention


def _is_other_verb(word: str) -> bool:
    return is_verb(word) and word not in {"named", "listed", "plans", "sources", "orders", "works"}


def _behind(sentence: Sentence, index: int, low: str) -> Speech | None:
    """Return the speech of a speaker who stands behind the verb: "…, said X."."""
    words, verb = sentence.words, sentence.words[index]
    opening = {",", '"', "”", "\u2019"}
    if index == 0 or words[index - 1].text not in opening or low not in {"said", "says"}:
        return None
    last = index
    while last + 1 < len(words) and last - index < _LONGEST:
        text = words[last + 1].text
        if not words[last + 1].mention:
            if text in ",;:()" or text.lower() in _STOP:
                break
            if is_verb(text) or text.lower() in {"it", "they", "he", "she", "its", "that"}:
                return None
        if text in ".!?" and words[last + 1].end >= len(sentence.text.rstrip("\"”'\u2019 ")):
            break
        last += 1
    if last == index:
        return None
    start, end = words[index + 1].start, words[last].end
    trimmed = re.sub(
        r"\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*|in\s+an?\s.*|at\s+a\s.*)\Z",
        "",
        sentence.text[start:end],
    )
    speaker = _speaker(sentence, start, start + len(trimmed))
    if speaker is None:
        return None
    return Speech(speaker, ((0, verb.start),), (verb.start, verb.end), (start, end))


def _according_to(sentence: Sentence) -> Iterator[Speech]:
    text = sentence.text
    for match in _ACCORDING.finditer(text):
        stop = _ACCORDING_END.search(text, match.end())
        end = len(text) if stop is None else stop.start()
        speaker = _speaker(sentence, match.end(), end)
        if speaker is None or _NO_SPEAKER.match(speaker.text) is not None:
            continue
        comma = text.find(",", end)
        behind = (comma + 1, len(text)) if comma >= 0 else (len(text), len(text))
        said = (behind,) if not text[: match.start()].strip(' "“') else ((0, match.start()), behind)
        yield Speech(speaker, said, (match.start(), match.end()), (match.end(), end))


def _speaker(sentence: Sentence, start: int, end: int) -> Attribution | None:
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


def _is_name(sentence: Sentence, mention: object) -> bool:
    first, last = sentence.local(mention)  # type: ignore[arg-type]
    words = sentence.text[first:last]
    return (
        getattr(mention, "type", "") in _ACTORS
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
