"""Legal forms go from the end of names, and only from there."""

from __future__ import annotations

import pytest

from graphkit.resolve.legal_forms import is_legal_form, strip_legal_forms, strip_unspaced_forms


@pytest.mark.parametrize(
    "form",
    [
        *("Inc", "Inc.", "Corp", "Corporation", "Co", "Co.", "Company", "Ltd.", "Limited", "LLC"),
        *("K.K.", "Kabushiki Kaisha", "Co., Ltd.", "Pte Ltd", "Pty Ltd"),
        *("Private Limited", "Public Company Limited", "plc", "AG", "A.G.", "SE", "GmbH"),
        *("GmbH & Co. KG", "S.A.", "S.p.A.", "S.A. de C.V.", "S.A.B. de C.V.", "N.V.", "A/S"),
        *("ASA", "AB", "Oyj", "hf.", "a.s.", "s.r.o.", "d.o.o.", "Sp. z o.o.", "Sdn Bhd", "Tbk"),
        *("PJSC", "Aktiengesellschaft", "Sociedad Anónima"),
    ],
)
def test_a_legal_form_is_known(form: str) -> None:
    assert is_legal_form(form)


@pytest.mark.parametrize(
    "words",
    ["Group", "Holdings", "Motor Co", "Bank", "II", "NA", "PC", "AI", "US", "Trust", "", "&", "T"],
)
def test_what_tells_companies_apart_is_no_legal_form(words: str) -> None:
    assert not is_legal_form(words)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Toyota Motor Corporation", "Toyota Motor"),
        ("Merck & Co., Inc.", "Merck"),
        ("Bosch GmbH & Co. KG", "Bosch"),
        ("Tiffany and Company", "Tiffany"),
        ("PT Vale Indonesia Tbk", "Vale Indonesia"),
        ("SAS AB", "SAS"),
        # a form that is the name, or part of it
        ("AB InBev", "AB InBev"),
        ("AG Barr plc", "AG Barr"),
        ("Limited Brands Inc.", "Limited Brands"),
        ("A.O. Smith Corp", "A.O. Smith"),
        ("AO Smith", "AO Smith"),
        ("Company Limited", "Company Limited"),
        ("Limited", "Limited"),
        ("Corp", "Corp"),
        ("", ""),
    ],
)
def test_legal_forms_go_from_the_end_of_a_name(name: str, rest: str) -> None:
    assert " ".join(strip_legal_forms(name.split(" "))) == rest


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("株式会社東芝", "東芝"),
        ("台灣積體電路製造股份有限公司", "台灣積體電路製造"),
        ("삼성전자 주식회사", "삼성전자"),
        ("株式会社", "株式会社"),
        ("Toshiba", "Toshiba"),
    ],
)
def test_forms_without_a_space_go_too(name: str, rest: str) -> None:
    assert strip_unspaced_forms(name) == rest
