"""Encoding: what stands in a document's graph, and what never does."""

from __future__ import annotations

import datetime as dt
import itertools
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from graphkit.errors import UnknownNameError
from graphkit.graph import FORMATS, encode, to_bytes
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import BaseIriError, document_iri, entity_iri
from graphkit.model import Claim, Document, Entity, Evidence, Extraction, ResolvedDocument
from support import claims_of, plain_edges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conftest import Golden
    from graph.conftest import Draft

BASE = "https://w3id.org/graphkit/id/"


def values(quads: Iterable[Quad], subject: str, predicate: NamedNode) -> set[str]:
    """Return the values of one property of one thing."""
    return {
        quad.object.value
        for quad in quads
        if quad.subject == NamedNode(subject)
        and quad.predicate == predicate
        and isinstance(quad.object, NamedNode | Literal)
    }


def test_the_graph_of_a_document_is_as_the_model_says(
    norvik: ResolvedDocument, golden: Golden
) -> None:
    golden("norvik.ttl", to_bytes(encode(norvik), "turtle"))


def test_a_document_without_date_title_or_source_says_nothing_of_them(
    corvane: ResolvedDocument, golden: Golden
) -> None:
    golden("corvane.ttl", to_bytes(encode(corvane), "turtle"))


def test_two_documents_stand_in_two_named_graphs(
    norvik: ResolvedDocument, corvane: ResolvedDocument, golden: Golden
) -> None:
    golden("both.trig", to_bytes([*encode(norvik), *encode(corvane)], "trig"))


def test_every_quad_stands_in_the_graph_of_its_document(norvik: ResolvedDocument) -> None:
    assert {quad.graph_name for quad in encode(norvik)} == {document_iri("wire/norvik 1.txt")}


def test_no_quad_comes_twice_and_none_holds_a_blank_node(norvik: ResolvedDocument) -> None:
    quads = list(encode(norvik))
    assert len(quads) == len(set(quads))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)


def test_every_quote_and_every_exact_text_is_what_stands_at_its_offsets(
    norvik: ResolvedDocument,
) -> None:
    text, quads = norvik.extraction.document.text, list(encode(norvik))
    offsets = {
        str(quad.subject): (
            int(*values(quads, quad.subject.value, v.START)),
            int(*values(quads, quad.subject.value, v.END)),
        )
        for quad in quads
        if quad.object == v.SELECTOR and isinstance(quad.subject, NamedNode)
    }
    for claim in claims_of(quads):
        start, end = offsets[f"<{claim['sentence']}>"]
        assert claim["quote"] == text[start:end]
        assert f"<{claim['subjectMention']}>" in offsets
        assert f"<{claim['objectMention']}>" in offsets
    exact = [quad for quad in quads if quad.predicate == v.EXACT]
    assert len(exact) == len(norvik.extraction.mentions)
    for quad in exact:
        start, end = offsets[str(quad.subject)]
        assert quad.object == Literal(text[start:end])


def test_sentences_are_written_only_where_they_carry_a_claim(draft: type[Draft]) -> None:
    page = draft("a", ("Prices rose.", "Norvik ships cells to Corvane.", "Nobody knows why."))
    norvik, corvane = (
        page.mention("company/n", "Norvik", 1),
        page.mention("company/c", "Corvane", 1),
    )
    page.claim(norvik, "suppliesTo", corvane)
    sentences = {str(q.subject) for q in encode(page.resolved()) if q.object == v.SENTENCE}
    assert sentences == {f"<{BASE}document/a#char=13,43>"}


def test_claims_that_agree_in_one_sentence_are_one_and_the_surest_is_kept(
    draft: type[Draft],
) -> None:
    page = draft("a", ("Norvik ships cells to Corvane, and Norvik will ship Corvane more.",))
    first, second = (page.mention("company/n", "Norvik", nth=n) for n in (0, 1))
    corvane, again = (page.mention("company/c", "Corvane", nth=n) for n in (0, 1))
    page.claim(first, "suppliesTo", corvane, "current", 0.6)
    page.claim(second, "suppliesTo", again, "planned", 0.8)
    claim, *others = claims_of(encode(page.resolved()))
    assert not others
    assert claim["confidence"] == "0.8"
    assert claim["status"].endswith("#Planned")
    assert claim["subjectMention"].endswith("#char=35,41")


