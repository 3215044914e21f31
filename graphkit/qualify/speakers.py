"""Who says what: finds the speakers of a sentence and the part of it that each of them says.

"X said that …", "…, X said", "…, said X", "…, X said, …" and "according to X".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphkit.qualify.said import cut_at_breaks
from graphkit.qualify.who import find_speaker
from graphkit.qualify.words import is_verb, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.model import Attribution
    from graphkit.qualify.sentence import Sentence, Word

_ANY: Final = re.compile(
    r"\b(?:said|says?|announce[ds]|told|confirm(?:ed|s)|den(?:ied|ies)|claim(?:ed|s)|alleg(?:ed|es)"
    r"|stated|added|reported|reports|disclosed|revealed|warn(?:ed|s)|noted|argued|insisted"
    r"|acknowledged|explained|declared|predicts?|predicted|expects?|estimates?|estimated|believes?"
    r"|forecasts?|according\s+to)\b",
    re.IGNORECASE,
)
# Verbs that make what follows something said, whatever it is; of the others only "… that".
_ALWAYS: Final = word_set("said says say announced announces told confirmed denied")
_WITH_THAT: Final = word_set(
    "confirms denies claimed claims alleged alleges stated added reported reports "
    "disclosed revealed warned warns noted argued insisted acknowledged explained "
    "declared predicted"
)
_EXPECT: Final = word_set(
    "expect expects expected believe believes estimate estimates estimated predict "
    "predicts forecast forecasts"
)
_EXPERTS: Final = re.compile(
    r"\b(?:analysts?|economists?|experts?|observers?|researchers?|traders?|brokers?)\b",
    re.IGNORECASE,
)
_PASSIVE: Final = word_set(
    "is are was were be been being as not never to will would could can may might must "
    "should did does do n't cannot"
)
"""Words before a verb that make it no saying: "is said to", "declined to say", "would not say"."""
_HAVE: Final = word_set("has have had also later earlier recently already today")
_STOP: Final = word_set(
    "and but or while whereas although though because if when that as after before since "
    "which who where so then however"
)
_TIME_LEADS: Final = word_set("on in late early last this yesterday today")
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
_LONGEST: Final = 14  # words of a speaker: "a senior official of the ministry of industry of …"
_INSERTED: Final = 16  # words between the commas of "X, the maker of …, said"


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
    speaker = find_speaker(sentence, *place)
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
    speaker = find_speaker(sentence, start, start + len(trimmed))
    if speaker is None:
        return None
    return Speech(speaker, ((0, verb.start),), (verb.start, verb.end), (start, end))


def _according_to(sentence: Sentence) -> Iterator[Speech]:
    text = sentence.text
    for match in _ACCORDING.finditer(text):
        stop = _ACCORDING_END.search(text, match.end())
        end = len(text) if stop is None else stop.start()
        speaker = find_speaker(sentence, match.end(), end)
        if speaker is None or _NO_SPEAKER.match(speaker.text) is not None:
            continue
        comma = text.find(",", end)
        behind = (comma + 1, len(text)) if comma >= 0 else (len(text), len(text))
        said = (behind,) if not text[: match.start()].strip(' "“') else ((0, match.start()), behind)
        yield Speech(speaker, said, (match.start(), match.end()), (match.end(), end))
