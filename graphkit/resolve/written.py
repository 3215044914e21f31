"""Writes what was found in a document: as JSON for programs, as text for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphkit import ontology
from graphkit.resolve.merged import merged_claims

if TYPE_CHECKING:
    from graphkit.model import Amount, Qualifiers, ResolvedDocument, Span


def to_json_line(resolved: ResolvedDocument) -> str:
    """Return the document as one line of JSON.

    Its keys are ``id``, ``text``, ``sentences`` (pairs of offsets), ``mentions`` (``start``,
    ``end``, ``entity``, ``type``, ``sentence``, ``confidence``) and ``relations`` (``subject``,
    ``predicate``, ``object``, ``status``, ``sentence``, ``confidence``). Offsets count code points
    of ``text``; ``entity``, ``subject`` and ``object`` are keys of entities, ``sentence`` an index.

    Where the sentence tells, a relation also has ``said_by`` (``start``, ``end``, ``text``,
    ``kind``), ``when`` (``start``, ``end``, ``text``, ``relation``, ``grain``, ``from``, ``until``,
    ``edtf``, ``approximate``) and ``amounts`` (a list of ``start``, ``end``, ``text``, ``kind``,
    ``value``, ``upper``, ``unit``, ``currency``, ``per``, ``bound``): days as ISO 8601 writes them,
    numbers as strings of decimals, and no key for what is not told.
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
                **_qualifiers(c.qualifiers, document.text),
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
        shown = _shown(claim.qualifiers, document.text)
        if shown:
            lines[-1] += f"  {{{shown}}}"
    return "\n".join(lines)


def _qualifiers(found: Qualifiers, text: str) -> dict[str, Any]:
    """Return what is told of *found*, ready for JSON."""
    written: dict[str, Any] = {}
    if found.said_by is not None:
        written["said_by"] = _placed(found.said_by.span, text, {"kind": found.said_by.kind})
    if found.when is not None:
        when = found.when
        parts = {
            "relation": when.relation,
            "grain": when.grain,
            "from": None if when.start is None else when.start.isoformat(),
            "until": None if when.end is None else when.end.isoformat(),
            "edtf": when.edtf,
            "approximate": True if when.approximate else None,
        }
        written["when"] = _placed(when.span, text, parts)
    if found.amounts:
        written["amounts"] = [_amount(amount, text) for amount in found.amounts]
    return written


def _amount(amount: Amount, text: str) -> dict[str, Any]:
    parts = {
        "kind": amount.kind,
        "value": f"{amount.value:f}",
        "upper": None if amount.upper is None else f"{amount.upper:f}",
        "unit": amount.unit,
        "currency": amount.currency,
        "per": amount.per,
        "bound": amount.bound,
    }
    return _placed(amount.span, text, parts)


def _placed(span: Span, text: str, parts: dict[str, Any]) -> dict[str, Any]:
    """Return *parts* that are told, behind their place and words in the text."""
    told = {name: value for name, value in parts.items() if value is not None}
    return {"start": span.start, "end": span.end, "text": span.of(text), **told}


def _shown(found: Qualifiers, text: str) -> str:
    """Return *found* in a few words."""
    parts = []
    if found.said_by is not None:
        parts.append(f"said by {' '.join(found.said_by.text.split())}")
    if found.when is not None:
        day = "" if found.when.edtf is None else f" ({found.when.edtf})"
        parts.append(f"when: {_words(found.when.span, text)}{day}")
    parts += [f"amount: {_words(amount.span, text)}" for amount in found.amounts]
    return "; ".join(parts)


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
