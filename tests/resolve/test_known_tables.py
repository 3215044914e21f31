"""What must hold of the tables that are shipped."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from rigour.ids import ISIN

from graphkit.resolve.known.companies import read_trades, trade_words
from graphkit.resolve.known.listed import SOURCE, read_listed
from graphkit.resolve.known.made import all_names, listed_table
from graphkit.resolve.known.register import shipped
from graphkit.resolve.known.tables import FOLDER, parts_of, read_table, words_of_form, words_table
from graphkit.resolve.known.typos import is_english
from graphkit.resolve.territories import find_territory
from graphkit.resolve.words import actor_words_of


def test_every_form_finds_its_entry_and_only_shared_forms_find_others() -> None:
    for entry in shipped().entries:
        for form in entry.forms:
            words = actor_words_of(form.text)
            keys = {match.entry.key for match in shipped().exact(words)}
            assert entry.key in keys
            assert keys == {entry.key} or shipped().senses(words) is not None, form


def test_a_form_that_is_an_english_word_stands_among_the_short_forms() -> None:
    missing = {
        row["name"]
        for row in read_table("companies.csv")
        for text in (row["name"], *parts_of(row["other_names"]))
        for words in [words_of_form(text)]
        if len(words) == 1
        and len(words[0]) > 3
        and is_english(words[0])
        and shipped().senses(words) is None
    }
    # Words of the list that are these companies and nothing else.
    assert missing == {
        *("Anthropic", "Baidu", "Bayer", "Boeing", "Cisco", "Cummins", "Enflame", "FedEx", "JASM"),
        "Eastman Kodak",
        *(
            "Ferrari",
            "Google",
            "Hella",
            "Lufthansa",
            "Microsoft",
            "Nestlé",
            "Semes",
            "Sika",
            "Sony",
        ),
    }


def test_keys_are_of_the_name_and_none_stands_twice() -> None:
    entries = shipped().entries
    assert len({entry.key for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.key == f"company/{'-'.join(actor_words_of(entry.name))}"
        assert entry.forms[0].text == entry.name
    assert len(entries) == len(read_table("companies.csv")) + sum(
        one.company is None for one in read_listed()
    )


def test_parents_exist_and_nobody_owns_itself() -> None:
    for entry in shipped().entries:
        seen = {entry.key}
        parent = entry.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            owner = shipped().entry(parent)
            assert owner is not None
            parent = owner.parent


def test_countries_are_codes_of_iso_3166() -> None:
    from rigour.territories import get_territory  # noqa: PLC0415 - of this test alone

    for code in {entry.country for entry in shipped().entries} - {None}:
        row = get_territory(str(code).lower())
        assert row is not None
        territory = find_territory(row.name)
        assert territory is not None
        assert territory.code == code


def test_only_listed_companies_may_lack_a_country() -> None:
    assert {entry.register for entry in shipped().entries if entry.country is None} == {SOURCE}


def test_identifiers_are_valid_and_name_one_company() -> None:
    seen = set()
    for entry in shipped().entries:
        for one in entry.identifiers:
            assert one not in seen, one
            seen.add(one)
            assert one.scheme in {"isin", "ticker"}
            if one.scheme == "isin":
                assert ISIN.is_valid(one.value)
                assert one.value[:2] == entry.country
            else:
                exchange, colon, code = one.value.partition(":")
                assert exchange.isalnum()
                assert colon
                assert code


def test_short_forms_mean_entries_and_stand_once() -> None:
    shorts = shipped().short_forms
    assert len({actor_words_of(short.text) for short in shorts}) == len(shorts)
    for short in shorts:
        assert short.keys == tuple(sorted(set(short.keys)))
        assert all(shipped().entry(key) is not None for key in short.keys)
        assert short.usual is None or short.usual in short.keys


def test_every_note_of_a_company_has_words_in_lower_case() -> None:
    for row in read_table("companies.csv"):
        notes = parts_of(row["trades"])
        assert notes or row["name"] == "Tsinghua Unigroup", row["name"]
        for note in notes:
            assert note in read_trades(), note
            assert len(trade_words([note])) >= 5, note
    for words in read_trades().values():
        assert all(word == word.casefold() and " " not in word for word in words)


@pytest.mark.parametrize("word", ["maker", "factory", "plant", "company", "deal", "business"])
def test_no_trade_is_told_by_a_word_that_fits_every_company(word: str) -> None:
    assert all(word not in words for words in read_trades().values())


@pytest.mark.parametrize("name", ["companies.csv", "listed.csv", "short-forms.csv", "trades.csv"])
def test_the_rows_are_sorted_and_tidy(name: str) -> None:
    rows = [[row[key] for key in row if key != "meaning"] for row in read_table(name)]
    assert rows == sorted(rows, key=lambda row: (row[0].casefold(), row))
    for cell in (cell for row in rows for cell in row):
        assert cell == " ".join(cell.split())
        assert cell == ";".join(part.strip() for part in cell.split(";") if part)
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "\r" not in text
    assert text.endswith("\n")


def test_the_made_tables_are_as_their_sources_make_them() -> None:
    assert (FOLDER / "listed.csv").read_text(encoding="utf-8") == listed_table()
    assert (FOLDER / "words.csv").read_text(encoding="utf-8") == words_table(all_names())


def test_the_register_names_the_version_of_its_source() -> None:
    assert f"pytickersymbols {version('pytickersymbols')}" == SOURCE


@pytest.mark.parametrize("name", ["Visa Inc.", "Elisa", "Dover Corporation", "Schaeffler Group"])
def test_listed_companies_whose_names_are_words_or_doubtful_are_left_out(name: str) -> None:
    assert name not in {one.name for one in read_listed()}
