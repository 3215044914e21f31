"""Starts Daft, here or on Ray, and ends it: no reports home, no network but what was asked for.

Daft takes one runner in the life of a process; Ray is started on the loopback device unless
``RAY_ADDRESS`` names a cluster.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphkit.errors import GraphkitError, OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

QUIET: Final = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
}
"""Environment variables with which Daft and Ray send nothing home and print nothing."""

_RAY: Final = "ray"

LONGEST: Final = 40
"""Characters of the path of Ray's folder: its sockets lie 65 deeper, and a socket's path ends at
107 bytes."""

SPARE: Final = 2
"""CPUs, in name only, that Ray has besides those of the workers: without any it can stand still,
since what reads and writes wants its own."""


STARTS: Final = 3
"""How often Ray is started: it gives itself 30 seconds, too few on a machine that is busy."""


class EngineMissingError(GraphkitError, ImportError):
    """An engine is asked for that is not installed."""


@contextmanager
def session(engine: str, workers: int) -> Iterator[ModuleType]:
    """Yield Daft, ready to run *workers* workers on *engine*.

    Raises:
        EngineMissingError: It is not installed.
        OptionError: Another engine is running, or no cluster answers.
    """
    os.environ.update(QUIET)
    try:
        import daft  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _missing(engine) from error
    if engine == _RAY:
        with _ray(workers):
            _set(daft, "ray")
            yield daft
        return
    _set(daft, "native")
    yield daft


def _missing(engine: str) -> EngineMissingError:
    message = f"--engine {engine} is not installed; run `pip install 'graphkit[scale]'`"
    return EngineMissingError(message)


def _set(daft: ModuleType, runner: str) -> None:
    try:
        if runner == "ray":
            daft.set_runner_ray(noop_if_initialized=True)
        else:
            daft.set_runner_native()
    except RuntimeError as error:
        message = f"Daft runs on another engine in this process ({error}); start a new one"
        raise OptionError(message) from error


@contextmanager
def _ray(workers: int) -> Iterator[None]:
    """Connect to the cluster of RAY_ADDRESS, or start Ray on this machine and end it."""
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _missing(_RAY) from error
    address = os.environ.get("RAY_ADDRESS")
    how: dict[str, Any] = {
        "address": address,
        "log_to_driver": False,
        "logging_level": "ERROR",
        "runtime_env": {"env_vars": QUIET},
    }
    with warnings.catch_warnings(), _folder(needed=address is None) as folder:
        warnings.simplefilter("ignore")  # Ray announces what its next version does otherwise
        if address is None:
            # "local" and not None, which would look for a cluster that is running or has been
            how |= {"address": "local", "num_cpus": workers + SPARE, "include_dashboard": False}
            how |= {"_temp_dir": str(folder), "_node_ip_address": "127.0.0.1"}
        _begin(ray, how)
        try:
            yield
        finally:
            ray.shutdown()


def _begin(ray: ModuleType, how: dict[str, Any]) -> None:
    for attempt in range(1, STARTS + 1):
        try:
            ray.init(**how)
        except Exception as error:  # what it raises if it is not up in time is just that
            ray.shutdown()
            if attempt == STARTS or isinstance(error, ValueError | ConnectionError):
                reason = " ".join(str(error).split())[:200]
                message = f"Ray cannot be reached ({reason}); see RAY_ADDRESS, or unset it"
                raise OptionError(message) from error
        else:
            return


@contextmanager
def _folder(*, needed: bool) -> Iterator[Path | None]:
    """Yield a new folder for Ray's sockets, logs and token; below RAY_TMPDIR if that is set."""
    if not needed:
        yield None
        return
    above = os.environ.get("RAY_TMPDIR", tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="gk", dir=above))
    before = os.environ.get("RAY_AUTH_TOKEN_PATH")
    try:
        if len(str(folder)) > LONGEST:
            message = (
                f"{above}: the path is too long for Ray's sockets; set RAY_TMPDIR to a shorter"
            )
            raise OptionError(message)
        if before is None:  # else Ray would put a token into the home folder
            token = folder / "token"
            token.touch(mode=0o600)
            token.write_text(secrets.token_hex(32))
            os.environ["RAY_AUTH_TOKEN_PATH"] = str(token)
        yield folder
    finally:
        if before is None:
            os.environ.pop("RAY_AUTH_TOKEN_PATH", None)
        shutil.rmtree(folder, ignore_errors=True)
