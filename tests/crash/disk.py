"""A small disk: a file system in memory."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Disk:
    """A mounted file system."""

    path: Path

    def remount(self, options: str) -> None:
        """Change its size, or whether it can be written."""
        subprocess.run(["mount", "-o", f"remount,{options}", self.path], check=True)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Disk]:
    """Yield a disk of *size*. Mounting must be allowed: no test of full disks goes without it."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert mounted.returncode == 0, f"run these tests as root: {mounted.stderr}"
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
