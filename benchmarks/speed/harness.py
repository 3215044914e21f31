"""Runs a program in one process for each file of documents, and says how long it took.

Each process loads its program, warms it up with `WARM_UP` and waits; the clock starts when all are
ready and stops when the last has done its file. Only the standard library is needed, so that both
programs are measured by the same lines, each in its own virtual environment.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

WARM_UP = (
    "Aldermoor Metals supplies nickel sulphate and copper wire to Kestrel Cells in Spain. "
    "On 3 March 2025 the company said that it would buy 40,000 tonnes of lithium hydroxide from "
    "Norhald Mining for $1.2 billion. "
    "The deal runs until the end of 2027, according to its chief executive. "
    "Vantaro Motors, which makes electric buses in Portugal, is in talks with Kestrel about "
    "batteries worth 300 million euros. "
    "Last year the government of Chile denied that the plant in Antofagasta would close."
)
"""A text of several sentences with goods, dates, amounts and places: all that is loaded late."""

KILOBYTES = 1024
"""Linux says memory in kilobytes, macOS in bytes."""


class Program(Protocol):
    """What is measured; its module is imported by every process, so it must be light."""

    def load(self) -> Callable[[str], None]:
        """Load it and return what reads a file of documents, up to the results, to its end."""

    def warm_up(self) -> None:
        """Read `WARM_UP`."""

    def versions(self) -> dict[str, str]:
        """Return the version of each part; the program is loaded."""


@dataclass(frozen=True)
class Ready:
    """What a process says before the clock starts: the seconds to load and warm up, versions."""

    load: float
    warm_up: float
    versions: dict[str, str]


def main(program: Program) -> None:
    """Measure *program* as the command line says and print the figures as JSON."""
    parser = ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+", help="JSON Lines; each gets a process")
    parser.add_argument("--cores", type=int, default=0, help="how many to use; 0 means all")
    args = parser.parse_args()
    print(json.dumps(measure(program, args.files, take_cores(args.cores))))


def take_cores(count: int) -> list[int]:
    """Keep this process and its children to the first *count* cores; return them, if it can."""
    if count == 0 or not hasattr(os, "sched_setaffinity"):
        return []
    cores = sorted(os.sched_getaffinity(0))[:count]
    if len(cores) < count:
        sys.exit(f"{count} cores are needed, but {len(cores)} may be used")
    os.sched_setaffinity(0, cores)
    return cores


def measure(program: Program, files: list[str], cores: list[int]) -> dict[str, object]:
    """Return the seconds of the work and of the loading, the memory of all, and versions.

    With as many cores as files each process stays on its own.
    """
    context = get_context("spawn")  # a forked process would have loaded what its parent has
    lines, workers = [], []
    for number, file in enumerate(files):
        own = [cores[number]] if len(cores) == len(files) else []
        here, there = context.Pipe()
        worker = context.Process(target=_work, args=(program, file, own, there), daemon=False)
        worker.start()
        there.close()  # so that a process that dies is noticed at once
        lines.append(here)
        workers.append(worker)
    try:
        ready: list[Ready] = [line.recv() for line in lines]
        started = time.perf_counter()
        for line in lines:
            line.send("go")
        memory = [line.recv() for line in lines]
        seconds = time.perf_counter() - started
    except EOFError:
        for worker in workers:
            worker.terminate()
        sys.exit("a process died before it was done; its error stands above")
    for worker in workers:
        worker.join()
    return {
        "seconds": seconds,
        "load": max(each.load for each in ready),
        "warm_up": max(each.warm_up for each in ready),
        "megabytes": sum(memory),
        "pinned": bool(cores),
        "versions": ready[0].versions,
    }


def peak_megabytes() -> float:
    """Return the most memory that this process has had in use at one time."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KILOBYTES / (KILOBYTES if sys.platform == "darwin" else 1)


def _work(program: Program, file: str, cores: list[int], line: Connection) -> None:
    if cores:
        os.sched_setaffinity(0, cores)
    began = time.perf_counter()
    read = program.load()
    loaded = time.perf_counter()
    program.warm_up()
    warm = time.perf_counter()
    versions = {"Python": sys.version.split()[0], **program.versions()}
    line.send(Ready(loaded - began, warm - loaded, versions))
    line.recv()
    read(file)
    line.send(_memory(program))


def _memory(program: Program) -> float:
    """Return the peak of this process, and of those that the program says it has had."""
    return peak_megabytes() + getattr(program, "children_megabytes", 0.0)
