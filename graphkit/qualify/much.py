"""Which amounts of a sentence belong to which claim: only where the words beside them say so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graphkit.model import Amount
from graphkit.qualify.asides import is_aside, is_verb_word
from graphkit.qualify.clauses import NONE
from graphkit.qualify.words import MOVES, is_verb

if TYPE_CHECKING:
    from graphkit.model import Claim
    from graphkit.qualify.amounts import Found
    from graphkit.qualify.clauses import Clauses
    from graphkit.qualify.sentence import Sentence

_MONEY: Final = frozenset(
    [
        "acquires",
        "investsIn",
        "suppliesTo",
        "manufacturesFor",
        "partnersWith",
        "licensesTo",
        "supplies",
        "operates",
        "exportsTo",
        "uses",
    ]
)
_OWNED: Final = frozenset({"acquires", "investsIn", "subsidiaryOf", "operates"})
_TRADED: Final = frozenset(
    [
        "suppliesTo",
        "supplies",
        "manufactures",
        "assembles",
        "manufacturesFor",
        "uses",
        "dependsOn",
        "producedIn",
        "exportsTo",
        "operatesIn",
        "componentOf",
    ]
)
_COUNTED: Final = frozenset(
    [
        "suppliesTo",
        "supplies",
        "manufactures",
        "assembles",
        "manufacturesFor",
        "uses",
        "producedIn",
        "exportsTo",
    ]
)
_BETWEEN_ACTORS: Final = frozenset({"suppliesTo", "manufacturesFor", "exportsTo"})

_FILLER: Final = (
    r"(?:\s+(?:a|an|the|its|another|additional|further|total|of|about|around|some|up\s+to|as\s+much\s+as"
    r"|more\s+than|over|nearly|almost|approximately|roughly|at\s+least|combined|initial|what|between|for|in))*"
)
_PAID: Final = re.compile(
    rf"\b(?:for|worth|valued\s+at|invest(?:s|ed|ing)?|pa(?:id|ys?|ying)|spen(?:t|ds?|ding)|cost(?:s|ing)?"
    rf"|lent|lend(?:s|ing)?|contribut(?:ed|ing)|inject(?:ed|ing)|commit(?:ted|ting)|totall?ing|(?:loans?"
    rf"|investments?|stakes?|orders?|contracts?|deals?|grants?|funding|subsid(?:y|ies)|credits?|agreement"
    rf"|bid|offer|exports|price|value)\s+(?:of|worth|for|at)){_FILLER}\s*\Z",
    re.IGNORECASE,
)
_FOR: Final = re.compile(rf"\b(?:for|of|in){_FILLER}\s*\Z", re.IGNORECASE)
_DEAL: Final = re.compile(
    r"[\s-]+(?:(?!(?:in|of|for|to|from|and|by|with|at|on|or)\b)[\w-]+\s+){0,3}?(?:(?:worth|of|in)\s+)?"
    r"(?:[\w-]+\s+)?(?:deal|contract|order|agreement|acquisition|takeover|buyout|buy-out|merger|purchase"
    r"|investment|stake|loan|bid|offer|plant|factory|facility|fab|mill|complex|smelter|refinery|mine"
    r"|joint\s+venture|venture|project|package|funding|financing|round|credit|grant|subsidy|expansion"
    r"|partnership|transaction|tender)s?\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"\b(?:deal|contract|agreement|merger|venture|project|partnership|transaction|package)s?\b",
    re.IGNORECASE,
)
_SITE: Final = re.compile(
    r"\b(?:plant|factory|facility|fab|mill|complex|smelter|refinery|mine|expansion|project)s?\b",
    re.IGNORECASE,
)
_COST: Final = re.compile(r"\b(?:cost|worth|spen|valued|pa(?:id|ying)|invest)", re.IGNORECASE)
_LEAST: Final = 1000
_IN_KIND: Final = re.compile(
    r"\s+in\s+(?:loans?|financing|funding|aid|grants?|subsid(?:y|ies)|credits?|equity|cash|stock|shares"
    r"|capital|debt|orders)\b",
    re.IGNORECASE,
)
_NO_PRICE: Final = re.compile(
    r"\b(?:revenues?|sales|profits?|loss(?:es)?|incomes?|earnings|turnover|market\s+(?:cap\w*|value)|fined?"
    r"|fines|penalt(?:y|ies)|tax(?:es)?|debts?|savings?|sav(?:e|ed)|salary|dividends?|shares?\s+(?:at|to)"
    r"|budget|assets|damages|settlement|charge|cut|losing|lost|earned?)\s*(?:(?:of|to|at|by|from|worth"
    rf"|totall?ing|was|were|is|are|reached|hit){_FILLER})?\s*\Z",
    re.IGNORECASE,
)
_NO_PRICE_BEHIND: Final = re.compile(
    r"\s*(?:(?:in|of)\s+(?:\w+\s+){0,2}(?:revenues?|sales|profits?|loss(?:es)?|income|earnings|debt|taxes"
    r"|assets|damages|savings|dividends?|fines?|costs)\b|(?:fine|loss|profit|charge|penalty|debt|tax)\b)",
    re.IGNORECASE,
)
_UNIT_PRICE: Final = re.compile(
    r"\s*(?:a|an|per|each)\s+(?:common\s+|ordinary\s+)?(?:share|tonne|ton|barrel|unit|ounce|pound|kilogram"
    r"|gallon|litre|liter|kilowatt|piece|car|vehicle|phone|chip|wafer|head|person|ticket|seat)s?\b"
    r"|\s*(?:apiece|each)\b|/",
    re.IGNORECASE,
)
_STAKE: Final = re.compile(
    r"[\s-]+(?:[\w-]+\s+){0,2}?(?:stakes?|share(?:holding)?s?|interests?\s+in|holdings?)\b(?!\s+price)"
    r"|\s+of\s+(?:the\s+)?(?:[\w.&'\u2019-]+\s+){0,4}?(?:shares|stock|equity|voting)\b"
    r"|\s*[\s-]owned\b",
    re.IGNORECASE,
)
_OWNS: Final = re.compile(
    r"\b(?:own(?:s|ed|ing)?|hold(?:s|ing)?|held|bought|buy(?:s|ing)?|acquir(?:es?|ed|ing)|controls?|took|takes?"
    r"|sold|sell(?:s|ing)?)"
    rf"{_FILLER}\s*\Z",
    re.IGNORECASE,
)
_TRADE: Final = re.compile(
    r"\b(?:account(?:s|ed|ing)?\s+for|represent(?:s|ed|ing)?|mak(?:es?|ing)\s+up|made\s+up|produc(?:es?|ed|ing)"
    r"|suppl(?:y|ies|ied|ying)|provid(?:es?|ed|ing)|mak(?:es?|ing)|made|buys?|bought|gets?|got|imports?"
    r"|imported|exports?|exported|ships?|shipped|sells?|sold|sourc(?:es?|ed)|for|refin(?:es?|ed)|mines?|mined"
    r"|process(?:es|ed)|controls?|deliver(?:s|ed)|uses?|used|generat(?:es?|ed)|derive[sd]?|draws?|drew"
    rf"|obtain(?:s|ed)?|purchase[sd]?|covers?|covered|sends?|sent){_FILLER}\s*\Z",
    re.IGNORECASE,
)
_NO_SHARE: Final = re.compile(
    r"\b(?:market|sales|prices?|shares|profits?|margins?|growth|rose|fell|up|down|by|discount|rate|yield"
    r"|interest|jobs|workforce|turnout)\s+(?:of\s+|share\s+of\s+|was\s+|were\s+|to\s+)?\Z",
    re.IGNORECASE,
)
_TARIFF: Final = re.compile(
    r"[\s-]+(?:(?:[\w-]+\s+){0,2}?)(?:tariff|dut(?:y|ies)|lev(?:y|ies)|import\s+tax)s?\b",
    re.IGNORECASE,
)
_TARIFF_BEFORE: Final = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\s+of\s+\Z", re.IGNORECASE
)
_CAPACITY: Final = re.compile(
    r"\b(?:capacity|output|production|volumes?|shipments?|deliveries|supply|exports)\s+(?:of|to|at)"
    rf"{_FILLER}\s*\Z",
    re.IGNORECASE,
)
_MADE: Final = re.compile(
    r"\b(?:mak(?:es?|ing)|made|produc(?:es?|ed|ing)|build(?:s|ing)?|built|suppl(?:y|ies|ied|ying)|ship(?:s|ped"
    r"|ping)?|deliver(?:s|ed|ing)?|sell(?:s|ing)?|sold|buy(?:s|ing)?|bought|order(?:s|ed|ing)?|export(?:s|ed"
    r"|ing)?|import(?:s|ed|ing)?|assembl(?:es?|ed|ing)|purchas(?:es?|ed|ing)|provid(?:es?|ed|ing)|mine[sd]?"
    r"|refin(?:es?|ed|ing)|process(?:es|ed|ing)?|extract(?:s|ed)?|take|turn\s+out|orders?\s+for|contract\s+for"
    rf"|supply\s+of|sale\s+of|delivery\s+of|purchase\s+of|use[sd]?|using|consum(?:es?|ed|ing)){_FILLER}\s*\Z",
    re.IGNORECASE,
)
_REACH: Final = 60  # characters beside an amount that say what it is of


@dataclass(frozen=True)
class Amounts:
    """The amounts that one sentence tells, and how they share out among its claims."""

    sentence: Sentence
    clauses: Clauses
    found: tuple[Found, ...]

    def of(self, claim: Claim) -> tuple[Amount, ...]:
        """Return the amounts of *claim*, in the order of the text."""
        if not self.found:
            return ()
        (first, _), (second, _) = self.sentence.ends_of(claim)
        clause = self.clauses.of(first, second)
        if clause == NONE:
            return ()
        here = self._by_clause.get(clause, [])
        return tuple(self._typed(f) for f in here if self._belongs(claim, f, clause))

    @cached_property
    def _by_clause(self) -> dict[int, list[Found]]:
        """The amounts of each clause."""
        found: dict[int, list[Found]] = {}
        for each in self.found:
            found.setdefault(self.clauses.at(each.start), []).append(each)
        return found

    @cached_property
    def _rivals(self) -> Counter[tuple[int, str]]:
        """How many amounts of a kind each clause has."""
        return Counter((self.clauses.at(each.start), each.kind) for each in self.found)

    @cached_property
    def _moved(self) -> frozenset[int]:
        """Where the amounts stand that something moved by, or to."""
        return frozenset(each.start for each in self.found if self._is_of_move(each))

    @cached_property
    def _goods(self) -> dict[int, int | None]:
        """Where the goods begin that the amounts, by where they stand, are of."""
        return {each.start: self._good_of(each) for each in self.found}

    def _typed(self, found: Found) -> Amount:
        span = self.sentence.span(found.start, found.end)
        parts = found.value, found.upper, found.unit, found.currency, found.per, found.bound
        return Amount(span, found.kind, *parts)

    def _belongs(self, claim: Claim, found: Found, clause: int) -> bool:
        rivals = self._rivals[clause, found.kind]
        if found.start in self._moved:
            return False
        if found.kind == "money":
            return claim.predicate in _MONEY and rivals == 1 and self._is_price(claim, found)
        if found.kind == "share":
            return rivals == 1 and self._is_share(claim, found)
        return self._is_quantity(claim, found, rivals)

    def _before(self, found: Found) -> str:
        return self.sentence.text[max(0, found.start - _REACH) : found.start]

    def _behind(self, found: Found) -> str:
        return self.sentence.text[found.end : found.end + _REACH]

    def _is_of_move(self, found: Found) -> bool:
        """Return whether the amount is what a price or a figure moved by, or to."""
        clause = self.clauses.at(found.start)
        words = [
            word
            for word in self.sentence.between(0, found.start)
            if not word.mention and self.clauses.at(word.start) == clause
        ]
        verbs = [word.text.lower() for word in words if is_verb(word.text) or word.text in MOVES]
        return bool(verbs) and verbs[-1] in MOVES

    def _is_price(self, claim: Claim, found: Found) -> bool:
        before, behind = self._before(found), self._behind(found)
        if _UNIT_PRICE.match(behind) or _NO_PRICE.search(before) or _NO_PRICE_BEHIND.match(behind):
            return False
        if is_aside(self.sentence, claim) or not self._is_near(claim, found):
            return False
        if found.per is not None and found.value < _LEAST:
            return False  # what somebody pays each month is a price
        deal = _DEAL.match(behind)
        if claim.predicate == "partnersWith":
            return deal is not None and _JOINT.search(deal[0]) is not None
        paid = _PAID.search(before)
        if claim.predicate == "operates":
            cost = paid is not None and _COST.search(paid[0]) is not None
            return cost or (deal is not None and _SITE.search(deal[0]) is not None)
        return deal is not None or paid is not None or _IN_KIND.match(behind) is not None

    def _is_near(self, claim: Claim, found: Found) -> bool:
        """Return whether no verb of another happening stands between the claim and the amount."""
        (start, _), (_, end) = self.sentence.ends_of(claim)
        if found.start >= end:
            return not any(is_verb_word(w) for w in self.sentence.between(end, found.start))
        if found.end <= start:
            words = self.sentence.between(found.end, start)
            return not any(is_verb_word(w) or w.text == "," for w in words)
        return True

    def _is_share(self, claim: Claim, found: Found) -> bool:
        before, behind = self._before(found), self._behind(found)
        if claim.predicate == "restricts":
            tariff = _TARIFF.match(behind) or _TARIFF_BEFORE.search(before)
            return tariff is not None
        if found.per is not None and found.per.endswith(("growth", "increase", "voters")):
            return False
        if claim.predicate in _OWNED:
            held = _STAKE.match(behind) is not None
            owned = _OWNS.search(before) is not None and found.per is not None
            return held or (owned and self._is_whole(claim, found))
        if claim.predicate in _TRADED and found.per is not None:
            if _STAKE.match(behind) is not None or _NO_SHARE.search(before) is not None:
                return False
            return _TRADE.search(before) is not None and not is_aside(self.sentence, claim)
        return False

    def _is_whole(self, claim: Claim, found: Found) -> bool:
        """Return whether the share is of an end of *claim*: "owns 70% of Bolt"."""
        gap_ends = (start for start, _ in self.sentence.ends_of(claim))
        return any(found.end < start <= found.end + len(" of the ") for start in gap_ends)

    def _is_quantity(self, claim: Claim, found: Found, rivals: int) -> bool:
        goods = [
            self.sentence.local(m)[0] for m in (claim.subject, claim.object) if _is_good(m.type)
        ]
        near = self._goods[found.start]
        if claim.predicate == "operates":
            return rivals == 1 and near is None and self._is_capacity(found)
        if claim.predicate not in _COUNTED:
            return False
        if goods:
            if near is not None:
                return near in goods
            made = self._is_made(found) and not is_aside(self.sentence, claim)
            return rivals == 1 and made and not self._describes(found)
        if claim.predicate in _BETWEEN_ACTORS:
            return rivals == 1 and self._is_made(found) and not is_aside(self.sentence, claim)
        return False

    def _good_of(self, found: Found) -> int | None:
        """Return where the goods begin that the amount is of: counted, or behind "tonnes of"."""
        if found.counted is not None:
            return found.counted
        behind = re.compile(r"\s+of\s+(?:[a-z][\w-]*\s+){0,2}").match(self.sentence.text, found.end)
        starts = {start for start, _ in self.sentence.mention_spans}
        if behind is None:
            return None
        return next((s for s in range(found.end, behind.end() + 1) if s in starts), None)

    def _describes(self, found: Found) -> bool:
        """Return whether the amount describes what follows: "a 5 MW [turbine]"."""
        end = found.end
        return any(end < start <= end + 2 for start, _ in self.sentence.mention_spans)

    def _is_made(self, found: Found) -> bool:
        before = self._before(found)
        return _MADE.search(before) is not None or _CAPACITY.search(before) is not None

    def _is_capacity(self, found: Found) -> bool:
        """Return whether the amount is what a site can make: "a 35 GWh plant", "capacity of"."""
        if found.unit is None or "square" in found.unit:
            return False
        behind = re.match(
            r"[\s-]+(?:[\w-]+\s+){0,3}?(?:plant|factory|facility|fab|smelter|refinery|mine|mill|complex)\b"
            r"|\s+of\s+(?:annual\s+)?capacity\b",
            self._behind(found),
        )
        return behind is not None or _CAPACITY.search(self._before(found)) is not None


def _is_good(kind: str) -> bool:
    return kind in {"Product", "Material"}
