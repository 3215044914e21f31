"""``graphkit resolve``: asking on a terminal and through a pipe, deciding by options, refusing."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest

from graphkit.graph import Graph, to_bytes
from graphkit.pipeline import build
from graphkit.resolve.decisions import read_decisions
from support import EXAMPLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

TEXTS: Final = (
    "Aldermoor Chemicals supplies lithium to Vantaro Motors.",
    "Aldermoore Chemicals supplies graphite to Vantaro Motors.",
    "Brackwater Logistics supplies copper to Norhald Cables.",
    "Brackwatter Logistics supplies zinc to Norhald Cables.",
    "Corvane Metals supplies cobalt to Kestrel Cells.",
    "Corvanne Metals supplies nickel to Kestrel Cells.",
    "Soft Bridgeton Works supplies tin to Ostrava Foundry.",
    "Softbridgeton Works supplies lead to Ostrava Foundry.",
)
ALDERMOOR = ("company/aldermoor-chemicals", "company/aldermoore-chemicals")
BRACKWATER = ("company/brackwater-logistics", "company/brackwatter-logistics")
CORVANE = ("company/corvane-metals", "company/corvanne-metals")
BRIDGETON = ("company/soft-bridgeton-works", "company/softbridgeton-works")
QUESTION = b"[q]uit "
FAILED, WRONG_CALL = 1, 2


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of one sure and three doubtful pairs, not to be changed."""
    documents = [json.dumps({"id": f"d{n}", "text": text}) for n, text in enumerate(TEXTS)]
    folder = tmp_path_factory.mktemp("built")
    with Graph.create(folder / "who") as graph:
        build("-", graph, stdin=BytesIO("\n".join(documents).encode()))
    return folder / "who"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "who")


@pytest.fixture
def decisions(store: Path) -> Path:
    """Return the file of the decisions on the store."""
    return store.with_name("who.decisions")


def verdicts(decisions: Path) -> dict[tuple[str, str], str]:
    """Return what stands in a file of decisions, by pair."""
    found = {}
    for line in decisions.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            verdict, first, second, *_ = line.split()
            found[first, second] = verdict
    return found


def content(graph: Path) -> bytes:
    with Graph.open(graph) as opened:
        return to_bytes(opened, "nquads")


def keys_of(graph: Path, name: str) -> set[str]:
    with Graph.open(graph) as opened:
        return {node.iri.partition("/id/")[2] for node in opened.find(name)}


def one_line(run: Run, code: int, *words: str) -> None:
    """Check that a run ended with *code* and said one clear line that holds *words*."""
    (line,) = run.err.splitlines()
    assert line.startswith("graphkit: ")
    for word in words:
        assert word in line
    assert (run.code, run.out) == (code, "")


