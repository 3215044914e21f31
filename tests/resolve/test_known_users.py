"""What a user's register may hold, and every fault that is refused."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Identifier
from graphkit.resolve.known.register import shipped, with_users
from graphkit.resolve.known.users import RegisterError, read_users
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.resolve.known.entries import Entry

ISIN = "TW0002308004"
LEI = "529900T8BM49AURSDO55"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "own.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str) -> tuple[Entry, ...]:
    return read_users(write(folder, text), shipped())


def test_a_line_becomes_an_entry(tmp_path: Path) -> None:
    (entry,) = read(
        tmp_path,
        "name,other_names,former_names,type,country,identifiers\n"
        f"Foxglove Metals Ltd,FGM;Foxglove,Bindweed Ores,,gb,erp:4711;lei:{LEI.lower()}\n",
    )
    assert entry.key == "company/foxglove-metals"
    assert (entry.type, entry.country, entry.register) == ("Company", "GB", "own.csv")
    assert [(form.text, form.kind) for form in entry.forms] == [
        ("Foxglove Metals Ltd", "name"),
        ("Bindweed Ores", "former name"),
        ("FGM", "acronym"),
        ("Foxglove", "other name"),
    ]
    assert entry.identifiers == (Identifier("erp", "4711"), Identifier("lei", LEI))


@pytest.mark.parametrize(
    "text",
    [
        "name\nFoxglove Metals\n",
        "\ufeffname\nFoxglove Metals\n",  # with a byte order mark
        "name;country\r\nFoxglove Metals;GB\r\n",  # as Excel writes it in many countries
        'name;other_names\r\nFoxglove Metals;"FGM;Foxglove"\r\n',
        "\n\nname,country\n\nFoxglove Metals,\n\n",
        "Country, Name\nGB, Foxglove  Metals\n",
        'name\n"Foxglove Metals"',
        "name,type\nFoxglove Metals,company\n",
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, text: str) -> None:
    assert [entry.name for entry in read(tmp_path, text)] == ["Foxglove Metals"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "own.csv: it holds no entry"),
        ("name\n", "own.csv: it holds no entry"),
        ("\n \n", "own.csv: it holds no entry"),
        ("names\nFoxglove\n", "own.csv:1: unknown column 'names'; the columns are name,"),
        ("name,phone,city\nF,1,2\n", "own.csv:1: unknown column 'city', 'phone'"),
        ("country\nGB\n", "own.csv:1: no column name"),
        ("name,name\nF,F\n", "own.csv:1: a column stands twice"),
        ("name,country\nFoxglove\n", "own.csv:2: it has 1 cells, but the header has 2"),
        ("name\nFoxglove, Bindweed\n", "own.csv:2: it has 2 cells"),
        ("name,country\n,GB\n", "own.csv:2: the name is empty"),
        ("name,country\nFoxglove,XX\n", "own.csv:2: unknown country 'XX'"),
        ("name,country\nFoxglove,Taiwan\n", "own.csv:2: unknown country 'Taiwan'; write TW"),
        ("name,country\nFoxglove,UK\n", "own.csv:2: unknown country 'UK'; write GB"),
        ("name,type\nFoxglove,Firm\n", "own.csv:2: unknown type 'Firm'; the types are Company,"),
        ("name,identifiers\nFoxglove,4711\n", "own.csv:2: '4711' is no identifier"),
        ("name,identifiers\nFoxglove,erp:\n", "own.csv:2: 'erp:' is no identifier"),
        ("name,identifiers\nFoxglove,isin:TW0002308005\n", "own.csv:2: 'TW0002308005' is no ISIN"),
        ("name,identifiers\nFoxglove,lei:529900T8\n", "own.csv:2: '529900T8' is no LEI"),
        ("name,identifiers\nFoxglove,ticker:2330\n", "own.csv:2: '2330' is no ticker"),
        ("name\nFoxglove\n\nFOXGLOVE Ltd\n", "own.csv:4: 'FOXGLOVE Ltd' stands at"),
        ("name,other_names\nFoxglove,FGM\nBindweed,FGM\n", "own.csv:3: 'FGM' stands at"),
        (
            f"name,identifiers\nFoxglove,isin:{ISIN}\nBindweed,isin:{ISIN}\n",
            f"own.csv:3: 'isin:{ISIN}' stands at",
        ),
        ('name\n"Foxglove\n', "own.csv:2: it is no CSV"),
        ("name\nFox\0glove\n", "own.csv:2: it holds a NUL"),
    ],
)
def test_a_fault_is_one_line_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        read(tmp_path, text)
    shown = str(caught.value).replace(f"{tmp_path}/", "")
    assert shown.startswith(message)
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("encoding", "message"), [("latin-1", "own.csv:3: it is not in UTF-8"), ("utf-16", "in UTF-16")]
)
def test_other_encodings_are_refused(tmp_path: Path, encoding: str, message: str) -> None:
    path = write(tmp_path, "name\nFoxglove\nNestlé Eau\n", encoding)
    with pytest.raises(RegisterError, match=message):
        read_users(path, shipped())


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        read_users(tmp_path / "none.csv", shipped())
    with pytest.raises(RegisterError, match="cannot be read"):
        with_users(tmp_path)


def test_the_error_travels_between_processes(tmp_path: Path) -> None:
    error = RegisterError(str(tmp_path), "it is wrong", "set it right")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes


def test_a_known_company_keeps_its_key_and_gains_what_the_file_says(tmp_path: Path) -> None:
    text = "name,identifiers\nTaiwan Semiconductor Manufacturing Co. Ltd.,erp:4711\n"
    register = with_users(write(tmp_path, text))
    entry = register.entry("company/tsmc")
    assert entry is not None
    assert Identifier("erp", "4711") in entry.identifiers
    assert Identifier("ticker", "TWSE:2330") in entry.identifiers
    assert entry.name == "Taiwan Semiconductor Manufacturing Co. Ltd."
    assert (entry.country, entry.register) == ("TW", "own.csv")
    assert [match.entry.key for match in register.exact(("tsmc",))] == ["company/tsmc"]
    assert register.version != shipped().version


def test_two_names_of_one_known_company_become_one_entry(tmp_path: Path) -> None:
    entries = read(tmp_path, "name,identifiers\nTSMC,erp:1\n台積電,erp:2\n")
    assert [entry.key for entry in entries] == ["company/tsmc"]
    values = [one.value for one in entries[0].identifiers if one.scheme == "erp"]
    assert values == ["1", "2"]


def test_a_company_of_another_country_is_another(tmp_path: Path) -> None:
    register = with_users(write(tmp_path, "name,country\nHon Hai,FR\n"))
    (match,) = register.exact(("hon", "hai"))
    assert (match.entry.key, match.entry.country) == ("company/hon-hai", "FR")
    assert register.entry("company/foxconn") is not None


def test_a_users_short_form_is_shared_no_more(tmp_path: Path) -> None:
    register = with_users(write(tmp_path, "name,other_names,country\nDelta Electronics,Delta,TW\n"))
    assert register.senses(("delta",)) is None
    assert [match.entry.name for match in register.exact(("delta",))] == ["Delta Electronics"]
    assert shipped().senses(("delta",)) is not None


def test_a_government_is_no_company(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, "name,type\nMinistry of Foxgloves,Government\n")
    assert entry.key == "government/ministry-of-foxgloves"
    assert entry.key.endswith("-".join(actor_words_of(entry.name)))
