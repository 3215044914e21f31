"""Finds the words of a sentence that tell a time, without saying yet which days they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# four digits that nothing makes an amount, a price, a part of a number or the name of a model
_YEAR: Final = r"(?<![\d$€£¥.,#/-])(?:1[89]|20)\d\d(?![\d%°]|[.,/-]\d|-[a-z]|(?:th|nm|mm|MHz|cc)\b)"
_PLAIN_YEAR: Final = r"(?:1[89]|20)\d\d(?![\d%°]|[.,/-]\d|-[a-z])"  # behind "mid-"
_DAY: Final = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?![\d%])"
_FULL_DAY: Final = (
    rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+)(?:in\s+)?{_YEAR}"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR})"
)
_NUMBER: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen"
    r"|twenty)"
)
_UNIT: Final = r"(?:day|week|month|year)"
_SOME_YEAR: Final = rf"(?:{_YEAR}|(?:last|this|next)\s+year)"
_SOME_MONTH: Final = rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}"

# In the order in which they are tried: what says most comes first.
_KINDS: Final = {
    "ended": rf"(?:the\s+)?(?:(?:fiscal\s+)?(?:year|quarter)|(?:three|six|nine|twelve)\s+months)"
    rf"\s+(?:ended|ending)\s+(?:on\s+)?{_FULL_DAY}",
    "iso": r"(?<![\d.-])(?:1[89]|20)\d\d-[01]\d-[0-3]\d(?![\d-])",
    "day": _FULL_DAY,
    "fiscal": rf"(?:the\s+)?(?:(?:\w+[ -]quarter|Q[1-4]|\w+\s+half)\s+(?:of\s+)?)?"
    rf"(?:fiscal(?:\s+year)?|FY|financial\s+year)\s*(?:{_YEAR}|'?\d\d\b)?"
    rf"|(?:this|last|next)\s+(?:fiscal|financial)\s+(?:year|quarter)",
    "quarter": rf"(?:the\s+)?(?:(?:first|second|third|fourth|last|final)[\s-]quarter\s+(?:of\s+)?"
    rf"{_SOME_YEAR}|Q[1-4]\s+(?:of\s+)?{_YEAR}|[1-4]Q\s?{_YEAR}|{_YEAR}'s\s+"
    rf"(?:first|second|third|fourth)\s+quarter)",
    "half": rf"(?:the\s+)?(?:(?:first|second)\s+half\s+(?:of\s+)?{_SOME_YEAR}"
    rf"|H[12]\s+(?:of\s+)?{_YEAR})",
    "part": rf"(?:early|mid|late)(?:\s+in)?[\s-]+"
    rf"(?:{_SOME_MONTH}|{_SOME_YEAR}|{_PLAIN_YEAR}|{_MONTH})"
    rf"|(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+(?:{_SOME_MONTH}|{_SOME_YEAR}|{_MONTH}"
    rf"|(?:this|next|last)\s+month)|year[\s-]end(?:\s+{_YEAR})?",
    "season": rf"(?:the\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}",
    "decade": r"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?:1[89]|20)\d0['\u2019]?s",
    "years": r"(?<![\d$€£¥.,#/-])(?:1[89]|20)\d\d\s?[-\u2013]\s?(?:1[89]|20)\d\d(?![\d-])"
    r"|(?<![\d$€£¥.,#/-])(?:1[89]|20)\d\d\u2013\d\d(?![\d-])",
    "month": _SOME_MONTH,
    "ago": rf"{_NUMBER}\s+{_UNIT}s?\s+ago",
    "ahead": rf"{_NUMBER}\s+{_UNIT}s?(?:['\u2019]?\s+time|\s+from\s+now)?",
    "coming": rf"(?:the\s+)?(?:next|coming)\s+(?:{_NUMBER}\s+)(?:months|years)",
    "named": rf"(?:the\s+day\s+before\s+)?yesterday|today|tomorrow"
    rf"|(?:earlier|later)\s+this\s+(?:week|month|year)"
    rf"|(?:last|this|next|this\s+past|this\s+coming)\s+(?:week|month|year|quarter|{_WEEKDAY}|{_MONTH})",
    "monthday": rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH})"
    r"(?!,?\s*\d)",
    "weekday": rf"{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?",
    "baremonth": _MONTH,
    "year": _YEAR,
}
_CORE: Final = re.compile(
    "|".join(rf"(?P<{kind}>(?<!\w)(?:{pattern})(?!\w))" for kind, pattern in _KINDS.items())
)
_LEAD: Final = re.compile(
    r"(?:(?<!\w)(?:(?P<since>(?:ever\s+)?since|from|(?:starting|beginning|effective)"
    r"(?:\s+(?:in|from|on))?|as\s+from)"
    r"|(?P<until>until|till|through|up\s+(?:to|until))"
    r"|(?P<by>by|no\s+later\s+than)|(?P<before>before|prior\s+to)|(?P<after>after)"
    r"|(?P<within>within)|(?P<between>between)"
    r"|(?P<during>during|over|throughout)"
    r"|(?P<on>on)|(?P<in>as\s+of|as\s+early\s+as|in|around|about)))"
    r"(?:\s+(?P<about>about|around|approximately|roughly|as\s+early\s+as|at\s+least))?\s+\Z",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\s*(?:to|until|till|through|[-\u2013—])\s*\Z")
_AND: Final = re.compile(r"\s+and\s+\Z")
_ROUGHLY: Final = re.compile(
    r"(?:about|around|approximately|circa|c\.|roughly|perhaps)\s+\Z", re.IGNORECASE
)
_ANY: Final = re.compile(
    rf"(?<![\d$€£¥])(?:1[89]|20)\d\d|{_MONTH}|{_WEEKDAY}|yesterday|today|tomorrow|[Yy]ear|[Mm]onth"
    r"|[Ww]eek|quarter|fiscal|FY\d|days?\s+(?:ago|from)"
)
_BEGINS: Final = re.compile(
    rf"\s+(?:the\s+|early\s+|late\s+|mid-?\s*|at\s+least\s+|about\s+|around\s+|last\s+|next\s+|this\s+)*"
    rf"(?:{_YEAR}|{_MONTH}|{_DAY}\s|{_WEEKDAY}|(?:1[89]|20)\d0s|Q[1-4]\b|FY|fiscal|yesterday|today"
    rf"|tomorrow|year|month|week|beginning|start|end\s+of|middle\s+of|(?:first|second|third|fourth)"
    rf"[\s-](?:quarter|half)|spring|summer|autumn|winter)"
)
_REACH: Final = 40  # characters before a time in which the small words that lead it in stand


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: ``kind`` is one of those above, ``lead`` how they are led in.

    ``lead`` is "" where no small word does so. ``upper`` is the second time of a range.
    """

    start: int
    end: int
    kind: str
    text: str
    lead: str = ""
    approximate: bool = False
    upper: Expression | None = None


