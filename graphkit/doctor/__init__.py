"""Says what is wrong with an installation, a store, a graph file or a server, and the way out."""

from __future__ import annotations

from graphkit.doctor.examine import examine, examine_installation, examine_stream
from graphkit.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine", "examine_installation", "examine_stream"]
