"""Start-up, latency and bytes of the explorer in a real PTY, each figure beside a peer measured in the same run.

    python benchmarks/terminal.py [--runs 15] [--only start,move,type,idle]
    python benchmarks/terminal.py --baud 9600 --rtt 200

The peers: for the start, a Textual app with one Static; for keys, `app_tuned.py` with SYNC=1, a small app on the line
API, with 10,000 names. Runs of the two alternate, so that both meet the same noise. Times are medians.

With --baud, seconds from the start to the answer of a lookup over a line of so many bits a second (ten to a byte) and
so many milliseconds round trip; the peer is the same screen made of Textual's own Input, OptionList and Static, with
the same names and cards.

Needs `ptybench.py` and `app_tuned.py`, found in the folder that DOSSIER_TOOLS names, else in ../shared/tools.
"""

import argparse
import compileall
import fcntl
import json
import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TOOLS = Path(os.environ.get("DOSSIER_TOOLS") or ROOT.parent / "shared" / "tools")
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("bare and ready")
Bare().run()
"""
STOCK = """
import json, sys
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
CARDS = json.load(open(sys.argv[1]))
class Stock(App):
    CSS = "Horizontal { height: 1fr; } OptionList { width: 30; } Static { width: 1fr; }"
    def compose(self):
        yield Input(placeholder="search")
        with Horizontal():
            yield OptionList()
            yield Static(markup=False)
    def on_mount(self): self.fill("")
    def on_input_changed(self, event): self.fill(event.value)
    def fill(self, query):
        self.found = [card for card in CARDS if query.casefold() in card[0].casefold()]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([name for name, _ in self.found])
        self.query_one(Static).update(self.found[0][1] if self.found else "")
Stock().run()
"""
MARK = "Bessent"
"""What is on the explorer's first full frame: the first official of the shipped library."""

