"""Damaged installations: what is missing, too old or broken is told, and the other checks go on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import graphkit
from graphkit.doctor import examine_installation
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

METADATA = """Metadata-Version: 2.1
Name: graphkit
Version: 0.0.1
Provides-Extra: some
Requires-Dist: numpy>=999
Requires-Dist: graphkit-nowhere>=1.0
Requires-Dist: rich>=14.0
Requires-Dist: graphkit-elsewhere; extra == "some"
Requires-Dist: graphkit-windows; sys_platform == "nowhere"
"""
PROGRAM = """
import json
from dataclasses import asdict
from graphkit.doctor import examine_installation
for finding in examine_installation():
    print(json.dumps(asdict(finding)))
"""


def test_this_installation_is_well() -> None:
    findings = list(examine_installation())
    assert [finding for finding in findings if finding.state == "wrong"] == []
    checks = {finding.check for finding in findings}
    assert checks >= {"Python", "graphkit", "packages", "modules", "ontology", "shapes", "network"}
    assert checks >= {"registers", "fonts", "machine", "temporary folder"}


def instead(path: Path, content: bytes) -> None:
    """Put a file in the place of a link to the real one."""
    path.unlink()
    path.write_bytes(content)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[dict[str, str]]]:
    """Return what is found out about an installation with much wrong in it, by check."""
    place = tmp_path_factory.mktemp("damaged")
    package = Path(graphkit.__file__).parent
    shutil.copytree(package, place / "graphkit", copy_function=os.symlink)
    shutil.copytree(ROOT / "ontologies", place / "ontologies", copy_function=os.symlink)
    instead(place / "graphkit/extract/network/pairer.onnx", b"no network")
    instead(place / "graphkit/resolve/known/companies.csv", b"a,b\n1,2\n")
    instead(place / "ontologies/shapes.ttl", b"this is no Turtle")
    info = place / "graphkit-0.0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA, encoding="utf-8")
    (place / "trafilatura.py").write_text("raise ImportError('no such symbol')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=place,
        capture_output=True,
        check=True,
        text=True,
    )
    findings: dict[str, list[dict[str, str]]] = {}
    for line in done.stdout.splitlines():
        found = json.loads(line)
        findings.setdefault(found["check"], []).append(found)
    return findings


@pytest.mark.parametrize(
    ("check", "state", "words"),
    [
        ("graphkit", "warning", "0.0.1 is what is installed"),
        ("numpy", "wrong", "is installed, >=999 is needed"),
        ("graphkit-nowhere", "wrong", "it is missing"),
        ("extra some", "ok", "not there (graphkit-elsewhere)"),
        ("module trafilatura", "wrong", "it does not load (no such symbol)"),
        ("shapes", "wrong", "shapes.ttl"),
        ("network", "wrong", "pairer.onnx: the file is damaged; install graphkit again"),
        ("registers", "wrong", ""),
        ("ontology", "ok", "23 relations"),
        ("temporary folder", "ok", "can be written"),
    ],
)
def test_what_is_wrong_is_told_and_the_other_checks_go_on(
    damaged: Mapping[str, list[dict[str, str]]], check: str, state: str, words: str
) -> None:
    (found,) = damaged[check]
    assert found["state"] == state, found
    assert words in found["message"]
    assert state == "ok" or "install graphkit again" in f"{found['message']} {found['way_out']}"


def test_what_another_system_needs_is_not_missed(
    damaged: Mapping[str, list[dict[str, str]]],
) -> None:
    assert "graphkit-windows" not in str(damaged)
    assert "rich" not in damaged
