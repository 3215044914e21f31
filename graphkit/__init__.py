"""Reads text about supply chains and writes an RDF graph in which every claim has its sentence."""

from __future__ import annotations

__version__ = "0.1.0"
