"""Tables: what their rows say, and every way in which a row, a file or a mapping can be wrong."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graphkit.errors import GraphkitError, ReadError
from graphkit.graph import Graph
from graphkit.graph import vocabulary as v
from graphkit.importing import ImportOptions, ImportRefusedError, import_file, import_store
from graphkit.importing.cells import CellError, grain_of, number, period, probability
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


@pytest.mark.parametrize(
    "head",
    [
        '"Supplier\n(legal name)"',
        '"Supplier\r\n(legal; name)"',
        '"Supplier ""legal"", name"',
        '"Supplier; legal"',
    ],
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_that_parts_cells_is_guessed_outside_of_quotes(
    tmp_path: Path, head: str, sign: str
) -> None:
    header = head + HEADER.removeprefix("Supplier").replace(",", sign)
    column = " ".join(head.strip('"').replace('""', '"').split()).replace('"', '\\"')
    mapping = MAPPING.replace('"Supplier"', f'"{column}"')
    row = ROW.replace("1200.50", "1200").replace("0.9", "1").replace(",", sign)
    (claim,) = claims_of(tmp_path, f"{header}\n{row}\n", mapping)
    assert claim.subject.label == "Norvik AS"


def test_a_header_that_is_never_closed_is_no_csv(tmp_path: Path) -> None:
    told = refusal(tmp_path, f'"{HEADER}\n{ROW}\n')
    assert told.startswith("t.csv:1: it is no CSV")


def test_a_cell_may_be_as_long_as_its_file(tmp_path: Path) -> None:
    table = f"{HEADER},Note\n{ROW},{'note ' * 60_000}\n"
    (claim,) = claims_of(tmp_path, table)
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
        ("[[claim]]", '[table]\nencoding = "rot13"\n[[claim]]', "there is no encoding 'rot13'"),
        ("[[claim]]", '[table]\nencoding = "zlib"\n[[claim]]', "there is no encoding 'zlib'"),
        ("[[claim]]", '[table]\nencoding = "undefined"\n[[claim]]', "there is no encoding"),
        ("[[claim]]", '[table]\nencoding = "a\\u0000"\n[[claim]]', "there is no encoding"),
        ("[[claim]]", '[table]\nurl = "javascript:alert(1)"\n[[claim]]', "url of table is 'java"),
        ("[[claim]]", '[table]\nurl = "ftp://example.org/a"\n[[claim]]', "write an address"),
        ("[[claim]]", '[table]\nurl = "https:///a"\n[[claim]]', "url of table is 'https:///a'"),
        ("[[claim]]", '[table]\nurl = "https://[a"\n[[claim]]', "url of table is 'https://[a'"),
        ("[[claim]]", '[table]\nurl = "https://a b/c"\n[[claim]]', "url of table is"),
        ("[[claim]]", '[table]\ndate = "soon"\n[[claim]]', "date of table is 'soon'"),
        ("[[claim]]", '[table]\ndelimiter = "x"\n[[claim]]', "delimiter of table is 'x'"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in MAPPING
    told = refusal(tmp_path, f"{HEADER}\n{ROW}\n", MAPPING.replace(old, new, 1))
    assert message in told
    assert told.startswith(("t.toml", "t.csv"))


def test_the_address_of_a_table_is_its_documents_source(tmp_path: Path) -> None:
    mapping = '[table]\nurl = "https://example.org/\\u00e9tat?a=b#c"\n' + MAPPING
    claims_of(tmp_path, f"{HEADER}\n{ROW}\n", mapping)
    (source,) = Graph.open(tmp_path / "out.trig").store.quads_for_pattern(None, v.SOURCE, None)
    assert source.object == NamedNode("https://example.org/%C3%A9tat?a=b#c")


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


@pytest.mark.parametrize(
    ("cell", "passes"), [("0", True), ("100 %", True), ("100.01", False), ("4100 %", False)]
)
def test_a_share_is_at_most_the_whole(tmp_path: Path, cell: str, passes: bool) -> None:  # noqa: FBT001
    mapping = MAPPING.replace('currency = "EUR", per = "year"', "share = true")
    table = f"{HEADER}\n{ROW.replace('1200.50', cell)}\n"
    if passes:
        (claim,) = claims_of(tmp_path, table, mapping)
        assert claim.amounts[0].value == Decimal(cell.removesuffix(" %"))
    else:
        told = refusal(tmp_path, table, mapping)
        share = f"{cell.removesuffix(' %')}%"
        assert told.startswith(f"t.csv:2: the share {share} is more than all; write per cent")


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


def test_an_early_year_keeps_its_four_digits() -> None:
    assert period("0098-03", Span(0, 7), "in", form=None).edtf == "0098-03"


def test_a_day_in_another_form_is_read_where_the_mapping_names_it() -> None:
    assert period("07.05.2026", Span(0, 10), "in", form="%d.%m.%Y").start == dt.date(2026, 5, 7)


@pytest.mark.parametrize(
    ("cell", "form", "edtf"),
    [
        ("05/2026", "%m/%Y", "2026-05"),
        ("May 2026", "%B %Y", "2026-05"),
        ("FY26", "FY%y", "2026"),
        ("2026.127", "%Y.%j", "2026-05-07"),
        ("2026-W19-4", "%G-W%V-%u", "2026-05-07"),
        ("2026-05-07 23:59:01", "%Y-%m-%d %H:%M:%S", "2026-05-07"),
        ("Thu 7 May 2026", "%a %d %b %Y", "2026-05-07"),
        ("100%2026", "100%%%Y", "2026"),
    ],
)
def test_a_format_tells_no_more_than_its_signs(cell: str, form: str, edtf: str) -> None:
    found = period(cell, Span(0, len(cell)), "in", form=form)
    assert found.edtf == edtf
    assert found.grain == ("day", "month", "year")[(10, 7, 4).index(len(edtf))]
    since = period(cell, Span(0, len(cell)), "since", form=form)
    assert since.start == found.start
    until = period(cell, Span(0, len(cell)), "until", form=form)
    assert until.end == found.end


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("%d.%m", "tells a day and month, and no year"),
        ("%H", "tells no year"),
        ("2026", "tells no year"),
        ("%m", "tells a month, and no year"),
        ("%Y %d", "tells a day and year, of which no date is made"),
        ("%Y %H", "tells a time of a day, and no day"),
        ("%Y-%m %H", "tells a time of a day, and no day"),
        ("%Y %a", "tells a weekday and year, of which no date is made"),
        ("%Y-%m-%d %j", "tells a day, day of the year, month and year, of which no date is made"),
        ("%G-W%V", "tells a week and week's year, of which no date is made"),
        ("%Y-W%V-%u", "tells a week, weekday and year, of which no date is made"),
        ("%Y W%W", "has %W, which is not read"),
        ("%x", "has %x, which is not read"),
        ("%Q", "has %Q, which is not read"),
        ("%Y-%m-%d %Z", "has %Z, which is not read"),
        ("%-d.%m.%Y", "has %-, which is not read"),
        ("%Y %", "has %, which is not read"),
        ("%Y %y", "tells the year twice"),
        ("%d.%d.%Y", "tells the day twice"),
        ("%Y-%m-%d %H %H", "tells the hour twice"),
    ],
)
def test_a_format_without_a_date_is_refused_with_the_mapping(
    tmp_path: Path, form: str, reason: str
) -> None:
    mapping = MAPPING.replace('column = "Since"', f'column = "Since", format = "{form}"')
    told = refusal(tmp_path, f"{HEADER}\n{ROW}\n", mapping)
    assert told.startswith(f"t.toml: the format '{form}' {reason}")
    assert told.endswith('; write one such as "%d.%m.%Y", "%m/%Y" or "%Y"')


@given(st.text(st.sampled_from("%YymdBbjGVuHMSpaA-. 2"), max_size=10), st.text(max_size=10))
def test_no_format_breaks_the_reading_of_dates(form: str, cell: str) -> None:
    try:
        grain = grain_of(form)
        assert period(cell, Span(0, 1), "in", form=form).grain == grain
    except CellError as error:
        assert error.way_out  # noqa: PT017


def test_reading_errors_keep_their_type(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"%PDF-1.7")
    (tmp_path / "t.toml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(ReadError, match="this is a PDF"):
        import_store([tmp_path / "t.csv"], tmp_path / "store")
