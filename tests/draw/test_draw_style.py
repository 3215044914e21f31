"""Every type and every status looks different, in colour and without."""

from __future__ import annotations

from itertools import combinations

import matplotlib.colors
import numpy as np

from graphkit import ontology
from graphkit.draw.style import (
    OTHER_STATUS,
    OTHER_TYPE,
    STATUSES,
    THEMES,
    TYPES,
    status_style,
    type_style,
)

# How the three kinds of cones respond if one kind is missing (Machado, Oliveira and Fernandes,
# A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, severity 1.0).
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}


def linear(colour: str) -> np.ndarray:
    """Return the colour in linear RGB."""
    rgb = np.array(matplotlib.colors.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours as in WCAG 2.2."""
    light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (first, second))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_every_type_and_status_of_the_ontology_has_its_style() -> None:
    assert set(TYPES) == set(ontology.load().types)
    assert set(STATUSES) == set(ontology.load().statuses)


def test_no_two_types_share_a_colour_or_a_shape() -> None:
    styles = [*TYPES.values(), OTHER_TYPE]
    assert len({style.colour for style in styles}) == len(styles)
    assert len({style.outline for style in styles}) == len(styles)


def test_type_colours_differ_for_colour_blind_readers() -> None:
    for matrix in BLINDNESS.values():
        seen = [
            np.clip(matrix @ linear(style.colour), 0, 1) ** (1 / 2.2) for style in TYPES.values()
        ]
        assert min(np.abs(a - b).max() for a, b in combinations(seen, 2)) > 0.1


def test_only_current_is_solid_and_no_two_statuses_share_a_line() -> None:
    assert [name for name, style in STATUSES.items() if not style.dashes] == ["current"]
    styles = [*STATUSES.values(), OTHER_STATUS]
    assert len({style.dashes for style in styles}) == len(styles)


def test_denied_is_crossed_out_and_red_and_past_is_thin_and_faint() -> None:
    assert [name for name, style in STATUSES.items() if style.crossed] == ["denied"]
    assert STATUSES["denied"].ink == "denied"
    assert STATUSES["past"].width == min(style.width for style in STATUSES.values())


def test_text_and_lines_stand_out_from_the_ground_in_both_themes() -> None:
    for theme in THEMES.values():
        assert contrast(theme.text, theme.ground) > 12
        assert contrast(theme.quiet, theme.ground) > 4.5
        assert contrast(theme.line, theme.ground) > 4.5
        assert contrast(theme.denied, theme.ground) > 4.5


def test_unknown_types_and_statuses_have_a_style_of_their_own() -> None:
    assert type_style("Robot") == OTHER_TYPE
    assert status_style("rumoured") == OTHER_STATUS
