"""Errors say what, where and the way out, and travel between processes unharmed."""

from __future__ import annotations

import pickle

import pytest

from graphkit.errors import CallError, GraphkitError, ReadError, UnknownNameError
from graphkit.graph.iris import BaseIriError
from graphkit.ontology import OntologyError

ERRORS = [
    ReadError("a.txt", "it is empty", "leave it out"),
    UnknownNameError("query", "sits", ["sites", "makers"]),
    BaseIriError("example.org", "it has no scheme"),
    OntologyError("shapes.ttl", "the file is missing"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_arrives_whole_from_another_process(error: GraphkitError) -> None:
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - what processes do
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)


def test_an_unknown_name_lists_what_exists_and_the_closest() -> None:
    message = str(UnknownNameError("query", "sits", ["sites", "makers"]))
    assert message == "no query named 'sits'; did you mean 'sites'? Available: makers, sites"
    assert "did you mean" not in str(UnknownNameError("query", "xyz", ["sites"]))


def test_a_wrong_call_is_told_apart_from_work_that_failed() -> None:
    assert isinstance(UnknownNameError("query", "a", []), CallError)
    assert not isinstance(ReadError("a", "b", "c"), CallError)
