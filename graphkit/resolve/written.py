"""Writes what was found in a document: as JSON for programs, as text for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphkit import ontology
from graphkit.resolve.merged import merged_claims

if TYPE_CHECKING:
    from graphkit.model import ResolvedDocument, Span


def to_json_line(resolved: ResolvedDocument) -> str:
    """Return the document as one line of JSON.

    Its keys are ``id``, ``text``, ``sentences`` (pairs of offsets), ``mentions`` (``start``,
    ``end``, ``entity``, ``type``, ``sentence``, ``confidence``) and ``relations`` (``subject``,
    ``predicate``, ``object``, ``status``, ``sentence``, ``confidence``). Offsets count code points
    of ``text``; ``entity``, ``subject`` and ``object`` are keys of entities, ``sentence`` an index.
    """
    document = resolved.extraction.document
    entity = resolved.entity_of()
    found: dict[str, Any] = {
        "id": document.id,
        "text": document.text,
        "sentences": [[s.start, s.end] for s in document.sentences],
        "mentions": [
            {
                "start": m.span.start,
                "end": m.span.end,
                "entity": entity[m].key,
                "type": m.type,
                "sentence": m.sentence,
                "confidence": m.confidence,
            }
            for m in resolved.extraction.mentions
        ],
        "relations": [
            {
                "subject": entity[c.subject].key,
                "predicate": c.predicate,
                "object": entity[c.object].key,
                "status": c.status,
                "sentence": c.subject.sentence,
                "confidence": c.confidence,
            }
            for c in merged_claims(resolved)
        ],
    }
    # halves of surrogate pairs, which JSON may smuggle in, can only be written escaped
    return json.dumps(found, ensure_ascii=not _encodable(document.text))


def to_text(resolved: ResolvedDocument) -> str:
    """Return the document's claims for people, each under the sentence that states it."""
    document, terms = resolved.extraction.document, ontology.load()
    entity = resolved.entity_of()
    lines = [f"{document.id}: {len(resolved.entities)} entities"]
    last: Span | None = None
    for claim in merged_claims(resolved):
        sentence = claim.evidence.sentence
        if sentence != last:
            lines.append(f"  {' '.join(sentence.of(document.text).split())}")
            last = sentence
        subject, object_ = entity[claim.subject].label, entity[claim.object].label
        said = terms.relation(claim.predicate).label
        lines.append(f"    {subject} {said} {object_}  [{claim.status}, {claim.confidence:.2f}]")
    return "\n".join(lines)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
