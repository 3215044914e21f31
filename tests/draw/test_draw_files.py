"""Pictures as files: known formats, the same bytes every time, whole or not at all."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from random import Random
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from graphkit.draw import DrawOptions, draw, draw_figure
from graphkit.errors import GraphkitError, UnknownNameError, WriteError

if TYPE_CHECKING:
    from pathlib import Path

    from draw.conftest import MakeClaims

MAGIC = {".png": b"\x89PNG\r\n", ".svg": b"<?xml", ".pdf": b"%PDF-"}
PROGRAM = """
import pickle, sys
from pathlib import Path
from graphkit.draw import DrawOptions, draw
claims = pickle.loads(Path(sys.argv[1]).read_bytes())
for suffix in ("png", "svg", "pdf"):
    draw(claims, Path(sys.argv[2]) / f"chain.{suffix}", options=DrawOptions(title="Chain", dpi=60))
"""


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".PNG"])
def test_the_suffix_decides_the_format(
    suffix: str, tmp_path: Path, make_claims: MakeClaims
) -> None:
    target = tmp_path / f"chain{suffix}"
    draw(make_claims(5), target)
    assert target.read_bytes().startswith(MAGIC[suffix.lower()])


@pytest.mark.parametrize("name", ["chain.gif", "chain", "chain.jpeg", "chain.ttl"])
def test_another_suffix_is_refused_with_the_known_ones(
    name: str, tmp_path: Path, make_claims: MakeClaims
) -> None:
    with pytest.raises(UnknownNameError, match=r"Available: \.pdf, \.png, \.svg"):
        draw(make_claims(5), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_suffix_is_refused_before_any_claim_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        draw(iter(()), tmp_path / "chain.gif")


def test_nothing_to_draw_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(GraphkitError, match="nothing to draw"):
        draw([], tmp_path / "chain.png")
    assert list(tmp_path.iterdir()) == []


def test_order_and_hash_seed_do_not_change_a_byte(tmp_path: Path, make_claims: MakeClaims) -> None:
    claims = make_claims(12)
    folders = []
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        Random(seed).shuffle(claims)  # noqa: S311 # a test's own order
        (folder / "claims").write_bytes(pickle.dumps(claims))
        subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, folder / "claims", folder],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
        )
        folders.append(folder)
    for suffix in MAGIC:
        first, second = ((folder / f"chain{suffix}").read_bytes() for folder in folders)
        assert first == second


def test_settings_of_the_user_change_neither_the_file_nor_the_settings(
    tmp_path: Path, make_claims: MakeClaims
) -> None:
    draw(make_claims(5), tmp_path / "plain.png")
    with mpl.rc_context():
        mpl.rcParams["text.usetex"] = True
        mpl.rcParams["font.family"] = ["cursive"]
        mpl.rcParams["savefig.dpi"] = 33
        mpl.rcParams["path.sketch"] = (9, 9, 9)
        draw(make_claims(5), tmp_path / "set.png")
        assert mpl.rcParams["savefig.dpi"] == 33
    assert (tmp_path / "plain.png").read_bytes() == (tmp_path / "set.png").read_bytes()


def test_drawing_needs_no_window_and_leaves_no_figure_open(
    tmp_path: Path, make_claims: MakeClaims
) -> None:
    thread = threading.Thread(target=draw, args=(make_claims(5), tmp_path / "chain.png"))
    thread.start()
    thread.join()
    assert (tmp_path / "chain.png").is_file()
    assert "matplotlib.pyplot" not in sys.modules


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png"])
def test_no_file_says_when_it_was_made(
    suffix: str, tmp_path: Path, make_claims: MakeClaims
) -> None:
    target = tmp_path / f"chain{suffix}"
    draw(make_claims(5), target)
    content = target.read_bytes()
    assert b"CreationDate" not in content
    assert b"<dc:date>" not in content
    assert b"tIME" not in content


def test_pdf_embeds_its_font_and_keeps_text_as_text(
    tmp_path: Path, make_claims: MakeClaims
) -> None:
    draw(make_claims(5), tmp_path / "chain.pdf")
    content = (tmp_path / "chain.pdf").read_bytes()
    assert b"/FontFile2" in content
    assert b"/ToUnicode" in content
    assert b"/Type3" not in content


def test_svg_draws_text_as_paths_so_that_it_looks_the_same_everywhere(
    tmp_path: Path, make_claims: MakeClaims
) -> None:
    draw(make_claims(5), tmp_path / "chain.svg")
    content = (tmp_path / "chain.svg").read_text()
    assert "<text" not in content
    assert 'id="node-label-0"' in content


def test_an_older_file_is_replaced(tmp_path: Path, make_claims: MakeClaims) -> None:
    target = tmp_path / "chain.svg"
    target.write_text("old")
    draw(make_claims(5), target)
    assert target.read_text().startswith("<?xml")
    assert [path.name for path in tmp_path.iterdir()] == ["chain.svg"]


@pytest.mark.parametrize("where", ["missing/chain.png", "file/chain.png"])
def test_a_target_that_cannot_be_written_is_refused(
    where: str, tmp_path: Path, make_claims: MakeClaims
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError, match=r"chain\.png: cannot be written"):
        draw(make_claims(5), tmp_path / where)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_not_overwritten(tmp_path: Path, make_claims: MakeClaims) -> None:
    (tmp_path / "chain.png").mkdir()
    with pytest.raises(WriteError, match="cannot be written"):
        draw(make_claims(5), tmp_path / "chain.png")
    assert [path.name for path in tmp_path.iterdir()] == ["chain.png"]


def test_dpi_and_size_decide_the_pixels(tmp_path: Path, make_claims: MakeClaims) -> None:
    draw(make_claims(5), tmp_path / "a.png", options=DrawOptions(dpi=50, size=(8.0, 6.0)))
    header = (tmp_path / "a.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (400, 300)


def test_a_page_of_its_own_is_about_as_wide_as_a_page_of_a_report(make_claims: MakeClaims) -> None:
    width, height = draw_figure(make_claims(20)).get_size_inches()
    assert 1.0 < width / height < 1.7
