"""``graphkit evaluate``: what it prints, and what it refuses."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

Json = dict[str, Any]

TEXT = "Aldermoor supplies nickel to Kestrel."
GOLD: Json = {
    "id": "a",
    "text": TEXT,
    "sentences": [[0, 37]],
    "mentions": [
        {"start": 0, "end": 9, "type": "Company", "entity": "c1"},
        {"start": 19, "end": 25, "type": "Material", "entity": "m2"},
        {"start": 29, "end": 36, "type": "Company", "entity": "c3"},
    ],
    "relations": [
        {
            "subject": "c1",
            "predicate": "suppliesTo",
            "object": "c3",
            "status": "current",
            "sentence": 0,
        },
        {
            "subject": "c1",
            "predicate": "supplies",
            "object": "m2",
            "status": "current",
            "sentence": 0,
        },
    ],
}
FOUND: Json = {**GOLD, "relations": [{**GOLD["relations"][0], "status": "planned"}]}


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """Return a function that writes the lines of both files and returns their paths."""

    def write(gold: list[Json], predicted: list[Json]) -> tuple[Path, Path]:
        paths = (tmp_path / "gold.jsonl", tmp_path / "found.jsonl")
        for path, documents in zip(paths, (gold, predicted), strict=True):
            path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
        return paths

    return write


def one_line(run: Run, code: int, *words: str) -> None:
    """Check that a run ended with *code*, printed nothing and said one line with *words*."""
    (line,) = run.err.splitlines()
    assert line.startswith("graphkit: ")
    for word in words:
        assert word in line
    assert (run.code, run.out) == (code, "")


def rows(run: Run) -> dict[str, list[str]]:
    """Return the cells of each row of a run's tables by the words before the first wide gap."""
    lines = [line.strip().split("   ") for line in run.out.splitlines() if line.strip()]
    return {line[0].strip(): [cell.strip() for cell in line[1:] if cell.strip()] for line in lines}


