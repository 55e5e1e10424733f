"""Rules that no linter has: text reaches a terminal in a few places only, each of which makes it safe."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FACES = sorted(path for room in ("tui", "cli", "plain") for path in (ROOT / "dossier" / room).rglob("*.py"))

MARKUP = {
    "Static", "Label", "DataTable", "OptionList", "SelectionList", "Tree", "Input", "TextArea", "RichLog", "Log",
    "Markdown", "Button", "notify", "from_markup", "render_markup", "print", "print_exc", "format_exc", "bell",
}  # fmt: skip
"""What takes a bare string for markup, or prints it as it is."""

WRITERS = {
    "write": {"cli/output.py", "cli/verbs/check_verb.py"},
    "Segment": {"tui/widgets/lines.py", "tui/terminal_filter.py"},
    "copy_to_clipboard": {"tui/app.py", "tui/screens/explorer.py"},
}  # fmt: skip
"""Calls that send text somewhere, and the modules that may: what they are given was made visible."""


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every call in a module: the last part of what is called, and the line."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            stream = called.value if isinstance(called, ast.Attribute) else None
            if name == "write" and not (isinstance(stream, ast.Attribute) and stream.attr in ("stdout", "stderr")):
                continue  # into a file, or to what is checked itself
            yield name, node.lineno


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_bare_string_reaches_a_terminal(path: Path) -> None:
    name = path.relative_to(ROOT / "dossier").as_posix()
    for called, line in calls(path):
        assert called not in MARKUP, f"{name}:{line}: {called}() takes strings for markup, or prints them raw"
        assert name in WRITERS.get(called, {name}), f"{name}:{line}: {called}() is for {WRITERS[called]}"


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_markup_is_switched_on(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.keyword) and node.arg in ("markup", "link"):
            assert isinstance(node.value, ast.Constant)
            assert node.value.value in (False, None)


def test_the_rule_notices_what_it_forbids(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("Static('x')\nself.app.notify(text)\n")
    assert [name for name, _ in calls(bad) if name in MARKUP] == ["Static", "notify"]
