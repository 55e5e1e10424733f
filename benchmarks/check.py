"""How long it takes to check 10,000 claims: `python benchmarks/check.py [N]`.

A thousand dossiers with ten claims each, copies of the shipped library's, over its one source. The peer, in the same
run, is reading the same files as TOML, which nobody who checks them can do without.
"""

import json
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from dossier.evidence.checks import check
from dossier.library.catalogue import MemoryCatalogue
from dossier.library.library import Library

ROOT = Path(__file__).resolve().parent.parent
PER_DOSSIER = 10


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder), number)
        library = Library.load(root, MemoryCatalogue())
        begun = time.perf_counter()
        findings = check(library)
        checked = time.perf_counter()
        for file in root.glob("data/topics/*.toml"):
            tomllib.loads(file.read_text("utf-8"))
        read = time.perf_counter()
    ours, theirs = checked - begun, read - checked
    print(f"{number} claims checked in {ours:.1f} s")
    print(f"their files read by tomllib in {theirs:.1f} s; ratio {ours / theirs:.1f}")
    print(f"{len(findings)} findings")


def make(root: Path, number: int) -> Path:
    """Write a library of so many claims."""
    for path in ("seeds/us-japan-alliance.txt", "data/sources/us-japan-alliance.toml", "data/library.toml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes((ROOT / path).read_bytes())
    tables = [tomllib.loads(file.read_text("utf-8")) for file in sorted((ROOT / "data").rglob("*.toml"))]
    claims = [claim for table in tables for claim in table.get("claims", [])]
    (root / "data/topics").mkdir()
    for dossier in range(number // PER_DOSSIER):
        lines = [f'kind = "topic"\nid = "topic-{dossier}"\nname = "Topic {dossier}"']
        for place in range(PER_DOSSIER):
            claim = claims[(dossier * PER_DOSSIER + place) % len(claims)]
            lines.append(f'[[claims]]\nid = "claim-{place}"\ntext = {_quoted(claim["text"])}')
            lines += [
                f'[[claims.evidence]]\nsource = "us-japan-alliance"\nquote = {_quoted(evidence["quote"])}'
                for evidence in claim["evidence"]
            ]
        (root / f"data/topics/topic-{dossier}.toml").write_text("\n".join(lines), "utf-8")
    return root


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
