"""Run the explorer in many terminals and write docs/terminals.md: `python docs/terminals.py` (needs tmux; two minutes).

Every setting is run in tmux, which is judged by what it captures. tmux takes all output for UTF-8, so other character
sets go through a PTY and pyte, which then has no wide characters to misplace.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MARK, PATIENCE = "Koizumi", 20.0


class Setting(NamedTuple):
    """One terminal."""

    term: str
    encoding: str = "utf-8"
    environment: str = ""
    options: str = ""
    size: tuple[int, int] = (80, 24)


class Seen(NamedTuple):
    """What was seen in it."""

    face: str
    colours: str
    lines: str
    screen: str


_SIZES = ((40, 12), (59, 20), (60, 20), (80, 24), (119, 30), (120, 40), (200, 60), (30, 10))
SETTINGS = [
    *(
        Setting(term)
        for term in (
            "xterm", "xterm-256color", "xterm-direct", "screen", "screen-256color", "tmux", "tmux-256color", "linux",
            "rxvt", "rxvt-unicode-256color", "putty", "konsole-256color", "alacritty", "foot", "vt100", "vt102", "vt220",
            "ansi", "wy50", "dumb", "unknown", "nobody-knows-this-one",
        )
    ),
    Setting("xterm-256color", environment="COLORTERM=truecolor"),
    Setting("xterm-256color", environment="NO_COLOR=1"),
    Setting("xterm-256color", options="--no-color"),
    Setting("xterm-256color", options="--ascii"),
    Setting("vt100", options="--ascii --no-color"),
    Setting("xterm-256color", environment="LC_ALL=C"),
    Setting("xterm-256color", environment="LC_ALL=POSIX"),
    Setting("xterm-256color", "iso-8859-1", "PYTHONIOENCODING=iso-8859-1"),
    Setting("xterm-256color", "ascii", "PYTHONIOENCODING=ascii"),
    Setting("linux", "iso-8859-15", "PYTHONIOENCODING=iso-8859-15"),
    Setting("vt220", "ascii", "PYTHONIOENCODING=ascii NO_COLOR=1"),
    Setting("xterm-256color", options="--plain"),
    Setting("dumb", "ascii", "PYTHONIOENCODING=ascii"),
    *(Setting("xterm-256color", size=size) for size in _SIZES),
]  # fmt: skip


def seen(setting: Setting) -> Seen:
    """Run the explorer in a setting, look Koizumi up, and say what stood there."""
    with tempfile.TemporaryDirectory() as home:
        if setting.encoding == "utf-8":
            return _in_tmux(setting, home)
        return _in_pty(setting, home)


def _in_tmux(setting: Setting, home: str) -> Seen:
    socket = f"dossier-{uuid.uuid4().hex[:8]}"

    def tmux(*arguments: str) -> str:
        done = subprocess.run(["tmux", "-L", socket, *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    columns, rows = map(str, setting.size)
    base = f"HOME={home} PATH={os.environ['PATH']} LANG=C.UTF-8 PYTHONPATH={ROOT} TERM={setting.term}"
    program = f"{sys.executable} -m dossier {setting.options} --library {ROOT}"
    command = f"env -i {base} {setting.environment} {program}; exec cat"
    tmux("-f", "/dev/null", "new-session", "-d", "-s", "t", "-x", columns, "-y", rows, command)
    try:
        _wait(lambda: tmux("capture-pane", "-p", "-t", "t"), ("Funakoshi", "dossier>", "dossier needs"))
        tmux("send-keys", "-t", "t", "-l", "koizumi")
        tmux("send-keys", "-t", "t", "Enter")
        screen = _wait(lambda: tmux("capture-pane", "-p", "-t", "t"), (MARK, "dossier needs"))
        time.sleep(0.5)
        screen = tmux("capture-pane", "-p", "-t", "t")
        return _judged(setting, screen, tmux("capture-pane", "-p", "-e", "-t", "t"))
    finally:
        tmux("kill-server")


def _in_pty(setting: Setting, home: str) -> Seen:
    from tests.terminal.ptys import terminal

    env = dict(part.split("=", 1) for part in setting.environment.split()) | {"TERM": setting.term}
    with terminal(Path(home), *setting.options.split(), "--library", str(ROOT), env=env, size=setting.size) as one:
        one.use(setting.encoding)
        _wait(lambda: (one.read(0.1), one.screen())[1], ("Funakoshi", "dossier>"))
        one.press(b"koizumi\r")
        _wait(lambda: (one.read(0.1), one.screen())[1], (MARK,))
        screen = one.settle()
        return _judged(setting, screen, one.sent.decode(setting.encoding))


def _judged(setting: Setting, screen: str, raw: str) -> Seen:
    plain = "dossier>" in screen
    face = "plain" if plain else "its needs" if "dossier needs" in screen else _panes(setting.size[0])
    colours = re.findall(r"\x1b\[[0-9;]*?(?:3[0-7]|9[0-7]|38;[25];[0-9;]+)m", raw)
    many = any(";38;" in code or "[38;" in code for code in colours)
    drawn = "box drawing" if "─" in screen else "ASCII" if re.search("-{5}", screen) else "none"
    return Seen(face, "more than 16" if many else "16" if colours else "none", drawn, screen)


def _panes(columns: int) -> str:
    return "one pane" if columns < 60 else "four panes" if columns >= 120 else "three panes"


def _wait(look: Callable[[], str], texts: tuple[str, ...]) -> str:
    end = time.monotonic() + PATIENCE
    while not any(text in (screen := look()) for text in texts):
        if time.monotonic() > end:
            sys.exit(f"none of {texts} came:\n{screen}")
        time.sleep(0.05)
    return screen


def row(setting: Setting, found: Seen) -> str:
    """One row of the table."""
    size = "x".join(map(str, setting.size))
    more = " ".join(part for part in (setting.environment, setting.options) if part)
    told = f"`{more}`" if more else ""
    return f"| {setting.term} | {setting.encoding} | {told} | {size} | {found.face} | {found.colours} | {found.lines} |"


PAGE = """\
# Terminals

