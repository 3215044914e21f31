"""Whether a sentence ends at a mark that may end one: rules for news, filings and web pages.

Asked in this order; the first rule that fits decides, and without one it is a boundary:

1. before a word in lower case or a mark such as ``,`` or ``)`` is none;
2. a mark alone (``1.``, ``Item 1A.``, ``: 2.``) and a dateline (``MOSCOW /TASS/.``) stay with
   what they open;
3. titles (``Mr.``) and words such as ``vs.`` end no sentence, ``No.`` and the like none before
   a number;
4. a shortened word before a bracket that closes (``the maker (once Acme Corp.) Ito``) ends none;
5. legal forms (``Corp.``, ``S.A.``) end one, but not before a bracket, a dash, an office
   (``Corp. Chairman``) or a further form (``Co. Ltd.``);
6. initials, dotted words (``U.S.``, ``p.m.``), months, parts of names (``Bros.``), American states
   behind a comma (``, Ore.``) and names such as ``Yahoo!`` end one only before a word that opens
   sentences (``The``, ``It`` ...) or an opening quotation mark.
"""

from __future__ import annotations

import re

from graphkit.read.blocks import begins_lower

TAIL = 80
"""How many characters before a boundary the rules look at."""

HEAD = 40
"""How many characters behind a boundary the rules look at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENERS = _words("""
    A According Additionally After All Although Among Another As At Because Before Both But By
    Despite During Each Earlier Even Every For Former From Furthermore Has He Her Here His How
    However I If In Instead It Its Last Later Many Meanwhile Moreover Most My Neither On Once One
    Only Other Others Our Out Over Separately Several She Since So Some Still Such That The Their
    Then There Therefore These They This Those Though Through Thus Today Two Under Until We What
    When Where Whether While Who Why With Without You Your
    """)
"""Words that have a capital where a sentence begins and seldom elsewhere."""

_TITLES = _words("""
    Mr Mrs Ms Dr Prof Hon Rev Gen Lt Col Capt Sgt Gov Sen Rep Messrs Mme Mlle Mt Ft Maj Adm
    """)
_NEVER = _words("vs Vs v e.g E.g i.e I.e cf Cf viz approx Approx ca incl excl")
_NUMBERED = _words("no nos fig figs sec art ch vol vols pp p para eq est")
_FORMS = _words("""
    inc corp co ltd llc plc cos s.a n.v b.v s.p.a l.l.c p.l.c s.r.l s.à.r.l s.a.b q.p.s.c q.s.c
    p.j.s.c g.m.b.h
    """)
_PARTS = _words("""
    bros mfg mgmt pte pty sdn bhd intl int'l natl nat'l assn ass'n dept univ govt gov't jr sr st ave
    blvd rd hwy bldg al ed eds jan feb mar apr jun jul aug sep sept oct nov dec tues thurs
    """)
_STATES = _words("""
    Ala Ariz Ark Cal Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb
    Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que
    """)
_AFTER_FORM = _words("""
    CEO CFO COO CTO Chairman Chairwoman Chair Chief President Vice Executive Director Founder
    Spokesman Spokeswoman Spokesperson Senior Managing Treasurer Co-founder Co-CEO Class Ltd Inc LLC
    LLP LP L.P Plc PLC KG KGaA Limited Pte Pty Bhd Berhad Tbk Co
    """)
_EXCLAIMING = frozenset({"yahoo!", "yum!", "jeopardy!", "joomla!"})
_CLOSING = "\"')]}*\u2019\u201d\u00bb"
_QUOTES = "\"'\u2018\u201c\u00ab\u201e"
_BRACKETS = "([{"
_CONTINUES = re.compile(r"[,;:)\]}%\u2026\u201d\u00bb!?/&]")
_MARK = re.compile(
    r"(?:[-*\u2013\u2022]\s+)?"
    r"(?:(?:item|note|exhibit|section|article|table|figure|part|appendix|annex|schedule|chapter|rule)"
    r"\s+[0-9a-z][0-9a-z.-]{0,5}\.|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[a-z]|[ivx]{1,4})[.)]{1,2})",
    re.IGNORECASE,
)
_INLINE_MARK = re.compile(r"[:;,]\s+\(?[0-9]{1,2}\)?\.\Z")
_DATELINE = re.compile(r"[A-Z][A-Z' -]{2,}[^!?]{0,50}(?:\([A-Z][^()]{1,25}\)|/[A-Z][^/]{1,25}/)\.")
_PLACE = re.compile(r"[A-Z][A-Z' -]{2,}[A-Za-z0-9., '-]{0,40}\.")
_AGENCY = re.compile(r"(?:\([A-Z][^()]{1,25}\)|/[A-Z][^/]{1,25}/)\s*[-\u2013\u2014]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}|[^\W\d_]\.")
_LETTERED = re.compile(r"\A\([0-9a-z]{1,4}\)\s+")
_ITEM = re.compile(r"\b[Ii]tems?\s+[0-9]{1,2}[A-C]?\.\Z")
_FIRST_WORD = re.compile(r"[^\s,;:()'\u2019]+")


def is_boundary(left: str, right: str, *, whole: bool) -> bool:
    """Return whether a sentence ends between these two stretches of text.

    Args:
        left: The sentence so far, or its last `TAIL` characters, up to a mark that may end it.
        right: What follows behind the white space, or its first `HEAD` characters.
        whole: Whether *left* reaches back to the beginning of the sentence.

    >>> is_boundary("Ships left the U.S.", "The port closed.", whole=True)
    True
    >>> is_boundary("Ships left the U.S.", "Navy yard.", whole=True)
    False
    >>> is_boundary("It was made by Acme Corp.", "Chairman Ito said so.", whole=True)
    False
    """
    if begins_lower(_LETTERED.sub("", right)) or _CONTINUES.match(right):
        return False
    if (whole and _opens(left, right)) or _INLINE_MARK.search(left):
        return False
    bare = left.rstrip(_CLOSING)
    words = bare.split()
    last = words[-1].lstrip(_QUOTES + _BRACKETS) if words else ""
    if last.lower() in _EXCLAIMING or _ITEM.search(bare):
        return _begins_sentence(right)
    behind_comma = len(words) > 1 and words[-2].endswith(",")
    verdict = _after_short_word(last, right, behind_comma=behind_comma)
    if verdict is None:
        return True
    closes = ")" in left[len(bare) :] and not left.startswith("(")
    return verdict and not closes


def _opens(left: str, right: str) -> bool:
    """Return whether all that stands before is a mark or a dateline of what follows."""
    if _MARK.fullmatch(left) or _DATELINE.fullmatch(left):
        return True
    return _PLACE.fullmatch(left) is not None and _AGENCY.match(right) is not None


def _after_short_word(last: str, right: str, *, behind_comma: bool) -> bool | None:
    """Return whether a sentence ends after this word, or None if it is no known short word."""
    if not last.endswith("."):
        return None
    word = last[:-1]
    if word in _TITLES or word in _NEVER or (word.isupper() and word.capitalize() in _TITLES):
        return False
    if word.lower() in _NUMBERED and right[:1].isdecimal():
        return False
    if word.lower() in _FORMS:
        return _ends_after_form(right)
    is_state = behind_comma and word in _STATES
    if is_state or word.lower() in _PARTS or _DOTTED.fullmatch(last):
        return _begins_sentence(right)
    return None


def _ends_after_form(right: str) -> bool:
    match = _FIRST_WORD.match(right)
    if match is None or right[0] in "-\u2013\u2014":
        return False
    return match[0].rstrip(".") not in _AFTER_FORM


def _begins_sentence(right: str) -> bool:
    bare = right.lstrip(_QUOTES + _BRACKETS)
    if right[:1] in _QUOTES and bare[:1].isupper():
        return True
    match = _FIRST_WORD.match(bare)
    return match is not None and match[0] in OPENERS
