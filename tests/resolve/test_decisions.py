"""The file of decisions, and what follows from it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graphkit.errors import WriteError
from graphkit.resolve.decision_lines import Choice, DecisionError
from graphkit.resolve.decisions import (
    NO_DECISIONS,
    Decisions,
    read_decisions,
    write_decisions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEYS = [f"company/{name}" for name in ("a", "b", "c", "dd", "ee", "fff")]
pairs = st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True)
choices = st.builds(
    lambda verdict, pair: Choice(verdict, *pair),
    st.sampled_from(["yes", "no", "unknown", "auto", "auto"]),
    pairs,
)


def decided(*lines: str) -> Decisions:
    """Return the decisions of lines such as ``yes a b``."""
    found = NO_DECISIONS
    for line in lines:
        verdict, first, second = line.split()
        found = found.decide(verdict, f"company/{first}", f"company/{second}")
    return found


def built(made: Sequence[Choice]) -> Decisions:
    """Return the decisions of *made*, if they do not contradict each other."""
    try:
        return NO_DECISIONS.decide_all(made)
    except DecisionError:
        assume(condition=False)
        raise


def kept(decisions: Decisions) -> dict[str, str]:
    """Return what replaces what, without the type."""
    return {
        old.removeprefix("company/"): new.removeprefix("company/")
        for old, new in decisions.replaced().items()
    }


def read(folder: Path, content: bytes) -> Decisions:
    """Return the decisions of a file with *content*."""
    path = folder / "decisions.txt"
    path.write_bytes(content)
    return read_decisions(path)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["yes a b"], {"b": "a"}),
        (["yes ccc bb"], {"ccc": "bb"}),
        (["yes a b", "yes b c"], {"b": "a", "c": "a"}),
        (["auto a b", "yes b c"], {"b": "a", "c": "a"}),
        (["no a b"], {}),
        (["unknown a b"], {}),
        (["auto a b", "auto b c", "no a c"], {}),
        (["auto a b", "auto b c", "no a c", "auto c d"], {"d": "c"}),
        (["yes a b", "auto b c", "no a c"], {"b": "a"}),
        (["yes a b", "yes c d", "auto b c", "no a d", "auto d e"], {"b": "a", "d": "c", "e": "c"}),
        (["auto a b", "auto b c", "auto c d", "no a c"], {"d": "c"}),
        (["auto a b", "auto b c", "auto a c", "no c d", "auto c d"], {"b": "a", "c": "a"}),
    ],
)
def test_keys_are_replaced_by_what_people_said_and_by_auto_that_no_one_denied(
    lines: list[str], expected: dict[str, str]
) -> None:
    assert kept(decided(*lines)) == expected


@pytest.mark.parametrize(
    ("lines", "pair", "expected"),
    [
        (["yes a b"], "b a", "yes"),
        (["yes a b", "yes b c"], "a c", "yes"),
        (["yes a b", "no b c"], "a c", "no"),
        (["auto a b", "no b c"], "a c", "no"),
        (["auto a b", "auto b c"], "a c", "auto"),
        (["auto a b", "auto b c", "no a c"], "a b", None),
        (["auto a b", "auto b c", "no a c"], "a c", "no"),
        (["unknown a b"], "a b", "unknown"),
        (["unknown a b", "unknown b c"], "a c", None),
        (["no a b", "no b c"], "a c", None),
        ([], "a b", None),
    ],
)
def test_a_verdict_follows_from_one_line_or_several(
    lines: list[str], pair: str, expected: str | None
) -> None:
    first, second = (f"company/{name}" for name in pair.split())
    assert decided(*lines).verdict(first, second) == expected
    assert decided(*lines).verdict(second, first) == expected


def test_what_people_say_goes_before_auto_wherever_it_stands(tmp_path: Path) -> None:
    for content in (b"auto o/a o/b\nno o/a o/b\n", b"no o/b o/a\nauto o/a o/b\n"):
        assert not read(tmp_path, content).replaced()
    assert read(tmp_path, b"yes o/a o/b\nauto o/b o/a\n").verdict("o/a", "o/b") == "yes"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"yes o/a o/b\n# x\nno o/b o/a\n", ":3: no on o/a and o/b contradicts the yes of line 1"),
        (b"no o/a o/b\nyes o/b o/a\n", ":2: yes on o/a and o/b contradicts the no of line 1"),
        (b"unknown o/a o/b\nyes o/b o/a\n", ":2: yes on o/a and o/b contradicts the unknown of"),
        (
            b"yes o/a o/b\nyes o/b o/c\nyes o/c o/d\nno o/a o/c\n",
            ":4: no on o/a and o/c contradicts the yes of line 1, 2; take one",
        ),
        (b"maybe o/a o/b\n", ":1: 'maybe' is no verdict; write yes, no, unknown or auto"),
        (b"\n\nyes o/a\n", ":3: it has 2 words, not a verdict and two keys"),
        (b"yes o/a o/b o/c\n", ":1: it has 4 words"),
        (b"yes o/a b\n", ":1: 'b' is no key of an entity; write the end of its IRI"),
        (b"yes o/a document/b\n", ":1: 'document/b' is no key of an entity"),
        (b"yes o/a o/%FF\n", ":1: 'o/%FF' is no key of an entity"),
        (b"yes o/a o/a\n", ":1: o/a stands on both sides; name two keys or take the line out"),
        (b"yes o/a o/\xff\n", ":1: it is not UTF-8; save the file as UTF-8"),
        (b"y\x00e\x00s\x00", ":1: it has 1 words"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_its_place(
    content: bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DecisionError) as caught:
        read(tmp_path, content)
    assert str(caught.value).startswith(f"{tmp_path / 'decisions.txt'}{message}")
    assert "\n" not in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


def test_a_folder_is_no_file_of_decisions(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"# only a comment",
        b"\xef\xbb\xbfyes o/a o/b  # BOM\r\n\r\nno o/b  o/c#x",
        b"  auto\to/a\to/b\n#  odd   spaces \n\n\n",
        "yes o/a o/b   # Škoda | Škoda Auto\n".encode(),
    ],
)
def test_a_file_that_is_read_and_written_keeps_its_bytes(content: bytes, tmp_path: Path) -> None:
    decisions = read(tmp_path, content)
    target = tmp_path / "new.txt"
    write_decisions(target, decisions)
    assert target.read_bytes() == content
    write_decisions(target, decisions.decide("unknown", "o/x", "o/y"))
    written = target.read_bytes()
    if content:
        assert written.startswith(content)
        assert written[len(content) :].split() == [b"unknown", b"o/x", b"o/y"]
    assert read_decisions(target).verdict("o/y", "o/x") == "unknown"


def test_a_new_file_tells_what_it_is_for(tmp_path: Path) -> None:
    path = tmp_path / "decisions.txt"
    write_decisions(path, NO_DECISIONS.decide("yes", "o/b", "o/a", note="A |\n B # C"))
    heading, line = path.read_text().splitlines()
    assert heading.startswith("# graphkit decisions: ")
    assert line == "yes      o/a  o/b   # A | B # C"


def test_a_second_verdict_on_a_pair_takes_the_place_of_the_first(tmp_path: Path) -> None:
    decisions = read(tmp_path, b"# mine\nauto o/b o/a  # A | B\r\nno o/a o/c\n")
    changed = decisions.decide("no", "o/a", "o/b")
    written = "".join(line.text for line in changed.lines)
    assert written == "# mine\nno       o/a  o/b   # A | B\r\nno o/a o/c\n"
    assert changed.decide("auto", "o/a", "o/b") == changed
    assert changed.decide("no", "o/b", "o/a", note="again") == changed


def test_a_decision_that_contradicts_a_chain_is_refused() -> None:
    decisions = decided("yes a b", "yes b c")
    with pytest.raises(DecisionError, match="contradicts the yes of line 2, 3"):
        decisions.decide("no", "company/a", "company/c")


@pytest.mark.parametrize(
    ("verdict", "first", "second"),
    [("sure", "o/a", "o/b"), ("yes", "a", "o/b"), ("yes", "o/a", "o/a"), ("yes", "claim/a", "o/b")],
)
def test_what_is_no_decision_is_refused(verdict: str, first: str, second: str) -> None:
    with pytest.raises(DecisionError):
        NO_DECISIONS.decide(verdict, first, second)


def test_a_missing_file_has_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.txt") == NO_DECISIONS


def test_writing_fails_with_a_message_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        write_decisions(tmp_path / "none" / "decisions.txt", decided("yes a b"))
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match="cannot be written"):
        write_decisions(tmp_path / "folder", decided("yes a b"))
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_decisions_travel_between_processes() -> None:
    decisions = decided("yes a b", "auto c dd", "no a c")
    copy = pickle.loads(pickle.dumps(decisions))  # noqa: S301 - our own bytes
    assert copy == decisions
    assert copy.replaced() == decisions.replaced()


@given(
    st.lists(choices, max_size=9),
    st.text(min_size=1, max_size=4).map(lambda text: f"company/{text}"),
    st.text(max_size=9),
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[Choice], key: str, note: str
) -> None:
    decisions = built([*made, Choice("unknown", key, "organization/x", note)])
    path = tmp_path_factory.mktemp("decisions") / "decisions.txt"
    write_decisions(path, decisions)
    assert read_decisions(path) == decisions
    assert read_decisions(path).verdict(key, "organization/x") == "unknown"


@given(st.lists(choices, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_has_no_meaning(made: list[Choice], chance: object) -> None:
    decisions = built(made)
    lines = list(decisions.lines)
    chance.shuffle(lines)  # type: ignore[attr-defined]
    shuffled = Decisions(tuple(lines))
    assert shuffled.replaced() == decisions.replaced()
    assert list(shuffled.replaced()) == list(decisions.replaced())
    assert shuffled.cut() == decisions.cut()


@given(st.lists(choices, max_size=12))
def test_replacing_is_idempotent_and_joins_nothing_that_people_keep_apart(
    made: list[Choice],
) -> None:
    decisions = built(made)
    replaced = decisions.replaced()
    assert not set(replaced) & set(replaced.values())
    for old, new in replaced.items():
        assert (len(new), new) < (len(old), old)
    for choice in (line.choice for line in decisions.lines if line.choice is not None):
        first, second = (replaced.get(key, key) for key in (choice.first, choice.second))
        if choice.verdict == "yes":
            assert first == second
        if choice.verdict == "no":
            assert first != second


@given(st.lists(choices, max_size=12))
def test_an_auto_joins_unless_it_is_cut(made: list[Choice]) -> None:
    decisions = built(made)
    replaced = decisions.replaced()
    for line in decisions.lines:
        if line.choice is not None and line.choice.verdict == "auto":
            pair = line.choice.first, line.choice.second
            first, second = (replaced.get(key, key) for key in pair)
            assert (first == second) or pair in decisions.cut()
