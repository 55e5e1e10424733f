"""The docs say what the program does: every command in them is run, every picture and table made again."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.cli.arguments import parser
from dossier.cli.verbs import VERBS
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "docs"))

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
INSTALL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def transcripts() -> list[tuple[str, str, str]]:
    """Page, command and what it prints, for every command after a `$` in the docs."""
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text()):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                found.append((page.name, command, printed))
    return found


@pytest.mark.parametrize(("page", "command", "printed"), transcripts())
def test_a_command_of_the_docs_prints_what_they_show(page: str, command: str, printed: str) -> None:
    shell, number = re.subn(r"(^|\| )dossier\b", rf"\1{sys.executable} -m dossier --library {ROOT}", command)
    assert number == 1
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        shell, shell=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, check=False
    )
    assert sorted(result.stdout.splitlines()) == sorted(printed.splitlines())


def test_the_readme_has_two_commands_that_do_everything_and_ci_runs_one_of_them() -> None:
    commands = INSTALL.findall((ROOT / "README.md").read_text())
    assert len(commands) == 2
    assert all(command.count("\n") == 1 for command in commands)
    assert commands[1].endswith("-m pytest\n")
    assert "grep -m1 'm pytest$' README.md" in (ROOT / ".ci/run").read_text()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_stands_in_the_docs(verb: str) -> None:
    assert VERBS[verb] in " ".join(parser().format_help().split())
    assert any(f"`{verb}`" in page.read_text() or f"dossier {verb}" in page.read_text() for page in PAGES)


def test_the_page_of_keys_is_made_from_the_command_table() -> None:
    import keys

    assert (ROOT / "docs/keys.md").read_text() == keys.page(), "run python docs/keys.py"


@pytest.mark.parametrize("name", ["explorer.svg", "review.svg"])
def test_the_pictures_are_made_from_the_running_program(name: str) -> None:
    import picture

    def words(svg: str) -> list[str]:
        return re.findall(r">([^<>]+)</text>", svg)

    drawn = asyncio.run(picture.drawn(name))
    assert words(drawn) == words((ROOT / "docs" / name).read_text()), "run python docs/picture.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_the_example_dossiers_of_the_format_page_are_good() -> None:
    import tomllib

    from dossier.model.base import Claim, Date

    blocks = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs/format.md").read_text(), re.DOTALL | re.MULTILINE)
    claim, date = (tomllib.loads(block) for block in blocks)
    assert Claim.model_validate(claim["claims"][0]).speaker == "bessent-scott"
    assert Date.model_validate(date["date"]).parsed.display == "12 Jan 2026?"
