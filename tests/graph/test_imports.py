"""A command that needs no rdflib does not wait for it."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from graphkit.graph import Graph, run_named, to_bytes, to_table
graph = Graph.create()
to_table(run_named(graph, "suppliers", {"name": "Corvane"}))
to_table(graph.query("SELECT * { ?s ?p ?o }"))
to_bytes(graph, "turtle")
graph._repr_html_()
print(*sorted({"rdflib", "oxrdflib", "pyshacl", "pyparsing", "numpy"} & sys.modules.keys()))
"""


def test_building_reading_and_asking_a_graph_imports_nothing_heavy() -> None:
    command = [sys.executable, "-c", SCRIPT]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == ""
