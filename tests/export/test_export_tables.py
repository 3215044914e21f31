"""CSV and Parquet as DuckDB, Ladybug and pyarrow load them, and Neo4j's rules for the headings."""

from __future__ import annotations

import csv
import datetime as dt
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import ladybug
import pytest
from pyarrow import parquet  # type: ignore[import-untyped]

from export.conftest import Story
from graphkit.errors import GraphkitError, OptionError, QueryError, UnknownNameError, WriteError
from graphkit.export import FOLDERS, ExportOptions, export, to_bytes
from graphkit.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ID = "https://w3id.org/graphkit/id/"
NORVIK, CORVANE = f"{ID}company/norvik", f"{ID}company/corvane"
TABLES = ("nodes", "edges", "claims")

# Neo4j Operations Manual, "CSV header format": name:TYPE, where the name may be left out for keys.
NEO4J_HEADING = re.compile(
    r"(?:[a-z_]+)?(?::(?:ID|LABEL|START_ID|END_ID|TYPE|(?:long|double|boolean|date|string)(?:\[\])?))?"
)
NEO4J_VALUES = {
    "long": re.compile(r"-?\d+"),
    "double": re.compile(r"-?\d+(\.\d+)?(e-?\d+)?"),
    "boolean": re.compile("true|false"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}


@pytest.fixture
def tables(graph: Graph, tmp_path: Path) -> Path:
    """Return the folder of CSV files of the graph."""
    export(graph, tmp_path / "tables", "csv")
    return tmp_path / "tables"


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def rows_of(sql: str) -> list[tuple[object, ...]]:
    """Return what DuckDB answers."""
    found: list[tuple[object, ...]] = duckdb.connect().execute(sql).fetchall()
    return found


def test_duckdb_loads_each_csv_as_it_is_and_sees_its_types(tables: Path) -> None:
    base = duckdb.connect()
    for name, count in (("nodes", 3), ("edges", 4), ("claims", 5)):
        base.execute(f"CREATE TABLE {name} AS FROM read_csv('{tables}/{name}.csv')")
        assert base.execute(f"SELECT count(*) FROM {name}").fetchone() == (count,)  # noqa: S608
    kinds = dict(base.execute("SELECT column_name, column_type FROM (DESCRIBE edges)").fetchall())
    assert kinds["confidence:double"] == "DOUBLE"
    assert kinds["claims:long"] == "BIGINT"
    assert kinds["symmetric:boolean"] == "BOOLEAN"
    assert kinds["first_date:date"] == "DATE"


def test_duckdb_joins_edges_to_their_claims_and_entities(tables: Path) -> None:
    found = rows_of(
        f"""
        SELECT n.label, e.":TYPE", o.label, e."claims:long", max(c."confidence:double"),
               min(c."date:date"), string_split(e."sources:string[]", ';')
        FROM '{tables}/edges.csv' e
        JOIN '{tables}/nodes.csv' n ON n."iri:ID" = e.":START_ID"
        JOIN '{tables}/nodes.csv' o ON o."iri:ID" = e.":END_ID"
        JOIN '{tables}/claims.csv' c ON c.edge = e.id
        WHERE e.status = 'current' AND e.":TYPE" = 'suppliesTo' GROUP BY ALL
        """  # noqa: S608
    )
    sources = ["Example Wire", "Other\uff1b Wire"]
    day = dt.date(2025, 1, 31)
    assert found == [("Norvik Cells GmbH", "suppliesTo", "Corvane", 2, 0.8, day, sources)]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_relation_that_holds_both_ways_is_one_edge_and_its_claims_keep_their_way(
    form: str, graph: Graph, tmp_path: Path
) -> None:
    turned = Story("c.txt", {})
    ends = ("company/corvane", "partnersWith", "company/norvik")
    one_way = ("company/corvane", "suppliesTo", "company/norvik")
    graph.add([*turned.describe(), *turned.claim(ends, "planned", "0.75")])
    graph.add([*turned.claim(one_way, at=10)])
    tables = export(graph, tmp_path / "tables", form)
    partners = [edge for edge in tables.edges if edge.predicate == "partnersWith"]
    assert [(e.subject, e.object, e.claims) for e in partners] == [(CORVANE, NORVIK, 2)]
    assert (partners[0].confidence, partners[0].document_ids) == (0.75, ("a.txt", "c.txt"))
    stated = [claim for claim in tables.claims if claim.edge == partners[0].id]
    assert sorted(c.subject for c in stated) == [CORVANE, NORVIK]
    supplies = {(e.subject, e.object) for e in tables.edges if e.predicate == "suppliesTo"}
    assert supplies == {(CORVANE, NORVIK), (NORVIK, CORVANE)}


def test_ladybug_loads_nodes_and_relations_and_walks_them(tables: Path) -> None:
    connection = ladybug.Connection(ladybug.Database(":memory:"))
    connection.execute(
        "CREATE NODE TABLE Entity(iri STRING PRIMARY KEY, type STRING, label STRING, names STRING,"
        " identifiers STRING, same_as STRING, country STRING, claims INT64, documents INT64,"
        " first_date DATE, last_date DATE)"
    )
    connection.execute(f"COPY Entity FROM '{tables}/nodes.csv' (HEADER=true)")
    connection.execute(
        "CREATE REL TABLE Edge(FROM Entity TO Entity, type STRING, id STRING, status STRING,"
        " confidence DOUBLE, symmetric BOOLEAN, claims INT64, documents INT64, first_date DATE,"
        " last_date DATE, sources STRING, document_ids STRING, quote STRING)"
    )
    connection.execute(f"COPY Edge FROM '{tables}/edges.csv' (HEADER=true)")
    result = connection.execute(
        "MATCH (a:Entity)-[e:Edge {status: 'current'}]->(b:Entity)-[f:Edge]->(c:Entity)"
        " WHERE c.type = 'Product' AND e.type = 'suppliesTo'"
        " RETURN a.label, e.quote, e.last_date, c.label"
    )
    assert not isinstance(result, list)
    quote = 'Norvik, "the maker", supplies Corvane.'
    assert result.get_all() == [["Norvik Cells GmbH", quote, dt.date(2026, 5, 7), "battery cells"]]


@pytest.mark.parametrize("name", TABLES)
def test_headings_and_values_keep_the_rules_of_neo4j(
    name: str, graph: Graph, hostile: Graph, tmp_path: Path
) -> None:
    for number, each in enumerate((graph, hostile)):
        folder = tmp_path / str(number)
        export(each, folder, "csv")
        head, *body = rows(folder / f"{name}.csv")
        assert all(NEO4J_HEADING.fullmatch(heading) for heading in head)
        assert len(set(head)) == len(head)
        keys = [heading.partition(":")[2] for heading in head]
        wanted = {"ID", "LABEL"} if name == "nodes" else {"START_ID", "END_ID", "TYPE"}
        assert {"ID", "LABEL", "START_ID", "END_ID", "TYPE"} & set(keys) == wanted
        for row in body:
            assert len(row) == len(head)
            for kind, value in zip(keys, row, strict=True):
                assert kind not in NEO4J_VALUES or not value or NEO4J_VALUES[kind].fullmatch(value)
                assert value or kind not in wanted


def test_each_end_of_a_relation_is_a_node_and_each_node_is_there_once(tables: Path) -> None:
    (_, *nodes) = rows(tables / "nodes.csv")
    iris = [row[0] for row in nodes]
    assert len(iris) == len(set(iris))
    for name in ("edges", "claims"):
        (_, *body) = rows(tables / f"{name}.csv")
        assert {iri for row in body for iri in row[:2]} <= set(iris)


def test_a_row_is_one_line_whatever_stands_in_it(hostile: Graph, tmp_path: Path) -> None:
    export(hostile, tmp_path / "tables", "csv")
    for name in TABLES:
        path = tmp_path / "tables" / f"{name}.csv"
        assert len(path.read_text(encoding="utf-8").splitlines()) == len(rows(path))


def test_a_spreadsheet_finds_no_formula_and_one_apostrophe_less_is_the_text(
    hostile: Graph, texts: tuple[str, ...], tmp_path: Path
) -> None:
    export(hostile, tmp_path / "tables", "csv")
    read = duckdb.read_csv(str(tmp_path / "tables" / "nodes.csv"), all_varchar=True).fetchall()
    labels = {row[0].rpartition("/")[2]: row[2] for row in read}
    for number, text in enumerate(texts):
        label = labels[f"n{number}"]
        assert not re.match(r"\s*[=+\-@\t]", label)
        exact = label[1:] if re.match(r"'[\s']*[=+\-@\t]", label) else label
        assert exact == re.sub("[\x00\x07\r\n\u2028]+", " ", text)


def test_parquet_has_texts_lists_and_types_as_they_are(
    graph: Graph, hostile: Graph, texts: tuple[str, ...], tmp_path: Path
) -> None:
    export(graph, tmp_path / "a", "parquet")
    (norvik,) = rows_of(
        f"FROM '{tmp_path}/a/nodes.parquet' SELECT names, identifiers, country, claims, last_date"
        f" WHERE iri = '{NORVIK}'"
    )
    day = dt.date(2026, 5, 7)
    assert norvik == (["Norvik", "Norvik; the maker"], ["lei:529900T8BM49AURSDO55"], "NO", 4, day)
    edges = parquet.read_table(tmp_path / "a" / "edges.parquet").to_pylist()
    assert {row["confidence"] for row in edges} == {0.8, 0.7, 0.6, 0.4}
    assert {row["symmetric"] for row in edges} == {True, False}
    assert ["a.txt", "b;c.txt"] in [row["document_ids"] for row in edges]
    claims = parquet.read_table(tmp_path / "a" / "claims.parquet").to_pylist()
    assert {row["said_by"] for row in claims} == {None}
    export(hostile, tmp_path / "b", "parquet")
    quotes = rows_of(f"SELECT quote FROM '{tmp_path}/b/claims.parquet'")  # noqa: S608
    assert sorted(str(quote) for (quote,) in quotes) == sorted(texts)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_empty_graph_gives_tables_with_columns_and_no_rows(form: str, tmp_path: Path) -> None:
    export(Graph.create(), tmp_path / "tables", form)
    for name in TABLES:
        found = duckdb.connect().execute(f"FROM '{tmp_path}/tables/{name}.{form}'")
        assert found.fetchall() == []
        assert len(found.description) > 10


def test_options_choose_claims_in_all_three_tables(graph: Graph, tmp_path: Path) -> None:
    options = ExportOptions(statuses=("planned", "denied"), min_confidence=0.65)
    tables = export(graph, tmp_path / "tables", "csv", options)
    assert str(tables) == "2 entities, 1 edge, 1 claim"
    assert [len(rows(tmp_path / "tables" / f"{n}.csv")) - 1 for n in TABLES] == [2, 1, 1]


def test_a_second_export_replaces_the_tables_and_leaves_other_files(
    graph: Graph, tables: Path
) -> None:
    (tables / "mine.txt").write_text("mine", encoding="utf-8")
    export(graph, tables, "csv", ExportOptions(statuses=("denied",)))
    assert len(rows(tables / "edges.csv")) == 2
    assert sorted(path.name for path in tables.iterdir()) == [
        "claims.csv",
        "edges.csv",
        "mine.txt",
        "nodes.csv",
    ]


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(
    graph: Graph, tmp_path: Path
) -> None:
    store = tmp_path / "chain.nq"
    store.write_bytes("".join(f"{quad} .\n" for quad in graph).encode())
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        code = (
            "from pathlib import Path\n"
            "from graphkit.export import FORMATS, export\n"
            "from graphkit.graph import Graph\n"
            f"graph = Graph.open({str(store)!r})\n"
            f"for form in FORMATS:\n    export(graph, Path({str(folder)!r}, form), form)\n"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        found.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert len(found[0]) == 9
    assert found[0] == found[1]


@pytest.mark.parametrize("name", TABLES)
def test_the_bytes_are_the_golden_ones(
    name: str, tables: Path, golden: Callable[[str, bytes], None]
) -> None:
    golden(f"export/{name}.csv", (tables / f"{name}.csv").read_bytes())


def test_without_pyarrow_one_line_says_what_to_install(graph: Graph, tmp_path: Path) -> None:
    store = tmp_path / "chain.nq"
    store.write_bytes("".join(f"{quad} .\n" for quad in graph).encode())
    # None there is Python's own way to say that a module cannot be imported.
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from graphkit.cli import main\n"
        f"main(['export', {str(store)!r}, '-o', {str(tmp_path / 'p')!r}, '-f', 'parquet'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    (line,) = done.stderr.decode().splitlines()
    assert line.endswith("not installed; run `pip install graphkit[tables]`")
    assert done.returncode == 1
    assert not (tmp_path / "p").exists()


def test_a_target_that_cannot_be_written_is_refused(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for target, said in (
        (tmp_path / "file", "it is a file"),
        (tmp_path / "no" / "tables", "is missing; create it first"),
        (tmp_path / "file" / "tables", "is missing; create it first"),
    ):
        with pytest.raises(WriteError, match=said):
            export(graph, target, "csv")
    with pytest.raises(WriteError, match="it is a folder"):
        export(graph, tmp_path, "graphml")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("form", ["csv", "parquet", "graphml", "dot"])
def test_nothing_is_written_into_a_store(form: str, graph: Graph, tmp_path: Path) -> None:
    store = tmp_path / "store"
    Graph.create(store).close()
    (tmp_path / "link").symlink_to(store)
    before = sorted(path.name for path in store.iterdir())
    targets = [store / "inside", tmp_path / "link" / "inside"]
    targets += [store, tmp_path / "link"] if form in FOLDERS else []
    for target in targets:
        with pytest.raises(WriteError, match="a store, which keeps its own files; name another"):
            export(graph, target, form)
    assert sorted(path.name for path in store.iterdir()) == before
    export(graph, tmp_path / "beside", form)


def test_a_folder_in_the_place_of_a_table_is_refused_before_any_is_replaced(
    graph: Graph, tables: Path
) -> None:
    before = (tables / "nodes.csv").read_bytes()
    (tables / "claims.csv").unlink()
    (tables / "claims.csv").mkdir()
    with pytest.raises(WriteError, match=r"claims\.csv: it is a folder"):
        export(graph, tables, "csv", ExportOptions(statuses=("denied",)))
    assert (tables / "nodes.csv").read_bytes() == before


def test_a_write_that_fails_leaves_the_old_tables_and_nothing_else(
    graph: Graph, tables: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    store = tmp_path / "chain.nq"
    store.write_bytes("".join(f"{quad} .\n" for quad in graph).encode())
    code = (
        "import resource\n"
        "from graphkit.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))\n"  # nodes fit, edges do not
        f"main(['export', {str(store)!r}, '-o', {str(tables)!r}, '-f', 'csv', '--depth', '1'])"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, check=False)
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"graphkit: {tables}: cannot be written (File too large); ")
    assert done.returncode == 1
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before


@pytest.mark.parametrize(
    ("options", "form", "error"),
    [
        ({"statuses": ("certain",)}, "csv", UnknownNameError),
        ({"min_confidence": 1.5}, "csv", QueryError),
        ({"focus": ("Nobody",)}, "parquet", QueryError),
        ({"depth": 0}, "csv", OptionError),
        ({}, "xlsx", UnknownNameError),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_meant_is_refused_and_writes_nothing(
    options: dict[str, object],
    form: str,
    error: type[GraphkitError],
    graph: Graph,
    tmp_path: Path,
) -> None:
    with pytest.raises(error):
        export(graph, tmp_path / "tables", form, ExportOptions(**options))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_folder_has_no_bytes(graph: Graph) -> None:
    with pytest.raises(OptionError, match="folder of three tables"):
        to_bytes(graph, "parquet")