def test_a_table_shows_all_figures_and_breakdowns(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    run = graphkit("evaluate", *files([GOLD], [FOUND]))
    assert (run.code, run.err) == (0, "1 document\n")
    found = rows(run)
    assert found["mentions"] == ["1.000", "1.000", "1.000", "3", "3", "3"]
    assert found["coreference"] == ["-", "-", "-", "0", "0", "0"]
    assert found["relations"] == ["1.000", "0.500", "0.667", "1", "1", "2"]
    assert found["with status"] == ["0.000", "0.000", "0.000", "0", "1", "2"]
    assert found["suppliesTo"] == ["1.000", "1.000", "1.000", "1", "1", "1"]
    assert found["gold status \\ predicted"] == ["current", "planned"]


@pytest.mark.parametrize(
    ("by", "shown", "hidden"),
    [
        ("type", "mentions by type", "suppliesTo"),
        ("relation", "suppliesTo", "relations by status"),
        ("status", "relations by status", "mentions by type"),
    ],
)
def test_by_shows_one_breakdown_only(
    by: str,
    shown: str,
    hidden: str,
    graphkit: Callable[..., Run],
    files: Callable[..., tuple[Path, Path]],
) -> None:
    found = rows(graphkit("evaluate", *files([GOLD], [FOUND]), "--by", by))
    assert "with status" in found
    assert shown in found
    assert hidden not in found


def test_errors_shows_the_sentence_and_what_is_wrong_in_it(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    run = graphkit("evaluate", *files([GOLD], [FOUND]), "--errors", "1")
    assert run.out.splitlines()[-4:] == [
        "a, characters 0-37",
        f"    {TEXT}",
        "  missing  Aldermoor supplies nickel  [current]",
        "  status   Aldermoor supplies to Kestrel  [current, found as planned]",
    ]


def test_errors_says_nothing_where_all_is_right(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    paths = files([GOLD], [GOLD])
    assert graphkit("evaluate", *paths, "--errors", "5").out == graphkit("evaluate", *paths).out


def test_json_is_for_programs(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    run = graphkit("evaluate", *files([GOLD], [FOUND]), "--format", "json", "--errors", "1")
    found = json.loads(run.out)
    assert found["relations"]["recall"] == 0.5
    assert found["coreference"]["f1"] is None
    assert [m["kind"] for m in found["mistakes"]] == ["missing", "status"]


def test_what_extract_prints_can_come_by_standard_input(
    files: Callable[..., tuple[Path, Path]],
) -> None:
    gold, _ = files([GOLD], [FOUND])
    program = f"{shlex.quote(sys.executable)} -m graphkit"
    command = f"{program} extract {gold} | {program} evaluate {gold} - --format json"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=True)
    assert json.loads(done.stdout)["documents"] == 1


def test_documents_on_one_side_are_named_and_do_not_stop_the_rest(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    many = [{**GOLD, "id": f"g{i}"} for i in range(7)]
    run = graphkit("evaluate", *files([GOLD, *many], [GOLD, {**GOLD, "id": "p\n1"}]))
    assert run.code == 0
    first, second, third = run.err.splitlines()
    assert first == "8 documents"
    assert second.startswith("graphkit: 7 documents are in GOLD only and counted as predicted emp")
    assert second.endswith("'g0', 'g1', 'g2', 'g3', 'g4', ...")
    assert third == "graphkit: 1 document is in PREDICTED only and not counted: 'p\\n1'"


def test_what_windows_powershell_writes_is_read(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    gold, found = files([GOLD], [FOUND])
    plain = graphkit("evaluate", gold, found)
    # Its > writes UTF-16 with a byte order mark and line ends of Windows.
    for path in (gold, found):
        path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-16"))
    assert (plain.code, graphkit("evaluate", gold, found)) == (0, plain)
    program = shlex.join([sys.executable, "-m", "graphkit", "evaluate", str(gold), "-"])
    done = subprocess.run(
        ["sh", "-c", f"{program} --format json < {found}"], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["relations"]["recall"] == 0.5


@pytest.mark.parametrize("side", [0, 1], ids=["gold", "predicted"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is no document in it"),
        (b"{", "jsonl:1: no JSON"),
        (b"\xff", "jsonl:1: not valid UTF-8"),
        (b"[]", "jsonl:1: this is JSON but no object"),
        (b'{"id": "a"}', 'jsonl:1: no "text"'),
        (b'{"id": "a", "text": "b"}', 'jsonl:1: "mentions" is no list'),
        (json.dumps({**GOLD, "mentions": []}).encode(), "no mention has the entity 'c1'"),
        (json.dumps(GOLD).replace("Material", "Metal").encode(), "no type 'Metal'; did you mean"),
        (json.dumps(GOLD).replace("suppliesTo", "sells").encode(), "no predicate 'sells'"),
        (json.dumps(GOLD).replace("current", "now").encode(), "no status 'now'"),
        (json.dumps(GOLD).encode() + b"\n" + json.dumps(GOLD).encode(), "jsonl:2: the id 'a'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_line_on_either_side_is_refused_with_its_place(
    side: int,
    content: bytes,
    said: str,
    graphkit: Callable[..., Run],
    files: Callable[..., tuple[Path, Path]],
) -> None:
    paths = files([GOLD], [FOUND])
    paths[side].write_bytes(content)
    one_line(graphkit("evaluate", *paths), 1, paths[side].name, said)


def test_texts_that_differ_are_refused(
    graphkit: Callable[..., Run], files: Callable[..., tuple[Path, Path]]
) -> None:
    run = graphkit("evaluate", *files([GOLD], [{**FOUND, "text": TEXT.upper()}]))
    one_line(run, 1, "document 'a'", "character 1 on")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-", "-"], 2, "not both"),
        (["{gold}", "{folder}/nothing.jsonl"], 1, "nothing.jsonl"),
        (["{folder}", "{gold}"], 1, "directory"),
        (["{gold}"], 2, "PREDICTED"),
        (["{gold}", "{gold}", "--by", "colour"], 2, "colour"),
        (["{gold}", "{gold}", "--errors", "-1"], 2, "--errors"),
        (["{gold}", "{gold}", "--format", "xml"], 2, "xml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_call_of_evaluate_that_cannot_be_meant_is_refused(
    words: list[str],
    code: int,
    said: str,
    graphkit: Callable[..., Run],
    files: Callable[..., tuple[Path, Path]],
    tmp_path: Path,
) -> None:
    gold, _ = files([GOLD], [FOUND])
    one_line(
        graphkit("evaluate", *(word.format(gold=gold, folder=tmp_path) for word in words)),
        code,
        said,
    )


def test_evaluate_tells_that_standard_input_is_closed(
    files: Callable[..., tuple[Path, Path]],
) -> None:
    gold, _ = files([GOLD], [FOUND])
    call = shlex.join([sys.executable, "-m", "graphkit", "evaluate", str(gold), "-"])
    done = subprocess.run(["sh", "-c", f"{call} <&-"], capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("graphkit: stdin: it is closed")
