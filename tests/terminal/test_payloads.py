"""Hostile text in every field of a library, on every screen and in every answer: nothing of it reaches the terminal."""

import contextlib
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Paste

from dossier.cli.crash import told as told_of_crash
from dossier.cli.main import main
from dossier.library.catalogue import MemoryCatalogue
from dossier.review.reviewer import Desk
from dossier.settings import Settings
from dossier.terminal.capabilities import Capabilities
from dossier.tui.app import DossierApp
from dossier.tui.painter import Painter
from tests.conftest import write
from tests.review.making import session
from tests.tui.driving import press

PAYLOADS: list[dict[str, str]] = tomllib.loads((Path(__file__).parent / "payloads.toml").read_text())["payloads"]
SENT = re.compile(r"\x1b\[[0-9;]*[CHmKJ]")
"""What the painter sends between characters: moves, looks, erasures."""

SCREENS = {
    "list and card": ["escape"],
    "card": ["enter"],
    "passage and linked": ["G"],
    "backlinks": ["b"],
    "backlinks left": ["escape"],
    "timeline": ["t"],
    "timeline left": ["escape"],
    "network": ["x"],
    "network left": ["escape"],
    "findings": ["f"],
    "findings left": ["escape"],
    "source": ["o"],
    "claims of a source": ["G"],
    "source left": ["escape"],
    "citation": ["Y"],
    "citation left": ["escape"],
    "palette": [":", "a", "n", "n"],
    "palette left": ["escape"],
    "help": ["?"],
    "help left": ["escape"],
    "review": ["r"],
    "review, judged": ["u", "k"],
    "review, writing": ["n"],
}
VERBS = [
    ["find", "ann"], ["find", "ann", "--json"], ["find", "text:ann"], ["show", "ann"], ["show", "meeting"],
    ["show", "ann", "--json"], ["list"], ["list", "--json"], ["links", "meeting"], ["timeline"], ["check"],
    ["check", "--format", "github"], ["check", "--format", "sarif"], ["coverage"], ["review", "--report"],
    ["packet", "meeting"],
]  # fmt: skip


def library(root: Path, text: str) -> Path:
    """Write a library with *text* in every field that may hold any, in a file's name, and in two journals."""
    quoted = json.dumps(text)  # JSON's strings are TOML's, but for DEL
    quoted = quoted.replace("\x7f", "\\u007f")
    if any(ord(character) > 0xFFFF for character in text):
        quoted = '"' + "".join(f"\\U{ord(c):08x}" if not c.isalnum() else c for c in text) + '"'
    claim = (
        f'[[claims]]\nid = "said"\ntype = "said"\nspeaker = "ann"\ntext = {quoted}\nbacks = ["participants"]\n'
        f'[[claims.evidence]]\nsource = "text"\nquote = {quoted}\n'
    )
    write(root, {
        "data/library.toml": f"title = {quoted}\nformat = 1\n",
        "data/officials/ann.toml": f'kind = "official"\nid = "ann"\nname = {quoted}\nfamily_name = {quoted}\n'
        f"aliases = [{quoted}]\nrank = {quoted}\n[[posts]]\ntitle = {quoted}\n[inferred]\nname = {quoted}\n{claim}",
        "data/officials/bel.toml": 'kind = "official"\nid = "bel"\nname = "Bel"\n',
        "data/engagements/meeting.toml": f'kind = "engagement"\nid = "meeting"\ntitle = {quoted}\ntype = "meeting"\n'
        f'topics = ["topic"]\nplace = "place"\n[[participants]]\nofficial = "ann"\ncapacity = {quoted}\n'
        f'[[participants]]\nofficial = "bel"\n{claim}',
        "data/topics/topic.toml": f'kind = "topic"\nid = "topic"\nname = {quoted}\n',
        "data/places/place.toml": f'kind = "place"\nid = "place"\nname = {quoted}\n',
        "data/places/broken.toml": f'kind = "place"\nid = "broken"\nname = {quoted}\n{quoted} = {quoted}\n',
        "data/sources/text.toml": f'kind = "source"\nid = "text"\ntitle = {quoted}\npublisher = {quoted}\n'
        f'path = "seeds/text.txt"\nsha256 = "{"0" * 64}"\n'
        f"[[no_claims]]\nsentence = {quoted}\nreason = {quoted}\n",
        "seeds/text.txt": f"Before it. {text} After it.\n",
    })  # fmt: skip
    if "\0" not in text and "/" not in text:
        (root / f"data/places/{text}.toml").write_text("kind = 1\n", "utf-8")
    for reviewer, verdict in (("anna", "supported"), ("bela", "contradicted")):
        one = session(root, reviewer)
        dossier = one.library.get("meeting")
        assert dossier is not None, one.library.findings
        from dossier.model.reference import ClaimRef

        one.judge(ClaimRef("meeting", "said"), verdict, note=text, correction=text)  # type: ignore[arg-type]
        one.save()
    return root