def test_of_equally_sure_claims_the_first_in_the_text_is_kept(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik ships cells to Corvane, and Norvik will ship Corvane more.",))
    first, second = (page.mention("company/n", "Norvik", nth=n) for n in (0, 1))
    corvane = page.mention("company/c", "Corvane")
    page.claim(second, "suppliesTo", corvane, "planned", 0.8)
    page.claim(first, "suppliesTo", corvane, "current", 0.8)
    (claim,) = claims_of(encode(page.resolved()))
    assert claim["subjectMention"].endswith("#char=0,6")


def test_the_same_claim_in_two_sentences_is_two_claims(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik ships cells to Corvane.", "Norvik ships cells to Corvane."))
    for sentence in (0, 1):
        norvik = page.mention("company/n", "Norvik", sentence)
        page.claim(norvik, "suppliesTo", page.mention("company/c", "Corvane", sentence))
    quads = list(encode(page.resolved()))
    assert len(claims_of(quads)) == 2
    assert len(plain_edges(quads)) == 1


@pytest.mark.parametrize("directions", [((0, 1),), ((1, 0),), ((0, 1), (1, 0)), ((1, 0), (0, 1))])
def test_a_symmetric_relation_is_one_claim_in_text_order(
    draft: type[Draft], directions: tuple[tuple[int, int], ...]
) -> None:
    page = draft("a", ("Norvik and Corvane work together.",))
    ends = (page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane"))
    for subject, object_ in directions:
        page.claim(ends[subject], "partnersWith", ends[object_])
    (claim,) = claims_of(encode(page.resolved()))
    assert claim["subject"] == f"{BASE}company/n"
    assert claim["subjectMention"].endswith("#char=0,6")
    assert claim["object"] == f"{BASE}company/c"


def test_a_relation_with_a_direction_keeps_both_directions(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik and Corvane supply each other.",))
    norvik, corvane = page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane")
    page.claim(norvik, "suppliesTo", corvane)
    page.claim(corvane, "suppliesTo", norvik)
    assert len(claims_of(encode(page.resolved()))) == 2


def test_a_claim_of_a_thing_about_itself_is_left_out(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik ships cells to its own Norvik Cells.",))
    norvik, cells = page.mention("company/n", "Norvik"), page.mention("company/n", "Norvik Cells")
    page.claim(norvik, "suppliesTo", cells)
    quads = list(encode(page.resolved()))
    assert claims_of(quads) == []
    assert plain_edges(quads) == set()
    assert not any(quad.object == v.SENTENCE for quad in quads)


def test_the_order_of_claims_and_mentions_makes_no_difference(norvik: ResolvedDocument) -> None:
    extraction = norvik.extraction
    expected = to_bytes(encode(norvik), "turtle")
    for claims in itertools.permutations(extraction.claims):
        shuffled = Extraction(extraction.document, extraction.mentions[::-1], (), claims)
        again = ResolvedDocument(shuffled, norvik.entities[::-1])
        assert to_bytes(encode(again), "turtle") == expected


def test_two_entities_with_one_key_are_one_thing_with_one_label(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik Cells and Norvik.",))
    first, second = page.mention("company/n", "Norvik Cells"), page.mention("company/x", "Norvik")
    kind = "Company"
    entities = (
        Entity("company/n", kind, "Norvik Cells", ("Norvik Cells",), (first,)),
        Entity("company/n", kind, "Norvik", ("Norvik", "Norvik AG"), (second,)),
    )
    quads = list(encode(ResolvedDocument(page.resolved().extraction, entities)))
    assert values(quads, f"{BASE}company/n", v.LABEL) == {"Norvik Cells"}
    assert values(quads, f"{BASE}company/n", v.ALT_LABEL) == {"Norvik", "Norvik AG"}


def test_a_thing_that_is_only_described_has_a_label_and_no_other_name(
    norvik: ResolvedDocument,
) -> None:
    plant = f"{BASE}facility/aldane-motors/plant"
    assert values(encode(norvik), plant, v.LABEL) == {"plant"}
    assert values(encode(norvik), plant, v.ALT_LABEL) == set()


@pytest.mark.parametrize(
    ("confidence", "written"),
    [
        (0.9, "0.9"),
        (0.90004, "0.9"),
        (0.12345, "0.1235"),
        (1.0, "1"),
        (0.99999, "1"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.00001, "0"),
        (1 / 3, "0.3333"),
    ],
)
def test_confidences_are_canonical_decimals_of_at_most_four_places(
    draft: type[Draft], confidence: float, written: str
) -> None:
    page = draft("a", ("Norvik ships cells to Corvane.",))
    norvik, corvane = page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane")
    page.claim(norvik, "suppliesTo", corvane, "current", confidence)
    quads = list(encode(page.resolved()))
    claim = next(quad.subject for quad in quads if quad.object == v.CLAIM)
    assert [q.object for q in quads if (q.subject, q.predicate) == (claim, v.CONFIDENCE)] == [
        Literal(written, datatype=v.XSD_DECIMAL)
    ]


def test_a_store_gives_back_every_literal_as_it_was_written(norvik: ResolvedDocument) -> None:
    quads = set(encode(norvik))
    store = Store()
    store.extend(quads)
    assert set(store) == quads


def test_the_name_of_the_extractor_can_be_given_for_a_document_without_claims() -> None:
    empty = ResolvedDocument(Extraction(Document("a", "Prices rose.", ()), (), (), ()), ())
    iri = document_iri("a").value
    assert values(encode(empty), iri, v.EXTRACTOR) == set()
    assert values(encode(empty, extractor="model 1"), iri, v.EXTRACTOR) == {"model 1"}


def test_everything_is_named_below_the_base(norvik: ResolvedDocument) -> None:
    base = "https://example.org/kg#"
    written = to_bytes(encode(norvik, base=base), "nquads").decode()
    assert "w3id.org/graphkit/id/" not in written
    assert f"<{base}company/corvane>" in written
    assert f"<{base}document/wire/norvik%201.txt;char=0,17>" in written


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a", "<https://example.org/a>"),
        ("https://example.org/a b?c=ä", "<https://example.org/a%20b?c=%C3%A4>"),
        ("https://example.org/%20", "<https://example.org/%20>"),
        ("file:///tmp/a.txt", "<file:///tmp/a.txt>"),
        ("a page", None),
        ("", None),
        ("//example.org/a", None),
        ("https://[bad/", None),
    ],
)
def test_an_address_is_escaped_where_needed_and_left_out_if_it_is_none(
    url: str, written: str | None
) -> None:
    document = Document("a", "Prices rose.", (), url=url)
    quads = encode(ResolvedDocument(Extraction(document, (), (), ()), ()))
    found = [str(quad.object) for quad in quads if quad.predicate == v.SOURCE]
    assert found == ([] if written is None else [written])


NASTY = "Nor\x00vik\x0b \ud800ships\ufffe \U0001f600 cells\r\n\t\x85\u2028 & <b> ]]> \"'\\u0041 \\"


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_character_of_a_text_breaks_a_format(draft: type[Draft], name: str) -> None:
    page = draft(NASTY, (f"{NASTY} to Corvane.",), title=NASTY, source=NASTY)
    norvik, corvane = page.mention("company/n", NASTY), page.mention("company/c", "Corvane")
    page.claim(norvik, "suppliesTo", corvane)
    quads = set(encode(page.resolved()))
    found = {quad.triple for quad in parse(to_bytes(quads, name), FORMATS[name])}
    assert found == {quad.triple for quad in quads}


def test_what_xml_cannot_hold_is_replaced_one_for_one_so_that_offsets_stay_true(
    draft: type[Draft],
) -> None:
    page = draft("a", ("Nor\x00vik \ud800ships to Corvane.",))
    norvik, corvane = page.mention("company/n", "Nor\x00vik"), page.mention("company/c", "Corvane")
    page.claim(norvik, "suppliesTo", corvane)
    quads = list(encode(page.resolved()))
    (claim,) = claims_of(quads)
    assert claim["quote"] == "Nor\ufffdvik \ufffdships to Corvane."
    start, end = (int(*values(quads, claim["objectMention"], end)) for end in (v.START, v.END))
    assert claim["quote"][start:end] == "Corvane"


def test_the_hash_is_that_of_the_text(norvik: ResolvedDocument) -> None:
    document = norvik.extraction.document
    expected = sha256(document.text.encode()).hexdigest()
    assert values(encode(norvik), document_iri(document.id).value, v.SHA256) == {expected}
    assert document.sha256 == expected


@given(st.text(st.characters(), min_size=1), st.text(st.characters(), min_size=1))
def test_any_id_and_text_can_be_encoded_and_stored(identifier: str, text: str) -> None:
    document = Document(identifier, text, (), title=text, date=dt.date(1, 1, 1), source=text)
    quads = set(encode(ResolvedDocument(Extraction(document, (), (), ()), ())))
    store = Store()
    store.extend(quads)
    assert set(store) == quads
    assert set(parse(to_bytes(quads, "nquads"), RdfFormat.N_QUADS)) == quads


@pytest.mark.parametrize("base", ["nowhere", "https://example.org/id"])
def test_a_base_that_names_nothing_is_refused_at_once(norvik: ResolvedDocument, base: str) -> None:
    with pytest.raises(BaseIriError):
        encode(norvik, base=base)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"predicate": "suplies"}, "no relation named 'suplies'; did you mean 'supplies'"),
        ({"status": "curent"}, "no status named 'curent'; did you mean 'current'"),
    ],
)
def test_a_name_that_the_ontology_lacks_is_refused(
    draft: type[Draft], change: dict[str, str], message: str
) -> None:
    page = draft("a", ("Norvik ships cells to Corvane.",))
    norvik, corvane = page.mention("company/n", "Norvik"), page.mention("company/c", "Corvane")
    names = {"predicate": "suppliesTo", "status": "current"} | change
    page.claim(norvik, names["predicate"], corvane, names["status"])
    with pytest.raises(UnknownNameError, match=message):
        list(encode(page.resolved()))


