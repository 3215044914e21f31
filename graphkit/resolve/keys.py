"""Makes the keys of entities: the same name gives the same key in every document.

A key is ``<type>/<name>``: ``company/softbank``, ``country/JP``, ``product/memory-chip``. What has
no name gets a hash of its document and its place there, so that it meets nothing elsewhere.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graphkit.resolve.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import Span
    from graphkit.resolve.territories import Territory

_DIGITS: Final = 8  # 32 bits beside type and words: enough within one kind of description


def name_key(type_: str, words: Iterable[str]) -> str:
    """Return the key of a thing of the type *type_* whose name has *words*.

    >>> name_key("Company", ("hon", "hai", "precision", "industry"))
    'company/hon-hai-precision-industry'
    """
    return f"{type_.lower()}/{'-'.join(words)}"


def country_key(territory: Territory) -> str:
    """Return the key of *territory*: by its ISO 3166-1 code if it has one, else by its name.

    >>> from graphkit.resolve.territories import find_territory
    >>> country_key(find_territory("Taiwanese")), country_key(find_territory("Kosovo"))
    ('country/TW', 'country/kosovo')
    """
    if territory.code is not None:
        return f"country/{territory.code}"
    return name_key("Country", words_of(territory.name))


def local_key(type_: str, description: str, *, document: str, span: Span) -> str:
    """Return the key of what *description* means at *span* of the document with the id *document*.

    >>> from graphkit.model import Span
    >>> local_key("Company", "company", document="a.txt", span=Span(4, 15))
    'company/company-b002d812'
    """
    place = f"{document}\n{span.start}\n{span.end}"
    digest = sha256(place.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]
    return name_key(type_, (*words_of(description), digest))
