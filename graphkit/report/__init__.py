"""What is known of one company, good or country, as one self-contained HTML or Markdown file.

`report` gathers it from the analyses and the pictures, every figure and row with the numbers of
its sources; `write_report` writes it. The same graph gives the same bytes.
"""

from __future__ import annotations

from graphkit.report.make import FORMATS, SUFFIXES, format_of, report, to_bytes, write_report
from graphkit.report.options import ReportOptions
from graphkit.report.parts import Report, Section, Source

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "Report",
    "ReportOptions",
    "Section",
    "Source",
    "format_of",
    "report",
    "to_bytes",
    "write_report",
]
