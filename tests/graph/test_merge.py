"""Merging: a pure function on a document's graph, and its exact way back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, parse

from graph.conftest import Draft
from graphkit import ontology
from graphkit.errors import StoreError
from graphkit.graph import FORMATS, Graph, as_read, encode, merged, to_bytes, validate
from graphkit.graph import vocabulary as v
from graphkit.graph.formats import get_format
from graphkit.model import (
    Amount,
    Attribution,
    Concept,
    Entity,
    Identifier,
    Known,
    Qualifiers,
    ResolvedDocument,
    Span,
)
from support import claims_of, plain_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.model import Mention

BASE = "https://w3id.org/graphkit/id/"
GOLDEN = Path(__file__).parents[1] / "golden"
WORDS = {
    "Alfa": "company/alfa",
    "Bravo": "company/bravo",
    "Coro": "company/coro",
    "Delt": "organization/delt",
    "cells": "product/cells",
    "lithium": "material/lithium",
    "Japan": "country/JP",
}
SENTENCE = f"{' '.join(WORDS)} for $5 today."
KEYS = (*WORDS.values(), "company/other", "product/goods", "material/goods")
STATUSES = list(ontology.load().statuses)


def kind(key: str) -> str:
    return key.partition("/")[0].title()


CASES = [
    (first, relation, second)
    for relation in ontology.load().relations
    for first, one in WORDS.items()
    for second, other in WORDS.items()
    if one != other and ontology.load().allows(kind(one), relation, kind(other))
]
REGISTERED = Known(
    "graphkit", "Alfa Holding", "former name", 0.9, (Identifier("lei", "A" * 18 + "00"),)
)
KINDS = (Concept("product/goods", "Product", "goods"), Concept("product/all", "Product", "all"))


@st.composite
def documents(draw: st.DrawFn) -> ResolvedDocument:
    """Return a document of up to three sentences with the same words and any claims."""
    count = draw(st.integers(1, 3))
    page = Draft("a b.txt", [SENTENCE] * count)
    mentions = [
        {word: page.mention(key, word, n) for word, key in WORDS.items()} for n in range(count)
    ]
    stated = st.tuples(
        st.integers(0, count - 1),
        st.sampled_from(CASES),
        st.sampled_from(STATUSES),
        st.integers(0, 20).map(lambda number: number / 20),
        st.booleans(),
    )
    for sentence, (subject, relation, object_), status, confidence, qualified in draw(
        st.lists(stated, max_size=6)
    ):
        ends = mentions[sentence][subject], mentions[sentence][object_]
        claim = page.claim(ends[0], relation, ends[1], status, confidence)
        if qualified:
            page.claims[-1] = replace(claim, qualifiers=told(page, sentence, mentions[sentence]))
    resolved = page.resolved()
    if draw(st.booleans()):
        resolved = with_register(resolved)
    return resolved


def told(page: Draft, sentence: int, mentions: Mapping[str, Mention]) -> Qualifiers:
    start = page.sentence(sentence).start + SENTENCE.index("$5")
    amount = Amount(Span(start, start + 2), "money", Decimal(5), currency="USD")
    return Qualifiers(Attribution(mentions["Delt"].span, "Delt", "named"), amounts=(amount,))


def with_register(resolved: ResolvedDocument) -> ResolvedDocument:
    """Return *resolved* with a company that a register knows and goods of two kinds."""
    changed = {e.key: e for e in resolved.entities}
    alfa, cells, japan = (changed[key] for key in ("company/alfa", "product/cells", "country/JP"))
    wikidata = ("http://www.wikidata.org/entity/Q17",)
    changed[alfa.key] = replace(alfa, known=REGISTERED)
    changed[cells.key] = replace(cells, broader=KINDS)
    changed[japan.key] = replace(japan, code="JP", same_as=wikidata)
    entities = tuple(changed.values())
    return replace(resolved, entities=entities)


def closed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a map from each key but the least of its cluster to that one."""
    cluster = {key: {key} for key in KEYS}
    for first, second in pairs:
        joint = cluster[first] | cluster[second]
        for key in joint:
            cluster[key] = joint
    kept = {key: min(joint, key=lambda each: (len(each), each)) for key, joint in cluster.items()}
    return {key: least for key, least in kept.items() if key != least}


MAPS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=4).map(closed)


@given(documents(), MAPS, MAPS)
@settings(max_examples=40, deadline=None)
def test_a_merge_is_taken_back_exactly_and_another_one_starts_from_what_was_read(
    document: ResolvedDocument, first: dict[str, str], second: dict[str, str]
) -> None:
    read = frozenset(encode(document, extractor="fixed 1"))
    one = merged(read, first, base=BASE)
    assert as_read(one) == read
    assert merged(one, {}, base=BASE) == read
    assert merged(one, first, base=BASE) == one
    other = merged(read, second, base=BASE)
    again = merged(as_read(one), second, base=BASE)
    assert merged(one, second, base=BASE) == other == again
    assert to_bytes(again, "nquads") == to_bytes(other, "nquads")


