"""Start-up, latency and bytes of the explorer in a real PTY, each figure beside a peer measured in the same run.

    python benchmarks/terminal.py [--runs 15] [--only start,move,type,idle]

The peers: for the start, a Textual app with one Static; for keys, `app_tuned.py` with SYNC=1, a small app on the line
API, with 10,000 names. Runs of the two alternate, so that both meet the same noise. Times are medians.

Needs `ptybench.py` and `app_tuned.py`, found in the folder that DOSSIER_TOOLS names, else in ../shared/tools.
"""

import argparse
import compileall
import os
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(os.environ.get("DOSSIER_TOOLS") or ROOT.parent / "shared" / "tools")
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("bare and ready")
Bare().run()
"""
MARK = "Bessent"
"""What is on the explorer's first full frame: the first official of the shipped library."""

WORDS = ("koizumi", "landau", "treasury", "minerals")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="start,move,type,idle")
    options = parser.parse_args()
    if not (TOOLS / "ptybench.py").exists():
        sys.exit(f"terminal.py: no ptybench.py in {TOOLS}; set DOSSIER_TOOLS")
    sys.path.insert(0, str(TOOLS))
    compileall.compile_dir(ROOT / "dossier", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
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


def _syllables(count: int) -> list[str]:
    parts = ["ka", "to", "mi", "ra", "no", "se", "li", "du", "be", "go"]
    return [(one + other + "n").capitalize() for one in parts for other in parts][:count]


def _median(results: list[dict[str, object]], key: str) -> float:
    return statistics.median(float(result[key]) for result in results if result[key] is not None)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
