"""What importing costs: each room in an interpreter of its own."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

_RUN = """
import contextlib, io
from dossier.cli.main import main
with contextlib.redirect_stdout(io.StringIO()):
    main({})
"""


def loaded_by(code: str) -> set[str]:
    """The modules in memory after *code* ran in a fresh interpreter."""
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd="/")
    return set(result.stdout.split())


def test_the_core_loads_neither_textual_nor_the_command_line() -> None:
    rooms = (
        "import dossier.library.library, dossier.search.search, dossier.cards.building, dossier.cards.overviews, "
        "dossier.cards.passage, dossier.evidence.passages, dossier.model.kinds, dossier.library.reading"
    )
    assert not {"textual", "rich", "argparse"} & loaded_by(rooms)


def test_the_path_to_the_first_frame_loads_nothing_that_it_does_not_need() -> None:
    heavy = {"pydantic", "rapidfuzz", "edtf", "argparse", "tomli_w", "hashlib", "dossier.search.search"}
    assert not heavy & loaded_by("import dossier.cli.main, dossier.settings, dossier.tui.app")


@pytest.mark.parametrize(
    "verb",
    [
        "find guam",
        "show guam",
        "list",
        "links guam",
        "timeline",
        "check",
        "keys",
        "review --report",
        "packet guam",
        "doctor",
    ],
)
def test_no_verb_loads_textual(verb: str) -> None:
    code = _RUN.format(verb.split())
    assert "textual" not in loaded_by(code)


def test_a_list_of_what_has_not_changed_loads_no_pydantic() -> None:
    code = _RUN.format(["list"])
    loaded_by(code)
    assert "pydantic" not in loaded_by(code)
