"""Claims between entities: each once a sentence, and only between types that may be so related."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import (
    Amount,
    Attribution,
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Period,
    Qualifiers,
    ResolvedDocument,
    Span,
)
from graphkit.resolve import merged_claims, to_json_line, to_text

TEXT = "Acme works with Kestrel. Kestrel works with Acme, Acme says. Acme buys Kestrel."
SENTENCES = (Span(0, 24), Span(25, 60), Span(61, 79))
ACME = (Mention(Span(0, 4), "Company", 0), Mention(Span(44, 48), "Company", 1))
ACME_AGAIN = Mention(Span(50, 54), "Company", 1)
ACME_LAST = Mention(Span(61, 65), "Company", 2)
KESTREL = (
    Mention(Span(16, 23), "Company", 0),
    Mention(Span(25, 32), "Company", 1),
    Mention(Span(71, 78), "Company", 2),
)


def claim(subject: Mention, predicate: str, object_: Mention, confidence: float = 0.9) -> Claim:
    evidence = Evidence("a.txt", SENTENCES[subject.sentence], "test 1")
    return Claim(subject, predicate, object_, "current", confidence, evidence)


CLAIMS = (
    claim(ACME[0], "partnersWith", KESTREL[0]),
    claim(ACME[1], "partnersWith", KESTREL[1], 0.7),
    claim(KESTREL[1], "partnersWith", ACME_AGAIN, 0.8),
    claim(ACME[1], "partnersWith", ACME_AGAIN),
    claim(ACME_LAST, "acquires", KESTREL[2]),
)


def resolved(claims: tuple[Claim, ...], acme_type: str = "Company") -> ResolvedDocument:
    document = Document("a.txt", TEXT, SENTENCES)
    acme = (*ACME, ACME_AGAIN, ACME_LAST)
    mentions = tuple(sorted((*acme, *KESTREL)))
    entities = (
        Entity("company/acme", acme_type, "Acme", ("Acme",), acme),
        Entity("company/kestrel", "Company", "Kestrel", ("Kestrel",), KESTREL),
    )
    return ResolvedDocument(Extraction(document, mentions, (), claims), entities)


def test_claims_that_agree_are_one_with_the_highest_confidence() -> None:
    merged = merged_claims(resolved(CLAIMS))
    assert [(c.predicate, c.confidence) for c in merged] == [
        ("partnersWith", 0.9),
        ("partnersWith", 0.8),
        ("acquires", 0.9),
    ]


def test_the_ends_of_a_symmetric_relation_stand_in_text_order() -> None:
    turned = claim(KESTREL[0], "partnersWith", ACME[0])
    (merged,) = merged_claims(resolved((turned,)))
    assert (merged.subject, merged.object) == (ACME[0], KESTREL[0])


@given(st.permutations(CLAIMS))
def test_the_order_in_which_claims_were_found_does_not_matter(claims: list[Claim]) -> None:
    assert merged_claims(resolved(tuple(claims))) == merged_claims(resolved(CLAIMS))


def test_a_claim_that_the_types_of_its_entities_forbid_is_left_out() -> None:
    merged = merged_claims(resolved(CLAIMS, acme_type="Organization"))
    assert {c.predicate for c in merged} == {"partnersWith"}


def test_a_claim_of_another_document_is_refused() -> None:
    other = Claim(
        ACME[0], "partnersWith", KESTREL[0], "current", 0.9, Evidence("b", SENTENCES[0], "")
    )
    with pytest.raises(ValueError, match="has a claim of 'b'"):
        merged_claims(resolved((other,)))


def test_json_holds_offsets_keys_and_merged_relations() -> None:
    found = json.loads(to_json_line(resolved(CLAIMS)))
    assert found["sentences"] == [[0, 24], [25, 60], [61, 79]]
    assert {TEXT[m["start"] : m["end"]]: m["entity"] for m in found["mentions"]} == {
        "Acme": "company/acme",
        "Kestrel": "company/kestrel",
    }
    assert [r["sentence"] for r in found["relations"]] == [0, 1, 2]


def test_text_shows_each_sentence_once_above_its_claims() -> None:
    lines = to_text(resolved(CLAIMS)).splitlines()
    assert lines[0] == "a.txt: 2 entities"
    assert lines[1] == "  Acme works with Kestrel."
    assert lines[2] == "    Acme partners with Kestrel  [current, 0.90]"
    assert len(lines) == 7


QUALIFIERS = Qualifiers(
    Attribution(Span(50, 54), "Acme", "named"),
    Period(Span(5, 10), dt.date(2019, 1, 1), None, "year", "since", edtf="2019/.."),
    (Amount(Span(0, 4), "money", Decimal("2.50"), currency="EUR", bound="about"),),
)


def test_turning_a_claim_round_keeps_who_says_it_when_and_how_much() -> None:
    turned = replace(claim(KESTREL[0], "partnersWith", ACME[0]), qualifiers=QUALIFIERS)
    (merged,) = merged_claims(resolved((turned,)))
    assert merged.subject == ACME[0]
    assert merged.qualifiers == QUALIFIERS


def test_json_has_qualifiers_with_their_places_and_exact_numbers() -> None:
    told = replace(CLAIMS[4], qualifiers=QUALIFIERS)
    (relation,) = json.loads(to_json_line(resolved((told,))))["relations"]
    assert relation["said_by"] == {"start": 50, "end": 54, "text": "Acme", "kind": "named"}
    assert relation["when"] == {
        "start": 5,
        "end": 10,
        "text": "works",
        "relation": "since",
        "grain": "year",
        "from": "2019-01-01",
        "edtf": "2019/..",
    }
    assert relation["amounts"] == [
        {
            "start": 0,
            "end": 4,
            "text": "Acme",
            "kind": "money",
            "value": "2.50",
            "currency": "EUR",
            "bound": "about",
        }
    ]


def test_json_says_nothing_of_what_is_not_told() -> None:
    for relation in json.loads(to_json_line(resolved(CLAIMS)))["relations"]:
        assert not {"said_by", "when", "amounts"} & relation.keys()


def test_text_shows_qualifiers_behind_the_claim() -> None:
    told = replace(CLAIMS[4], qualifiers=QUALIFIERS)
    last = to_text(resolved((told,))).splitlines()[-1]
    assert last.endswith("{said by Acme; when: works (2019/..); amount: Acme}")
