"""Takes legal forms off the names of companies: they never make two companies of one.

rigour's table of legal forms decides what is one. It is asked for the end of a name only, since
it finds forms anywhere ("AB InBev", "AT&T"), and two kinds of correction stand here: forms that
are ordinary words, which it leaves out on purpose, and its short forms that are initials or words
more often than legal forms ("NA", "PC", "IN", "II").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rigour.names import remove_org_types
from rigour.text.normalize import Normalize, normalize

from graphkit.resolve.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

FLAGS: Final = Normalize.NFKC | Normalize.CASEFOLD | Normalize.NAME

_LONGEST: Final = 4  # words of the longest form: "gmbh & co kg", "s.a.b. de c.v."

# Words that rigour keeps, and forms that its table lacks.
_MORE_FORMS: Final = frozenset(
    {
        *("co", "company", "corp", "corporation", "cos", "companies"),
        *("private limited", "private ltd", "pvt ltd", "pvt limited", "pte", "pty", "pvt"),
        *("public company limited", "public company", "pcl", "public joint stock company"),
        *("kk", "kabushiki kaisha", "godo kaisha", "tbk", "asa", "publ", "aktiebolaget"),
        *("sab de cv", "sapi de cv", "sl", "slu", "sasu", "sgps", "co kg", "ead", "eood"),
        *("qpsc", "sp z o o", "spolka akcyjna", "anonim sirketi", "aş", "a ş", "ltée", "ltee"),
    }
)

# The forms of up to three ASCII letters that are met behind names; rigour has about 200.
_SHORT_FORMS: Final = word_set(
    "ab ad ag ao as bv cv dd gk hf kg lp nv ou oy sa se ug"
    " aps bhd doo ehf fze inc jsc kft lda llc llp ltd mbh oao ohg ood ooo oyj pao plc sad sas sau"
    " sca sce scs snc spa srl sro tov uab vof zao zrt"
)
_SHORT: Final = 3

# Forms that stand before names. "AO" is not among them: A.O. Smith.
_LEADING_FORMS: Final = word_set(
    "pt cv ooo oao zao pao pjsc tov ооо оао зао пао ао тов прат"  # noqa: RUF001 - Cyrillic
)

# Chinese, Japanese and Korean write the form without a space, before or behind. Longest first.
_UNSPACED_FORMS: Final = (
    *("股份有限公司", "有限責任公司", "有限责任公司", "株式会社", "株式會社", "주식회사"),
    *("有限公司", "有限会社", "合同会社", "유한회사", "(株)", "(주)", "㈱"),
)

# What is left of "Company Limited" is no name.
_NO_NAMES: Final = frozenset({"co", "company", "corp", "corporation", "inc", "limited", "ltd"})


@lru_cache(maxsize=1 << 11)
def is_legal_form(words: str) -> bool:
    """Return whether *words* are a legal form and nothing else.

    >>> is_legal_form("Co., Ltd."), is_legal_form("K.K."), is_legal_form("Motor Co.")
    (True, True, False)
    """
    normal = normalize(words, FLAGS)
    if normal is None:
        return False
    if normal in _MORE_FORMS:
        return True
    if len(normal) <= _SHORT and normal.isalpha() and normal.isascii():
        return normal in _SHORT_FORMS
    return not remove_org_types(normal, normalize_flags=FLAGS).strip()


def strip_legal_forms(words: Sequence[str]) -> tuple[str, ...]:
    """Return *words* without the legal forms at the end and the few that stand before names.

    A name that is made of legal forms stays whole.

    >>> strip_legal_forms(["Hon", "Hai", "Precision", "Industry", "Co.,", "Ltd."])
    ('Hon', 'Hai', 'Precision', 'Industry')
    >>> strip_legal_forms(["Deere", "&", "Company"])
    ('Deere',)
    >>> strip_legal_forms(["Company", "Limited"])
    ('Company', 'Limited')
    """
    kept = list(words)
    while size := _form_at_end(kept):
        del kept[-size:]
        if len(kept) > 1 and kept[-1] in {"&", "and"}:
            del kept[-1]
    if len(kept) > 1 and normalize(kept[0], FLAGS) in _LEADING_FORMS:
        del kept[0]
    if len(kept) == 1 and normalize(kept[0], FLAGS) in _NO_NAMES:
        return tuple(words)
    return tuple(kept)


def strip_unspaced_forms(text: str) -> str:
    """Return *text* without a legal form that is written without a space.

    >>> strip_unspaced_forms("株式会社東芝")
    '東芝'
    """
    for form in _UNSPACED_FORMS:
        rest = text.removeprefix(form).removesuffix(form).strip()
        if rest and rest != text:
            return rest
    return text


def _form_at_end(words: list[str]) -> int:
    longest = min(_LONGEST, len(words) - 1)
    sizes = range(longest, 0, -1)
    return next((size for size in sizes if is_legal_form(" ".join(words[-size:]))), 0)
