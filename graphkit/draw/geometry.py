"""Rectangles and Bézier curves as arrays, in points (1/72 inch), with y upwards.

A rectangle is a row ``(x0, y0, x1, y1)``; a curve is four control points, shape ``(4, 2)``.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# points on a curve at which it is tested against labels: about one every 5 points of length
SAMPLES: Final = 40


def centred(centres: Floats, sizes: Floats) -> Floats:
    """Return the rectangles of *sizes* around *centres*, both of shape ``(n, 2)``.

    >>> centred(np.array([[5.0, 5.0]]), np.array([[4.0, 2.0]])).tolist()
    [[3.0, 4.0, 7.0, 6.0]]
    """
    return np.concatenate([centres - sizes / 2, centres + sizes / 2], axis=-1)


def touching(rectangles: Floats, others: Floats, *, gap: float = 0.0) -> Bools:
    """Return which of *rectangles* (n) come closer than *gap* to which of *others* (m): (n, m).

    >>> touching(np.array([[0.0, 0, 2, 2]]), np.array([[1.0, 1, 3, 3], [2, 0, 3, 1]])).tolist()
    [[True, False]]
    """
    a, b = rectangles[:, None, :], others[None, :, :]
    apart = (
        (a[..., 2] + gap <= b[..., 0])
        | (b[..., 2] + gap <= a[..., 0])
        | (a[..., 3] + gap <= b[..., 1])
        | (b[..., 3] + gap <= a[..., 1])
    )
    return np.logical_not(apart)


def within(points: Floats, rectangles: Floats) -> Bools:
    """Return which *points* (p, 2) lie in which *rectangles* (n, 4), as ``(n, p)``.

    >>> within(np.array([[1.0, 1.0], [9.0, 1.0]]), np.array([[0.0, 0, 2, 2]])).tolist()
    [[True, False]]
    """
    x, y = points[:, 0], points[:, 1]
    x0, y0, x1, y1 = (rectangles[:, side, None] for side in range(4))
    found: Bools = (x > x0) & (x < x1) & (y > y0) & (y < y1)
    return found


def arc(start: Floats, end: Floats, bulge: float) -> Floats:
    """Return the curve from *start* to *end* whose middle lies *bulge* to the left of the chord.

    >>> arc(np.array([0.0, 0.0]), np.array([9.0, 0.0]), 3.0)[1].tolist()
    [3.0, 4.0]
    """
    along = end - start
    length = float(np.hypot(*along))
    left = np.array([-along[1], along[0]]) / (length if length > 0 else 1.0)
    # the middle of a cubic lies 3/4 of the way out to its inner control points
    lift = left * bulge * 4 / 3
    return np.stack([start, start + along / 3 + lift, end - along / 3 + lift, end])


def loop(centre: Floats, radius: float) -> Floats:
    """Return a curve that leaves a node of *radius* at the upper left and returns at the right."""
    reach = 5.5 * radius
    shape: Floats = np.array([[0.0, 0.0], [-reach, reach], [reach, reach], [0.0, 0.0]]) + centre
    return shape


def sample(curves: Floats, count: int = SAMPLES) -> Floats:
    """Return *count* points on each of *curves* ``(m, 4, 2)``, ends included: ``(m, count, 2)``."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    weights = np.concatenate([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3], axis=1)
    points: Floats = np.einsum("tk,mkd->mtd", weights, curves)
    return points


def middles(curves: Floats) -> Floats:
    """Return the middles of *curves* ``(m, 4, 2)``, shape ``(m, 2)``.

    >>> middles(arc(np.array([0.0, 0.0]), np.array([9.0, 0.0]), 3.0)[None]).tolist()
    [[4.5, 3.0]]
    """
    found: Floats = sample(curves, 3)[:, 1]
    return found


def part(curve: Floats, begin: float, end: float) -> Floats:
    """Return the part of *curve* between the parameters *begin* and *end* (de Casteljau)."""
    rest = _split(curve, begin)[1]
    return _split(rest, (end - begin) / (1 - begin))[0]


def visible(curve: Floats, start: float, end: float) -> Floats:
    """Return the part of *curve* farther than *start* from its first and *end* from its last point.

    Where nothing would be left, the middle tenth.
    """
    points = sample(curve[None], 241)[0]
    t = np.linspace(0.0, 1.0, len(points))
    far = np.hypot(*(points - curve[0]).T) >= start
    far &= np.hypot(*(points - curve[3]).T) >= end
    inside = t[far]
    return part(curve, inside[0], inside[-1]) if len(inside) > 1 else part(curve, 0.45, 0.55)


def lengths(points: Floats) -> Floats:
    """Return the lengths of polylines, shape ``(m, count, 2)``."""
    steps = np.diff(points, axis=1)
    return np.asarray(np.hypot(steps[..., 0], steps[..., 1]).sum(axis=1), dtype=np.float64)


def _split(curve: Floats, t: float) -> tuple[Floats, Floats]:
    first, second = [curve[0]], [curve[3]]
    points = curve
    while len(points) > 1:
        points = points[:-1] + (points[1:] - points[:-1]) * t
        first.append(points[0])
        second.append(points[-1])
    return np.stack(first), np.stack(second[::-1])
