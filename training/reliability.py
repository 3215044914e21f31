"""Draws the reliability plot of the shipped network from the points that `calibrate.py` wrote.

.venv/bin/python training/reliability.py docs/pictures/reliability.json OUT.svg
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "graphkit"
mpl.rcParams["font.size"] = 9

from matplotlib import pyplot as plt  # noqa: E402 - after the choice of the back end

INK, PALE = "#1f4e79", "#8a8a8a"


def main() -> None:
    """Draw the picture."""
    points = json.loads(Path(sys.argv[1]).read_text())
    figure, axes = plt.subplots(figsize=(4.2, 4.2), layout="constrained")
    axes.plot([0, 1], [0, 1], color=PALE, linewidth=1, linestyle=(0, (4, 3)))
    axes.annotate("as sure as right", (0.07, 0.1), rotation=45, color=PALE, rotation_mode="anchor")
    stated, right = ([point[name] for point in points] for name in ("confidence", "right"))
    axes.plot(stated, right, color=INK, marker="o", linewidth=1.5)
    for point in points:
        axes.annotate(
            str(point["claims"]),
            (point["confidence"], point["right"]),
            textcoords="offset points",
            xytext=(6, -12),
            color=INK,
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.set_xlabel("mean confidence of the claims")
    axes.set_ylabel("share of them that is right")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(sys.argv[2], metadata={"Date": None})


if __name__ == "__main__":
    main()
