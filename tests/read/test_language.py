"""What is certainly not in English is told, and nothing else is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import ReadError
from graphkit.model import Document
from graphkit.read.language import foreign_language, in_english

FOREIGN: dict[str, str] = json.loads(
    (Path(__file__).parent / "data" / "languages.json").read_text(encoding="utf-8")
)
"""The same story in many languages."""

ENGLISH = {
    "a headline": "Vantaro kauft Zellen von Kestrel",
    "short foreign text": "Die Aktie stieg um drei Prozent, teilte Vantaro mit.",
    "company names of many lands": "Companhia Vale do Norte, Société Générale de Fonderie, "
    "Österreichische Stahlwerke AG, Grupo Metalúrgico de Castilla, Norhald Gruvor AB, Banco do Sul",
    "tickers": "AAPL MSFT NVDA TSM ASML 005930.KS 7203.T VOW3.DE RNO.PA BAYN.DE SIE.DE AIR.PA "
    "ENEL.MI IBE.MC SAN.MC PETR4.SA VALE3.SA RELIANCE.NS INFY.NS BABA JD PDD",
    "cities": "Düsseldorf, Gelsenkirchen, Mönchengladbach, Saarbrücken, Wolfsburg, Ludwigshafen, "
    "Rüsselsheim, Zwickau, Eisenach, Neckarsulm, Ingolstadt, Dingolfing",
    "names in a sentence": "Maisons du Nord-Pas-de-Calais sells houses in Picardie, "
    "Champagne-Ardenne, Île-de-France, Bourgogne, Franche-Comté and Provence-Alpes-Côte d'Azur.",
    "elements": "lanthanum, cerium, praseodymium, neodymium, europium, gadolinium, terbium, "
    "dysprosium, holmium, erbium, lutetium, yttrium and scandium oxides",
    "a foreign quotation": 'The minister said: "No vamos a permitir que las empresas extranjeras '
    'exploten nuestro litio sin pagar impuestos." The company denied that it had paid too little.',
    "a foreign title": "«Die Zukunft der deutschen Automobilindustrie und ihre Lieferketten in "
    "Osteuropa» is the title of the report that the ministry published with the association.",
    "capitals": "VANTARO MOTORS BUYS CELLS FROM KESTREL; ALDERMOOR CHEMICALS SELLS ITS BERGEN "
    "PLANT TO NORHALD METALS, SOURCES SAY",
    "headlines": "Vantaro recalls 2,000 cars; Norhald profit slumps; Kestrel eyes Hungary plant; "
    "Aldermoor strike enters third week; copper jumps, nickel slides",
    "a table": "| supplier | part | share |\n|---|---|---|\n| Kestrel | cells | 40 |\n"
    "| Norhald | cobalt | 22 |\n| Aldermoor | nickel sulphate | 38 |\n",
    "figures": "3,932.06 4,544.31 18.2 % 2,041 kg 17,500 t 2024 2025 2026 Q1 Q2 Q3 Q4 " * 5,
    "program text": "def supply(graph, node):\n    return sorted(graph.edges(node), key=len)\n" * 3,
    "half in German": "Vantaro buys the cells of its cars from Kestrel, which has a plant in "
    "Hungary. " + FOREIGN["German"],
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_in_another_language_is_told_by_its_name(language: str) -> None:
    assert foreign_language(FOREIGN[language]) == language


@pytest.mark.parametrize("kind", ENGLISH)
def test_a_text_that_may_be_english_passes(kind: str) -> None:
    assert foreign_language(ENGLISH[kind]) is None


def test_a_text_in_another_language_is_refused_by_its_name_and_the_way_out() -> None:
    found = in_english(Document("bericht.txt", FOREIGN["German"], ()))
    assert isinstance(found, ReadError)
    assert str(found) == (
        "bericht.txt: the text is in German; graphkit reads English (--any-language lets it pass)"
    )


def test_an_english_text_is_returned_as_it_is() -> None:
    document = Document("a", ENGLISH["headlines"], ())
    assert in_english(document) is document


def test_an_id_with_a_line_break_stays_on_one_line() -> None:
    found = in_english(Document("a\nb", FOREIGN["German"], ()))
    assert len(str(found).splitlines()) == 1


@pytest.mark.parametrize("language", ["German", "Spanish", "Polish"])
def test_a_long_text_is_told_as_well_as_a_short_one(language: str) -> None:
    assert foreign_language((FOREIGN[language] + " ") * 300) == language


def test_english_names_do_not_make_a_text_english() -> None:
    text = "Die Bank of England und The Mobility House GmbH. " + 2 * FOREIGN["German"]
    assert foreign_language(text) == "German"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    assert foreign_language(text) is None or foreign_language(text)


def test_english_texts_pass_without_loading_the_classifier() -> None:
    code = (
        "import sys\nfrom graphkit.read.language import foreign_language\n"
        f"assert foreign_language({ENGLISH['half in German']!r}) is None\n"
        "sys.exit('py3langid' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