WORDS = ("koizumi", "landau", "treasury", "minerals")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="start,move,type,idle")
    parser.add_argument("--baud", type=int, default=0, help="measure a lookup over a line of so many bits a second")
    parser.add_argument("--rtt", type=int, default=0, help="milliseconds round trip, with --baud")
    options = parser.parse_args()
    if not (TOOLS / "ptybench.py").exists():
        sys.exit(f"terminal.py: no ptybench.py in {TOOLS}; set DOSSIER_TOOLS")
    sys.path.insert(0, str(TOOLS))
    compileall.compile_dir(ROOT / "dossier", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        if options.baud:
            bench.lookup(options.baud, options.rtt)
            return
        for name in options.only.split(","):
            getattr(bench, name)(options.runs)


class Bench:
    """The programs that are compared, in a folder of their own for caches and settings."""

    def __init__(self, folder: Path) -> None:
        import ptybench

        self.pty = ptybench
        (folder / "bare.py").write_text(BARE)
        names = [f"{given} {family}" for family in _syllables(100) for given in _syllables(100)]
        (folder / "names.txt").write_text("\n".join(names))
        self.env = {
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        self.bare = [sys.executable, str(folder / "bare.py")]
        self.ours = [sys.executable, "-m", "dossier"]
        self.tuned = [sys.executable, str(TOOLS / "app_tuned.py")]
        self.tuned_env = {"N": "10000", "SYNC": "1"}
        self.folder = folder
        self._start(self.ours, MARK, self.env)  # makes the catalogue

    def start(self, runs: int) -> None:
        """First full frame, warm catalogue."""
        bare, ours = [], []
        for _ in range(runs):
            bare.append(self._start(self.bare, "bare and ready", {}))
            ours.append(self._start(self.ours, MARK, self.env))
        bare_ms = _median(bare, "marker")
        for name, ours_ms in (
            ("first full frame", _median(ours, "marker")),
            ("card, passage", _median(ours, "settled")),
        ):
            self._line(f"start, {name}", f"{ours_ms:.0f} ms", "bare Textual", f"{bare_ms:.0f} ms", ours_ms / bare_ms)
        self._line("start, bytes", f"{_median(ours, 'bytes'):.0f}", "bare Textual", f"{_median(bare, 'bytes'):.0f}")

    def move(self, runs: int) -> None:
        """One step of the cursor in the list."""
        self._keys("move", runs, ["down"] * 14 + ["up"] * 6, self.tuned_env)

    def type(self, runs: int) -> None:
        """One letter of a query."""
        keys = [key for word in WORDS for key in [*word, *["bs"] * len(word)]]
        self._keys("letter", max(1, runs // 3), keys, self.tuned_env | {"FOCUS": "query"})

    def lookup(self, baud: int, rtt: int) -> None:
        """From the start to the answer, over a slow line: Koizumi is typed once the first list is there."""
        from dossier.cards.building import card_of
        from dossier.library.catalogue import MemoryCatalogue
        from dossier.library.library import Library

        library = Library.load(ROOT, MemoryCatalogue())
        cards = [
            [entry.name, "\n".join(line.text for line in card_of(library, key).lines)]
            for key, entry in library.entries.items()
        ]
        (self.folder / "cards.json").write_text(json.dumps(cards))
        (self.folder / "stock.py").write_text(STOCK)
        stock = [sys.executable, str(self.folder / "stock.py"), str(self.folder / "cards.json")]
        ours, ours_bytes = slow_lookup(self.ours, self.env, baud, rtt)
        theirs, their_bytes = slow_lookup(stock, {}, baud, rtt)
        self._line("lookup, seconds", f"{ours:.1f}", "stock Textual", f"{theirs:.1f}", ours / theirs)
        self._line("lookup, bytes", f"{ours_bytes}", "stock Textual", f"{their_bytes}", ours_bytes / their_bytes)

    def idle(self, _runs: int) -> None:
        """Bytes sent while nobody does anything."""
        seconds = 3
        result = self.pty.run_keys(self.ours, [], MARK, env=self.env, idle=seconds, settle=1.5)
        print(f"idle                      dossier {result['idle_bytes']:6.0f} bytes in {seconds} s")

    def _keys(self, name: str, runs: int, keys: list[str], tuned_env: dict[str, str]) -> None:
        ours, tuned = [], []
        for _ in range(max(1, runs // 5)):
            ours += self.pty.run_keys(self.ours, keys, MARK, env=self.env, settle=1.5)["keys"]
            tuned += self.pty.run_keys(self.tuned, keys, None, env=tuned_env, cwd=str(self.folder), settle=1.5)["keys"]
        # Deleting is needed to type again, and is not what is measured.
        one, other = (self.pty.summary([key for key in side if key["key"] != "bs"]) for side in (ours, tuned))
        for q in ("p50", "p95"):
            ratio = one[q] / other[q]
            self._line(f"{name}, {q}", f"{one[q]:.1f} ms", "app_tuned", f"{other[q]:.1f} ms", ratio)
        for q in ("bytes50", "bytes95"):
            self._line(f"{name}, {q}", f"{one[q]:.0f}", "app_tuned", f"{other[q]:.0f}")
        print(f"{name}, frames a key: {one['chunks50']:.0f}")

    @staticmethod
    def _line(what: str, ours: str, peer: str, theirs: str, ratio: float = 0) -> None:
        told = f"   ratio {ratio:.2f}" if ratio else ""
        print(f"{what:<24} dossier {ours:>8}   {peer:<12} {theirs:>8}{told}")

    def _start(self, command: list[str], mark: str, env: dict[str, str]) -> dict[str, object]:
        return self.pty.run_startup(command, [mark], env=env, cwd=str(self.folder))  # type: ignore[no-any-return]


def slow_lookup(command: list[str], env: dict[str, str], baud: int, rtt: int) -> tuple[float, int]:
    """Seconds and bytes until the answer stands on a screen behind a slow line."""
    import pyte

    a_second, way = baud / 10, rtt / 2_000
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    started = time.monotonic()
    pid, master = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **env})
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    under_way: deque[tuple[float, bytes]] = deque()
    typed, sent, free = None, 0, started
    keys = deque(b"koizumi")
    try:
        while "Japanese Defence Minister" not in "".join(screen.display):
            now = time.monotonic()
            if now - started > 180:
                sys.exit("the answer never came")
            # The line takes a byte at a time; what it has not taken waits in the program's terminal.
            room = int((now - free) * a_second)
            if room > 0 and select.select([master], [], [], 0)[0]:
                data = os.read(master, min(room, 512))
                free = max(free, now - 0.05) + len(data) / a_second
                sent += len(data)
                under_way.append((now + way, data))
            elif not room:
                time.sleep(0.002)
            else:
                free = now  # an idle line saves nothing up
                time.sleep(0.002)
            while under_way and under_way[0][0] <= now:
                stream.feed(under_way.popleft()[1])
            if typed is None and MARK in "".join(screen.display):
                typed = now + way
            if typed is not None and keys and now >= typed:
                os.write(master, bytes([keys.popleft()]))
                typed = now + 0.15  # somebody who types well
        return time.monotonic() - started, sent
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(master)


def _syllables(count: int) -> list[str]:
    parts = ["ka", "to", "mi", "ra", "no", "se", "li", "du", "be", "go"]
    return [(one + other + "n").capitalize() for one in parts for other in parts][:count]


def _median(results: list[dict[str, object]], key: str) -> float:
    return statistics.median(float(result[key]) for result in results if result[key] is not None)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
