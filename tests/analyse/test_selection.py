"""Which claims count."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.analyse import Selection
from graphkit.errors import CallError, OptionError, UnknownNameError


def test_facts_only_are_selected_unless_more_is_asked_for() -> None:
    chosen = Selection()
    assert chosen.statuses == ("current",)
    assert (chosen.as_of, chosen.min_confidence, chosen.min_sources) == (None, 0.0, 1)


@pytest.mark.parametrize("confidence", [-0.1, 1.01, float("nan")])
def test_a_confidence_outside_its_range_is_refused(confidence: float) -> None:
    with pytest.raises(OptionError, match="give a number from 0 to 1"):
        Selection(min_confidence=confidence)


@pytest.mark.parametrize("sources", [0, -1])
def test_less_than_one_source_is_refused(sources: int) -> None:
    with pytest.raises(OptionError, match="give a number from 1 on"):
        Selection(min_sources=sources)


def test_a_status_that_does_not_exist_is_refused_with_a_near_one() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'planned'"):
        Selection(statuses=("current", "planed"))


def test_no_status_at_all_is_refused() -> None:
    with pytest.raises(OptionError, match="no status is selected"):
        Selection(statuses=())


def test_refusals_are_wrong_calls_and_limits_are_none() -> None:
    assert issubclass(OptionError, CallError)
    assert issubclass(UnknownNameError, CallError)
    assert Selection(min_confidence=1.0, as_of=dt.date(2026, 1, 1)).min_confidence == 1.0
