"""Documents in, mentions and claims out.

>>> from graphkit.errors import GraphkitError
>>> try:
...     get_extractor("modell")
... except GraphkitError as error:
...     print(error)
no extractor named 'modell'; did you mean 'model'? Available: model
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from graphkit.errors import UnknownNameError
from graphkit.extract.card import quick_version
from graphkit.extract.protocol import Extractor

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["EXTRACTORS", "Extractor", "get_extractor", "get_version"]

EXTRACTORS: Final = ("model",)
"""The names that `get_extractor` knows; the first is the default."""


def get_extractor(name: str = EXTRACTORS[0], *, threads: int = 1) -> Extractor:
    """Return the extractor called *name*, ready to use.

    Args:
        name: One of `EXTRACTORS`.
        threads: How many cores one document may use; 0 means all. A window is too small to gain
            by more than one, and loses much where the cores are busy: take more processes.

    Raises:
        UnknownNameError: If there is no extractor of that name.
        ModelError: If its files are missing or damaged.
    """
    from graphkit.extract.onnx import load_extractor  # noqa: PLC0415 - loads numpy

    with as_file(_network(name)) as folder:
        return load_extractor(folder, threads=threads)


@cache
def get_version(name: str = EXTRACTORS[0]) -> str:
    """Return the version of the extractor called *name*, without loading it.

    Raises:
        UnknownNameError: If there is no extractor of that name.
        ModelError: If its files are missing or damaged.
    """
    with as_file(_network(name)) as folder:
        version = quick_version(folder)
        if version is None:
            from graphkit.extract.onnx import read_card  # noqa: PLC0415 - loads numpy

            return read_card(folder).decision.version  # or it says what is wrong with the files
        return version


def _network(name: str) -> Traversable:
    if name not in EXTRACTORS:
        kind = "extractor"
        raise UnknownNameError(kind, name, EXTRACTORS)
    return files("graphkit.extract") / "network"
