"""Tables: what their rows say, and every way in which a row, a file or a mapping can be wrong."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import GraphkitError, ReadError
from graphkit.graph import Graph
from graphkit.importing import ImportOptions, ImportRefusedError, import_file, import_store
from graphkit.importing.cells import CellError, number, period, probability
from graphkit.model import Span
from support import EXAMPLES, plain_edges

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph import StatedClaim

TABLES = EXAMPLES / "tables"
MAPPING = """[[claim]]
subject = { column = "Supplier", type = "Company" }
object = { column = "Buyer", type = "Company" }
relation = { column = "Relation" }
status = { column = "Status", values = { yes = "current" } }
date = { column = "Since" }
amount = { column = "Amount", currency = "EUR", per = "year" }
confidence = { column = "Sure" }
source = { column = "Source" }
"""
HEADER = "Supplier,Buyer,Relation,Status,Since,Amount,Sure,Source"
ROW = "Norvik AS,Corvane Motors,suppliesTo,current,2024,1200.50,0.9,ERP"


def claims_of(
    folder: Path, table: str | bytes, mapping: str = MAPPING, name: str = "t.csv"
) -> list[StatedClaim]:
    """Return the claims of a table as they stand in a graph."""
    content = table.encode() if isinstance(table, str) else table
    (folder / name).write_bytes(content)
    (folder / name).with_suffix(".toml").write_text(mapping, encoding="utf-8")
    import_file([folder / name], folder / "out.trig")
    return list(Graph.open(folder / "out.trig").claims())


def refusal(folder: Path, table: str | bytes, mapping: str = MAPPING) -> str:
    """Return the one line that says why a table is refused; nothing may have been written."""
    with pytest.raises(GraphkitError) as refused:
        claims_of(folder, table, mapping)
    assert not (folder / "out.trig").exists()
    assert "\n" not in str(refused.value)
    return str(refused.value).replace(f"{folder}/", "")


def test_a_row_becomes_a_claim_that_leads_back_to_its_line(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, f"{HEADER}\n{ROW}\n")
    assert claim.quote == (
        "Norvik AS supplies to Corvane Motors, since 2024, 1200.50 EUR per year, "
        "according to ERP (t.csv, line 2)."
    )
    assert (claim.subject.label, claim.object.label) == ("Norvik AS", "Corvane Motors")
    assert (claim.predicate, claim.status, claim.confidence) == ("suppliesTo", "current", 0.9)
    assert (claim.said_by, claim.time, claim.when_from) == ("ERP", "2024/..", dt.date(2024, 1, 1))
    (amount,) = claim.amounts
    assert (amount.value, amount.currency, amount.per) == (Decimal("1200.5"), "EUR", "year")
    assert claim.document == "t.csv"


def test_a_known_company_gets_its_key(tmp_path: Path) -> None:
    row = ROW.replace("Norvik AS", "Taiwan Semiconductor Manufacturing Co., Ltd.")
    (claim,) = claims_of(tmp_path, f"{HEADER}\n{row.replace('Co., Ltd.', 'Co Ltd')}\n")
    assert claim.subject.iri == "https://w3id.org/graphkit/id/company/tsmc"


def test_a_users_register_counts(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,other_names\nNorvik Cathode,Norvik\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    (tmp_path / "t.toml").write_text(MAPPING, encoding="utf-8")
    options = ImportOptions(register=tmp_path / "own.csv")
    import_file([tmp_path / "t.csv"], tmp_path / "out.trig", options=options)
    (claim,) = Graph.open(tmp_path / "out.trig").claims()
    assert claim.subject.iri.endswith("company/norvik-cathode")


def test_a_short_name_is_not_joined_to_a_longer_one(tmp_path: Path) -> None:
    rows = [ROW, ROW.replace("Norvik AS", "Norvik Shipping AS")]
    claims = claims_of(tmp_path, "\n".join([HEADER, *rows]))
    assert len({claim.subject.iri for claim in claims}) == 2


def test_empty_cells_that_are_not_needed_say_nothing(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, f"{HEADER}\nNorvik AS,Corvane,suppliesTo,,,,,\n")
    assert (claim.status, claim.time, claim.amounts, claim.said_by) == ("current", None, (), None)
    assert claim.confidence == 1.0


def test_only_current_rows_become_plain_edges(tmp_path: Path) -> None:
    rows = [ROW, ROW.replace("Norvik AS", "Hollis").replace("current", "denied")]
    claims_of(tmp_path, "\n".join([HEADER, *rows]))
    found = plain_edges(Graph.open(tmp_path / "out.trig"))
    assert len(found) == 1


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\r\n{ROW}\r\n".encode("utf-8-sig"),
        f"{HEADER}\n\n,,,,,,,\n{ROW}\n".encode(),
        f"{HEADER}\n{ROW}\n".replace(",", "\t")
        .replace(".50", "")
        .replace("0.9", "1")
        .encode("utf-16"),
        f"sep=,\r\n{HEADER}\r\n{ROW}\r\n".encode(),
        f"{HEADER},\n{ROW},\n".encode(),
        (HEADER + "\n" + ROW.replace("Norvik AS", '" Norvik\n AS"') + "\n").encode(),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, content: bytes) -> None:
    (claim,) = claims_of(tmp_path, content)
    assert claim.subject.label == "Norvik AS"


def test_excels_semicolons_and_decimal_commas_are_read(tmp_path: Path) -> None:
    table = f"{HEADER}\n{ROW}\n".replace(",", ";").replace("1200.50", "1.200,50")
    mapping = '[table]\ndecimal = ","\n' + MAPPING
    (claim,) = claims_of(tmp_path, table.replace("0.9", "0,9"), mapping)
    assert claim.amounts[0].value == Decimal("1200.5")


def test_another_encoding_is_read_where_the_mapping_names_it(tmp_path: Path) -> None:
    table = f"{HEADER}\n{ROW}\n".replace("Norvik", "Nørvik").encode("cp1252")
    (claim,) = claims_of(tmp_path, table, '[table]\nencoding = "cp1252"\n' + MAPPING)
    assert claim.subject.label == "Nørvik AS"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "suppliesTo",
            "supliesTo",
            "t.csv:2: unknown relation 'supliesTo'; did you mean 'suppliesTo'?",
        ),
        ("suppliesTo", "", "t.csv:2: no relation; fill the column Relation"),
        ("current", "curent", "t.csv:2: unknown status 'curent'; did you mean 'current'?"),
        ("Norvik AS", "", "t.csv:2: a name is empty; fill the column Supplier"),
        ("Norvik AS", "Corvane Motors Ltd", "t.csv:2: 'Corvane Motors Ltd' and 'Corvane Motors'"),
        ("suppliesTo", "uses", "t.csv:2: uses does not go from Company to Company"),
        ("2024", "2024-13-01", "t.csv:2: '2024-13-01' is no date"),
        ("2024", "01.02.2024", "t.csv:2: '01.02.2024' is no date"),
        ("2024", "0000", "t.csv:2: '0000' is no date"),
        ("1200.50", "many", "t.csv:2: 'many' is no number"),
        ("1200.50", "-5", "t.csv:2: '-5' is no number"),
        ("1200.50", "1e400", "t.csv:2: '1e400' is no number"),
        ("1200.50", "NaN", "t.csv:2: 'NaN' is no number"),
        ("1200.50", "9" * 40, "out of range"),
        ("0.9", "1.01", "t.csv:2: the confidence '1.01' is out of range"),
        ("0.9", "101%", "t.csv:2: the confidence '101%' is out of range"),
        (",ERP", "", "t.csv:2: 7 cells, and the header has 8"),
        (",ERP", ",ERP,x", "t.csv:2: 9 cells, and the header has 8"),
        ("Norvik AS", '"Norvik AS', "t.csv:2: it is no CSV"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    table = f"{HEADER}\n{ROW.replace(old, new)}\n"
    assert message in refusal(tmp_path, table)


def test_the_other_wrong_rows_are_counted(tmp_path: Path) -> None:
    wrong = ROW.replace("2024", "soon")
    told = refusal(tmp_path, f"{HEADER}\n{ROW}\n{wrong}\n{ROW}\n{wrong}\n{wrong}")
    assert told.startswith("t.csv:3: 'soon' is no date")
    assert told.endswith("(2 more lines are wrong)")


def test_a_row_over_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    long = ROW.replace("Norvik AS", '"Norvik\nAS"')
    told = refusal(tmp_path, f"{HEADER}\n{long}\n{ROW.replace('2024', 'soon')}")
    assert told.startswith("t.csv:4: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "there is no text in it"),
        (b"\n\n", "there is no header in it"),
        (HEADER.encode(), "there is no row below the header"),
        (f"{HEADER}\n{ROW}".replace("Norvik", "Nørvik").encode("cp1252"), 'encoding = "cp1252"'),
        (b"PK\x03\x04", "this is a ZIP archive"),
        (f"{HEADER}\n{ROW}\0".encode(), "a NUL byte"),
        (f"{HEADER};x\n{ROW}".encode(), "its header has commas and semicolons"),
        (f"{HEADER.replace('Buyer', 'Supplier')}\n{ROW}".encode(), "column 'Supplier' 2 times"),
        (f"{HEADER.replace('Source', 'Buyer')}\n{ROW}".encode(), "column 'Buyer' 2 times"),
        (f"{HEADER.replace('Supplier', 'Suplier')}\n{ROW}".encode(), "did you mean 'Suplier'?"),
        (f"{HEADER}\n{ROW}".replace(",", ";").encode(), "can be read in two ways"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    assert message in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "Company"', 'type = "Compny"', "unknown type 'Compny'; did you mean 'Company'?"),
        (
            'relation = { column = "Relation" }',
            'relation = "suppliesto"',
            "did you mean 'suppliesTo'?",
        ),
        ('yes = "current"', 'yes = "curent"', "unknown status 'curent'; did you mean 'current'?"),
        ("subject", "subjekt", "[[claim]] has no key 'subjekt'; did you mean 'subject'?"),
        ("[[claim]]", "[[claims]]", "the mapping has no key 'claims'; did you mean 'claim'?"),
        ("[[claim]]", "[claim]", "it has no [[claim]]"),
        (MAPPING, "", "there is no text in it"),
        (MAPPING, "[table]", "it has no [[claim]]"),
        ("[[claim]]", "[[claim]", "it is no TOML"),
        ('confidence = { column = "Sure" }', "confidence = 2", "confidence is 2"),
        ('confidence = { column = "Sure" }', "confidence = nan", "confidence is nan"),
        (', currency = "EUR"', "", "amount needs one of unit, currency and share"),
        ('"EUR"', '"EURO"', "'EURO' is no currency"),
        ('column = "Since"', "", "date needs either a column or a fixed text"),
        ('column = "Since"', 'column = "Since", relation = "from"', "relation of date is 'from'"),
        ('column = "Supplier", ', "", "subject needs either a column or a name"),
        ("[[claim]]", '[table]\nencoding = "utf-9"\n[[claim]]', "there is no encoding 'utf-9'"),
        ("[[claim]]", '[table]\ndate = "soon"\n[[claim]]', "date of table is 'soon'"),
        ("[[claim]]", '[table]\ndelimiter = "x"\n[[claim]]', "delimiter of table is 'x'"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in MAPPING
    told = refusal(tmp_path, f"{HEADER}\n{ROW}\n", MAPPING.replace(old, new, 1))
    assert message in told
    assert told.startswith(("t.toml", "t.csv"))


def test_a_table_without_a_mapping_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    with pytest.raises(ImportRefusedError, match=r"there is no t\.toml beside it"):
        import_store([tmp_path / "t.csv"], tmp_path / "store")
    options = ImportOptions(mapping=tmp_path / "m.toml")
    with pytest.raises(ImportRefusedError, match="there is no such file"):
        import_store([tmp_path / "t.csv"], tmp_path / "store", options=options)
    assert not (tmp_path / "store").exists()


def test_importing_twice_is_once_and_a_changed_table_replaces(tmp_path: Path) -> None:
    table, store = tmp_path / "t.csv", tmp_path / "store"
    table.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    table.with_suffix(".toml").write_text(MAPPING, encoding="utf-8")
    import_store([table], store)
    before = set(Graph.open(store))
    assert import_store([table], store).unchanged == 1
    assert set(Graph.open(store)) == before
    table.write_text(f"{HEADER}\n{ROW.replace('Norvik', 'Hollis')}\n", encoding="utf-8")
    assert import_store([table], store).replaced == 1
    graph = Graph.open(store)
    assert [claim.subject.label for claim in graph.claims()] == ["Hollis AS"]


def test_a_wrong_table_beside_a_good_one_writes_neither(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{ROW.replace('2024', 'soon')}\n", encoding="utf-8")
    (tmp_path / "t.toml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(ImportRefusedError):
        import_store([TABLES / "sites.csv", tmp_path / "t.csv"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_an_optional_claim_is_left_out_where_an_end_is_empty(tmp_path: Path) -> None:
    import_file([TABLES / "sites.csv"], tmp_path / "out.trig")
    claims = list(Graph.open(tmp_path / "out.trig").claims())
    assert sorted(c.predicate for c in claims) == sorted(
        ["operates"] * 2 + ["locatedIn"] * 2 + ["operatesIn"] * 3
    )


def test_a_share_and_a_fixed_name_are_told(tmp_path: Path) -> None:
    mapping = """[[claim]]
