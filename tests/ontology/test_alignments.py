"""The alignments claim no more than holds."""

from __future__ import annotations

import pyoxigraph
import pytest

from graphkit import ontology
from graphkit.ontology import GK

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
ORG = "http://www.w3.org/ns/org#"
STRENGTHS = {RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "closeMatch"}
# which of our types are sure to be what the ends of these properties ask for
ENDS = {
    ORG + "linkedTo": {"Company", "Government", "Organization"},
    SCHEMA + "containedInPlace": {"Country", "Place", "Facility"},
}


@pytest.fixture(scope="module")
def matches() -> list[tuple[str, str, str]]:
    """The statements about our terms."""
    return [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in pyoxigraph.parse(path=ontology.file("alignments.ttl"))
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode)
        and quad.subject.value.startswith(GK)
    ]


Matches = list[tuple[str, str, str]]


def test_terms_are_matched_by_subsumption_or_likeness_only(matches: Matches) -> None:
    assert {predicate for _, predicate, _ in matches} == STRENGTHS


def test_every_match_leads_out_of_our_vocabulary(matches: Matches) -> None:
    assert not [target for _, _, target in matches if target.startswith(GK)]


def test_each_pair_is_matched_once(matches: Matches) -> None:
    pairs = [(subject, target) for subject, _, target in matches]
    assert len(pairs) == len(set(pairs))


def test_what_follows_from_a_property_above_holds_for_the_types_of_its_ends(
    matches: Matches,
) -> None:
    seen = set()
    for subject, predicate, target in matches:
        if predicate == RDFS + "subPropertyOf" and target in ENDS:
            relation = ontology.load().relation(subject.removeprefix(GK))
            assert relation.domain | relation.range <= ENDS[target], relation.name
            seen.add(target)
    assert seen == set(ENDS)


@pytest.mark.parametrize("target", ENDS)
def test_the_types_at_those_ends_are_below_the_right_class(matches: Matches, target: str) -> None:
    above = {ORG + "linkedTo": ORG + "Organization", SCHEMA + "containedInPlace": SCHEMA + "Place"}
    # schema.org puts its Country below its Place
    allowed = {above[target]} | ({SCHEMA + "Country"} if target.startswith(SCHEMA) else set())
    for name in ENDS[target]:
        classes = {t for s, p, t in matches if s == GK + name and p == RDFS + "subClassOf"}
        assert classes & allowed, name


def test_goods_and_events_are_only_like_those_of_schema_org(matches: Matches) -> None:
    for name in ("Product", "Event"):
        strengths = {
            predicate
            for subject, predicate, target in matches
            if subject == GK + name and target.startswith(SCHEMA)
        }
        assert strengths == {SKOS + "closeMatch"}


def test_the_file_imports_the_vocabulary() -> None:
    imports = {
        quad.object
        for quad in pyoxigraph.parse(path=ontology.file("alignments.ttl"))
        if quad.predicate.value == OWL + "imports"
    }
    assert imports == {pyoxigraph.NamedNode(GK.rstrip("#"))}
