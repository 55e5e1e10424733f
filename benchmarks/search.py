"""Search at scale: the table of docs/performance.md.

    python benchmarks/search.py [--library DIR] [--only build,engine,find,start,frame,peers,million]

The library of 100,000 dossiers is made by make_library.py where none is given. Everything that has a peer is measured
beside it in the same run; medians, and p95 where it says so. `million` makes the catalogue of 1,000,000 names, without
files, and asks the engine. The start and the painted frame need `ptybench.py`, see terminal.py.
"""

import argparse
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from make_library import write
from names import people

from dossier.index.folding import fold
from dossier.library.assembly import assembled, part_of
from dossier.library.entry import Entry
from dossier.library.library import Library
from dossier.library.sqlite import SqliteCatalogue

ROOT = Path(__file__).resolve().parent.parent
SIZE, MILLION = 100_000, 1_000_000
NAMES_TYPED = 40
STEPS = "build,engine,find,start,frame,peers,million"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, metavar="DIR")
    parser.add_argument("--only", default=STEPS)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--ask", nargs=2, metavar=("CATALOGUE", "SEED"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        ask(Path(options.ask[0]), int(options.ask[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.library, options.runs)
        for step in options.only.split(","):
            getattr(bench, step)()


class Bench:
    """One library, and a cache of its own for its catalogue."""

    def __init__(self, folder: Path, library: Path | None, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.library = library or folder / "library"
        self.env = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
        if library is None:
            write(self.library, SIZE)
        self._built = False

    def build(self) -> None:
        """From files to the first answer, with nothing kept, and how long the standard library's parser alone takes."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        seconds = self._build()
        report(
            "cold build",
            f"{seconds:.1f} s",
            f"{len(Library.from_catalogue(self.library, self._catalogue).entries):,} dossiers",
        )

    def engine(self) -> None:
        """Key to results, names typed letter by letter, in a process that holds nothing else."""
        self._need_catalogue()
        report("engine", self._asked(self._catalogue_file, 5), "letters of names, key to results")

    def find(self) -> None:
        """`dossier find`, whole process, beside an empty Python."""
        self._need_catalogue()
        ours, empty = [], []
        names = [person.name for person in people(SIZE * 4 // 5)]
        for name in random.Random(3).sample(names, self.runs):
            empty.append(self._timed([sys.executable, "-c", "pass"]))
            ours.append(self._timed([sys.executable, "-m", "dossier", "--library", str(self.library), "find", name]))
        one, other = statistics.median(ours), statistics.median(empty)
        report(
            "dossier find, warm",
            f"{one * 1000:.0f} ms",
            f"python -c pass {other * 1000:.0f} ms, ratio {one / other:.1f}",
        )

    def start(self) -> None:
        """First frame with a warm catalogue, beside a bare Textual app."""
        self._need_catalogue()
        terminal, env = self._terminal()
        first = next(iter(Library.from_catalogue(self.library, self._catalogue).entries.values())).name
        ours, bare = [], []
        for _ in range(self.runs):
            bare.append(terminal._start(terminal.bare, "bare and ready", {}))
            ours.append(terminal._start(self._explorer, first, env))
        one, other = (statistics.median(float(run["marker"]) for run in side) for side in (ours, bare))  # type: ignore[arg-type]
        report("first frame, warm", f"{one:.0f} ms", f"bare Textual {other:.0f} ms, ratio {one / other:.2f}")
        memory = statistics.median(float(run["rss"]["rss"]) for run in ours)  # type: ignore[index]
        report("memory after the start", f"{memory:.0f} MB", "resident")

    def frame(self) -> None:
        """Letter to painted frame, names typed letter by letter."""
        self._need_catalogue()
        terminal, env = self._terminal()
        names = [person.name.lower() for person in people(SIZE * 4 // 5) if person.name.isascii()]
        keys = [
            key for name in random.Random(9).sample(names, 8) for key in [*name.replace(" ", "\0"), *["bs"] * len(name)]
        ]
        keys = [" " if key == "\0" else key for key in keys]
        result = terminal.pty.run_keys(self._explorer, keys, "100,000 dossiers", env=env, settle=8, quiet=0.15)
        typed = terminal.pty.summary([key for key in result["keys"] if key["key"] != "bs"])
        report("letter to frame", f"{typed['p50']:.1f} / {typed['p95']:.1f} ms", f"p50 / p95, {typed['n']} letters")
        report("memory while typing", f"{result['rss']['rss']:.0f} MB", "resident")

    def peers(self) -> None:
        """The same letters asked of others."""
        names = [person.name for person in people(SIZE)]
        typed = [name[:end] for name in random.Random(5).sample(names, 6) for end in range(2, len(name) + 1, 3)]
        for label, answer in (
            ("fzf --filter", _fzf(names)),
            ("rapidfuzz WRatio", _wratio(names)),
            ("FTS5 trigram", _fts5(names)),
        ):
            times = []
            for query in typed:
                began = time.perf_counter()
                answer(query)
                times.append((time.perf_counter() - began) * 1000)
            report(f"peer: {label}", f"{statistics.median(times):.1f} ms", f"p95 {_p95(times):.1f} ms, {SIZE:,} names")

    def million(self) -> None:
        """The engine on a million names, of which no file is there."""
        file = self.folder / "million.catalogue"
        began = time.perf_counter()
        entries = (
            Entry(
                f"p{n}",
                "official",
                f"data/officials/p{n}.toml",
                one.name,
                texts=(("name", one.name), *_others(one.others)),
            )
            for n, one in enumerate(people(MILLION))
        )
        SqliteCatalogue(file).save(assembled([part_of(entries)]))
        report("1,000,000: index made", f"{time.perf_counter() - began:.0f} s", "one process")
        report("1,000,000: engine", self._asked(file, 5), "letters of names, key to results")

    # -- inside

    @property
    def _catalogue(self) -> SqliteCatalogue:
        return SqliteCatalogue(self._catalogue_file)

    @property
    def _catalogue_file(self) -> Path:
        return next((self.folder / "cache" / "dossier").glob("*.catalogue"))

    @property
    def _explorer(self) -> list[str]:
        return [sys.executable, "-m", "dossier", "--library", str(self.library)]

    def _terminal(self) -> tuple[object, dict[str, str]]:
        import terminal

        sys.path.insert(0, str(terminal.TOOLS))
        made = terminal.Bench(self.folder)
        return made, {"XDG_CACHE_HOME": str(self.folder / "cache"), "PYTHONPATH": str(ROOT)}

    def _need_catalogue(self) -> None:
        if not self._built:
            self._build()

    def _build(self) -> float:
        program = "import sys; from pathlib import Path; from dossier.library.library import Library\n"
        program += "if __name__ == '__main__': Library.load(Path(sys.argv[1]))"
        script = self.folder / "build.py"
        script.write_text(program)
        self._built = True
        return self._timed([sys.executable, str(script), str(self.library)])

    def _timed(self, command: Sequence[str]) -> float:
        began = time.perf_counter()
        subprocess.run(command, env=self.env, capture_output=True, check=True)
        return time.perf_counter() - began

    def _asked(self, catalogue: Path, seed: int) -> str:
        command = [sys.executable, __file__, "--ask", str(catalogue), str(seed)]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=True).stdout.strip()


def ask(file: Path, seed: int) -> None:
    """Type names letter by letter at an engine over the catalogue *file*; print p50, p95 and the memory."""
    import psutil

    from dossier.library.snapshot import Snapshot
    from dossier.search.search import Searcher

    generation = SqliteCatalogue(file).load()
    assert generation is not None
    snapshot = Snapshot(generation)
    searcher = Searcher(snapshot)
    began = time.perf_counter()
    searcher.warm_up()
    ready = time.perf_counter() - began
    randomly = random.Random(seed)
    officials = [n for n in randomly.sample(range(len(snapshot)), NAMES_TYPED * 3) if snapshot.kind(n) == "official"]
    times = []
    for number in officials[:NAMES_TYPED]:
        name = snapshot.entry(number).name
        for end in range(1, len(name) + 1):
            began = time.perf_counter()
            searcher.search(name[:end])[:20]
            times.append((time.perf_counter() - began) * 1000)
    memory = psutil.Process().memory_info().rss / 2**20
    told = f"{statistics.median(times):.1f} / {_p95(times):.1f} ms p50 / p95"
    print(f"{told}, ready in {ready:.2f} s, {memory:.0f} MB")


def report(what: str, figure: str, beside: str) -> None:
    print(f"{what:<26}{figure:<32}{beside}", flush=True)


def _others(forms: Sequence[str]) -> list[tuple[str, str]]:
    return [("alias", form) for form in forms]


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _fzf(names: Sequence[str]) -> Callable[[str], object]:
    text = "\n".join(names)
    if shutil.which("fzf") is None:
        sys.exit("search.py: `fzf` is a peer; apt-get install fzf")
    return lambda query: subprocess.run(
        ["fzf", "--filter", query], input=text, capture_output=True, text=True, check=False
    )


def _wratio(names: Sequence[str]) -> Callable[[str], object]:
    from rapidfuzz import fuzz, process

    folded = [fold(name) for name in names]
    return lambda query: process.extract(fold(query), folded, scorer=fuzz.WRatio, limit=20)


def _fts5(names: Sequence[str]) -> Callable[[str], object]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
    connection.executemany("INSERT INTO names VALUES (?)", ((fold(name),) for name in names))

    def answer(query: str) -> object:
        text = fold(query)
        grams = " OR ".join(f'"{text[n : n + 3]}"' for n in range(max(1, len(text) - 2)))
        return connection.execute(
            "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 20", (grams,)
        ).fetchall()

    return answer


if __name__ == "__main__":
    main()
