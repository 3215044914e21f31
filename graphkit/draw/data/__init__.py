"""Outlines and places of the world's countries, read from `countries.json`.

The file is made by `graphkit.draw.data.made` from Natural Earth (public domain), and read as it is.
"""

from __future__ import annotations
