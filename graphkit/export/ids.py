"""Short ids of entities, for formats whose ids cannot be IRIs."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HASH_DIGITS: Final = 8  # of those few that would else share an id
_LIKE_HASHED: Final = re.compile("_h[0-9a-f]{8}$")


def short_ids(iris: Iterable[str]) -> Mapping[str, str]:
    """Return an id for each of *iris*, of ASCII letters, digits and ``_`` with a ``_`` inside.

    It is made of the last two parts of the IRI; where several would get the same, of a hash too.
    So it is no word that a format reserves, and it is a name token in XML.

    >>> dict(short_ids(["https://w3id.org/graphkit/id/company/a-b", "urn:end"]))
    {'https://w3id.org/graphkit/id/company/a-b': 'company_a_b', 'urn:end': 'n_urn_end'}
    >>> sorted(short_ids(["https://a.org/id/company/a-b", "https://a.org/id/company/a.b"]).values())
    ['company_a_b_h7c1c9397', 'company_a_b_hd77b6772']
    """
    plain = {iri: _plain(iri) for iri in iris}
    # Mermaid and XML keep cases apart, some file formats that are made from them do not.
    shared = Counter(name.casefold() for name in plain.values())
    return {
        iri: f"{name}_h{_hash(iri)}"
        if shared[name.casefold()] > 1 or _LIKE_HASHED.search(name)
        else name
        for iri, name in plain.items()
    }


def _plain(iri: str) -> str:
    parts = [part for part in re.split("[/#]", iri) if part][-2:]
    name = re.sub("[^A-Za-z0-9]+", "_", "_".join(parts)).strip("_")
    return name if len(parts) > 1 and re.match("[A-Za-z]+_", name) else f"n_{name}"


def _hash(iri: str) -> str:
    return sha256(iri.encode()).hexdigest()[:_HASH_DIGITS]