subject = { column = "Part", type = "Material" }
relation = "componentOf"
object = { name = "battery cells", type = "Product" }
amount = { column = "Share", share = true, per = "weight", bound = "about" }
"""
    (claim,) = claims_of(tmp_path, "Part,Share\nnickel,41 %\n", mapping)
    (amount,) = claim.amounts
    assert (amount.kind, amount.value, amount.unit) == ("share", Decimal(41), "%")
    assert "about 41% of weight" in claim.quote


@given(st.decimals(0, 10**9, allow_nan=False, places=3))
def test_a_number_is_read_as_it_is_written(value: Decimal) -> None:
    assert number(f"{value:f}", decimal=".") == value
    assert number(f"{value:,f}", decimal=".") == value
    turned = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert number(turned, decimal=",") == value


@given(st.text(max_size=8))
def test_no_cell_breaks_the_reading_of_numbers_and_dates(cell: str) -> None:
    for decimal in (None, ".", ","):
        for read in (number, probability):
            try:
                assert read(cell, decimal=decimal) >= 0
            except CellError as error:
                assert error.way_out  # noqa: PT017
    try:
        period(cell, Span(0, 1), "since", form=None)
    except CellError as error:
        assert "is no date" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("relation", "edtf"), [("in", "2024-02"), ("since", "2024-02/.."), ("by", "../2024-02")]
)
def test_a_month_is_all_of_its_days(relation: str, edtf: str) -> None:
    found = period("2024-02", Span(0, 7), relation, form=None)
    assert found.edtf == edtf
    assert dt.date(2024, 2, 29 if relation != "since" else 1) in {found.start, found.end}


def test_a_day_in_another_form_is_read_where_the_mapping_names_it() -> None:
    assert period("07.05.2026", Span(0, 10), "in", form="%d.%m.%Y").start == dt.date(2026, 5, 7)


def test_reading_errors_keep_their_type(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"%PDF-1.7")
    (tmp_path / "t.toml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(ReadError, match="this is a PDF"):
        import_store([tmp_path / "t.csv"], tmp_path / "store")
