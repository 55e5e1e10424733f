"""Tables become a library, as a mapping says; what cannot be taken over is told with its place."""

import gzip
import json
import tomllib
from pathlib import Path

import pytest

from dossier.cli.main import main
from dossier.evidence.checks import check
from dossier.exchange.mapping import MappingError, read_mapping
from dossier.exchange.people import named_people
from dossier.exchange.templates import filled, slug
from dossier.library.catalogue import MemoryCatalogue
from dossier.library.library import Library
from tests.conftest import ROOT, corpus

MAPPING = """
title = "Envoys"
titles = ["Prime Minister", "King", "Foreign Minister"]

[words.roles]
amb = "Ambassador"

[[records]]
file = "envoys.jsonl.gz"
source = "list"
title = "List of envoys"
kind = "official"
id = "{id}"
fields.name = "{given} {family}"
fields.family_name = "{family}"

[[records.claims]]
id = "listed"
text = "family: {family}"
backs = ["family_name"]

[[records.items]]
field = "posts"
each = "posts"
item.title = ["{role:roles} to {place:words}", "{role:roles}"]
item.organization = "mission-{place}"
item.since = ["{started}", "{appointed}"]
creates = { kind = "organization", id = "mission-{place}", fields.name = "Mission to {place:words}" }
claims = [{ id = "post-{n}", text = "role: {role}", backs = ["posts[{n}]"] }]

[[records]]
file = "trips.tsv"
source = "trips"
title = "Trips"
kind = "engagement"
id = "trip-{number}"
fields = { title = "{who} in {country}", type = "visit", date = ["{start}/{end}", "{start}"], place = "{country:slug}" }
creates = [
    { kind = "place", id = "{country:slug}", fields = { name = "{country}", country = "{country:country}" } },
]

[[records.items]]
field = "participants"
people = { text = "{remarks}", after = ["met with"] }
item = { official = "{person:slug}", capacity = "{title}" }
creates = { kind = "official", id = "{person:slug}", fields.name = "{person}" }
"""
ENVOYS = [
    {"id": "doe-ann", "given": "Ann", "family": "Doe", "posts": [
        {"role": "amb", "place": "the-moon", "started": "", "appointed": "1969-07"},
        {"role": "amb", "place": "mars", "started": "1999-01-02", "appointed": ""},
    ]},
    {"id": "", "given": "No", "family": "Id", "posts": []},
]  # fmt: skip
TRIPS = """number\twho\tcountry\tstart\tend\tremarks
1\tAnn Doe\tJapan\t2001-02-03\t2001-02-05\tMet with Prime Minister Jun'ichirō Ōba and King Karl XVI. Rested.
2\tAnn Doe\tNowhere\t2001-13-03\t\tStayed.
3\tAnn Doe\tJapan\t2002\t\tMet with senior officials.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    (tmp_path / "trips.tsv").write_text(TRIPS)
    with gzip.open(tmp_path / "envoys.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(envoy) + "\n" for envoy in ENVOYS)
    return tmp_path


def test_records_become_dossiers_with_their_row_as_evidence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["import", str(folder / "mapping.toml"), str(folder / "made")])
    told = capsys.readouterr().err
    library = Library.load(folder / "made", MemoryCatalogue())
    assert status == 1
    assert "envoys.jsonl.gz, record 2: its id is empty" in told
    assert "trips.tsv, record 2: " in told
    assert "wrote 10 dossiers" in told
    assert library.findings == []
    ann = tomllib.loads((folder / "made/data/officials/doe-ann.toml").read_text())
    assert [post["title"] for post in ann["posts"]] == ["Ambassador to The Moon", "Ambassador to Mars"]
    assert [post["since"] for post in ann["posts"]] == ["1969-07", "1999-01-02"]
    trip = tomllib.loads((folder / "made/data/engagements/trip-1.toml").read_text())
    assert trip["date"] == "2001-02-03/2001-02-05"
    assert [one["official"] for one in trip["participants"]] == ["junichiro-oba", "karl-xvi"]
    assert library.entries["japan"].country == "JP"
    assert not [finding for finding in check(library) if finding.code.startswith(("quote", "source"))]


def test_an_import_never_writes_into_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "made").mkdir()
    (folder / "made" / "mine.txt").write_text("mine")
    assert main(["import", str(folder / "mapping.toml"), str(folder / "made")]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in (folder / "made").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("titles =", "title_s =", "did you mean `titles`?"),
        ('"{given} {family}"', '"{givn}"', "there is no column `givn`"),
        ("{role:roles}", "{role:rolls}", "there is no such way to write a column"),
        ('file = "trips.tsv"', 'file = "trips.xls"', "No such file"),
        ("[[records]]", "[[records", "mapping.toml: "),
    ],
)
def test_a_mistake_in_a_mapping_is_told_with_its_mend(
    folder: Path, capsys: pytest.CaptureFixture[str], wrong: str, right: str, told: str
) -> None:
    (folder / "mapping.toml").write_text(MAPPING.replace(wrong, right, 1))
    assert main(["import", str(folder / "mapping.toml"), str(folder / "made")]) == 2
    assert told in capsys.readouterr().err
    assert not (folder / "made").exists()


def test_of_several_templates_the_first_whose_columns_are_filled_stands() -> None:
    row = {"a": "", "b": "two", "c": "x-y"}
    assert filled(("{a}", "{b} and {c:words}"), row, {}) == "two and X Y"
    assert filled("{a} {b}", row, {}) == ""
    with pytest.raises(MappingError, match="no column"):
        filled("{d}", row, {})


def test_ids_are_made_of_any_script() -> None:
    assert slug("Kōno Tarō") == "kono-taro"
    assert slug("Jun'ichirō  O'Brien") == "junichiro-obrien"
    assert slug("Лавров") == "lavrov"
    assert slug("???") == ""


def test_people_are_named_with_their_titles_and_nations() -> None:
    text = "Met with Russian Foreign Minister Sergei Lavrov, King Abdullah II, and senior officials. Left."
    named = named_people(text, ["met with"], ["Foreign Minister", "King"])
    assert [(one.person, one.title, one.nation) for one in named] == [
        ("Sergei Lavrov", "Foreign Minister", "Russian"),
        ("Abdullah II", "King", ""),
    ]


def test_the_diplomatic_records_become_a_library_of_fifteen_thousand(tmp_path: Path) -> None:
    tables = corpus("us-diplomacy/people.jsonl.gz").parent
    mapping = ROOT / "docs/mappings/us-diplomacy.toml"
    assert main(["import", str(mapping), str(tmp_path / "made"), "--from", str(tables)]) == 0
    library = Library.load(tmp_path / "made", MemoryCatalogue())
    assert library.findings == []
    assert library.counts["official"] >= 4_313
    assert library.counts["engagement"] == 4_271 + 3_264
    assert len(read_mapping(mapping).records) == 3