def tells_time(text: str) -> bool:
    """Return whether *text* may tell a time: quick, and often wrong in saying so.

    >>> tells_time("sold 5,000 buses"), tells_time("sold it in May")
    (False, True)
    """
    return _ANY.search(text) is not None


def begins_with_time(text: str) -> bool:
    """Return whether *text*, the words behind a preposition, begins with a time.

    >>> begins_with_time(" 2019, it"), begins_with_time(" the fire of 2019")
    (True, False)
    """
    return _BEGINS.match(text) is not None


def find_expressions(text: str) -> tuple[Expression, ...]:
    """Return the times that *text* tells, in order.

    >>> [(e.kind, e.lead, e.text) for e in find_expressions("It has sold cells since May 2019.")]
    [('month', 'since', 'since May 2019')]
    """
    return tuple(_joined(text, [_led(text, match) for match in _CORE.finditer(text)]))


def _led(text: str, match: re.Match[str]) -> Expression:
    """Return the time of *match* with the word that leads it in."""
    kind = str(match.lastgroup)
    begin = max(0, match.start() - _REACH)
    before = text[begin : match.start()]
    lead = _LEAD.search(before)
    if lead is None:
        rough = _ROUGHLY.search(before) is not None
        return Expression(match.start(), match.end(), kind, match[0], "", rough)
    name = str(next(name for name, found in lead.groupdict().items() if found is not None))
    word = lead[name].lower()
    rough = lead["about"] is not None or word in {"around", "about"}
    # the small word belongs to what is told, unless it says no more than "in"
    start = match.start() if name in {"in", "about", "during", "on"} else begin + lead.start()
    name = "in" if name == "about" else name
    return Expression(start, match.end(), kind, text[start : match.end()], name, rough)


def _joined(text: str, found: list[Expression]) -> Iterator[Expression]:
    """Yield the times with those that are the two ends of a range joined."""
    index = 0
    while index < len(found):
        first = found[index]
        second = found[index + 1] if index + 1 < len(found) else None
        if second is not None and _is_range(text, first, second):
            words = text[first.start : second.end]
            yield Expression(
                first.start, second.end, first.kind, words, first.lead, first.approximate, second
            )
            index += 2
        else:
            yield first
            index += 1


def _is_range(text: str, first: Expression, second: Expression) -> bool:
    gap = text[first.end : second.start]
    if first.lead == "between":
        return _AND.match(gap) is not None
    if second.lead == "until" and first.lead in {"since", "in", ""}:
        return not gap.strip()
    return _TO.match(gap) is not None
