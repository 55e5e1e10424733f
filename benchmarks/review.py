"""From a verdict's key to the next claim on the screen, with a journal of 20,000 verdicts.

    python benchmarks/review.py

Makes a library of 2,500 dossiers with ten claims each, and a journal in which 20,000 of the 25,000 are judged; opens
the review in a real PTY at 80x24 and presses `y`, again and again. Every verdict is saved (written, fsync) before the
next claim comes up. The peers, in the same run: a plain write and fsync of as many bytes into the same folder, and one
step of the cursor in `app_tuned.py` (SYNC=1), which saves nothing.

Needs `ptybench.py` and `app_tuned.py`, found in the folder that DOSSIER_TOOLS names, else in ../shared/tools.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(os.environ.get("DOSSIER_TOOLS") or ROOT.parent / "shared" / "tools")
sys.path[:0] = [str(ROOT), str(TOOLS)]

from dossier.library.library import Library  # noqa: E402
from dossier.model.reference import ClaimRef  # noqa: E402
from dossier.review.fingerprints import Fingerprints  # noqa: E402
from dossier.review.records import Record, now, read, written  # noqa: E402

CLAIMS = 10
TEXT = "The ministers met in the morning and agreed to continue. They parted in the evening.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=2_500)
    parser.add_argument("--judged", type=int, default=20_000)
    parser.add_argument("--keys", type=int, default=60)
    options = parser.parse_args()
    import ptybench

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        os.environ |= env
        root = folder / "library"
        make_library(root, options.dossiers)
        journal = make_journal(root, options.judged)
        size = journal.stat().st_size
        command = [sys.executable, "-m", "dossier", "--library", str(root), "review", "--reviewer", "anna"]
        keys = ["y"] * options.keys
        ours = ptybench.run_keys(command, keys, f"{options.judged:,} of", env=env, settle=4, maximum=60)["keys"]
        (folder / "names.txt").write_text("\n".join(f"Name{n:05} Family{n:05}" for n in range(10_000)))
        tuned = [sys.executable, str(TOOLS / "app_tuned.py")]
        peer = ptybench.run_keys(tuned, ["down"] * 20, None, env={"N": "10000", "SYNC": "1"}, cwd=name, settle=1.5)[
            "keys"
        ]
        one, other = ptybench.summary(ours), ptybench.summary(peer)
        saves = plain_saves(root / "reviews/plain", (journal.stat().st_size - size) // len(keys))
        records = read(journal.read_bytes()).records
        assert len(records) == options.judged + len(keys), len(records)
    print(f"journal of {options.judged:,} verdicts, {size / 1e6:.1f} MB; {len(keys)} keys, all saved")
    for q in ("p50", "p95"):
        told = f"{one[q]:6.1f} ms   app_tuned, a step {other[q]:6.1f} ms   ratio {one[q] / other[q]:.2f}"
        print(f"key to next claim, {q}    {told}")
    print(f"a plain write and fsync   {saves:6.1f} ms, p50")
    print(f"bytes a key, p50 {one['bytes50']:.0f}, frames {one['chunks50']:.0f}")


def make_library(root: Path, number: int) -> None:
    """Write so many dossiers of ten claims, and their source."""
    for name in ("topics", "sources"):
        (root / "data" / name).mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "data/library.toml").write_text('title = "Made up for measurements"\nformat = 1\n')
    (root / "seeds/made-up.txt").write_text(TEXT)
    digest = sha256(TEXT.encode()).hexdigest()
    source = f'kind = "source"\nid = "made-up"\ntitle = "Made up"\npath = "seeds/made-up.txt"\nsha256 = "{digest}"\n'
    (root / "data/sources/made-up.toml").write_text(source)
    evidence = '[[claims.evidence]]\nsource = "made-up"\nquote = "The ministers met in the morning"\n'
    for topic in range(number):
        claims = "".join(
            f'[[claims]]\nid = "claim-{claim}"\ntext = "The ministers met, says claim {claim}."\n{evidence}'
            for claim in range(CLAIMS)
        )
        name = f"topic-{topic:05}"
        (root / f"data/topics/{name}.toml").write_text(
            f'kind = "topic"\nid = "{name}"\nname = "Topic {topic:05}"\n{claims}'
        )


def make_journal(root: Path, number: int) -> Path:
    """Write a journal with so many verdicts, each on another claim as it is."""
    fingerprints = Fingerprints(Library.load(root))
    blocks, previous = [], ""
    for count in range(number):
        claim = ClaimRef(f"topic-{count // CLAIMS:05}", f"claim-{count % CLAIMS}")
        record = Record(count + 1, str(claim), now(), "supported", 0, "", "", fingerprints.of(claim), previous)
        blocks.append(written(record))
        previous = blocks[-1].decode().rsplit('"', 2)[1]
    journal = root / "reviews/anna.toml"
    journal.parent.mkdir()
    journal.write_bytes(b"".join(blocks))
    return journal


def plain_saves(file: Path, size: int, times: int = 60) -> float:
    """Milliseconds that it takes to add so many bytes to a file and have the disk know, median."""
    taken = []
    with file.open("ab", buffering=0) as plain:
        for _ in range(times):
            started = time.perf_counter()
            plain.write(b"x" * size)
            os.fsync(plain.fileno())
            taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    main()
