"""Times a second build of unchanged input against the first, and measures the memory of builds.

    python benchmarks/store/rebuild.py FOLDER [DOCUMENTS ...]
    python benchmarks/store/rebuild.py FOLDER --memory [--alike] [DOCUMENTS ...]

Texts have nine sentences, each its own names and numbers; for the memory they have one, of words
of its own, and stand in one file. With ``--alike`` those differ in names and numbers only, so that
each has to be compared with one in a hundred of the others to tell that it is no copy. Each build
into a store of FOLDER is timed as the whole program ``graphkit build``, and as two calls of the
library in one process. Seconds are those on the clock and, in brackets, those of the processor,
which other programs on the machine disturb less.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from graphkit.pipeline import build_store

SIZES = (300, 1_000)
MEMORY_SIZES = (1_000, 10_000)
SENTENCES = 9
LIBRARY = "--library"
MEMORY = "--memory"
ALIKE = "--alike"
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: seconds on the clock, of the processor, and MiB at its peak."""

    clock: float
    processor: float
    memory: float = 0.0

    def __str__(self) -> str:
        """Return the seconds."""
        return f"{self.clock:.2f} s ({self.processor:.2f} s)"


def sentence(number: int, place: int) -> str:
    """Return a sentence with a claim."""
    return (
        f"Aldermoor {number} Ltd. supplies nickel sulphate of grade {number * place} to "
        f"Kestrel {number} AG."
    )


def texts(folder: Path, count: int) -> Path:
    """Return a folder of *count* texts."""
    inside = folder / f"texts-{count}"
    inside.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = " ".join(sentence(number, place) for place in range(SENTENCES))
        (inside / f"{number:06d}.txt").write_text(text, encoding="utf-8")
    return inside


def unlike(number: int) -> str:
    """Return a sentence with a claim that shares hardly a word with others."""
    digest = sha256(str(number).encode()).digest()
    letters = "".join(chr(ord("a") + byte % 26) for byte in digest)
    one, two, goods, more = (letters[at : at + 6] for at in (0, 6, 12, 18))
    return f"{one.title()} Ltd. supplies {goods} {more} sulphate to {two.title()} AG."


def lines(folder: Path, count: int, *, alike: bool) -> Path:
    """Return a file of *count* texts of one sentence."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"texts-{count}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            document = {
                "id": f"{number:06d}",
                "text": sentence(number, number) if alike else unlike(number),
            }
            stream.write(f"{json.dumps(document)}\n")
    return path


def program(inputs: Path, store: Path) -> Cost:
    """Return what the program takes to build *inputs* into *store*, once its modules are compiled.

    An installed program's are.
    """
    command = [sys.executable, "-m", "graphkit", "build", str(inputs), "--store", str(store)]
    environment = _compiled()
    began = time.perf_counter()
    running = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)  # noqa: S603 - it is ours
    _, status, used = os.wait4(running.pid, 0)
    clock = time.perf_counter() - began
    if status:
        raise SystemExit(running.stderr.read() if running.stderr is not None else status)
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / _KIB_PER_MIB)


@cache
def _compiled() -> dict[str, str]:
    """Return an environment in which the modules that a build needs are compiled."""
    place = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, place)
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": place}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    store = Path(place) / "store"
    command = [sys.executable, "-m", "graphkit", "build", "-", "--store", str(store)]
    subprocess.run(  # noqa: S603 - it is ours
        command, input=sentence(0, 0).encode(), check=True, env=environment, capture_output=True
    )
    return environment


def library(inputs: Path, store: Path) -> None:
    """Print what two calls of the library take, as this process does them."""
    costs = []
    for _ in range(2):
        clock, processor = time.perf_counter(), time.process_time()
        build_store(inputs, store)
        costs.append(Cost(time.perf_counter() - clock, time.process_time() - processor))
    say("the library", costs[0], costs[1])


def say(what: str, first: Cost, second: Cost) -> None:
    """Print two builds and how they compare."""
    clock, processor = first.clock / second.clock, first.processor / second.processor
    print(
        f"{what}: first {first}, second {second}: {clock:.0f} times ({processor:.0f} times)",
        flush=True,
    )


def speeds(folder: Path, sizes: tuple[int, ...]) -> None:
    """Print how much faster second builds are."""
    for count in sizes:
        inputs = texts(folder, count)
        print(f"{count:,} texts of {SENTENCES} sentences", flush=True)
        first, second = (program(inputs, folder / f"program-{count}") for _ in range(2))
        say("the program", first, second)
        store = folder / f"library-{count}"
        command = [sys.executable, __file__, str(inputs), LIBRARY, str(store)]
        subprocess.run(command, check=True)  # noqa: S603 - it is ours


def memories(folder: Path, sizes: tuple[int, ...], *, alike: bool) -> None:
    """Print the peak memory of builds of so many documents."""
    peaks = []
    for count in sizes:
        cost = program(lines(folder, count, alike=alike), folder / f"memory-{count}")
        peaks.append(cost.memory)
        print(f"{count:,} texts of one sentence: {cost}, peak {cost.memory:.0f} MiB", flush=True)
    print(f"{peaks[-1] / peaks[0]:.2f} times the memory for {sizes[-1] / sizes[0]:.0f} times")


def main() -> None:
    """Print the figures."""
    folder, *words = sys.argv[1:]
    if words[:1] == [LIBRARY]:
        library(Path(folder), Path(words[1]))
        return
    numbers = tuple(int(word) for word in words if word not in {MEMORY, ALIKE})
    if MEMORY in words:
        memories(Path(folder), numbers if numbers else MEMORY_SIZES, alike=ALIKE in words)
    else:
        speeds(Path(folder), numbers if numbers else SIZES)


if __name__ == "__main__":
    main()
