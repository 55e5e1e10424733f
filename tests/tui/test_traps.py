"""What Textual does to data unless it is kept from it; each was seen on 8.2.8."""

import re
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.conftest import ROOT, LibraryMaker, place
from tests.tui.driving import explorer, press, screen, shows

HARMLESS = ["[sic] a", "[redacted]", "[/]", "[/ b", "[US$5m]", "a trailing \\\\", ":smile:", "[@click=a]x[/]"]


def test_textual_still_eats_what_looks_like_markup() -> None:
    assert str(Static("[sic] a").visual) == " a"


@pytest.mark.parametrize("name", HARMLESS)
async def test_what_looks_like_markup_is_shown_as_it_is(make_library: LibraryMaker, name: str) -> None:
    claim = f'[[claims]]\nid = "a"\ntext = "{name} said"\n'
    text = f'kind = "place"\nid = "a"\nname = "{name}"\n{claim}'
    root = make_library({"data/places/a.toml": text}).root
    shown = name.replace("\\\\", "\\")
    async with explorer(root) as pilot:
        assert shows(pilot, f"> {shown}")
        assert shows(pilot, f"─ {shown} ")
        assert shows(pilot, f"{shown} said")
        await press(pilot, "escape", ":", "place")
        assert shows(pilot, f"place         {shown}")


async def test_no_character_of_data_reaches_the_screen_that_a_terminal_would_interpret(
    make_library: LibraryMaker,
) -> None:
    evil = "\\u001b]52;c;eA==\\u0007\\u009b31m\\u202eabc\\u200b\\u0000"
    claims = (
        f'[[claims]]\nid = "c"\ntext = "{evil}"\n[[claims.evidence]]\nsource = "s"\nquote = "quote"\n'
        f'[[claims]]\nid = "d"\ntext = "none"\n'
    )
    digest = "0" * 64
    source = f'kind = "source"\nid = "s"\ntitle = "{evil}"\npath = "seeds/s.txt"\nsha256 = "{digest}"\n'
    seed = "before \x1b[2J quote \x9b after \u202e\n"
    root = make_library(
        {
            "data/places/a.toml": f'kind = "place"\nid = "a"\nname = "{evil}"\naliases = ["{evil}"]\n{claims}',
            "data/sources/s.toml": source,
            "data/places/broken.toml": f'kind = "place"\nid = "broken"\nname = "x"\n"{evil}" = 1\n',
            "seeds/s.txt": seed,
        }
    ).root
    async with explorer(root, size=(120, 40)) as pilot:
        for keys in (
            [],
            ["escape", "j", "k", "enter", "j", "o"],
            ["q", "t"],
            ["q", "f"],
            ["q", "b"],
            ["q", ":"],
            ["escape", "?"],
        ):
            await press(pilot, *keys)
            for row in screen(pilot):
                assert row.isprintable(), row


def test_nothing_hands_text_to_a_widget_that_would_read_it_as_markup() -> None:
    """Only the line API draws data: no stock widget that takes text is imported anywhere."""
    for file in Path(ROOT / "dossier").rglob("*.py"):
        imports = re.findall(
            r"^\s*from textual\.widgets import .*$|^\s*import textual\.widgets.*$", file.read_text(), re.M
        )
        assert not imports, file


async def test_a_long_list_draws_only_what_is_in_sight(make_library: LibraryMaker) -> None:
    files: dict[str, str] = {}
    for number in range(300):
        files |= place(f"place-{number:05}")
    async with explorer(make_library(files).root) as pilot:
        pane = pilot.app.screen.query_one("#list")
        await press(pilot, "escape", "G")
        assert shows(pilot, "> Place 00299")
        assert len(vars(pane)["_made"]) < 60
