"""The explorer's screen under a pilot: keys in, rows out."""

from pathlib import Path

import pytest
from textual.message import Message

from dossier.settings import Settings, read_settings
from dossier.tui.app import DossierApp
from dossier.tui.commands import BY_ID, COMMANDS
from dossier.tui.widgets.bars import QueryBar
from tests.conftest import ROOT, LibraryMaker, place, write
from tests.tui.driving import explorer, press, screen, shows


async def test_a_lookup_from_the_first_letter_to_the_sentence() -> None:
    async with explorer() as pilot:
        await press(pilot, "koizumi shinjirou")
        assert screen(pilot)[3].startswith("> Shinjirō Koizumi")
        await press(pilot, "enter", "j", "j", "enter")
        assert shows(pilot, "─ Hegseth and Koizumi talks in Washington ")
        await press(pilot, "j", "j", "enter")
        assert shows(pilot, "─ Pete Hegseth ─")
        await press(pilot, "j", "j", "j", "j", "j", "j", "j")
        assert shows(pilot, ">   Hegseth emphasized realistic training")
        assert shows(pilot, "─ us-japan-alliance, paragraph 5 ─")
        assert shows(pilot, "“peace through")
        await press(pilot, "[", "[")
        assert shows(pilot, "─ Shinjirō Koizumi ─")
        await press(pilot, "t")
        assert shows(pilot, "─ Timeline ─")
        assert shows(pilot, "12 Jan 2026?  Bessent meets Katayama")
        await press(pilot, "Q")
    assert pilot.app.return_code == 0


async def test_letters_typed_faster_than_they_are_answered_are_all_there() -> None:
    async with explorer() as pilot:
        query = pilot.app.screen.query_one(QueryBar)
        for letter in "hegseth":
            pilot.app.simulate_key(letter)
        await pilot.pause()
        assert query.value == "hegseth"
        assert shows(pilot, "/ hegseth")


async def test_matched_characters_are_marked() -> None:
    async with explorer() as pilot:
        await press(pilot, "koiz")
        strip = pilot.app.screen.query_one("#list").render_line(1)
        marked = [segment.text for segment in strip if segment.style and segment.style.underline]
        assert marked == ["Koiz"]


async def test_the_query_is_kept_when_it_is_left_and_edited_when_it_is_entered_again() -> None:
    async with explorer() as pilot:
        await press(pilot, "landau", "escape")
        assert shows(pilot, "/ landau")
        await press(pilot, "/", "backspace", "backspace")
        assert shows(pilot, "/ land")
        await press(pilot, "ctrl+u")
        assert shows(pilot, "type a name")


async def test_moving_in_any_pane_updates_those_that_depend_on_it() -> None:
    async with explorer() as pilot:
        await press(pilot, "down")
        assert shows(pilot, "─ Charles D. Cooley ─")
        assert shows(pilot, "─ us-japan-alliance, paragraph 9 ─")
        await press(pilot, "down")
        assert shows(pilot, "─ Funakoshi Takehiro ─")
        assert shows(pilot, "─ us-japan-alliance, paragraph 10 ─")


async def test_the_quote_stands_in_brackets() -> None:
    async with explorer() as pilot:
        assert shows(pilot, "[US Treasury Secretary Scott Bessent]")


async def test_a_line_that_leads_nowhere_says_so_until_the_next_key() -> None:
    async with explorer() as pilot:
        await press(pilot, "enter", "enter")
        assert shows(pilot, "this line leads to no other dossier; o opens its source")
        await press(pilot, "j")
        assert not shows(pilot, "this line leads")


async def test_panes_are_reached_by_tab_and_number() -> None:
    async with explorer() as pilot:
        seen = []
        for key in ("escape", "tab", "tab", "tab", "shift+tab", "1", "2", "3"):
            await press(pilot, key)
            seen.append(pilot.app.focused.id if pilot.app.focused else None)
        assert seen == ["list", "card", "passage", "list", "passage", "list", "card", "passage"]
        await press(pilot, "4")
        assert shows(pilot, "the fourth pane needs 120 columns")


async def test_from_120_columns_the_linked_dossier_stands_beside() -> None:
    async with explorer(size=(120, 40)) as pilot:
        await press(pilot, "koizumi", "enter", "j", "j")
        assert shows(pilot, "─ Hegseth and Koizumi talks in Washington ")
        await press(pilot, "4", "j", "j", "enter")
        assert pilot.app.screen.query_one("#card").render_line(0).text.startswith("─ Pete Hegseth ─")
        await press(pilot, "[")
        assert pilot.app.screen.query_one("#card").render_line(0).text.startswith("─ Hegseth and Koizumi talks")
        assert shows(pilot, ">   Pete Hegseth  US Secretary of War")


