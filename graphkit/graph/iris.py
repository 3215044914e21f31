"""IRIs of documents, sentences, mentions, entities, claims and amounts, made from their content.

The same content gives the same IRI on every machine, and different content different IRIs:
everything outside ``A-Z a-z 0-9 - . _ ~ /`` is percent-encoded, ``%`` itself included, and a path
segment ``.`` or ``..`` is encoded too, so that nothing resolves it away.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from graphkit.errors import CallError

if TYPE_CHECKING:
    from graphkit.model import Span

DEFAULT_BASE: Final = "https://w3id.org/graphkit/id/"
CLAIM_DIGITS: Final = 32  # 128 bits: no two of a billion billion claims are expected to collide

_RESERVED: Final = frozenset({"document", "claim"})


class BaseIriError(CallError):
    """The base IRI cannot be used to name things.

    >>> print(BaseIriError("example.org", "it has no scheme"))
    base IRI 'example.org': it has no scheme; give an absolute IRI that ends with / or #, such as https://example.org/id/
    """

    def __init__(self, base: str, reason: str) -> None:
        """Name the *base* and the *reason* why it is refused."""
        self.base, self.reason = base, reason
        way_out = "give an absolute IRI that ends with / or #, such as https://example.org/id/"
        super().__init__(f"base IRI {base!r}: {reason}; {way_out}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.base, self.reason)


def check_base(base: str) -> str:
    """Return *base* if things can be named below it.

    Raises:
        BaseIriError: It is not an absolute IRI, or does not end with ``/`` or ``#``.

    >>> check_base("https://example.org/id/")
    'https://example.org/id/'
    """
    if not base.endswith(("/", "#")):
        raise BaseIriError(base, "it ends with neither / nor #")
    try:
        NamedNode(base)
    except ValueError as error:
        raise BaseIriError(base, f"it is not an absolute IRI ({error})") from error
    return base


def document_iri(identifier: str, *, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the document with the id *identifier*.

    >>> document_iri("news/market report.txt").value
    'https://w3id.org/graphkit/id/document/news/market%20report.txt'
    >>> document_iri("../a#b?c").value
    'https://w3id.org/graphkit/id/document/%2E%2E/a%23b%3Fc'
    """
    return NamedNode(f"{base}document/{_path(identifier)}")


def span_iri(document: NamedNode, span: Span) -> NamedNode:
    """Return the IRI of the characters *span* of *document*.

    Source:
        RFC 5147, section 2.1: ``#char=0,127`` names a range of characters by its two positions.
        Below a base that has a fragment already, ``;`` stands for the second ``#``.

    >>> from graphkit.model import Span
    >>> span_iri(document_iri("a.txt"), Span(0, 127)).value
    'https://w3id.org/graphkit/id/document/a.txt#char=0,127'
    """
    mark = ";" if "#" in document.value else "#"
    return NamedNode(f"{document.value}{mark}char={span.start},{span.end}")


def entity_iri(key: str, *, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of the entity with the key *key*.

    Raises:
        ValueError: The key would fall among the documents or the claims.

    >>> entity_iri("company/softbank").value
    'https://w3id.org/graphkit/id/company/softbank'
    """
    if key.split("/", 1)[0] in _RESERVED:
        message = f"the entity key {key!r} would name a document or a claim; begin it with a type"
        raise ValueError(message)
    return NamedNode(base + _path(key))


def claim_iri(
    document: str, sentence: Span, triple: tuple[str, str, str], *, base: str = DEFAULT_BASE
) -> NamedNode:
    """Return the IRI of the claim that *sentence* of *document* states the *triple* of IRIs.

    Its last part is the SHA-256 of the JSON array of document id, start, end, subject, predicate
    and object, without spaces and in ASCII, cut to 32 hexadecimal digits.

    >>> from graphkit.model import Span
    >>> claim_iri("a", Span(0, 9), ("urn:s", "urn:p", "urn:o")).value
    'https://w3id.org/graphkit/id/claim/2674a15935298fb036f5e6d04492df9b'
    """
    parts = [document, sentence.start, sentence.end, *triple]
    serialised = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    digest = sha256(serialised.encode("ascii")).hexdigest()[:CLAIM_DIGITS]
    return NamedNode(f"{base}claim/{digest}")


def amount_iri(claim: NamedNode, span: Span) -> NamedNode:
    """Return the IRI of the amount that stands at *span* and belongs to *claim*.

    >>> from graphkit.model import Span
    >>> amount_iri(NamedNode("https://w3id.org/graphkit/id/claim/4f0c"), Span(8, 20)).value
    'https://w3id.org/graphkit/id/claim/4f0c/amount/8-20'
    """
    return NamedNode(f"{claim.value}/amount/{span.start}-{span.end}")


def _path(text: str) -> str:
    # A lone surrogate has no UTF-8; passing it through keeps ids that differ only there apart.
    quoted = quote(text, safe="/", errors="surrogatepass")
    return "/".join(
        segment.replace(".", "%2E") if segment in {".", ".."} else segment
        for segment in quoted.split("/")
    )
