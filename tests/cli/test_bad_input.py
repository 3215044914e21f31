"""Bad input: one clear line, exit 1 or 2, no traceback, nothing half-written."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import Run

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_WITHOUT_ARTICLE = "<html><body><nav><a href='/'>Home</a></nav></body></html>"

BAD_FILES = {
    "zero.txt": (b"", "there is no text in it"),
    "blank.txt": (b" \n\t\n", "there is no text in it"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
    "bytes.txt": (b"abc\x00\x01\x02def", "binary"),
    "report.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "broken.txt": (b"Norhald supplies \xff\xfe cobalt.", "UTF-8"),
    "page.html": (PAGE_WITHOUT_ARTICLE.encode(), "no article"),
}


FAILED, WRONG_CALL = 1, 2


def one_line(run: Run, code: int, *words: str) -> None:
    """Check that a run ended with *code* and said one clear line that holds *words*."""
    (line,) = run.err.splitlines()
    assert line.startswith("graphkit: ")
    for word in words:
        assert word in line
    assert run.code == code


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_and_writes_nothing(
    name: str, graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    content, word = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    run = graphkit("build", tmp_path / name, "-o", tmp_path / "chain.ttl")
    one_line(run, FAILED, name, word)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_refused(graphkit: Callable[..., Run], tmp_path: Path) -> None:
    run = graphkit("build", tmp_path / "nothing.txt", "-o", tmp_path / "chain.ttl")
    one_line(run, FAILED, "nothing.txt")
    assert not list(tmp_path.iterdir())


def test_a_bad_line_of_json_lines_is_named_and_the_others_are_built(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    source, target = tmp_path / "news.jsonl", tmp_path / "chain.nq"
    good = [
        json.dumps({"id": f"n{i}", "text": f"Aldermoor supplies nickel {i}."}) for i in range(3)
    ]
    source.write_text("\n".join([good[0], good[1], "{no json", good[2]]), encoding="utf-8")
    run = graphkit("build", source, "-o", target)
    assert run.code == 1
    assert f"{source}:3" in run.err
    assert "3 documents" in run.err
    assert "1 skipped" in run.err
    written = target.read_text(encoding="utf-8")
    assert all(f"/document/n{i}>" in written for i in range(3))


def test_one_bad_document_in_a_folder_is_counted_and_named_at_the_end(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Aldermoor supplies nickel to Kestrel.", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\x01")
    (folder / "c.txt").write_text("Kestrel makes cells.", encoding="utf-8")
    run = graphkit("build", folder, "-o", tmp_path / "chain.ttl")
    assert run.code == 1
    assert "b.txt" in run.err.splitlines()[-2]
    assert run.err.splitlines()[-1].startswith("2 documents")
    assert (tmp_path / "chain.ttl").exists()


def test_a_line_of_fifty_megabytes_is_answered_with_one_line(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    source = tmp_path / "long.txt"
    source.write_text("lithium and cobalt " * 2_700_000, encoding="utf-8")
    run = graphkit("build", source, "-o", tmp_path / "chain.ttl")
    one_line(run, FAILED, "long.txt")
    assert not (tmp_path / "chain.ttl").exists()


@pytest.mark.parametrize("command", ["query", "why", "draw", "export", "validate"])
def test_a_graph_that_is_not_there_is_refused_by_every_command(
    command: str, graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    more: dict[str, list[object]] = {
        "query": ["ASK {}"],
        "why": ["Nvidia"],
        "draw": ["-o", tmp_path / "a.png"],
        "export": ["-f", "turtle"],
        "validate": [],
    }
    run = graphkit(command, tmp_path / "nothing.ttl", *more[command])
    one_line(run, FAILED, "nothing.ttl")
    assert not list(tmp_path.iterdir())


def test_a_damaged_graph_file_is_named_with_line_and_column(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix a: <http://a/> .\na:b a:c .\n", encoding="utf-8")
    one_line(graphkit("query", tmp_path / "bad.ttl", "ASK {}"), FAILED, "bad.ttl:2")


def test_a_folder_that_is_no_store_is_refused_and_left_alone(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    one_line(graphkit("query", tmp_path, "ASK {}"), FAILED, str(tmp_path))
    run = graphkit("build", tmp_path / "mine.txt", "--store", tmp_path)
    one_line(run, FAILED, str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_corrupt_store_is_refused(graphkit: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Aldermoor supplies nickel to Kestrel.", encoding="utf-8")
    store = tmp_path / "store"
    assert graphkit("build", tmp_path / "a.txt", "--store", store).code == 0
    for path in sorted(store.glob("MANIFEST-*")):
        path.write_bytes(b"garbage")
    one_line(graphkit("query", store, "ASK {}"), FAILED, "store")


def test_an_unwritable_output_is_refused_before_the_work(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Aldermoor supplies nickel to Kestrel.", encoding="utf-8")
    for target in (tmp_path / "no" / "chain.ttl", tmp_path / "a.txt" / "chain.ttl", tmp_path):
        one_line(graphkit("build", tmp_path / "a.txt", "-o", target), FAILED, str(target))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["SELECT ?a { ?a ?b }"], "line 1"),
        (["--name", "suplliers"], "suppliers"),
        (["--name", "suppliers"], "name"),
        (["--name", "suppliers", "--param", "name"], "NAME=VALUE"),
        (["--name", "suppliers", "--param", "nmae=Nvidia"], "nmae"),
        (["missing.rq"], "missing.rq"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], "INSERT"),
        (["SELECT * { SERVICE <http://localhost/> { ?a ?b ?c } }"], "SERVICE"),
        ([], "QUERY"),
        (["ASK {}", "--name", "suppliers"], "QUERY"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_query_that_cannot_be_asked_is_refused(
    words: list[str], said: str, graphkit: Callable[..., Run], chain: Path
) -> None:
    one_line(graphkit("query", chain, *words), WRONG_CALL, said)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["why", "{chain}", "Volkswagen"], WRONG_CALL, "Volkswagen"),
        (["why", "{chain}", "SoftBank", "Volkswagen"], WRONG_CALL, "Volkswagen"),
        (["why", "{chain}", "SoftBank", "SoftBank"], FAILED, "no claim between"),
        (["draw", "{chain}", "-o", "{folder}/a.gif"], WRONG_CALL, ".gif"),
        (["draw", "{chain}", "-o", "{folder}/a.png", "--focus", "Vlkswagen"], WRONG_CALL, "Vlk"),
        (["draw", "{chain}", "-o", "{folder}/a.png", "--status", "certain"], WRONG_CALL, "certain"),
        (["draw", "{chain}", "-o", "{folder}/a.png", "--min-confidence", "1"], FAILED, "draw"),
        (["draw", "{chain}", "-o", "{folder}/no/a.png"], FAILED, "a.png"),
        (["export", "{chain}"], WRONG_CALL, "--format"),
        (["export", "{chain}", "-o", "{folder}/a.csv"], WRONG_CALL, ".csv"),
        (["export", "{chain}", "-f", "nquads", "--base", "nonsense"], WRONG_CALL, "nonsense"),
        (["build", "{chain}", "-o", "{folder}/a.csv"], WRONG_CALL, ".csv"),
        (["build", "{chain}"], WRONG_CALL, "--store"),
        (["build", "{chain}", "-o", "{folder}/a.ttl", "--base", "none"], WRONG_CALL, "none"),
        (["build", "{chain}", "-o", "{folder}/a.ttl", "--workers", "0"], WRONG_CALL, "workers"),
        (["extract", "{chain}", "--min-confidence", "2"], WRONG_CALL, "--min-confidence"),
        (["extract", "{chain}", "--format", "xml"], WRONG_CALL, "xml"),
        (["extrct", "{chain}"], WRONG_CALL, "extrct"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_call_that_cannot_be_meant_is_refused(
    words: list[str],
    code: int,
    said: str,
    graphkit: Callable[..., Run],
    chain: Path,
    tmp_path: Path,
) -> None:
    run = graphkit(*(word.format(chain=chain, folder=tmp_path) for word in words))
    one_line(run, code, said)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [None, b"\x00\x01"], ids=["missing", "unreadable"])
def test_a_build_that_can_read_nothing_makes_no_store(
    content: bytes | None, graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    run = graphkit("build", tmp_path / "a.txt", "--store", tmp_path / "store")
    one_line(run, FAILED, "a.txt")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "words",
    [["query", "{long}", "ASK {{}}"], ["build", "{text}", "-o", "{long}"], ["validate", "{long}"]],
    ids=lambda words: words[0],
)
def test_a_name_that_no_file_can_have_is_refused(
    words: list[str], graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Kestrel makes cells.", encoding="utf-8")
    names = {"long": tmp_path / ("a" * 300 + ".ttl"), "text": tmp_path / "a.txt"}
    one_line(graphkit(*(word.format(**names) for word in words)), FAILED, "aaa")


@pytest.mark.parametrize(
    "command", ["extract {text}", "query {graph} --name sources", "why {graph} SoftBank"]
)
def test_a_full_disk_behind_standard_output_is_told(
    command: str, chain: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Kestrel makes cells.", encoding="utf-8")
    words = command.format(text=tmp_path / "a.txt", graph=chain).split()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "graphkit", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    one_line(Run(done.returncode, "", done.stderr.decode()), FAILED, "No space left")


@pytest.mark.parametrize("words", [["extract", "-"], ["query", "-", "ASK {}"]])
def test_standard_input_that_is_closed_is_told(words: list[str]) -> None:
    call = shlex.join([sys.executable, "-m", "graphkit", *words])
    done = subprocess.run(["sh", "-c", f"{call} <&-"], capture_output=True, check=False)
    one_line(Run(done.returncode, "", done.stderr.decode()), FAILED, "stdin")


def test_a_query_on_standard_input_must_be_utf_8(piped: Callable[..., Run], chain: Path) -> None:
    one_line(piped("query", chain, "-", stdin=b"ASK { ?a ?b '\xff' }"), WRONG_CALL, "UTF-8")


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("日本製鉄 supplies steel to Kestrel Cells.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "graphkit", "extract", str(tmp_path / "a.txt")],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert "日本製鉄" in done.stdout.decode("utf-8")
