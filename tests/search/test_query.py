"""The query language: what each term means, and that no input is wrong."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.library.library import Library
from dossier.search.query import FIELDS, MOST_TERMS, parse
from dossier.search.search import Searcher
from tests.conftest import LibraryMaker


@pytest.fixture(scope="module")
def searcher(shipped: Library) -> Searcher:
    return Searcher(shipped.snapshot, {"has:conflict": frozenset({"guam"})}, {"hosts": "role:visitor kind:eng"})


def found(searcher: Searcher, query: str) -> set[str]:
    return {hit.id for hit in searcher.search(query)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind:official country:JP", {"funakoshi-takehiro", "katayama-satsuki", "koizumi-shinjiro", "oue-sadamasa"}),
        ("kind:official -country:US country:japan ^s", {"katayama-satsuki", "koizumi-shinjiro"}),
        ("with:koizumi kind:official", {"hegseth-pete"}),
        (
            "with:koizumi -kind:organization",
            {"hegseth-pete", "2026-01-hegseth-koizumi", "2026-01-koizumi-us-military-leadership"},
        ),
        ("koizumi$", {"koizumi-shinjiro"}),
        ("kind:official 'talks | ^scott", {"bessent-scott"}),
        ('"camp blaz" kind:place', {"camp-blaz", "guam"}),
        ("place:washington", {"2026-01-hegseth-koizumi", "2026-01-16-landau-funakoshi"}),
        ("date:2026-01-12 kind:engagement 'meets", {"2026-01-12-bessent-katayama"}),
        ("date:..2025 kind:engagement", set()),
        ("is:draft", set()),
        ("is:unreadable", set()),
        ("has:conflict", {"guam"}),
        (
            "source:us-japan-alliance topic:minerals kind:eng",
            {"2026-01-12-bessent-katayama", "critical-minerals-summit"},
        ),
    ],
)
def test_a_query_finds_what_it_says(searcher: Searcher, query: str, expected: set[str]) -> None:
    assert found(searcher, query) == expected


def test_a_negated_term_and_its_opposite_share_the_library(searcher: Searcher, shipped: Library) -> None:
    for term in ("talks", "'guam", "^s", "blaz$", '"critical minerals"'):
        assert not found(searcher, f"!{term}") & found(searcher, term)
        assert found(searcher, f"!{term} | {term}") == set(shipped.entries)
    for field in ("kind:official", "country:JP", "is:draft", "text:minerals", "date:2026"):
        one, other = found(searcher, field), found(searcher, f"-{field}")
        assert one | other == set(shipped.entries)
        assert not one & other


def test_operators_count_only_at_the_start_of_a_term(make_library: LibraryMaker) -> None:
    file = 'kind = "official"\nid = "o"\nname = "Pat O\'Brien-Smith"\n'
    searcher = Searcher(make_library({"data/officials/o.toml": file}).snapshot)
    for query in ("O'Brien", "o'brien smith", "brien-smith", "'smith", "O’Brien"):
        assert [hit.id for hit in searcher.search(query)] == ["o"], query


@pytest.mark.parametrize("unfinished", ["date:20", "date:2026-1", "kind:x", "is:dr", "has:", "with:", "before:soon"])
def test_what_is_not_finished_is_looked_for_as_text_and_said(searcher: Searcher, unfinished: str) -> None:
    results = searcher.search(f"koizumi {unfinished}")
    assert any(unfinished in note for note in results.notes)
    assert {hit.id for hit in results} <= found(searcher, "koizumi")


def test_before_and_after_leave_out_the_days_they_name(make_library: LibraryMaker) -> None:
    def engagement(identifier: str, date: str) -> dict[str, str]:
        text = f'kind = "engagement"\nid = "{identifier}"\ntitle = "{identifier}"\ntype = "talks"\ndate = "{date}"\n'
        return {f"data/engagements/{identifier}.toml": text}

    library = make_library(
        engagement("early", "2025-12-31") | engagement("january", "2026-01") | engagement("late", "2026-02-01/..")
    )
    searcher = Searcher(library.snapshot)
    assert found(searcher, "before:2026-01") == {"early"}
    assert found(searcher, "after:2026-01") == {"late"}
    assert found(searcher, "date:2026-01-15") == {"january"}
    assert found(searcher, "date:2025..2026-01") == {"early", "january"}
    assert found(searcher, "date:2030") == {"late"}


def test_a_saved_search_is_run_by_its_name(searcher: Searcher) -> None:
    assert found(searcher, "@hosts") == found(searcher, "role:visitor kind:eng") != set()
    assert found(searcher, "@hosts after:2030") == set()


def test_text_finds_claims_and_the_sentences_of_sources(searcher: Searcher) -> None:
    hits = {hit.id: hit for hit in searcher.search("text:minerals")}
    assert hits["us-japan-alliance"].why == "text"
    assert hits["2026-01-12-bessent-katayama"].why == "claim"


def test_honorifics_are_searched_for_but_do_not_stand_in_the_way(make_library: LibraryMaker) -> None:
    files = {"data/officials/a.toml": 'kind = "official"\nid = "a"\nname = "Gen. Mary Wells"\n'}
    files |= {"data/officials/b.toml": 'kind = "official"\nid = "b"\nname = "Mary Stone"\n'}
    searcher = Searcher(make_library(files).snapshot)
    assert [hit.id for hit in searcher.search("mr mary stone")] == ["b"]
    assert searcher.search("gen mary")[0].id == "a"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("kono", "reading"),
        ("河野", "name"),
        ("郎", "name"),
        ("コウノ", "reading"),
        ("lavrov", "romanized"),
        ("лавров", "name"),
        ("лавр", "name"),
        ("gimjeongeun", "romanized"),
        ("김정", "name"),
        ("papandreou", "romanized"),
    ],
)
def test_names_in_other_scripts_are_found_by_script_reading_and_romanization(
    make_library: LibraryMaker, query: str, why: str
) -> None:
    names = {
        "a": 'name = "河野太郎"\nnames = [{ text = "河野太郎", script = "Hani", reading = "Kōno Tarō" }, '
        '{ text = "河野太郎", language = "ja", reading = "こうの たろう" }]',
        "b": 'name = "Сергей Лавров"',
        "c": 'name = "김정은"',
        "d": 'name = "Γεώργιος Παπανδρέου"',
        "e": 'name = "Somebody Else"',
    }
    files = {f"data/officials/{i}.toml": f'kind = "official"\nid = "{i}"\n{name}\n' for i, name in names.items()}
    hits = Searcher(make_library(files).snapshot).search(query)
    assert len(hits) == 1
    assert hits[0].why.partition(" ")[0].strip(",") == why


ANYTHING = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from([*(f"{field}:" for field in FIELDS), *"|!'\"^$- ", "koizumi", "2026", "@x"]),
        max_size=30,
    ).map("".join),
    st.text("!'\"^$|-: ", max_size=40),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING)
def test_no_input_is_wrong(searcher: Searcher, text: str) -> None:
    results = searcher.search(text)
    ids = [hit.id for hit in results]
    assert len(set(ids)) == len(ids) == len(results)
    assert all(results.place(identifier) == place for place, identifier in enumerate(ids))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "koizumi " * 1_250,
        '"' * 10_000,
        "!" * 10_000,
        "| " * 5_000,
        "שלום " * 2_000,
        "😀" * 10_000,
    ],
)
def test_a_very_long_query_is_cut_and_answered(searcher: Searcher, text: str) -> None:
    query = parse(text)
    assert sum(len(term.words) for group in query.groups for term in group) <= 2 * MOST_TERMS
    list(searcher.search(text))
