"""The commands do what their help says; the contracts that other programs rely on hold."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit import __version__
from support import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from support import Run

TEXT = "Aldermoor Chemicals supplies nickel sulphate to Kestrel Cells."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_version_is_printed(graphkit: Callable[..., Run]) -> None:
    assert graphkit("--version").out == f"graphkit {__version__}\n"


@pytest.mark.parametrize(
    "command", ["build", "extract", "query", "why", "draw", "export", "validate", "evaluate"]
)
def test_the_help_of_every_command_shows_an_example(
    command: str, graphkit: Callable[..., Run]
) -> None:
    run = graphkit(command, "--help")
    assert run.code == 0
    assert f"graphkit {command} " in run.out
    assert "Example" in run.out


def test_extract_prints_the_documented_shape(graphkit: Callable[..., Run], article: Path) -> None:
    run = graphkit("extract", article)
    assert run.code == 0
    (line,) = run.out.splitlines()
    found = json.loads(line)
    assert set(found) == {"id", "text", "sentences", "mentions", "relations"}
    assert (found["id"], found["text"], found["sentences"]) == (
        "article.txt",
        TEXT,
        [[0, len(TEXT)]],
    )
    names = {TEXT[m["start"] : m["end"]]: m for m in found["mentions"]}
    assert names["Kestrel Cells"]["type"] == "Company"
    assert set(names["Kestrel Cells"]) == {
        "start",
        "end",
        "entity",
        "type",
        "sentence",
        "confidence",
    }
    relation = next(r for r in found["relations"] if r["predicate"] == "suppliesTo")
    assert set(relation) == {"subject", "predicate", "object", "status", "sentence", "confidence"}
    assert relation["subject"] == names["Aldermoor Chemicals"]["entity"]
    assert relation["object"] == names["Kestrel Cells"]["entity"]
    assert 0.0 <= relation["confidence"] <= 1.0


def test_extract_keeps_the_ids_and_order_of_json_lines(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(
        "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in ("b", "a", "c")),
        encoding="utf-8",
    )
    run = graphkit("extract", source)
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["b", "a", "c"]


def test_extract_as_text_shows_the_sentence_and_its_claims(
    graphkit: Callable[..., Run], article: Path
) -> None:
    lines = graphkit("extract", article, "--format", "text").out.splitlines()
    assert lines[1].strip() == TEXT
    assert any("Aldermoor Chemicals supplies to Kestrel Cells" in line for line in lines[2:])


def test_standard_input_is_read_as_text_or_as_json_lines(piped: Callable[..., Run]) -> None:
    plain = json.loads(piped("extract", "-", stdin=TEXT.encode()).out)
    assert plain["id"].startswith("stdin-")
    lines = piped("extract", "-", stdin=json.dumps({"id": "a", "text": TEXT}).encode())
    assert json.loads(lines.out)["mentions"] == plain["mentions"]


def test_a_graph_can_come_from_standard_input(piped: Callable[..., Run], chain: Path) -> None:
    run = piped("query", "-", "ASK { ?claim a gk:Claim }", stdin=chain.read_bytes())
    assert (run.code, run.err) == (0, "1 row\n")
    assert "yes" in run.out


def test_data_goes_to_standard_output_and_words_to_standard_error(
    piped: Callable[..., Run], chain: Path
) -> None:
    run = piped("query", chain, "--name", "sources", "--format", "csv")
    assert run.err == ""
    rows = list(csv.reader(io.StringIO(run.out)))
    assert len(rows) == 2


def test_build_says_in_one_line_what_it_did(
    graphkit: Callable[..., Run], article: Path, tmp_path: Path
) -> None:
    run = graphkit("build", article, "-o", tmp_path / "chain.ttl")
    assert run.code == 0
    assert run.out == ""
    (line,) = run.err.splitlines()
    assert line.startswith("1 document, 3 mentions, 3 entities, ")
    assert line.endswith(f"→ {tmp_path / 'chain.ttl'}")


def test_building_again_into_a_store_changes_nothing(
    graphkit: Callable[..., Run], article: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    first = graphkit("build", article, "--store", store)
    before = graphkit("export", store, "--format", "nquads").out
    again = graphkit("build", article, "--store", store)
    assert (first.code, again.code) == (0, 0)
    assert "1 document (1 unchanged)" in again.err
    assert graphkit("export", store, "--format", "nquads").out == before


def test_a_changed_document_replaces_its_older_self(
    graphkit: Callable[..., Run], article: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    graphkit("build", article, "--store", store)
    article.write_text("Norhald Metals supplies cobalt to Vantaro Motors.", encoding="utf-8")
    graphkit("build", article, "--store", store)
    written = graphkit("export", store, "--format", "nquads").out
    assert "norhald" in written.lower()
    assert "kestrel" not in written.lower()


def test_named_queries_are_listed_with_their_parameters(graphkit: Callable[..., Run]) -> None:
    run = graphkit("query", "--list")
    assert run.code == 0
    assert "suppliers: Who supplies" in run.out
    assert "--param name=" in run.out


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json"])
def test_a_named_query_answers_in_every_format(
    form: str, graphkit: Callable[..., Run], article: Path, tmp_path: Path
) -> None:
    graphkit("build", article, "-o", tmp_path / "chain.trig")
    run = graphkit(
        *("query", tmp_path / "chain.trig", "--name", "suppliers"),
        *("--param", "name=kestrel cells", "--format", form),
    )
    assert run.code == 0
    assert "Aldermoor Chemicals" in run.out
    if form == "json":
        assert json.loads(run.out)["head"]["vars"]


def test_a_query_may_stand_in_a_file_or_come_by_standard_input(
    piped: Callable[..., Run], chain: Path, tmp_path: Path
) -> None:
    text = "SELECT (COUNT(?c) AS ?n) { ?c a gk:Claim }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    by_file = piped("query", chain, tmp_path / "count.rq", "--format", "csv")
    by_input = piped("query", chain, "-", "--format", "csv", stdin=text.encode())
    assert by_file.out == by_input.out
    assert by_file.out.startswith("n\r\n")


def test_a_construct_query_answers_in_turtle(graphkit: Callable[..., Run], chain: Path) -> None:
    run = graphkit("query", chain, "CONSTRUCT { ?c a gk:Claim } { ?c a gk:Claim }")
    assert run.code == 0
    assert "gk:Claim" in run.out


def test_why_shows_the_sentence_with_both_ends_marked(
    graphkit: Callable[..., Run], article: Path, tmp_path: Path
) -> None:
    graphkit("build", article, "-o", tmp_path / "chain.ttl")
    run = graphkit("why", tmp_path / "chain.ttl", "Kestrel Cells", "Aldermoor Chemicals")
    assert run.code == 0
    assert "[Aldermoor Chemicals] supplies nickel sulphate to [Kestrel Cells]." in run.out
    assert "article.txt, characters 0-" in run.out
    identity = run.out.partition("claim:")[2].split()[0]
    assert graphkit("why", tmp_path / "chain.ttl", identity).out == run.out


@pytest.mark.parametrize(
    ("suffix", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_draw_writes_the_picture_that_the_suffix_asks_for(
    suffix: str, magic: bytes, graphkit: Callable[..., Run], chain: Path, tmp_path: Path
) -> None:
    target = tmp_path / f"chain.{suffix}"
    assert graphkit("draw", chain, "-o", target).code == 0
    assert target.read_bytes().startswith(magic)


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "nt", "jsonld", "rdf"])
def test_export_round_trips_every_format(
    suffix: str, graphkit: Callable[..., Run], chain: Path, tmp_path: Path
) -> None:
    other, back = tmp_path / f"other.{suffix}", tmp_path / "back.ttl"
    assert graphkit("export", chain, "-o", other).code == 0
    assert graphkit("export", other, "-o", back).code == 0
    assert back.read_bytes() == chain.read_bytes()


def test_a_built_graph_conforms_to_the_shapes(graphkit: Callable[..., Run], chain: Path) -> None:
    run = graphkit("validate", chain)
    assert run.code == 0, run.out


def test_a_graph_that_breaks_a_shape_fails_and_says_where(
    graphkit: Callable[..., Run], chain: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ttl"
    lines = chain.read_text(encoding="utf-8").splitlines()
    broken.write_text("\n".join(x for x in lines if "gk:quote" not in x), encoding="utf-8")
    run = graphkit("validate", broken)
    assert run.code == 1
    assert "quote" in run.out


def test_the_same_input_gives_the_same_bytes_under_any_hash_seed_order_and_number_of_workers(
    tmp_path: Path,
) -> None:
    inputs = [str(EXAMPLES / name) for name in ("softbank.txt", "batteries.md", "wires.jsonl")]
    calls = [(inputs, "1", "0"), (inputs[::-1], "2", "1")]
    written = []
    for number, (names, workers, seed) in enumerate(calls):
        target = tmp_path / f"{number}.trig"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "graphkit",
                "build",
                *names,
                "-o",
                str(target),
                "--workers",
                workers,
            ],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_the_shell_completes_commands() -> None:
    asked = {"_GRAPHKIT_COMPLETE": "complete_bash", "COMP_WORDS": "graphkit dr", "COMP_CWORD": "1"}
    done = subprocess.run(
        [str(Path(sys.executable).parent / "graphkit")],
        env={**os.environ, **asked},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == ["draw"]
