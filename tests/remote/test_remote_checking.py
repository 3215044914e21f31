"""A graph on a server is checked and examined as one in a folder is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.doctor import examine
from graphkit.graph import Graph
from graphkit.graph import vocabulary as v
from graphkit.graph.validate import violations
from graphkit.pipeline import build_store
from support import EXAMPLES

if TYPE_CHECKING:
    from remote.servers import Server


def test_what_is_wrong_on_a_server_is_found_there(server: Server) -> None:
    build_store(str(EXAMPLES / "softbank.txt"), Path(server.address))
    findings = list(examine(server.address))
    assert [str(finding) for finding in findings if finding.state != "ok"] == []
    assert findings[0].message == "it answers SPARQL"
    with Graph.open(server.address) as graph:
        assert list(violations(graph)) == []
        graph.store.update(f"DELETE WHERE {{ GRAPH ?g {{ ?claim {v.QUOTE} ?quote }} }}")
        found = list(violations(graph))
    assert {violation.path for violation in found} == {"gk:quote"}
    assert {violation.document for violation in found} == {"softbank.txt"}
    (finding,) = (each for each in examine(server.address) if each.state == "wrong")
    assert f"{len(found)} claims without a quote" in finding.message
