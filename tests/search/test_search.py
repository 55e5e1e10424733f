"""The right dossier first."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.library.library import Library
from dossier.search.hits import Match
from dossier.search.marking import marked
from dossier.search.search import Searcher
from tests.conftest import LibraryMaker, place


@pytest.fixture(scope="module")
def searcher(shipped: Library) -> Searcher:
    return Searcher(shipped.snapshot)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("funakosi", "funakoshi-takehiro"),
        ("takehiro funakoshi", "funakoshi-takehiro"),
        ("FUNAKOSHI", "funakoshi-takehiro"),
        ("deputy secretary landau", "landau-christopher"),
        ("koizumi shinjirou", "koizumi-shinjiro"),
        ("shinjiro koizumi", "koizumi-shinjiro"),
        ("koizmui", "koizumi-shinjiro"),
        ("hegs", "hegseth-pete"),
        ("c d cooley", "cooley-charles-d"),
        ("cooley c", "cooley-charles-d"),
        ("ōe", "oue-sadamasa"),
        ("rear adm", "mietus-brett"),
        ("guam", "guam"),
        ("critical minerals", "critical-minerals"),
        ("wreath prayer", "2026-01-oue-memorial-park-tribute"),
        ("peace through strength", "2026-01-hegseth-koizumi"),
        ("bessent katayama", "2026-01-12-bessent-katayama"),
        ("us-japan partnership", "japan-us-alliance"),
        ("commander 36th wing", "cooley-charles-d"),
    ],
)
def test_what_is_meant_stands_first(searcher: Searcher, query: str, first: str) -> None:
    assert searcher.search(query)[0].id == first


def test_katayama_and_minerals_find_the_meeting_and_the_summit(searcher: Searcher) -> None:
    found = {hit.id for hit in searcher.search("katayama minerals")}
    assert found == {"2026-01-12-bessent-katayama", "critical-minerals-summit"}


def test_an_official_stands_before_the_engagements_that_mention_him(searcher: Searcher) -> None:
    assert [hit.id for hit in searcher.search("landau")][:2] == ["landau-christopher", "2026-01-16-landau-funakoshi"]


def test_a_query_without_words_lists_everything_in_list_order(searcher: Searcher, shipped: Library) -> None:
    for query in ("", "   ", "!?"):
        assert [hit.id for hit in searcher.search(query)] == list(shipped.entries)


def test_every_word_must_be_found(searcher: Searcher) -> None:
    assert list(searcher.search("koizumi zzzzzz")) == []


def test_a_number_with_other_digits_is_another_number(make_library: LibraryMaker) -> None:
    files = place("islet-1699") | place("islet-1698") | place("islet-22")
    assert [hit.id for hit in Searcher(make_library(files).snapshot).search("islet 1697")] == []
    assert [hit.id for hit in Searcher(make_library(files).snapshot).search("islot 1699")] == ["islet-1699"]


def test_short_words_are_not_taken_for_their_neighbours(searcher: Searcher) -> None:
    assert not any("edit" in match.rule for hit in searcher.search("tax") for match in hit.matches)


def test_hits_say_which_field_matched_and_how(searcher: Searcher) -> None:
    hit = searcher.search("funakosi")[0]
    assert hit.why == "name, 1 edit from “funakosi”"
    assert searcher.search("deputy landau")[0].why == "post · name"


def test_strict_matches_stand_before_misspelled_ones(make_library: LibraryMaker) -> None:
    def topic(identifier: str, name: str) -> dict[str, str]:
        return {f"data/topics/{identifier}.toml": f'kind = "topic"\nid = "{identifier}"\nname = "{name}"\n'}

    library = make_library(topic("a", "Marina") | topic("b", "A long name of Maria in the end of it"))
    assert [hit.id for hit in Searcher(library.snapshot).search("maria")] == ["b", "a"]


def test_a_growing_query_gives_what_a_fresh_one_gives(shipped: Library) -> None:
    growing = Searcher(shipped.snapshot)
    for end in range(len("koizumi shinjiro") + 1):
        query = "koizumi shinjiro"[:end]
        assert list(growing.search(query)) == list(Searcher(shipped.snapshot).search(query))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_query_has_an_answer(searcher: Searcher, text: str) -> None:
    hits = searcher.search(text)
    assert len({hit.id for hit in hits}) == len(hits)


def test_the_letters_of_a_prefix_are_marked_and_a_whole_word_where_it_is_whole() -> None:
    prefix = Match("koiz", "koizumi", "name", "prefix", 0.9)
    whole = Match("shinjiro", "shinjiro", "name", "exact", 1.0)
    assert marked("Shinjirō Koizumi", [prefix, whole]) == [(0, 8), (9, 13)]


def test_a_name_in_another_script_is_marked_where_its_romanization_was_found(make_library: LibraryMaker) -> None:
    file = 'kind = "official"\nid = "l"\nname = "Сергей Лавров"\n'
    hit = Searcher(make_library({"data/officials/l.toml": file}).snapshot).search("lavrov")[0]
    assert marked("Сергей Лавров", hit.matches) == [(7, 13)]


def test_marks_in_han_are_one_stretch(make_library: LibraryMaker) -> None:
    file = 'kind = "official"\nid = "k"\nname = "河野太郎"\n'
    hit = Searcher(make_library({"data/officials/k.toml": file}).snapshot).search("野太郎")[0]
    assert marked("河野太郎", hit.matches) == [(1, 4)]


def test_a_hit_says_when_it_was_folded_or_stands_in_another_order(searcher: Searcher) -> None:
    assert searcher.search("shinjirou")[0].why == "name, folded"
    assert searcher.search("koizumi shinjirō")[0].why == "name · other order"


def test_marks_stand_right_where_folding_changed_the_number_of_letters() -> None:
    assert marked("Große Straße", [Match("strass", "strasse", "name", "prefix", 0.9)]) == [(6, 11)]
    assert marked("Oue visits", [Match("oe", "oe", "name", "exact", 1.0)]) == [(0, 3)]
