"""Checks graphkit on this machine: its packages, its own files, and the machine itself."""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.doctor.finding import FAILURES, Finding, counted, guarded, megabytes, ok
from graphkit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from packaging.requirements import Requirement

_AGAIN: Final = "install graphkit again"
_PYTHON: Final = (3, 11)
_MEMORY: Final = 500_000_000  # bytes; one process that extracts takes about 400 MB
_LOADED: Final = (
    "icu",  # rigour needs it, and it has no wheels of its own
    "matplotlib",
    "numpy",
    "onnxruntime",
    "pyoxigraph",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "tokenizers",
    "trafilatura",
)
"""Modules with code of their machine in them, or that need what has."""

_SENTENCE: Final = "Norvik Cells GmbH supplies battery cells to Aldane Motors in Japan."


def installation() -> Iterator[Finding]:
    """Yield what is found out, check by check."""
    checks: tuple[tuple[str, Callable[[], Iterable[Finding]]], ...] = (
        ("Python", _python),
        ("graphkit", _program),
        ("packages", _packages),
        ("modules", _modules),
        ("ontology", _ontology),
        ("shapes", _shapes),
        ("network", _network),
        ("registers", _registers),
        ("fonts", _fonts),
        ("machine", _machine),
        ("temporary folder", _temporary),
    )
    for name, check in checks:
        yield from guarded(name, check, _AGAIN)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _PYTHON:
        needed = ".".join(map(str, _PYTHON))
        yield Finding("wrong", "Python", version, f"graphkit needs Python {needed} or later")
    else:
        yield ok("Python", version)


def _program() -> Iterator[Finding]:
    try:
        installed = metadata.version("graphkit")
    except metadata.PackageNotFoundError:
        yield Finding("warning", "graphkit", f"{__version__}, not installed as a package", _AGAIN)
        return
    if installed != __version__:
        told = f"{__version__} runs, and {installed} is what is installed"
        yield Finding("warning", "graphkit", told, _AGAIN)
    else:
        yield ok("graphkit", __version__)


def _packages() -> Iterator[Finding]:
    from packaging.requirements import Requirement  # noqa: PLC0415 - may be missing itself

    try:
        asked = [Requirement(text) for text in metadata.requires("graphkit") or ()]
    except metadata.PackageNotFoundError:
        return
    extras = sorted(set(metadata.metadata("graphkit").get_all("Provides-Extra", [])))
    core = [each for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]
    wrong = [finding for each in core if (finding := _lack(each)) is not None]
    yield from wrong
    if not wrong:
        yield ok("packages", f"{counted(len(core), 'package')} are there in the asked versions")
    for extra in extras:
        parts = [each for each in asked if each not in core and _belongs(each, extra)]
        missing = sorted(each.name for each in parts if _lack(each) is not None)
        told = (
            f"not there ({', '.join(missing)}), needed only for what it adds"
            if missing
            else "there"
        )
        yield ok(f"extra {extra}", told)


def _belongs(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is not None and requirement.marker.evaluate({"extra": extra})


def _lack(requirement: Requirement) -> Finding | None:
    """Return what is wrong with a package, or None."""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return Finding("wrong", requirement.name, "it is missing", _AGAIN)
    if requirement.specifier.contains(version, prereleases=True):
        return None
    told = f"{version} is installed, {requirement.specifier} is needed"
    return Finding("wrong", requirement.name, told, _AGAIN)


def _modules() -> Iterator[Finding]:
    bad = False
    for name in _LOADED:
        try:
            import_module(name)
        except FAILURES as error:
            bad = True
            reason = " ".join(str(error).split())
            yield Finding("wrong", f"module {name}", f"it does not load ({reason})", _AGAIN)
    if not bad:
        yield ok("modules", f"{counted(len(_LOADED), 'module')} with compiled parts load")


def _ontology() -> Iterator[Finding]:
    from graphkit import ontology  # noqa: PLC0415 - the checks go on without what is missing

    known = ontology.load()
    counts = (
        counted(len(known.types), "type"),
        counted(len(known.relations), "relation"),
        f"{len(known.statuses)} statuses",
        f"{len(ontology.query_files())} named queries",
    )
    yield ok("ontology", ", ".join(counts))


def _shapes() -> Iterator[Finding]:
    from graphkit.graph.shacl import Checker  # noqa: PLC0415

    yield ok("shapes", f"{counted(len(Checker()), 'shape')} can be applied")


def _network() -> Iterator[Finding]:
    from graphkit.extract import get_extractor  # noqa: PLC0415
    from graphkit.model import Document, Span  # noqa: PLC0415

    extractor = get_extractor()
    document = Document("doctor", _SENTENCE, (Span(0, len(_SENTENCE)),))
    found = extractor.extract(document)
    if not found.claims:
        told = "it loads, but finds nothing in a sentence that it knows"
        yield Finding("wrong", "network", told, _AGAIN)
        return
    told = f"version {extractor.version}, whole, reads a sentence"
    yield ok("network", f"{told} ({counted(len(found.claims), 'claim')})")


def _registers() -> Iterator[Finding]:
    from graphkit.resolve.known.companies import (  # noqa: PLC0415
        read_companies,
        read_short_forms,
        read_trades,
    )
    from graphkit.resolve.known.goods_scheme import goods  # noqa: PLC0415
    from graphkit.resolve.known.listed import read_listed  # noqa: PLC0415

    tables = {
        "companies": read_companies(),
        "listed companies": read_listed(),
        "short forms": read_short_forms(),
        "trades": read_trades(),
        "goods": goods(),
    }
    for name, rows in tables.items():
        if not rows:
            yield Finding("wrong", "registers", f"that of {name} is empty", _AGAIN)
    yield ok("registers", ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items()))


def _fonts() -> Iterator[Finding]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    from graphkit.draw.text import font  # noqa: PLC0415

    files = [Path(str(font(9, bold=bold).get_file())) for bold in (False, True)]
    for file in files:
        FT2Font(str(file))
    yield ok("fonts", ", ".join(file.stem for file in files))


def _machine() -> Iterator[Finding]:
    cores = os.cpu_count() if sys.platform == "darwin" else len(os.sched_getaffinity(0))
    told = "1 processor" if cores == 1 else f"{cores} processors"
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):  # the system does not say
        yield ok("machine", told)
        return
    told = f"{told}, {megabytes(free)} of memory free"
    if free < _MEMORY:
        yield Finding("warning", "machine", told, "end other programs before a build")
    else:
        yield ok("machine", told)


def _temporary() -> Iterator[Finding]:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"graphkit")
        yield ok("temporary folder", f"{tempfile.gettempdir()} can be written")
    except OSError as error:
        told = f"it cannot be written ({error.strerror})"
        yield Finding("wrong", "temporary folder", told, "set TMPDIR to a folder with space")