def test_an_entity_of_an_unknown_type_is_refused(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik grows.",))
    page.mention("startup/n", "Norvik")
    with pytest.raises(UnknownNameError, match="no entity type named 'Startup'"):
        list(encode(page.resolved()))


def test_a_mention_without_an_entity_is_refused(norvik: ResolvedDocument) -> None:
    with pytest.raises(ValueError, match=r"norvik 1\.txt.*no entity holds the mention"):
        list(encode(ResolvedDocument(norvik.extraction, norvik.entities[:-1])))


def test_a_claim_of_another_document_is_refused(norvik: ResolvedDocument) -> None:
    extraction, claim = norvik.extraction, norvik.extraction.claims[0]
    evidence = Evidence("other.txt", claim.evidence.sentence, "fixed 1")
    stray = Claim(claim.subject, claim.predicate, claim.object, "current", 0.5, evidence)
    mixed = Extraction(extraction.document, extraction.mentions, (), (stray,))
    with pytest.raises(ValueError, match=r"has a claim of 'other\.txt'"):
        list(encode(ResolvedDocument(mixed, norvik.entities)))


def test_an_entity_among_the_documents_is_refused(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik grows.",))
    mention = page.mention("company/n", "Norvik")
    posing = (Entity("document/b", "Company", "Norvik", (), (mention,)),)
    with pytest.raises(ValueError, match="would name a document"):
        list(encode(ResolvedDocument(page.resolved().extraction, posing)))


def test_the_iri_of_an_entity_is_its_key_below_the_base(norvik: ResolvedDocument) -> None:
    subjects = {quad.subject for quad in encode(norvik)}
    assert {entity_iri(entity.key) for entity in norvik.entities} <= subjects


def test_shuffled_claims_with_ties_give_one_result(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik and Corvane and Norvik and Corvane work together.",))
    firsts = [page.mention("company/n", "Norvik", nth=n) for n in (0, 1)]
    seconds = [page.mention("company/c", "Corvane", nth=n) for n in (0, 1)]
    for first, second in itertools.product(firsts, seconds):
        for status in ("current", "planned", "denied"):
            page.claim(first, "partnersWith", second, status, 0.5)
            page.claim(second, "partnersWith", first, status, 0.5)
    expected = to_bytes(encode(page.resolved()), "turtle")
    for turn in range(len(page.claims)):
        page.claims = [*page.claims[turn:], *page.claims[:turn]][::-1]
        assert to_bytes(encode(page.resolved()), "turtle") == expected


def test_a_sentence_that_is_one_mention_is_both(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik",))
    page.mention("company/n", "Norvik")
    quads = list(encode(page.resolved()))
    assert values(quads, f"{BASE}document/a#char=0,6", v.RDF_TYPE) == {
        v.MENTION.value,
        v.SELECTOR.value,
    }
