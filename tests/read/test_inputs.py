"""Inputs: documents and errors in the order of the arguments, whatever their kind."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import ReadError
from graphkit.model import Document
from graphkit.read import read_documents
from graphkit.read.content import MAX_BYTES, MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    OrdinaryUser = Callable[[], AbstractContextManager[None]]

TEXT = "Ships wait at Kobe. Cranes stand still."


def read(*inputs: str | Path, stdin: bytes | None = None) -> list[Document | ReadError]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_documents([str(each) for each in inputs], stdin=stream))


def the_document(results: list[Document | ReadError]) -> Document:
    (result,) = results
    assert isinstance(result, Document), result
    return result


def the_error(results: list[Document | ReadError]) -> ReadError:
    (result,) = results
    assert isinstance(result, ReadError), result
    return result


def line(document_id: object, text: str = TEXT) -> str:
    return json.dumps({"id": document_id, "text": text}) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("a.txt", TEXT, None),
        ("a.TEXT", f"{TEXT}\r\n\r\n", None),
        ("a.md", f"{TEXT}\n", None),
        ("a.markdown", "Ships *wait* at [Kobe](k).\nCranes stand still.\n", None),
        ("a.html", f"<html><title>Ports</title><article><p>{TEXT}</p></article></html>", "Ports"),
        ("a.htm", f"<p>{TEXT}</p>", None),
        ("a.xhtml", f"<html><body><p>{TEXT}</p></body></html>", None),
        ("a.jsonl", line("a.jsonl"), None),
        ("a.ndjson", line("a.ndjson"), None),
        ("notes.log", TEXT, None),
        ("bare", TEXT, None),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_a_file_is_read_by_its_kind(
    name: str, content: str, title: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content.encode())
    document = the_document(read(tmp_path / name))
    assert (document.id, document.text, document.title) == (name, TEXT, title)
    assert [span.of(TEXT) for span in document.sentences] == TEXT.replace(". ", ".|").split("|")


def test_arguments_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(ReadError, match=r"gone\.txt: no such file"):
        read_documents([str(tmp_path / "a.txt"), str(tmp_path / "gone.txt")])


def test_files_are_read_when_their_turn_comes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("Old text.")
    documents = read_documents([str(tmp_path)])
    next(documents)
    (tmp_path / "b.txt").write_text("New text.")
    second = next(documents)
    assert isinstance(second, Document)
    assert second.text == "New text."


def test_no_inputs_give_no_documents() -> None:
    assert read() == []


def test_one_string_is_no_sequence_of_inputs() -> None:
    with pytest.raises(TypeError, match=r"sequence of strings, not the string 'a\.txt'"):
        read_documents("a.txt")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "there is no text in it"),
        (b" \r\n\t\xe3\x80\x80", "there is no text in it"),
        (b"\xef\xbb\xbf", "there is no text in it"),
        (b"%PDF-1.4", "this is a PDF, not text"),
        (b"a\0b", "binary content (a NUL byte at offset 1)"),
        (b"Z\xfcrich", "not valid UTF-8 (first broken byte at offset 1)"),
        (b"\xff\xfea\0\0\0", "the text holds a NUL at character 1"),
    ],
    ids=["empty", "white", "mark-only", "pdf", "nul", "latin-1", "utf-16-nul"],
)
def test_bad_content_is_yielded_and_the_others_go_on(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (tmp_path / "b.txt").write_text(TEXT)
    for inputs in ([tmp_path], [tmp_path / "*.txt"], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        error, document = read(*inputs)
        assert isinstance(document, Document)
        assert isinstance(error, ReadError)
        assert (error.where, error.reason) == (str(tmp_path / "a.txt"), reason)


def test_a_bad_line_is_yielded_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line("a") + "{}\n" + line("b"))
    first, error, last = read(path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert str(error) == f'{path}:2: no "id"; give each line an id and a text'


def test_markdown_without_words_is_yielded(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("```\ncode\n```\n")
    assert the_error(read(tmp_path)).reason == "there is no text in it"


def test_a_file_that_may_not_be_read_is_yielded(
    open_path: Path, ordinary_user: OrdinaryUser
) -> None:
    (open_path / "a.txt").write_text(TEXT)
    (open_path / "a.txt").chmod(0)
    with ordinary_user():
        error = the_error(read(open_path))
    reason = "permission denied; check the path and its permissions"
    assert str(error) == f"{open_path}/a.txt: {reason}"


def test_a_folder_that_may_not_be_entered_is_yielded(
    open_path: Path, ordinary_user: OrdinaryUser
) -> None:
    (open_path / "a").mkdir()
    (open_path / "a/b.txt").write_text(TEXT)
    (open_path / "a").chmod(0o444)  # its names may be read, its files not
    with ordinary_user():
        errors = [the_error(read(each)) for each in (open_path, open_path / "a/*.txt")]
    assert [error.reason for error in errors] == ["permission denied"] * 2
    assert [error.where for error in errors] == [f"{open_path}/a/b.txt"] * 2


def test_a_folder_that_may_not_be_listed_is_yielded(
    open_path: Path, ordinary_user: OrdinaryUser
) -> None:
    (open_path / "a").mkdir(mode=0)
    with ordinary_user():
        error = the_error(read(open_path))
    assert (error.where, error.reason) == (f"{open_path}/a", "permission denied")


def test_a_broken_link_is_yielded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert the_error(read(tmp_path)).reason == "no such file or directory"


def test_a_file_too_long_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)  # takes no room on the disk
    error = the_error(read(tmp_path))
    assert error.reason.startswith(f"longer than {MAX_CHARACTERS:,} characters")


def test_an_endless_file_is_refused() -> None:
    assert the_error(read("/dev/zero")).reason.startswith("longer than")


def test_one_id_twice_is_refused_with_both_places(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    first, error = read(tmp_path / "x/a.txt", tmp_path / "y/a.txt")
    assert isinstance(first, Document)
    assert str(error) == (
        f"{tmp_path}/y/a.txt: the id 'a.txt' is taken by {tmp_path}/x/a.txt; "
        "give the folder that holds both, or ids in JSON Lines"
    )
    assert [document.id for document in read(tmp_path) if isinstance(document, Document)] == [
        "x/a.txt",
        "y/a.txt",
    ]


def test_one_id_twice_in_json_lines_is_refused_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(7) + line("8") + line("7"))
    error = read(path)[2]
    assert isinstance(error, ReadError)
    assert (error.where, error.reason) == (f"{path}:3", f"the id '7' is taken by {path}:1")


def test_the_same_file_met_twice_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line("a"))
    assert the_document(read(tmp_path, tmp_path / "a.jsonl", tmp_path / "*")).id == "a"


def test_a_file_name_that_is_not_utf_8_is_yielded(tmp_path: Path) -> None:
    Path(f"{tmp_path}/a\udcff.txt").write_text(TEXT)
    error = the_error(read(tmp_path))
    assert error.where == f"{tmp_path}/a\\udcff.txt"
    assert error.reason == "the id holds half a surrogate pair at character 1"


# standard input


def test_text_from_standard_input_is_called_by_its_hash() -> None:
    document = the_document(read("-", stdin=f"\n{TEXT}\n".encode()))
    assert document.text == f"\n{TEXT}"
    assert document.id == f"stdin-{sha256(document.text.encode()).hexdigest()[:12]}"


def test_json_lines_from_standard_input_are_told_by_the_first_line() -> None:
    first, error, last = read("-", stdin=f"\n \n{line('a')}bad\n{line('b')}".encode())
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.id, last.id) == ("a", "b")
    assert isinstance(error, ReadError)
    assert error.where == "stdin:4"


@pytest.mark.parametrize(
    "text",
    ['{"id": "a"}\nShips wait.', "{Ships} wait.", '["text"]', '"text"', "7"],
    ids=["no-text", "braces", "array", "string", "number"],
)
def test_what_is_no_object_with_a_text_is_text(text: str) -> None:
    assert the_document(read("-", stdin=text.encode())).text == text


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "mark"])
@pytest.mark.parametrize("start", ["<!DOCTYPE html>", "\n<html>", "<HTML lang=en>"])
def test_a_page_from_standard_input_is_read_as_a_page(mark: str, start: str) -> None:
    markup = f"{mark}{start}<body><p>{TEXT}</p></body></html>"
    document = the_document(read("-", stdin=markup.encode()))
    assert document.text == TEXT
    assert document.id == f"stdin-{sha256(TEXT.encode()).hexdigest()[:12]}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_standard_input_may_have_a_byte_order_mark(encoding: str) -> None:
    assert the_document(read("-", stdin=TEXT.encode(encoding))).text == TEXT
    assert the_document(read("-", stdin=line("a").encode(encoding))).id == "a"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "there is no text in it"),
        (b"\n \n", "there is no text in it"),
        (b"PK\x03\x04", "this is a ZIP archive (also DOCX, XLSX, EPUB), not text"),
        (b"Z\xfcrich", "not valid UTF-8 (first broken byte at offset 1)"),
    ],
    ids=["empty", "blank", "zip", "latin-1"],
)
def test_bad_standard_input_is_yielded(data: bytes, reason: str) -> None:
    error = the_error(read("-", stdin=data))
    assert (error.where, error.reason) == ("stdin", reason)


def test_endless_blank_lines_from_standard_input_are_refused() -> None:
    reason = the_error(read("-", stdin=b"\n" * 100_002)).reason
    assert reason == "there is no text in the first 100,000 lines"


def test_lines_from_standard_input_are_read_as_they_come() -> None:
    stream = io.BytesIO((line("a") * 3).encode())
    next(read_documents(["-"], stdin=stream))
    assert stream.tell() == len(line("a"))


def test_standard_input_of_the_process_is_the_default() -> None:
    program = "from graphkit.read import read_documents as r; print([d.id for d in r(['-'])])"
    done = subprocess.run(
        [sys.executable, "-c", program], input=line("a").encode(), capture_output=True, check=True
    )
    assert done.stdout == b"['a']\n"


# promises to the command line


def test_libraries_are_loaded_only_for_files_of_their_kind(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line("a"))
    program = (
        "import sys, graphkit.read as r; before = set(sys.modules);"
        "list(r.read_documents(sys.argv[1:]));"
        "print({'nupunkt'} & before, {'trafilatura', 'lxml', 'markdown_it'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"set() set()\n"