def is_harmless(text: str) -> bool:
    """Whether nothing but characters to see, lines and spaces is in a text."""
    return all(character.isprintable() or character == "\n" for character in text)


def answers(root: Path, payload: str) -> Iterator[tuple[str, str]]:
    """Every answer of the command line: what was asked, and all that was printed."""
    bad = [["show", payload], ["list", payload], [payload], ["find", "--limit", payload, "x"], ["packet", payload]]
    for arguments in [*VERBS, *bad, ["--library", f"/nowhere/{payload}", "list"]]:
        if any("\0" in argument for argument in arguments):
            continue  # no process is started with one
        out = io.StringIO()
        own = [] if "--library" in arguments else ["--library", str(root)]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            main([*own, *arguments])
        yield " ".join(arguments), out.getvalue()


@pytest.mark.parametrize("payload", PAYLOADS, ids=[payload["name"] for payload in PAYLOADS])
def test_no_answer_of_the_command_line_has_it(tmp_path: Path, payload: dict[str, str]) -> None:
    root = library(tmp_path / "library", payload["text"])
    whole = {}
    for asked, printed in answers(root, payload["text"]):
        assert is_harmless(printed), asked
        whole[asked] = printed
    # Coverage joins the words of a sentence, whatever white space stands between them.
    joined = {"coverage"} if any(character.isspace() and character != " " for character in payload["text"]) else set()
    for asked in {"find ann", "show meeting", "list", "timeline", "coverage", "packet meeting"} - joined:
        assert payload["shown"] in whole[asked].replace("\n", ""), asked
    assert json.loads(whole["show ann --json"])


@pytest.mark.parametrize("payload", PAYLOADS, ids=[payload["name"] for payload in PAYLOADS])
async def test_no_screen_sends_it(tmp_path: Path, payload: dict[str, str]) -> None:
    root = library(tmp_path / "library", payload["text"])
    settings = Settings(problems=[payload["text"]], searches={"x": payload["text"]})
    app = DossierApp(root, settings, MemoryCatalogue(), desk=Desk("cleo", root / "reviews"))
    shown = {}
    async with app.run_test(size=(130, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            update = app.screen._compositor.render_full_update()
            shown[name] = SENT.sub("", Painter(16).painted(update, *app.size))
            assert is_harmless(shown[name]), name
        app.screen.post_message(Paste(payload["text"]))
        await press(pilot, "escape", "q", "/")
        assert app.focused is not None
        app.focused.post_message(Paste(payload["text"]))
        await pilot.pause()
        update = app.screen._compositor.render_full_update()
        assert is_harmless(SENT.sub("", Painter(16).painted(update, *app.size)))
    for name in ("list and card", "timeline", "review"):
        assert payload["shown"] in shown[name], name


@pytest.mark.parametrize("payload", PAYLOADS, ids=[payload["name"] for payload in PAYLOADS])
def test_neither_the_plain_face_nor_a_crash_has_it(
    tmp_path: Path, payload: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = payload["text"]
    root = library(tmp_path / "library", text)
    typed = io.StringIO("ann\n1\n1\n[\nb\nt\nx\nf\nr\nu\nq\n" + text.replace("\n", " ") + "\nq\n")
    monkeypatch.setattr("sys.stdin", typed)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        assert main(["--plain", "--library", str(root)]) == 0
    assert is_harmless(out.getvalue())
    assert payload["shown"] in out.getvalue()
    assert text not in told_of_crash(ValueError(text))


def test_the_filter_catches_what_everybody_else_has_let_through() -> None:
    from rich.segment import Segment
    from rich.style import Style
    from textual.color import Color

    from dossier.tui.terminal_filter import TerminalFilter

    filtered = TerminalFilter(Capabilities())
    for payload in PAYLOADS:
        link = Style(link="http://x.invalid", meta={"@click": "app.quit"}, bold=True)
        [segment] = filtered.apply([Segment(payload["text"], link)], Color(0, 0, 0))
        assert is_harmless(segment.text)
        assert segment.style is not None
        assert (segment.style.link, segment.style.meta, segment.style.bold) == (None, {}, True)


def test_there_are_enough_of_them() -> None:
    outputs = len([name for name in SCREENS if not name.endswith("left")]) + len(VERBS) + 6 + 2
    assert len(PAYLOADS) >= 30
    assert outputs >= 25
