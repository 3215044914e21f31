"""Finds money, shares and measured or counted quantities in a sentence, as typed values.

What an amount is said of is left to `graphkit.qualify.much`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from graphkit.qualify import currencies, units
from graphkit.qualify.numerals import (
    LARGE,
    LARGE_WORDS,
    NUMBER,
    TO,
    bound_of,
    is_unread,
    start_with_bound,
    to_number,
    with_ranges_alike,
)
from graphkit.qualify.words import is_plural_verb, is_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.qualify.sentence import Sentence

_ANY: Final = re.compile(
    r"\d|\b(?:half|third|quarter|fifth|tenth|percent|per\s+cent|hundred|thousand|[mb]illion|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety)",
    re.IGNORECASE,
)
_FRACTIONS: Final = {
    "half": "50", "a half": "50", "one half": "50", "a third": "33.3", "one third": "33.3",
    "two thirds": "66.7", "a quarter": "25", "one quarter": "25", "three quarters": "75",
    "a fifth": "20", "one fifth": "20", "two fifths": "40", "three fifths": "60",
    "four fifths": "80", "a tenth": "10", "one tenth": "10",
}  # fmt: skip
_ROUNDED: Final = frozenset({"33.3", "66.7"})
_FRACTION: Final = re.compile(
    r"\b(?P<fraction>half|(?:a|one)[\s-](?:half|third|quarter|fifth|tenth)"
    r"|two[\s-]thirds|three[\s-]quarters|(?:two|three|four)[\s-]fifths)"
    r"(?=\s+(?:of|the|its|their|all)\b)",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    rf"(?P<low>{NUMBER})(?:\s?(?:%|percent|per\s+cent))?(?:{TO}(?P<high>{NUMBER}))?"
    r"[\s-]?(?:%|percent\b|per\s+cent\b)(?!\s*(?:age\s+)?points?)",
    re.IGNORECASE,
)
_PER: Final = re.compile(
    r"(?:\s+(?:a|an|per|each|every)\s+|/)(?P<time>year|month|week|day|hour|quarter)\b"
    r"|\s+(?P<adverb>annually|yearly|monthly|weekly|daily|per\s+annum)\b",
    re.IGNORECASE,
)
_ADVERBS: Final = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day",
    "per annum": "year", "annual": "year",
}  # fmt: skip
_PER_BEFORE: Final = re.compile(
    r"\b(?P<adverb>annual|yearly|monthly|weekly|daily)\s+(?:\w+\s+){0,2}"
    r"(?:capacity|output|production|volumes?|deliveries|shipments|sales|exports|supply|rate)"
    r"\s+(?:of|to)\s*(?:[a-z]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(
    r"\s+(?:of\s+)?(?:(?:all|the|its|their|his|total|overall|all\s+the|all\s+of\s+its)\s+)*"
    r"(?P<whole>[\w.&'\u2019-]+(?:\s+(?!(?:in|for|from|to|at|by|and|with|which|that|on|last|this|was|is|are"
    r"|were|as|while|but|through|over|during|under|of|or|since|until|will|would|has|had|it|they|between|before|after)\b)"
    r"[\w&'\u2019-]+){0,4})"
)
_PRONOUNS: Final = frozenset({"it", "them", "this", "these", "that", "those"})
_REACH: Final = 60  # characters before an amount in which "annual capacity of" stands
_TEXT_UNITS: Final = (
    r"units|pieces|wafers|vehicles|cars|trucks|buses|planes|jets|aircraft|devices|doses|sets|cells"
)


_DOLLARS: Final = r"(?:US|AU|A|CA|C|NZ|HK|NT|S|R)\s\$"
_RANGE: Final = rf"(?:{TO}(?P<high>{NUMBER})(?P<higher>{LARGE_WORDS})?)?"
_COUNT: Final = re.compile(
    rf"(?P<low>{NUMBER})(?P<large>{LARGE_WORDS})?{_RANGE}"
    r"(?P<words>(?:\s+[a-z][\w-]*){0,4})\s+\Z"
)
_RATIO: Final = re.compile(rf"{NUMBER}\s+(?:(?:out\s+)?of|in)\s+(?:every\s+)?\Z", re.IGNORECASE)
"""What stands before the second number of "9 out of 10"."""
_FORMAT: Final = re.compile(r"\d{4,5}")
_CELLS: Final = re.compile(r"\bcells?\b|\bbatter(?:y|ies)\b", re.IGNORECASE)
"""Cells are named by their size: the "18650" and the "4680"."""
_COUNTER: Final = re.compile(r"(?<=\s)[a-z][\w-]*\s+of\Z")
_PIECES: Final = re.compile(
    rf"(?P<low>{NUMBER})(?P<large>{LARGE_WORDS})?{_RANGE}(?P<words>\s+(?:[a-z][\w-]*\s+){{0,2}}?)"
    rf"(?P<noun>{_TEXT_UNITS})\b"
)
_NO_COUNT: Final = re.compile(
    r"\b(?:in|for|from|to|at|by|with|and|or|on|per|which|that|people|workers|employees|jobs|staff"
    r"|years?|months?|weeks?|days?|hours?|times|percent|plants?|factories|stores|countries|companies"
    r"|customers|suppliers|makers?|models?|types?|kinds?|different|the|nm|nanomet\w+|inch|mm|km|[mb]n"
    r"|million|billion|other|largest|biggest|every|each|out|need|volts?|[kM]?V|kilovolts?|amps?|[mk]?Ah|bits?"
    r"|cores?|foot|feet|ft|inch(?:es)?|octane|stainless|gauge|grade|series|class|generation|horsepower|hp|[kMG]?Hz"
    r"|seat(?:er)?s?|door|wheel|axle|cylinder|stage|pin|layer|degrees?|rpm|psi|[kMGT]B|gigabytes?|megabytes?"
    r"|megapixels?|metres?|meters?|miles?)\b|^\s+of$"
)
_NAME: Final = re.compile(
    r"(?:^|\s)(?!(?:In|About|Some|Over|The|Nearly|Around|Almost|Another)\s)(?=\w*[A-Z])[\w-]+\s+\Z"
)
"""A name before a number: the number is a part of it ("Model 3", "iPhone 15")."""


@dataclass(frozen=True, slots=True)
class Found:
    """An amount, from ``start`` to ``end`` of the sentence; ``number_end`` ends its number.

    ``counted`` is where the goods begin that the number counts, or None if it has a unit.
    """

    start: int
    end: int
    number_end: int
    kind: str
    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    bound: str = "exact"
    counted: int | None = None


def tells_amount(text: str) -> bool:
    """Return whether *text* may tell an amount: quick, and often wrong in saying so."""
    return _ANY.search(text) is not None


def find_amounts(sentence: Sentence, times: Iterable[tuple[int, int]] = ()) -> tuple[Found, ...]:
    """Return the amounts that *sentence* tells, in order and without overlap.

    Numbers that lie in a mention ("the 737") or in one of *times* are none.

    >>> from graphkit.qualify.sentence import Sentence
    >>> found = find_amounts(Sentence("a plant for €1.2bn and 35 GWh a year", 0, None, ()))
    >>> [(str(each.value), each.currency, each.unit, each.per) for each in found]
    [('1200000000', 'EUR', None, None), ('35', None, 'gigawatt-hour', 'year')]
    """
    text = with_ranges_alike(sentence.text)
    taken = [*sentence.mention_spans, *times]
    found: list[Found] = []
    for each in chain(_money(text), _shares(text), _measures(text), _counts(text, sentence)):
        if not any(each.start < end and start < each.number_end for start, end in taken):
            taken.append((each.start, each.number_end))
            found.append(_timed(text, each, sentence))
    found.sort(key=lambda each: each.start)
    return tuple(
        each
        for before, each in zip([None, *found], found, strict=False)
        if before is None or not _is_converted(text, before, each)
    )


def _is_converted(text: str, before: Found, each: Found) -> bool:
    """Return whether *each* only tells *before* in another currency, in brackets."""
    gap = text[before.end : each.start].split()
    return before.kind == each.kind == "money" and gap[:1] in (["("], ["(or"], ["(about"])


_FOREIGN: Final = re.compile(r"\s(?:Canadian|Australian)\b")
"""Behind an amount it is not clear whether they tell of the dollars."""
_SIGNED: Final = re.compile(r"[$€£¥₹₩]\s?\Z")
_SIGN: Final = 2  # characters of a sign with a space


@cache
def _money_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    sign, name = currencies.sign_pattern(), currencies.name_pattern()
    before = (
        rf"(?<![\w$])(?<![A-Z]\s)(?P<sign>{_DOLLARS}|{sign})\s?(?P<low>{NUMBER})(?P<large>{LARGE})?"
        rf"(?:{TO}(?:{sign})?\s?(?P<high>{NUMBER})(?P<higher>{LARGE})?)?"
    )
    behind = (
        rf"(?P<low>{NUMBER})(?P<large>{LARGE})?(?:{TO}(?P<high>{NUMBER})(?P<higher>{LARGE})?)?"
        rf"[\s-]?(?P<name>(?:{name})(?!\w)|€|£|(?-i:USD|EUR|GBP|JPY|CNY|RMB|CHF|SEK|NOK|INR|CAD|AUD|NZD|SGD|HKD)\b)"
    )
    return re.compile(before), re.compile(behind, re.IGNORECASE)


def _money(text: str) -> Iterator[Found]:
    if not currencies.tells_currency(text):
        return
    before, behind = _money_forms()
    for match in before.finditer(text):
        found = _ranged(text, match, "money")
        paid = None if found is None else _in_currency(text, found, "".join(match["sign"].split()))
        if paid is not None:
            yield paid
    for match in behind.finditer(text):
        if _SIGNED.search(text, max(0, match.start() - _SIGN), match.start()) is not None:
            continue  # read above, or not understood
        name = " ".join(match["name"].lower().split())
        code = currencies.names().get(name, currencies.signs().get(match["name"].upper()))
        found = _ranged(text, match, "money")
        # pounds may be a weight, and "12 won" a verb
        sure = name not in {"pound", "pounds"} and (name != "won" or match["large"] is not None)
        if found is not None and code is not None and sure:
            yield replace(found, currency=code)


def _in_currency(text: str, found: Found, sign: str) -> Found | None:
    """Return *found* with its currency, or None if that, or its large unit, is not sure."""
    code = currencies.code_of(sign, text)
    named = currencies.named_behind(text, found.end)
    if code is None or is_unread(text, found.end):
        return None
    if named is None:
        unclear = _FOREIGN.match(text, found.end) is not None
        return None if unclear else replace(found, currency=code)
    if named[0] != code and not (sign == "$" and named[0].endswith("D")):
        return None
    return replace(found, currency=named[0], end=named[1], number_end=named[1])


def _shares(text: str) -> Iterator[Found]:
    for match in _SHARE.finditer(text):
        found = _ranged(text, match, "share")
        if found is not None:
            yield _of_whole(text, replace(found, unit="%"))
    for match in _FRACTION.finditer(text):
        value = _FRACTIONS[" ".join(match["fraction"].lower().replace("-", " ").split())]
        bound = bound_of(text, match.start(), match.end())
        if bound == "exact" and value in _ROUNDED:
            bound = "about"
        start = start_with_bound(text, match.start())
        place = start, match.end(), match.end()
        yield _of_whole(text, Found(*place, "share", Decimal(value), unit="%", bound=bound))


@cache
def _measure_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<low>{NUMBER})(?P<large>{LARGE_WORDS})?{_RANGE}"
        rf"[\s-]?(?P<unit>{units.unit_pattern()})(?![\w-]|/(?!(?:year|month|day|week|hour)\b))"
    )


def _measures(text: str) -> Iterator[Found]:
    for match in _measure_form().finditer(text):
        unit = units.units()[match["unit"]]
        # a letter is a unit behind digits only, and pounds are money unless they are of something
        sure = len(match["unit"]) > 1 or match["low"][-1].isdigit()
        if unit == "pound":
            sure = re.match(r"\s+of\s+[a-z]", text[match.end() : match.end() + _REACH]) is not None
        found = _ranged(text, match, "quantity")
        if found is not None and sure:
            yield replace(found, unit=unit)


def _counts(text: str, sentence: Sentence) -> Iterator[Found]:
    """Yield numbers of goods: of a mention that follows closely, or of a word for pieces."""
    for mention in sentence.mentions:
        if mention.type not in {"Product", "Material"}:
            continue
        start, end = sentence.local(mention)
        begin = max(0, start - _REACH)
        match = _COUNT.search(text[:start], begin)
        if match is not None and not _is_other_count(match["words"]):
            found = _ranged(text, match, "quantity")
            goods = _is_goods(match, mention.type, text[start:end])
            if found is not None and goods and _counts_goods(text, match):
                counter = _COUNTER.search(match["words"])  # "62 million boxes of grapes"
                unit = "" if counter is None else f"{counter[0].strip()} "
                unit += " ".join(text[start:end].split())
                yield replace(found, unit=unit, end=end, counted=start)
    for match in _PIECES.finditer(text):
        found = _ranged(text, match, "quantity")
        sized = match["noun"] == "cells" and _is_size(match)
        if found is None or sized or _is_other_count(match["words"].rstrip()):
            continue
        if _counts_goods(text, match):
            yield replace(found, unit=match["noun"], end=match.end())


def _is_other_count(words: str) -> bool:
    """Return whether *words*, between a number and goods, show that it counts something else."""
    verbs = (is_verb(word) or is_plural_verb(word) for word in words.split())
    return _NO_COUNT.search(words) is not None or any(verbs)


def _is_goods(match: re.Match[str], kind: str, goods: str) -> bool:
    """Return whether the number counts the *goods*, and is not the name of a grade or a size.

    Materials are weighed and not counted: "304 stainless steel" is a grade.
    """
    if kind == "Material":
        return _COUNTER.search(match["words"]) is not None
    return not (_CELLS.search(goods) is not None and _is_size(match))


def _is_size(match: re.Match[str]) -> bool:
    return match["large"] is None and _FORMAT.fullmatch(match["low"]) is not None


def _counts_goods(text: str, match: re.Match[str]) -> bool:
    """Return whether the number counts, and is not the last word of a name ("Model 3")."""
    if match["large"] is None and ("." in match["low"] or match["low"].lower() in {"one", "1"}):
        return False
    before = text[max(0, match.start("low") - _REACH) : match.start("low")]
    return _NAME.search(before) is None and _RATIO.search(before) is None


def _ranged(text: str, match: re.Match[str], kind: str) -> Found | None:
    """Return the amount of *match*: one number, or two that a dash or "to" joins."""
    parts = match.groupdict()
    large, higher = parts.get("large"), parts.get("higher")
    low = to_number(match["low"], large)
    upper = None if match["high"] is None else to_number(match["high"], higher)
    if low is None or (match["high"] is not None and upper is None):
        return None
    if upper is not None and large is None and higher is not None:
        scaled = to_number(match["low"], higher)
        low = scaled if scaled is not None and scaled < upper else low
    if upper is not None and upper <= low:
        return None
    bound = bound_of(text, match.start(), match.end())
    start = start_with_bound(text, match.start())
    last = max(match.end(name) for name in ("low", "large", "high", "higher") if parts.get(name))
    number_end = last if kind == "quantity" else match.end()
    return Found(start, match.end(), number_end, kind, low, upper, bound=bound)


def _of_whole(text: str, found: Found) -> Found:
    """Return the share with the whole that it is of, where the text says so."""
    whole = _WHOLE.match(text, found.end)
    said = text[found.end : found.end + len(" of ")].split()[:1] == ["of"]
    fraction = _FRACTION.search(text, found.start, found.end + len(" the world")) is not None
    if whole is None or not (said or fraction) or whole["whole"].lower() in _PRONOUNS:
        return found
    return replace(found, per=" ".join(whole["whole"].split()).strip(".'\u2019-"))


def _timed(text: str, found: Found, sentence: Sentence) -> Found:
    """Return the amount with the time that it is for: "a year" behind it, "annual" before it."""
    if found.kind == "share":
        return found
    ends = [found.end]
    if text.startswith(" of ", found.end):
        ends += [end for start, end in sentence.mention_spans if found.end < start < found.end + 30]
    for end in ends:
        behind = _PER.match(text, end)
        if behind is not None:
            word = " ".join(behind[behind.lastgroup or 0].lower().split())
            place = behind.end() if end == found.end else found.end
            return replace(found, per=_ADVERBS.get(word, word), end=place)
    before = _PER_BEFORE.search(text[max(0, found.start - _REACH) : found.start])
    if before is not None:
        return replace(found, per=_ADVERBS[before["adverb"].lower()])
    return found