@given(documents(), MAPS)
@settings(max_examples=8, deadline=None)
def test_a_merged_graph_conforms(document: ResolvedDocument, replaced: dict[str, str]) -> None:
    graph = Graph.create()
    graph.add(merged(frozenset(encode(document, extractor="fixed 1")), replaced, base=BASE))
    assert validate(graph).violations == ()


@given(documents(), MAPS)
@settings(max_examples=40, deadline=None)
def test_what_is_replaced_stands_nowhere_but_with_what_is_kept(
    document: ResolvedDocument, replaced: dict[str, str]
) -> None:
    read = frozenset(encode(document, extractor="fixed 1"))
    result = merged(read, replaced, base=BASE)
    there = {term for quad in read for term in (quad.subject, quad.object)}
    for old, new in replaced.items():
        iri, kept = NamedNode(BASE + old), NamedNode(BASE + new)
        assert not [quad for quad in result if quad.object == iri]
        wanted = {(v.SAME_AS, kept), (v.IS_REPLACED_BY, kept)} if iri in there else set()
        assert {(q.predicate, q.object) for q in result if q.subject == iri} == wanted


@given(documents(), MAPS)
@settings(max_examples=40, deadline=None)
def test_claims_and_edges_are_those_of_the_document_with_the_kept_keys(
    document: ResolvedDocument, replaced: dict[str, str]
) -> None:
    entities = tuple(renamed(entity, replaced) for entity in document.entities)
    wanted = set(encode(replace(document, entities=entities), extractor="fixed 1"))
    result = merged(frozenset(encode(document, extractor="fixed 1")), replaced, base=BASE)
    assert plain_edges(result) == plain_edges(wanted)
    assert of_the_text(result) == of_the_text(wanted)


def renamed(entity: Entity, replaced: Mapping[str, str]) -> Entity:
    key = replaced.get(entity.key, entity.key)
    return replace(entity, key=key, type=kind(key))


def of_the_text(quads: Iterable[Quad]) -> set[Quad]:
    """Return the quads of claims, amounts, mentions and sentences.

    Without who speaks: whether two names among a speaker's words are one, only their text tells.
    """
    kept = list(quads)
    kinds = {v.CLAIM, v.AMOUNT_CLASS, v.MENTION, v.SENTENCE, v.DOCUMENT}
    things = {quad.subject for quad in kept if quad.object in kinds}
    return {q for q in kept if q.subject in things and q.predicate != v.ATTRIBUTED_TO}


@given(documents(), MAPS)
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_quads_and_of_the_map_is_of_no_matter(
    document: ResolvedDocument, replaced: dict[str, str]
) -> None:
    read = sorted(encode(document, extractor="fixed 1"), key=str)
    turned = dict(reversed(replaced.items()))
    assert merged(read, replaced, base=BASE) == merged(read[::-1], turned, base=BASE)


@pytest.mark.parametrize("name", ["norvik.ttl", "corvane.ttl", "both.trig"])
@pytest.mark.parametrize(
    "replaced",
    [
        {},
        {"company/else": "company/other"},
        {"company/corvane": "company/norvik-cells"},
        {"company/norvik-cells": "company/n", "company/aldane-motors": "company/n"},
        {"product/battery-cells": "material/cells", "country/JP": "place/japan"},
    ],
)
def test_golden_graphs_come_back_byte_for_byte(name: str, replaced: dict[str, str]) -> None:
    rdf_format = get_format("trig" if name.endswith("trig") else "turtle")
    read = frozenset(parse(path=GOLDEN / name, format=rdf_format))
    result = merged(read, replaced, base=BASE)
    assert merged(result, replaced, base=BASE) == result
    assert (
        to_bytes(as_read(result), rdf_format.file_extension.replace("ttl", "turtle"))
        == (GOLDEN / name).read_bytes()
    )
    graph = Graph.create()
    graph.add(result)
    assert validate(graph).violations == ()


def test_a_graph_that_holds_nothing_of_the_map_stays_as_it_is(norvik: ResolvedDocument) -> None:
    read = frozenset(encode(norvik))
    for replaced in ({}, {"company/else": "company/other"}, {"company/corvane": "company/corvane"}):
        assert merged(read, replaced, base=BASE) == read