What the explorer looks like where. Made by `python docs/terminals.py`, which runs it in each of these settings, looks
somebody up, and reads the screen. `dossier doctor` tells the same of the terminal that you are in.

- **Colours** are 16 at most, whatever the terminal has, so that they are yours; the themes `dark` and `light` use more where
  there are more. Terminals without colours, `NO_COLOR` and `--no-color` get no colour codes at all. Nothing is said by colour alone.
- **Characters.** Where the locale is not UTF-8, or with `--ascii`, lines and marks are drawn with `-|+*>`, and letters that
  the character set lacks are `?` on the screen; files are never changed by it. Python takes the locales C and POSIX for UTF-8.
- **Lines only.** A terminal that cannot move the cursor (`TERM=dumb`), and `--plain` anywhere, get [the plain face](plain.md).
- **Copying.** `Y` shows the citation as text, and hands it to the terminal's clipboard by OSC 52. tmux passes that on with
  `set -g set-clipboard on`; screen and some terminals do not. The mouse selects text, for it is left to the terminal
  unless you start with `--mouse`.
- **Size.** 80x24 is what it is made for. Under 60 columns there is one pane at a time, from 120 there are four; under 40x12
  it says what it needs.

| TERM | characters | also | size | shows | colours | lines |
| --- | --- | --- | --- | --- | --- | --- |
"""


def page(found: dict[Setting, Seen]) -> str:
    """The page."""
    shown = [
        ("80x24", Setting("xterm-256color", size=(80, 24))),
        ("--ascii", Setting("xterm-256color", options="--ascii")),
        ("TERM=dumb", Setting("dumb")),
    ]
    text = PAGE + "".join(f"{row(setting, one)}\n" for setting, one in found.items())
    for title, setting in shown:
        screen = "\n".join(line.rstrip() for line in found[setting].screen.rstrip().split("\n"))
        text += f"\n## {title}\n\n```text\n{screen}\n```\n"
    return text


if __name__ == "__main__":
    (ROOT / "docs/terminals.md").write_text(page({setting: seen(setting) for setting in SETTINGS}))
