"""The explorer's state, without a screen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.search.search import Searcher
from dossier.tui.explorer import Explorer

TALKS = "2026-01-hegseth-koizumi"


@pytest.fixture
def explorer(shipped: Library) -> Explorer:
    made = Explorer(shipped)
    made.renew(shipped, Searcher(shipped.snapshot))
    return made


def test_it_starts_with_everything_and_the_first_card(explorer: Explorer, shipped: Library) -> None:
    assert [hit.id for hit in explorer.hits] == list(shipped.entries)
    assert explorer.card.id == "bessent-scott"


def test_what_is_typed_before_the_library_is_read_is_answered_once_it_is(shipped: Library) -> None:
    early = Explorer(shipped)
    early.search("koizumi shin")
    assert len(early.hits) == 58
    early.renew(shipped, Searcher(shipped.snapshot))
    assert early.hits[0].id == early.card.id == "koizumi-shinjiro"


def test_searching_shows_the_first_hit(explorer: Explorer) -> None:
    explorer.search("koizumi")
    assert (explorer.selected, explorer.card.id) == ("koizumi-shinjiro", "koizumi-shinjiro")


def test_finding_nothing_leaves_an_empty_card(explorer: Explorer) -> None:
    explorer.search("zzzzzz")
    assert explorer.selected == ""
    assert explorer.card.lines == ()
    assert not explorer.open_selected()
    assert not explorer.follow()
    explorer.move(1)
    explorer.move_line(1)


def go_to(explorer: Explorer, target: str) -> None:
    explorer.line = next(n for n in explorer.card.stops if explorer.card.lines[n].target == target)


def test_links_are_followed_and_gone_back_to_the_line_one_came_from(explorer: Explorer) -> None:
    explorer.search("koizumi shinjirou")
    explorer.open_selected()
    go_to(explorer, TALKS)
    line = explorer.line
    assert explorer.follow()
    go_to(explorer, "hegseth-pete")
    assert explorer.follow()
    assert explorer.card.id == "hegseth-pete"
    assert explorer.history(-1)
    assert explorer.card.id == TALKS
    assert explorer.history(-1)
    assert (explorer.card.id, explorer.line) == ("koizumi-shinjiro", line)
    assert not explorer.history(-1)
    assert explorer.history(1)
    assert explorer.card.id == TALKS


def test_following_a_claim_leads_to_that_claim(explorer: Explorer) -> None:
    explorer.open("hegseth-pete")
    claim = ClaimRef(TALKS, "peace-through-strength")
    explorer.line = next(n for n in explorer.card.stops if explorer.card.lines[n].claim == claim)
    assert explorer.follow()
    assert (explorer.card.id, explorer.claim) == (TALKS, claim)


def test_a_new_turn_forgets_the_way_forward(explorer: Explorer) -> None:
    for identifier in ("hegseth-pete", TALKS):
        explorer.open(identifier)
    explorer.history(-1)
    explorer.open("guam")
    assert not explorer.history(1)


def test_up_goes_to_the_whole(explorer: Explorer) -> None:
    explorer.open("2026-01-15-camp-blaz-briefings")
    assert explorer.up()
    assert explorer.card.id == "2026-01-15-oue-guam-visit"
    assert not explorer.up()


def test_a_library_read_anew_keeps_query_and_cursors(explorer: Explorer, shipped: Library) -> None:
    explorer.search("o")
    explorer.move(3)
    explorer.move_line(2)
    before = (explorer.query, explorer.selected, explorer.card.id, explorer.line)
    explorer.renew(shipped, Searcher(shipped.snapshot))
    assert (explorer.query, explorer.selected, explorer.card.id, explorer.line) == before


STEPS = ["move 1", "move -1", "line 1", "line -1", "open", "follow", "back", "forward", "up", "search k", "search "]
actions = st.lists(st.sampled_from(STEPS), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(steps=actions)
def test_whatever_is_pressed_the_cursor_is_on_a_stop_of_a_card_of_the_library(
    shipped: Library, steps: list[str]
) -> None:
    explorer = Explorer(shipped)
    explorer.renew(shipped, Searcher(shipped.snapshot))
    for step in steps:
        name, _, argument = step.partition(" ")
        match name:
            case "move":
                explorer.move(int(argument))
            case "line":
                explorer.move_line(int(argument))
            case "open":
                explorer.open_selected()
            case "follow":
                explorer.follow()
            case "back":
                explorer.history(-1)
            case "forward":
                explorer.history(1)
            case "up":
                explorer.up()
            case "search":
                explorer.search(argument)
        assert explorer.card.id in shipped.entries
        assert explorer.line in explorer.card.stops