def test_one_of_two_graphs_is_merged_and_the_other_left(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    one, other = frozenset(encode(norvik)), frozenset(encode(corvane))
    result = merged(one | other, {"company/aldane-motors": "company/aldane"}, base=BASE)
    assert other <= result
    assert as_read(result) == one | other


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ntriples"])
def test_the_graph_as_it_was_read_survives_every_format(draft: type[Draft], name: str) -> None:
    page = draft('q"\\\u2028x', ('Alfa\r"\\ \u2028\x85 ships\tto Bravo \U0001f600 & <b>.',))
    page.claim(page.mention("company/a", "Alfa"), "suppliesTo", page.mention("company/b", "Bravo"))
    read = frozenset(encode(page.resolved()))
    content = to_bytes(merged(read, {"company/b": "company/c"}, base=BASE), name)
    back = as_read(list(parse(content, format=get_format(name))))
    assert {quad.triple for quad in back} == {quad.triple for quad in read}


def test_a_damaged_graph_as_it_was_read_is_an_error(norvik: ResolvedDocument) -> None:
    result = merged(list(encode(norvik)), {"company/corvane": "company/c"}, base=BASE)
    broken = [
        Quad(q.subject, q.predicate, Literal("no graph"), q.graph_name)
        if q.predicate == v.AS_READ
        else q
        for q in result
    ]
    with pytest.raises(StoreError, match="no graph as it was read"):
        as_read(broken)


def test_merged_documents_in_one_graph_are_an_error(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    one = merged(list(encode(norvik)), {"company/corvane": "company/c"}, base=BASE)
    poured = [Quad(q.subject, q.predicate, q.object) for q in (*one, *encode(corvane))]
    with pytest.raises(StoreError, match="several documents have been poured into one"):
        as_read(poured)


def test_a_claim_that_lacks_a_part_is_an_error(norvik: ResolvedDocument) -> None:
    quads = [quad for quad in encode(norvik) if quad.predicate != v.STATUS]
    with pytest.raises(StoreError, match=r"lacks .*status"):
        merged(quads, {"company/corvane": "company/c"}, base=BASE)


@pytest.mark.parametrize("key", ["document/a", "claim/a"])
def test_a_key_of_a_document_or_a_claim_is_refused(norvik: ResolvedDocument, key: str) -> None:
    with pytest.raises(ValueError, match="begin it with a type"):
        merged(list(encode(norvik)), {key: "company/a"}, base=BASE)


def values(quads: Iterable[Quad], key: str, predicate: NamedNode) -> set[str]:
    """Return the values of one property of the thing with a key."""
    return {
        quad.object.value
        for quad in quads
        if (quad.subject, quad.predicate) == (NamedNode(BASE + key), predicate)
        and isinstance(quad.object, NamedNode | Literal)
    }


def page_of(draft: type[Draft], *claims: tuple[str, str, str, str, float]) -> ResolvedDocument:
    page = draft("a", (SENTENCE,))
    mentions = {word: page.mention(key, word) for word, key in WORDS.items()}
    for subject, relation, object_, status, confidence in claims:
        page.claim(mentions[subject], relation, mentions[object_], status, confidence)
    return page.resolved()


def merge(document: ResolvedDocument, **replaced: str) -> frozenset[Quad]:
    """Return the graph of *document*, one word in the place of another."""
    keys = {WORDS[old]: WORDS.get(new, new) for old, new in replaced.items()}
    return merged(frozenset(encode(document, extractor="fixed 1")), keys, base=BASE)


def test_the_kept_label_stays_and_the_other_becomes_another_name(draft: type[Draft]) -> None:
    result = merge(page_of(draft), Bravo="Alfa")
    assert values(result, "company/alfa", v.LABEL) == {"Alfa"}
    assert values(result, "company/alfa", v.ALT_LABEL) == {"Bravo"}


def test_a_thing_that_the_document_does_not_name_gets_the_label_of_the_shortest_key(
    draft: type[Draft],
) -> None:
    result = merge(page_of(draft), Bravo="company/x", Alfa="company/x")
    assert values(result, "company/x", v.LABEL) == {"Alfa"}
    assert values(result, "company/x", v.ALT_LABEL) == {"Bravo"}


def test_the_type_is_that_of_the_kept_key(draft: type[Draft]) -> None:
    result = merge(page_of(draft), Alfa="Delt")
    types = {f"{ontology.GK}Organization"}
    assert values(result, "organization/delt", v.RDF_TYPE) == types


def test_a_claim_between_things_that_have_become_one_goes_with_its_edge_and_sentence(
    draft: type[Draft],
) -> None:
    result = merge(page_of(draft, ("Alfa", "suppliesTo", "Bravo", "current", 0.9)), Bravo="Alfa")
    assert claims_of(result) == []
    assert plain_edges(result) == set()
    assert not [quad for quad in result if quad.object == v.SENTENCE]


def test_of_claims_that_agree_the_surest_is_kept(draft: type[Draft]) -> None:
    document = page_of(
        draft,
        ("Alfa", "suppliesTo", "Coro", "current", 0.6),
        ("Bravo", "suppliesTo", "Coro", "planned", 0.8),
    )
    claim, *others = claims_of(merge(document, Bravo="Alfa"))
    assert not others
    assert (claim["confidence"], claim["status"]) == ("0.8", f"{ontology.GK}Planned")
    assert plain_edges(merge(document, Bravo="Alfa")) == set()


def test_claims_of_a_symmetric_relation_agree_in_both_directions(draft: type[Draft]) -> None:
    document = page_of(
        draft,
        ("Alfa", "partnersWith", "Bravo", "current", 0.6),
        ("Bravo", "partnersWith", "Coro", "current", 0.8),
    )
    claim, *others = claims_of(merge(document, Coro="Alfa"))
    assert not others
    assert claim["subject"].endswith("/bravo")


def test_a_claim_that_the_new_types_do_not_allow_goes(draft: type[Draft]) -> None:
    document = page_of(draft, ("Alfa", "suppliesTo", "Bravo", "current", 0.9))
    assert claims_of(merge(document, Alfa="product/alfa")) == []


def test_another_status_of_the_merged_relation_takes_the_edge_away(draft: type[Draft]) -> None:
    page = draft("a", (SENTENCE, SENTENCE))
    for number, (word, status) in enumerate((("Alfa", "current"), ("Bravo", "denied"))):
        ends = page.mention(WORDS[word], word, number), page.mention("company/coro", "Coro", number)
        page.claim(ends[0], "suppliesTo", ends[1], status)
    assert plain_edges(encode(page.resolved()))
    result = merge(page.resolved(), Bravo="Alfa")
    assert len(claims_of(result)) == 2
    assert plain_edges(result) == set()


def test_amounts_follow_their_claim_and_the_speaker_is_the_kept_one(draft: type[Draft]) -> None:
    page = draft("a", (SENTENCE,))
    mentions = {word: page.mention(key, word) for word, key in WORDS.items()}
    claim = page.claim(mentions["Alfa"], "suppliesTo", mentions["Bravo"])
    page.claims[-1] = replace(claim, qualifiers=told(page, 0, mentions))
    result = merge(page.resolved(), Alfa="company/x", Delt="organization/y")
    (stated,) = {q.subject for q in result if q.object == v.CLAIM}
    (amount,) = {q.object for q in result if q.predicate == v.AMOUNT}
    assert isinstance(stated, NamedNode)
    assert isinstance(amount, NamedNode)
    assert amount.value.startswith(f"{stated.value}/amount/")
    assert {q.object for q in result if q.predicate == v.ATTRIBUTED_TO} == {
        NamedNode(f"{BASE}organization/y")
    }


def test_the_links_of_two_registers_are_not_mixed(draft: type[Draft]) -> None:
    resolved = with_register(page_of(draft))
    other = Known("mine", "Bravo AG", "same name", 0.5, (Identifier("isin", "US0378331005"),), "DE")
    entities = tuple(
        replace(e, known=other) if e.key == "company/bravo" else e for e in resolved.entities
    )
    result = merge(replace(resolved, entities=entities), Bravo="Alfa")
    assert values(result, "company/alfa", v.LINKED_TO) == {"graphkit"}
    assert values(result, "company/alfa", v.LINK_CONFIDENCE) == {"0.9"}
    assert values(result, "company/alfa", v.REGISTERED_IN) == set()
    assert values(result, "company/alfa", v.ISIN) == {"US0378331005"}


def test_kinds_that_have_become_one_are_not_broader_than_themselves(draft: type[Draft]) -> None:
    read = frozenset(encode(with_register(page_of(draft))))
    result = merged(read, {"product/all": "product/cells"}, base=BASE)
    assert not [quad for quad in result if quad.predicate == v.BROADER]
    result = merged(read, {"product/goods": "product/cells"}, base=BASE)
    assert values(result, "product/cells", v.BROADER) == {f"{BASE}product/all"}


def test_no_question_shows_the_graph_as_it_was_read(norvik: ResolvedDocument) -> None:
    replaced = {"company/corvane": "company/c"}
    graph = Graph.create()
    graph.add(merged(list(encode(norvik)), replaced, base=BASE))
    bare = Graph.create()
    bare.add(quad for quad in graph if quad.predicate != v.AS_READ)
    assert list(graph.claims()) == list(bare.claims())
    assert graph.documents() == bare.documents()
    assert graph.find("as-read") == ()