def heed_interrupts() -> None:
    """Undo what a shell does to programs that it starts in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def on_a_terminal(answers: Sequence[bytes], *words: object) -> tuple[int, str]:
    """Run the program on a pseudo-terminal; give an answer whenever it asks for one."""
    ours, theirs = pty.openpty()
    # who opens a terminal at the head of a new session owns it: Ctrl-C then reaches the program
    program = ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(theirs)]
    program += [sys.executable, "-m", "graphkit", *map(str, words)]
    with subprocess.Popen(
        program,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - it calls nothing that could hold a lock
    ) as process:
        os.close(theirs)
        seen, waiting = b"", list(answers)
        asked, deadline = 0, time.monotonic() + 60.0  # seconds; a hang must fail, not hang
        while select.select([ours], [], [], max(0.0, deadline - time.monotonic()))[0]:
            try:
                seen += os.read(ours, 65_536)
            except OSError:  # Linux tells so that the program has ended
                break
            if seen.count(QUESTION) > asked and waiting:
                asked += 1
                os.write(ours, waiting.pop(0))
        os.close(ours)
        if time.monotonic() >= deadline:
            process.kill()
    assert not waiting, seen
    return process.returncode, seen.decode()


def summary(*counts: int) -> str:
    """Return the words that end a run: what was sure, answered, left, changed."""
    parts = ("sure", "answered", "doubtful left", "documents changed")
    return ", ".join(f"{number} {part}" for number, part in zip(counts, parts, strict=True))


def test_on_a_terminal_each_answer_is_kept_and_applied(store: Path, decisions: Path) -> None:
    code, seen = on_a_terminal([b"y\n", b"n\n", b"d\n"], "resolve", store)
    assert code == 0, seen
    assert summary(1, 3, 0, 2) in seen
    assert verdicts(decisions) == {
        ALDERMOOR: "yes",
        BRACKWATER: "no",
        CORVANE: "unknown",
        BRIDGETON: "auto",
    }
    for pair in (ALDERMOOR, BRIDGETON):
        assert read_decisions(decisions).replaced()[max(pair, key=len)] == min(pair, key=len)
    assert keys_of(store, "Aldermoore Chemicals") == {ALDERMOOR[0]}
    assert keys_of(store, "Corvanne Metals") == {CORVANE[1]}
    again, seen = on_a_terminal([], "resolve", store)
    assert (again, QUESTION.decode() in seen) == (0, False)
    assert summary(0, 0, 0, 0) in seen


def test_a_question_shows_both_sides_with_their_sentences(store: Path) -> None:
    code, seen = on_a_terminal([b"q\n"], "resolve", store)
    words = " ".join(re.sub("[^A-Za-z0-9/.:' -]", " ", seen).split())
    assert code == 0
    assert "1 of 3" in words
    assert "score 0.75: the names differ in one letter" in words
    for shown in (*ALDERMOOR, "graphite", "lithium", "d0", "d1"):
        assert shown in words


def test_nothing_that_was_answered_is_lost_after_a_quit(store: Path, decisions: Path) -> None:
    code, seen = on_a_terminal([b"n\n", b"q\n"], "resolve", store)
    assert (code, summary(1, 1, 2, 1) in seen) == (0, True)
    assert verdicts(decisions) == {ALDERMOOR: "no", BRIDGETON: "auto"}
    code, seen = on_a_terminal([b"y\n", b"s\n"], "resolve", store)
    assert "Aldermoor" not in seen  # a no is never asked again
    assert (code, summary(0, 1, 1, 1) in seen) == (0, True)
    assert verdicts(decisions) == {ALDERMOOR: "no", BRIDGETON: "auto", BRACKWATER: "yes"}


@pytest.mark.parametrize("end", [b"\x04", b"\x03"])
def test_the_end_of_the_input_and_an_interrupt_quit_on_a_terminal(
    end: bytes, store: Path, decisions: Path
) -> None:
    code, seen = on_a_terminal([b"y\n", end], "resolve", store)
    assert code == 0, seen
    assert "Traceback" not in seen
    assert summary(1, 1, 2, 2) in seen
    assert verdicts(decisions) == {ALDERMOOR: "yes", BRIDGETON: "auto"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (b"y\nn\nd\n", {ALDERMOOR: "yes", BRACKWATER: "no", CORVANE: "unknown"}),
        (b" YES \r\nNo\ndon't know\n", {ALDERMOOR: "yes", BRACKWATER: "no", CORVANE: "unknown"}),
        (b"x\n\nnot sure\n\xff\xfe\nskip\ny", {BRACKWATER: "yes"}),
        (b"s\ns\nquit\n", {}),
        (b"", {}),
    ],
)
def test_answers_may_come_through_a_pipe(
    typed: bytes,
    expected: dict[tuple[str, str], str],
    store: Path,
    decisions: Path,
    piped: Callable[..., Run],
) -> None:
    run = piped("resolve", store, stdin=typed)
    assert (run.code, run.out) == (0, "")
    assert run.err.splitlines()[-1].endswith(f"→ {decisions}")
    assert verdicts(decisions) == {**expected, BRIDGETON: "auto"}


def test_a_closed_input_is_its_end(store: Path, decisions: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m graphkit resolve "$1" <&-', sys.executable, store],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"Traceback" not in done.stderr
    assert verdicts(decisions) == {BRIDGETON: "auto"}


def test_what_follows_from_an_answer_is_not_asked(
    store: Path, decisions: Path, piped: Callable[..., Run]
) -> None:
    lines = [f"yes {ALDERMOOR[0]} company/aldermoor", f"no company/aldermoor {ALDERMOOR[1]}"]
    decisions.write_text("\n".join(lines), encoding="utf-8")
    run = piped("resolve", store, stdin=b"q\n")
    assert "1 of 2" in run.err
    assert "Aldermoor" not in run.err


def test_the_list_is_a_table_or_json_and_changes_nothing(
    store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    before = content(store)
    table = graphkit("resolve", store, "--list")
    assert (table.code, table.err) == (0, "3 doubtful pairs\n")
    for pair in (ALDERMOOR, BRACKWATER, CORVANE):
        (line,) = (line for line in table.out.splitlines() if f"({pair[0]})" in line)
        assert f"({pair[1]})" in line
        assert "0.75" in line
    run = graphkit("resolve", store, "--list", "--format", "json")
    listed = json.loads(run.out)
    assert (run.code, run.err) == (0, "")
    assert [(each["first"]["key"], each["second"]["key"]) for each in listed] == [
        ALDERMOOR,
        BRACKWATER,
        CORVANE,
    ]
    assert set(listed[0]) == {"score", "reasons", "first", "second"}
    assert listed[0]["first"] == {
        "key": ALDERMOOR[0],
        "type": "Company",
        "names": ["Aldermoor Chemicals"],
        "countries": [],
        "documents": ["d0"],
        "sentences": [TEXTS[0]],
    }
    assert (content(store), decisions.exists()) == (before, False)


def test_an_empty_list_is_a_list(
    store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    lines = [f"no {first} {second}\n" for first, second in (ALDERMOOR, BRACKWATER, CORVANE)]
    decisions.write_text("".join(lines), encoding="utf-8")
    assert graphkit("resolve", store, "--list").err == "0 doubtful pairs\n"
    assert json.loads(graphkit("resolve", store, "--list", "-f", "json").out) == []


@pytest.mark.parametrize("option", ["--batch", "--yes", "--no"])
def test_a_list_with_what_would_change_something_is_refused(
    option: str, store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    names = () if option == "--batch" else CORVANE
    one_line(graphkit("resolve", store, "--list", option, *names), WRONG_CALL, "--list")
    assert not decisions.exists()


def test_batch_writes_what_is_sure_with_reasons_and_asks_nothing(
    store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    run = graphkit("resolve", store, "--batch")
    assert (run.code, run.err) == (0, f"{summary(1, 0, 3, 1)} → {decisions}\n")
    heading, line = decisions.read_text(encoding="utf-8").splitlines()
    assert heading.startswith("# graphkit decisions")
    assert line.split()[:3] == ["auto", *BRIDGETON]
    assert line.partition("# ")[2].startswith("Soft Bridgeton Works | Softbridgeton Works: ")
    assert "spaces and hyphens" in line
    assert keys_of(store, "Soft Bridgeton Works") == {BRIDGETON[1]}
    before = content(store), decisions.read_bytes()
    again = graphkit("resolve", store, "--batch")
    assert again.err == f"{summary(0, 0, 3, 0)} → {decisions}\n"
    assert (content(store), decisions.read_bytes()) == before


def test_a_no_takes_an_auto_back(
    built: Path, store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    graphkit("resolve", store, "--batch")
    assert content(store) != content(built)
    assert graphkit("resolve", store, "--no", *BRIDGETON).code == 0
    assert content(store) == content(built)
    assert verdicts(decisions) == {BRIDGETON: "no"}
    graphkit("resolve", store, "--batch")
    assert verdicts(decisions) == {BRIDGETON: "no"}


@pytest.mark.parametrize(
    "pair", [CORVANE, ("Corvane Metals", "corvanne metals"), ("CORVANNE METALS", CORVANE[0])]
)
def test_yes_and_no_take_names_and_keys(
    pair: tuple[str, str], store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    run = graphkit("resolve", store, "--yes", *pair)
    assert (run.code, run.err) == (0, f"{summary(1, 0, 2, 2)} → {decisions}\n")
    assert verdicts(decisions)[CORVANE] == "yes"
    assert "# Corvane Metals | Corvanne Metals\n" in decisions.read_text(encoding="utf-8")
    assert keys_of(store, "Corvanne Metals") == {CORVANE[0]}
    assert graphkit("resolve", store, "--no", *pair).code == 0
    assert verdicts(decisions)[CORVANE] == "no"
    assert keys_of(store, "Corvanne Metals") == {CORVANE[1]}


def test_yes_and_no_may_be_said_at_once_of_two_pairs(
    store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    assert graphkit("resolve", store, "--yes", *CORVANE, "--no", *ALDERMOOR).code == 0
    assert verdicts(decisions) == {CORVANE: "yes", ALDERMOOR: "no", BRIDGETON: "auto"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--yes", "Corvane Metals", "Corvane Metal"), ("'Corvane Metal'", "--list")),
        (("--no", "company/nobody", "Corvane Metals"), ("company/nobody", "--list")),
        (("--yes", "Corvane Metals", CORVANE[0]), (CORVANE[0], "two things")),
        (("--yes", "", "Corvane Metals"), ("''",)),
        (("--yes", *CORVANE, "--no", *CORVANE[::-1]), ("--yes and --no",)),
        (("--yes", *CORVANE, "--no", CORVANE[0], "nobody"), ("'nobody'",)),
    ],
)
def test_names_that_cannot_be_meant_are_refused_and_nothing_is_decided(
    words: tuple[str, ...],
    said: tuple[str, ...],
    store: Path,
    decisions: Path,
    graphkit: Callable[..., Run],
) -> None:
    one_line(graphkit("resolve", store, *words), WRONG_CALL, *said)
    assert not decisions.exists()


def test_an_ambiguous_name_is_refused_with_the_keys_that_it_may_mean(
    tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    target = tmp_path / "names.nq"
    assert graphkit("build", EXAMPLES / "names.jsonl", "-o", target).code == 0
    run = graphkit("resolve", target, "--yes", "Delta", "Foxconn")
    one_line(run, WRONG_CALL, "company/delta-air-lines, company/delta-electronics")
    assert [path.name for path in tmp_path.iterdir()] == ["names.nq"]


@pytest.mark.parametrize("suffix", ["trig", "nq", "NQ", "jsonld"])
def test_a_file_with_a_graph_for_each_document_is_written_back(
    suffix: str, store: Path, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    target = tmp_path / f"chain.{suffix}"
    assert graphkit("export", store, "-o", target).code == 0
    before = target.read_bytes()
    run = graphkit("resolve", target, "--yes", *CORVANE)
    assert (run.code, summary(1, 0, 2, 2) in run.err) == (0, True)
    assert keys_of(target, "Corvanne Metals") == {CORVANE[0]}
    run = graphkit("resolve", target, "--no", *CORVANE)
    run = graphkit("resolve", target, "--no", *BRIDGETON)
    assert (run.code, target.read_bytes() == before) == (0, True)
    named = {path.name for path in tmp_path.iterdir()} - {"who", f"chain.{suffix}"}
    assert len(named) == 1


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "txt"])
def test_a_file_without_a_graph_for_each_document_is_refused(
    suffix: str, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    target = tmp_path / f"chain.{suffix}"
    target.write_bytes(b"")
    one_line(graphkit("resolve", target, "--batch"), FAILED, str(target), "for each document")
    assert (target.read_bytes(), len(list(tmp_path.iterdir()))) == (b"", 1)


def test_documents_poured_into_one_graph_are_refused(
    store: Path, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    poured, target = tmp_path / "poured.ttl", tmp_path / "poured.nq"
    graphkit("export", store, "-o", poured)
    graphkit("export", poured, "-o", target)
    one_line(graphkit("resolve", target, "--yes", *CORVANE), FAILED, "a graph of its own")
    assert not (tmp_path / "poured.decisions").exists()


@pytest.mark.parametrize("name", ["missing", "missing.trig", "n" * 300])
def test_a_graph_that_is_not_there_is_refused(
    name: str, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    one_line(graphkit("resolve", tmp_path / name, "--batch"), FAILED, name, "no such graph")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("options", [("--batch",), ("--list",)])
def test_a_folder_without_a_store_is_refused_and_stays_empty(
    options: tuple[str, ...], tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    (tmp_path / "empty").mkdir()
    run = graphkit("resolve", tmp_path / "empty", *options)
    one_line(run, FAILED, "empty", "holds no graph store")
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_an_empty_store_is_refused(tmp_path: Path, graphkit: Callable[..., Run]) -> None:
    Graph.create(tmp_path / "who").close()
    one_line(graphkit("resolve", tmp_path / "who", "--batch"), FAILED, "holds no documents")
    assert [path.name for path in tmp_path.iterdir()] == ["who"]


def test_decisions_that_contradict_each_other_are_refused_with_both_lines(
    built: Path, store: Path, decisions: Path, graphkit: Callable[..., Run]
) -> None:
    lines = ["# mine", f"yes {' '.join(CORVANE)}", "", f"no {' '.join(CORVANE[::-1])}", ""]
    decisions.write_text("\n".join(lines), encoding="utf-8")
    for options in (("--batch",), ("--list",), ("--yes", *ALDERMOOR)):
        run = graphkit("resolve", store, *options)
        one_line(run, FAILED, f"{decisions}:4: ", "line 2")
    run = graphkit("build", EXAMPLES / "names.jsonl", "--store", store)
    one_line(run, FAILED, f"{decisions}:4: ", "line 2")
    assert content(store) == content(built)
    assert decisions.read_text(encoding="utf-8") == "\n".join(lines)


@pytest.mark.parametrize("place", ["nowhere/who.decisions", "folder", "n" * 300])
def test_a_place_where_no_decisions_can_be_kept_is_refused_and_nothing_changes(
    place: str, built: Path, store: Path, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / place
    run = graphkit("resolve", store, "--decisions", target, "--yes", *CORVANE)
    one_line(run, FAILED, str(target))
    assert content(store) == content(built)
    assert {path.name for path in tmp_path.iterdir()} == {"who", "folder"}


def test_a_store_that_another_program_writes_to_is_refused(
    store: Path, decisions: Path, piped: Callable[..., Run]
) -> None:
    with Graph.create(store):
        run = piped("resolve", store, "--batch")
        listed = piped("resolve", store, "--list")
    one_line(run, FAILED, "another program")
    assert (listed.code, listed.err) == (0, "3 doubtful pairs\n")
    assert not decisions.exists()


@pytest.mark.parametrize("name", ["missing.decisions", "n" * 300, "folder"])
def test_a_build_with_decisions_that_are_not_there_is_refused(
    name: str, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    (tmp_path / "folder").mkdir()
    run = graphkit(
        *("build", EXAMPLES / "names.jsonl", "-o", tmp_path / "who.nq"),
        *("--decisions", tmp_path / name),
    )
    one_line(run, WRONG_CALL, name, "no such file of decisions")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_wrong_register_is_refused_with_its_line(
    command: str, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    register = tmp_path / "own.csv"
    register.write_text("name,lei\nFoxglove Metals,1\n", encoding="utf-8")
    target = ("--store", tmp_path / "who") if command == "build" else ()
    run = graphkit(command, EXAMPLES / "names.jsonl", "--register", register, *target)
    one_line(run, FAILED, f"{register}:1: unknown column 'lei'")
    assert [path.name for path in tmp_path.iterdir()] == ["own.csv"]


@pytest.mark.parametrize("option", ["-o", "--store"])
def test_a_graph_name_longer_than_a_file_name_may_be_is_refused(
    option: str, tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    name = f"{'n' * 300}.nq"
    run = graphkit("build", EXAMPLES / "names.jsonl", option, tmp_path / name)
    one_line(run, FAILED, name)
    assert not list(tmp_path.iterdir())


def test_a_graph_whose_file_of_decisions_would_have_too_long_a_name_is_built(
    tmp_path: Path, graphkit: Callable[..., Run]
) -> None:
    target = tmp_path / f"{'n' * 250}.nq"  # with .decisions it is over 255 bytes
    assert graphkit("build", EXAMPLES / "names.jsonl", "-o", target).code == 0
    one_line(graphkit("resolve", target, "--batch"), FAILED, "too long")
    run = graphkit("resolve", target, "--batch", "--decisions", tmp_path / "own.decisions")
    assert run.code == 0


def test_names_that_look_like_markup_are_shown_as_they_are(
    store: Path, tmp_path: Path, piped: Callable[..., Run]
) -> None:
    target = tmp_path / "odd.nq"
    odd = content(store).replace(b'"Corvane Metals"', b'"Corvane [/x] Metals"')
    target.write_bytes(odd)
    run = piped("resolve", target, stdin=b"s\ns\ns\n")
    assert run.code == 0, run.err
    assert "Corvane [/x] Metals" in run.err
    assert "Corvane [/x] Metals" in piped("resolve", target, "--list").out
