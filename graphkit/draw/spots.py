"""Places for the names of points on a map: the most important first, none over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.geometry import Floats, centred, touching, within
from graphkit.draw.labels import AROUND, spots

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAR: Final = 1.5
# what a point of a line under a label costs, beside the costs of leaving the first choice
COVERED: Final = 2.0
# nearer than this to the point of another, a label may be taken for that one's
FOREIGN: Final = 7.0
CONFUSED: Final = 14.0


def free_spots(
    points: Floats, radius: float, sizes: Floats, lines: Floats, page: tuple[float, float]
) -> Sequence[Floats | None]:
    """Return the centre of the label of each point, None where it finds no room.

    ``lines`` are points on lines ``(m, count, 2)`` that labels keep off if they can; all labels
    lie on the *page*, whose corner is the origin. The first points choose first.
    """
    taken = centred(points, np.full((len(points), 2), 2 * radius))
    on_lines = lines.reshape(-1, 2)
    extra = np.array([cost for *_, cost in AROUND])
    found: list[Floats | None] = []
    markers = taken.copy()
    for number, (point, size) in enumerate(zip(points, sizes, strict=True)):
        places = point + np.concatenate([spots(radius, size), spots(radius + 6, size)])
        boxes = centred(places, np.broadcast_to(size, places.shape))
        roomy = boxes + CLEAR * np.array([-1.0, -1.0, 1.0, 1.0])
        bad = touching(roomy, taken).any(axis=1)
        bad |= (boxes[:, :2] < 0).any(axis=1) | (boxes[:, 2:] > np.array(page)).any(axis=1)
        if bad.all():
            found.append(None)
            continue
        cost = np.concatenate([extra, extra + 9]) + COVERED * within(on_lines, boxes).sum(axis=1)
        others = np.delete(markers, number, axis=0)
        cost += CONFUSED * touching(boxes, others, gap=FOREIGN).sum(axis=1)
        best = int(np.argmin(np.where(bad, np.inf, cost)))
        found.append(places[best])
        taken = np.concatenate([taken, boxes[[best]]])
    return found