async def test_under_60_columns_there_is_one_pane_at_a_time() -> None:
    async with explorer(size=(50, 20)) as pilot:
        await press(pilot, "koizumi")
        assert shows(pilot, "> Shinjirō Koizumi")
        assert not shows(pilot, "Japanese Defence Minister")
        await press(pilot, "enter")
        assert shows(pilot, "Japanese Defence Minister")
        assert not shows(pilot, "Koizumi's discussions with US military leadership          –")
        await press(pilot, "3")
        assert shows(pilot, "[Japanese Defence Minister")


async def test_a_resize_opens_and_closes_panes() -> None:
    async with explorer() as pilot:
        for size, panes in (((120, 40), 4), ((80, 24), 3), ((50, 20), 1)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = [
                name for name in ("list", "card", "passage", "linked") if pilot.app.screen.query_one(f"#{name}").region
            ]
            assert len(shown) == panes
            assert len(screen(pilot)) == size[1]


async def test_no_size_of_terminal_and_no_key_in_it_ends_the_program() -> None:
    async with explorer() as pilot:
        await press(pilot, "escape")
        for size in ((1, 1), (3, 2), (10, 3), (59, 10), (119, 7), (120, 4), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await press(
                pilot,
                *[
                    "down",
                    "enter",
                    "j",
                    "o",
                    "j",
                    "n",
                    "q",
                    "t",
                    "j",
                    "q",
                    "b",
                    "q",
                    "x",
                    "q",
                    ":",
                    "escape",
                    "?",
                    "q",
                    "1",
                ],
            )
            assert pilot.app.is_running
        assert shows(pilot, "9 officials")


@pytest.mark.parametrize(("key", "title"), [("b", "Linked to"), ("t", "Timeline"), ("x", "Whom"), ("f", "Findings")])
async def test_list_screens_open_and_close(key: str, title: str) -> None:
    async with explorer() as pilot:
        await press(pilot, "koizumi", "enter", key)
        assert screen(pilot)[0].startswith(f"─ {title}")
        await press(pilot, "q")
        assert shows(pilot, "─ Shinjirō Koizumi ─")


async def test_the_timeline_leads_to_the_engagement() -> None:
    async with explorer() as pilot:
        await press(pilot, "escape", "t", "j", "enter")
        assert shows(pilot, "─ Bessent meets Katayama ─")


async def test_the_source_opens_at_the_passage_and_goes_from_quote_to_quote() -> None:
    async with explorer() as pilot:
        await press(pilot, "peace through strength", "enter", "G", "o")
        assert "quote " in screen(pilot)[0]
        before = screen(pilot)[0]
        await press(pilot, "n")
        assert screen(pilot)[0] != before
        await press(pilot, "N")
        assert screen(pilot)[0] == before


async def test_the_source_is_read_sentence_by_sentence_with_its_coverage_in_the_margin() -> None:
    async with explorer() as pilot:
        await press(pilot, "peace through strength", "enter", "G", "o", "g")
        assert "100% covered · sentence 1 of 23" in screen(pilot)[0]
        assert screen(pilot)[1].startswith("   1 o  [US, Japan underscore alliance")
        assert shows(pilot, "no claim: The headline.")
        await press(pilot, "enter")
        assert shows(pilot, "no claim stands here")
        await press(pilot, "j")
        assert screen(pilot)[3].startswith("   2 +  [The United States and Japan this week")
        await press(pilot, "enter")
        assert screen(pilot)[0].startswith("─ Stands on it ")
        await press(pilot, "q", "n", "n", "enter")
        assert shows(pilot, "/ peace through strength")


async def test_a_sentence_that_nobody_has_looked_at_shows_in_the_margin(make_library: LibraryMaker) -> None:
    text = "One two three four five six seven eight nine ten. " * 3 + "No claim. " + "Last one is quoted here.\n"
    claim = '[[claims]]\nid = "a"\ntext = "T."\n[[claims.evidence]]\nsource = "s"\nquote = "Last one"\n'
    source = f'kind = "source"\nid = "s"\ntitle = "S"\npath = "seeds/s.txt"\nsha256 = "{"0" * 64}"\n'
    root = make_library({**place("guam", claim), "data/sources/s.toml": source, "seeds/s.txt": text}).root
    async with explorer(root) as pilot:
        await press(pilot, "escape", "enter", "o")
        rows = screen(pilot)
        assert "20% covered" in rows[0]
        marks = {row[5]: row for row in rows[1:5] if row.strip()}
        assert "One two" in marks["-"] or "No claim." in marks["-"]
        assert all(row[5] == "-" for row in rows[1:4] if "One two" in row or "No claim" in row)


async def test_context_is_made_more_and_less() -> None:
    async with explorer() as pilot:
        await press(pilot, "hegseth", "enter", "}")
        assert shows(pilot, "showing a paragraph more on each side")
        await press(pilot, "{", "{")
        assert shows(pilot, "showing the sentence")


async def test_pieces_of_evidence_are_shown_in_turn() -> None:
    async with explorer() as pilot:
        await press(pilot, "hegseth koizumi talks", "enter")
        assert shows(pilot, "─ 1 of 4 ─")
        await press(pilot, "e")
        assert shows(pilot, "─ 2 of 4 ─")


async def test_the_palette_jumps_by_kind_and_name_and_runs_commands() -> None:
    async with explorer() as pilot:
        await press(pilot, ":", "place guam", "enter")
        assert shows(pilot, "─ Guam ─")
        await press(pilot, ":", "timeline", "enter")
        await pilot.pause()
        assert shows(pilot, "─ Timeline ─")


async def test_the_theme_is_changed_from_the_palette_and_kept() -> None:
    async with explorer() as pilot:
        await press(pilot, ":", "theme light", "enter")
        await pilot.pause()
        assert pilot.app.theme == "light"
        assert shows(pilot, "theme light, from now on")
    assert read_settings().theme == "light"


async def test_help_lists_every_key_of_the_place() -> None:
    async with explorer(size=(80, 60)) as pilot:
        await press(pilot, "escape", "?")
        text = "\n".join(screen(pilot))
        for command in COMMANDS:
            if "explorer" in command.places and command.keys:
                assert command.help in text, command.id


async def test_a_citation_is_copied_and_shown_as_text() -> None:
    async with explorer() as pilot:
        await press(pilot, "bessent", "enter", "Y")
        assert pilot.app.clipboard.startswith("“US Treasury Secretary Scott Bessent” (us-japan-alliance, paragraph 11;")
        assert shows(pilot, "“US Treasury Secretary Scott Bessent”")


async def test_ctrl_c_cancels_and_twice_quits() -> None:
    async with explorer() as pilot:
        await press(pilot, "escape", "ctrl+c")
        assert shows(pilot, "Ctrl+C again quits")
        await press(pilot, "j", "ctrl+c")
        assert pilot.app.is_running
        await press(pilot, "ctrl+c")
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+p", "ctrl+a", "ctrl+b", "ctrl+s", "ctrl+z"])
async def test_keys_that_belong_to_the_terminal_do_nothing(key: str) -> None:
    async with explorer() as pilot:
        await press(pilot, "escape")
        before = screen(pilot)
        await press(pilot, key)
        assert pilot.app.is_running
        assert screen(pilot) == before


async def test_keys_can_be_remapped() -> None:
    from dossier.library.catalogue import MemoryCatalogue
    from dossier.settings import Settings

    app = DossierApp(ROOT, Settings(keys={"timeline": "w"}), MemoryCatalogue())
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await press(pilot, "escape", "t")
        assert not shows(pilot, "─ Timeline ─")
        await press(pilot, "w")
        assert shows(pilot, "─ Timeline ─")


async def test_a_library_with_findings_says_so_and_shows_them(make_library: LibraryMaker) -> None:
    root = make_library({**place("guam", 'colour = "blue"\n'), **place("tinian")}).root
    async with explorer(root) as pilot:
        assert shows(pilot, "1 finding")
        await press(pilot, "escape", "f")
        assert shows(pilot, "data/places/guam.toml:4:1")
        assert shows(pilot, "unknown key `colour`")
        await press(pilot, "enter")
        assert shows(pilot, "This file cannot be shown until it is mended.")


async def test_a_finding_stands_beside_its_claim_and_leads_there(make_library: LibraryMaker) -> None:
    claim = '[[claims]]\nid = "a"\ntext = "It is so."\n[[claims.evidence]]\nsource = "s"\nquote = "never said"\n'
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    source = f'kind = "source"\nid = "s"\ntitle = "S"\npath = "seeds/s.txt"\nsha256 = "{digest}"\n'
    root = make_library({**place("guam", claim), "data/sources/s.toml": source, "seeds/s.txt": "1"}).root
    async with explorer(root) as pilot:
        assert shows(pilot, "1 finding")
        await press(pilot, "escape", "f", "enter")
        assert shows(pilot, ">   It is so.")
        assert shows(pilot, "! quote-missing")


async def test_an_empty_library_says_so(make_library: LibraryMaker) -> None:
    async with explorer(make_library({}).root) as pilot:
        assert shows(pilot, "this library is empty")
        await press(pilot, "x", "enter", "escape", "j", "enter", "b", "q", "t", "q", "o", "Y", "[", "]", "e", "}")
        assert pilot.app.is_running


async def test_keys_work_while_the_library_is_still_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from dossier.library.catalogue import MemoryCatalogue
    from dossier.library.library import Library
    from dossier.settings import Settings

    catalogue = MemoryCatalogue()
    Library.load(ROOT, catalogue)
    monkeypatch.setattr(DossierApp, "read_library", lambda self: None)
    app = DossierApp(ROOT, Settings(), catalogue)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "landau", "escape", "j", "enter", "j", "escape", "j", "o", "}", "b", "q")
        assert shows(pilot, "─ Funakoshi Takehiro ─")
        assert shows(pilot, "reading") is False


async def test_each_key_is_answered_by_one_message_of_intent() -> None:
    seen: list[Message] = []
    app = DossierApp(ROOT)
    async with app.run_test(size=(80, 24), message_hook=seen.append) as pilot:
        await app.workers.wait_for_complete()
        await press(pilot, "koi")
    # The hook sees a message once in each widget that it passes on its way up.
    changes = dict.fromkeys(message for message in seen if isinstance(message, QueryBar.Changed))
    assert [message.value for message in changes] == ["k", "ko", "koi"]


async def test_a_refill_keeps_the_cursor_by_id(make_library: LibraryMaker, tmp_path: Path) -> None:
    root = make_library({**place("guam"), **place("tinian")}).root
    async with explorer(root) as pilot:
        await press(pilot, "escape", "j")
        assert shows(pilot, "─ Tinian ─")
        write(root, place("aguijan"))
        app = pilot.app
        assert isinstance(app, DossierApp)
        app.read_library()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shows(pilot, "> Tinian")
        assert shows(pilot, "  Aguijan")


def test_every_command_is_named_once_and_explained() -> None:
    assert len(BY_ID) == len(COMMANDS)
    for place_name in ("explorer", "query", "source", "list", "jump", "help"):
        keys = [key for command in COMMANDS if place_name in command.places for key in command.keys]
        assert len(keys) == len(set(keys)), place_name


async def test_a_search_in_passages_shows_the_sentence_that_it_found() -> None:
    async with explorer() as pilot:
        await press(pilot, "text:minerals kind:source")
        assert shows(pilot, "─ us-japan-alliance, paragraph ")
        assert shows(pilot, "critical minerals")
        await press(pilot, "ctrl+u", "text:minerals kind:topic")
        assert shows(pilot, ">   Critical minerals have supply chains that are")
        assert shows(pilot, "claim  1 of 58")


async def test_help_has_the_query_language_with_examples_of_the_open_library() -> None:
    async with explorer(size=(100, 80)) as pilot:
        await press(pilot, "escape", "?")
        for text in ("with:koizumi", "^shinjirō", "kind:official country:JP", "date:2026-01", "text:"):
            assert shows(pilot, text), text


async def test_what_is_not_finished_is_said_while_typing() -> None:
    async with explorer() as pilot:
        await press(pilot, "date:20")
        assert shows(pilot, "“date:20” is looked for as text")
        await press(pilot, "26")
        assert not shows(pilot, "looked for as text")


async def test_a_saved_search_is_in_the_palette_and_runs() -> None:
    app = DossierApp(ROOT, Settings(searches={"japanese": "kind:official country:JP"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await press(pilot, "escape", ":", "japan", "enter")
        assert shows(pilot, "/ @japanese")
        assert shows(pilot, "4 of 58")


async def test_where_nothing_is_found_the_linked_pane_is_empty_too() -> None:
    async with explorer(size=(120, 40)) as pilot:
        assert shows(pilot, "US Department of the Treasury")
        await press(pilot, "kind:official kind:topic")
        assert shows(pilot, "nothing found")
        assert not shows(pilot, "Treasury")
        assert not shows(pilot, "Linked to")
