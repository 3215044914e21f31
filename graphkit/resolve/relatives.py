"""Tells a company from its relatives in one document: Hitachi from Hitachi Energy.

A short form that several companies share has, in trade texts, a usual meaning. It keeps that where
the document names another of them in full, unless that name introduces it: "Siemens Energy grew.
Siemens paid."
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graphkit.resolve.judge import bears_acronym
from graphkit.resolve.kinds import Kind
from graphkit.resolve.known.tables import words_of_form
from graphkit.resolve.lookups import Lookup
from graphkit.resolve.short_forms import is_beginning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.model import Extraction, Mention
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.known.entries import Entry

_USUAL: Final = 0.7
"""Confidence of what is usually meant, as where nothing but custom speaks for a company."""


def told_by_relatives(
    blocks: Sequence[Block], lookups: Sequence[Lookup], extraction: Extraction
) -> list[Lookup]:
    """Return *lookups*, with what is usually meant as certain where others are named in full."""
    full: dict[str, list[Block]] = defaultdict(list)
    for block, lookup in zip(blocks, lookups, strict=True):
        if lookup.certain is not None:
            full[lookup.certain.entry.key].append(block)
    parents = _parents(blocks, extraction)
    return [
        lookup
        if lookup.usual is None or not _is_beside(block, lookup, full, parents)
        else _usually(lookup)
        for block, lookup in zip(blocks, lookups, strict=True)
    ]


def are_strangers(first: Lookup, second: Lookup) -> bool:
    """Return whether a register knows two names, and no company that both may mean."""
    one, other = _meant(first), _meant(second)
    return bool(one) and bool(other) and one.isdisjoint(other)


def _meant(lookup: Lookup) -> frozenset[str]:
    if lookup.is_near:  # the name may be another than any that is known
        return frozenset()
    matches = lookup.senses if lookup.certain is None else (lookup.certain,)
    return frozenset(match.entry.key for match in matches)


def _usually(lookup: Lookup) -> Lookup:
    """Return what is usually meant as all that *lookup* tells."""
    match = next((each for each in lookup.senses if each.entry.key == lookup.usual), None)
    if match is None:
        return lookup
    evidence = f"{match.evidence}; what is usually meant beside others of that name"
    return Lookup(certain=replace(match, evidence=evidence, confidence=_USUAL))


def _is_beside(
    short: Block, lookup: Lookup, full: Mapping[str, Sequence[Block]], parents: frozenset[Mention]
) -> bool:
    """Return whether others of those that *short* may mean are named, and none introduces it."""
    senses = {match.entry.key: match.entry for match in lookup.senses}
    others = full.keys() - {lookup.usual}
    if not any(key in senses or _begins(short, full[key]) for key in others):
        return False
    fitting = senses.keys() & full.keys()
    if len(fitting) != 1 or lookup.usual in fitting:
        return True
    named = next(iter(fitting))
    is_part = _begins(short, full[named]) or _begins_a_name(short, senses[named])
    is_parent = any(reading.mention in parents for reading in short.readings)
    return not _introduces(full[named], short, is_part=is_part and not is_parent)


def _introduces(full: Sequence[Block], short: Block, *, is_part: bool) -> bool:
    """Return whether the names *full* of a company tell that *short* means it.

    They stand before it, and it is an acronym with the first letter of one, or begins a name of the
    company and shares no sentence with any: "Hitachi Energy, a unit of Hitachi".
    """
    if full[0].start > short.start:
        return False
    initials = {block.words[0][0] for block in full}
    if bears_acronym(short) and short.words[0][0] in initials:  # not all letters: KEPCO
        return True
    sentences = {reading.mention.sentence for block in full for reading in block.readings}
    apart = sentences.isdisjoint(reading.mention.sentence for reading in short.readings)
    return is_part and apart


def _begins(short: Block, full: Sequence[Block]) -> bool:
    return any(is_beginning(short.words, block.words) for block in full)


def _begins_a_name(short: Block, entry: Entry) -> bool:
    """Return whether a name that *entry* bears now begins with *short*: Carl Zeiss SMT, Zeiss."""
    return any(
        is_beginning(short.words, words_of_form(form.text))
        for form in entry.forms
        if form.kind != "former name"
    )


def _parents(blocks: Sequence[Block], extraction: Extraction) -> frozenset[Mention]:
    """Return what owns something that is only described: "It is a unit of Hitachi"."""
    described = {
        reading.mention
        for block in blocks
        if block.kind in {Kind.DESCRIPTION, Kind.PRONOUN}
        for reading in block.readings
    }
    return frozenset(
        claim.object
        for claim in extraction.claims
        if claim.predicate == "subsidiaryOf" and claim.subject in described
    )
