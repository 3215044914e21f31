"""What holds of the figures of any documents."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import ontology
from graphkit.evaluation import Count, Evaluation, evaluate, to_json, to_text
from graphkit.evaluation.lines import parse_annotation
from graphkit.evaluation.matching import GROUPS, OVERLAP, align, coreferent_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from graphkit.evaluation import AnnotatedMention

Json = dict[str, Any]

TEXT = "The Norhald plant buys Kestrel cells its Vantaro of nickel Ahlen Motors"
WORDS = TEXT.split()
STARTS = [sum(len(word) + 1 for word in WORDS[:i]) for i in range(len(WORDS))]
TERMS = ontology.load()
ENTITIES = [f"e{i}" for i in range(4)]

few = settings(max_examples=40, deadline=None)


@st.composite
def documents(draw: st.DrawFn, name: str = "a") -> Json:
    """Return a document with any mentions that do not overlap and any relations between them."""
    cuts = sorted(draw(st.sets(st.integers(0, len(WORDS)), max_size=10)))
    mentions: list[Json] = [
        {
            "start": STARTS[first],
            "end": STARTS[last - 1] + len(WORDS[last - 1]),
            "type": draw(st.sampled_from(sorted(TERMS.types))),
            "entity": draw(st.sampled_from(ENTITIES)),
        }
        for first, last in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return {
        "id": name,
        "text": TEXT,
        "sentences": [[0, len(TEXT)]],
        "mentions": mentions,
        "relations": draw(relations(sorted({m["entity"] for m in mentions}))),
    }


def relations(entities: list[str]) -> st.SearchStrategy[list[Json]]:
    """Return any relations between *entities*."""
    if not entities:
        return st.just([])
    return st.lists(
        st.fixed_dictionaries(
            {
                "subject": st.sampled_from(entities),
                "predicate": st.sampled_from(["suppliesTo", "partnersWith", "acquires"]),
                "object": st.sampled_from(entities),
                "status": st.sampled_from(sorted(TERMS.statuses)),
                "sentence": st.none() | st.just(0),
            }
        ),
        max_size=6,
    )


def counts(found: Evaluation) -> Iterator[Count]:
    """Yield every count of an evaluation."""
    yield from (found.mentions, found.coreference, found.relations, found.with_status)
    for each in (found.by_type, found.by_relation, found.by_status):
        yield from each.values()


def turned(count: Count) -> Count:
    return Count(count.correct, count.gold, count.predicted)


@few
@given(documents())
def test_a_document_against_itself_is_right_throughout(document: Json) -> None:
    found = evaluate([document], [document])
    for count in counts(found):
        assert {count.precision, count.recall, count.f1} in ({1.0}, {None})
    assert (found.moved, found.retyped, found.turned, found.mistakes) == (0, 0, 0, ())
    assert all(gold == predicted for gold, predicted in found.confusion)


@few
@given(documents(), documents())
def test_scores_lie_between_zero_and_one_and_breakdowns_add_up(one: Json, other: Json) -> None:
    found = evaluate([one], [other])
    for count in counts(found):
        scores = (count.precision, count.recall, count.f1)
        assert all(score is None or 0.0 <= score <= 1.0 for score in scores)
    assert sum(found.by_type.values(), Count()) == found.mentions
    assert sum(found.by_relation.values(), Count()) == found.relations
    assert found.with_status.correct <= found.relations.correct
    assert sum(found.confusion.values()) == found.relations.correct
    right = sum(n for (gold, predicted), n in found.confusion.items() if gold == predicted)
    assert right == found.with_status.correct
    wrong = found.relations.gold - found.with_status.correct
    assert sum(m.kind != "extra" for m in found.mistakes) == wrong


@few
@given(documents(), documents(), st.permutations(ENTITIES), st.permutations(ENTITIES))
def test_other_names_of_entities_change_nothing(
    one: Json, other: Json, first: list[str], second: list[str]
) -> None:
    found = evaluate([one], [other])
    assert evaluate([renamed(one, first)], [renamed(other, second)]) == found


def renamed(document: Json, names: list[str]) -> Json:
    new = dict(zip(ENTITIES, names, strict=True))
    return {
        **document,
        "mentions": [{**m, "entity": new[m["entity"]]} for m in document["mentions"]],
        "relations": [
            {**r, "subject": new[r["subject"]], "object": new[r["object"]]}
            for r in document["relations"]
        ],
    }


@few
@given(documents("a"), documents("b"), documents("a"), documents("b"), st.randoms())
def test_the_order_of_documents_and_of_mentions_changes_nothing(
    a: Json, b: Json, other_a: Json, other_b: Json, random: Random
) -> None:
    found = evaluate([a, b], [other_a, other_b])
    assert evaluate([b, a], [other_a, other_b]) == found
    mentions = list(other_a["mentions"])
    random.shuffle(mentions)
    assert evaluate([a, b], [other_b, {**other_a, "mentions": mentions}]) == found


@few
@given(documents(), documents())
def test_exchanging_the_sides_exchanges_precision_and_recall_of_mentions(
    one: Json, other: Json
) -> None:
    there, back = evaluate([one], [other]), evaluate([other], [one])
    assert back.mentions == turned(there.mentions)
    assert back.coreference == turned(there.coreference)
    assert (back.moved, back.retyped) == (there.moved, there.retyped)


@few
@given(documents(), st.data())
def test_exchanging_the_sides_exchanges_precision_and_recall_of_relations(
    document: Json, data: st.DataObject
) -> None:
    # of the same mentions: else two predicted entities may stand for one of the annotation
    entities = sorted({m["entity"] for m in document["mentions"]})
    other = {**document, "relations": data.draw(relations(entities))}
    there, back = evaluate([document], [other]), evaluate([other], [document])
    assert back.relations == turned(there.relations)
    assert back.with_status == turned(there.with_status)
    assert back.turned == there.turned
    for name, count in there.by_relation.items():
        assert back.by_relation[name] == turned(count)


@few
@given(documents(), documents())
def test_coreference_is_counted_as_if_every_pair_were_looked_at(one: Json, other: Json) -> None:
    gold, predicted = parse_annotation(one, "one"), parse_annotation(other, "other")
    ours, theirs = ({m.span: m.entity for m in d.mentions} for d in (gold, predicted))
    shared = list(combinations(sorted(ours.keys() & theirs.keys()), 2))
    in_gold = {pair for pair in shared if ours[pair[0]] == ours[pair[1]]}
    in_predicted = {pair for pair in shared if theirs[pair[0]] == theirs[pair[1]]}
    sizes = (len(in_gold & in_predicted), len(in_predicted), len(in_gold))
    assert coreferent_pairs(gold, predicted) == sizes


@few
@given(documents(), documents())
def test_any_evaluation_can_be_written(one: Json, other: Json) -> None:
    found = evaluate([one], [other])
    assert to_json(found, mistakes=9) == to_json(evaluate([one], [other]), mistakes=9)
    assert to_text(found, 9).count("\n  ") >= len(found.mistakes)


@st.composite
def crowded(draw: st.DrawFn) -> Json:
    """Return a document whose mentions may overlap and hold one another."""
    spans = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda x: (x[0], x[0] + x[1]))
    kinds = st.sampled_from(["Company", "Government", "Product", "Material"])
    marked = draw(st.sets(st.tuples(spans, kinds), max_size=12))
    return {
        "id": "a",
        "text": "x" * 80,
        "mentions": [
            {"start": start, "end": end, "type": kind, "entity": f"{start}-{end} {kind}"}
            for (start, end), kind in sorted(marked)
        ],
        "relations": [],
    }


@settings(max_examples=100, deadline=None)
@given(crowded(), crowded())
def test_the_nearest_mention_is_found_as_if_every_one_were_looked_at(
    one: Json, other: Json
) -> None:
    gold, predicted = parse_annotation(one, "one"), parse_annotation(other, "other")

    def share(ours: AnnotatedMention, theirs: AnnotatedMention) -> float:
        places = [set(range(m.span.start, m.span.end)) for m in (ours, theirs)]
        return len(places[0] & places[1]) / len(places[0] | places[1])

    ends = align(gold, predicted)
    for mention in predicted.mentions:
        group = [m for m in gold.mentions if GROUPS[m.type] == GROUPS[mention.type]]
        near = [m for m in group if share(mention, m) >= OVERLAP]
        best = max(near, key=lambda m: (share(mention, m), m.type == mention.type), default=None)
        wanted = (False, mention.entity) if best is None else (True, best.entity)
        assert ends[mention.entity] == wanted
