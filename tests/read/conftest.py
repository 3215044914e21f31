"""What the tests of reading share: files that may not be read, also where the tests run as root."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    OrdinaryUser: TypeAlias = Callable[[], AbstractContextManager[None]]

NOBODY = 65534  # the user that owns nothing, on every Linux


@pytest.fixture
def open_path() -> Iterator[Path]:
    """Return a folder that every user may enter; those of pytest are private."""
    with TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def ordinary_user() -> OrdinaryUser:
    """Return what gives up the rights of root for a while; for root no file is unreadable."""
    return _ordinary_user


@contextmanager
def _ordinary_user() -> Iterator[None]:
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
