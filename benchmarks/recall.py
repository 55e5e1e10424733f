"""How often the right name comes first, for what people type: python benchmarks/recall.py [--targets 400]

Prefixes are such that nobody of another name has words that begin so; family name and initial may fit several people,
and any of them counts.
Queries are made from names of the corpus (146,118, see benchmarks/names.py) by rules and a seed; the name they are made
from is the target, and anybody of the same name counts as well. Beside: `fzf --filter` (ties by its score), rapidfuzz
WRatio over all names, and Textual's own matcher, each on a part of the same queries, as they take seconds each.
"""

import argparse
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence

from names import Person, people
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from dossier.index.folding import fold
from dossier.library.assembly import assembled, part_of
from dossier.library.catalogue import Generation
from dossier.library.entry import Entry
from dossier.library.snapshot import Snapshot
from dossier.search.search import Searcher

ALL = 146_118
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Maker = Callable[[str, random.Random], str | None]


def snapshot_of(known: Sequence[Person], native: bool = False) -> Snapshot:
    """Return a snapshot of people; *native*: named in their other script, the Latin form as the reading."""
    entries = []
    for n, person in enumerate(known):
        texts = [("name", person.name), *(("alias", other) for other in person.others)]
        if native and person.others:
            texts = [("name", person.others[0]), ("reading", person.name)]
        entries.append(Entry(f"p{n}", "official", f"data/officials/p{n}.toml", texts[0][1], texts=tuple(texts)))
    return Snapshot(Generation(assembled([part_of(entries)])))


def edited(text: str, randomly: random.Random, edits: int = 1) -> str:
    """Return *text* with so many letters left out, put in, replaced or swapped; no space and no first letter of all."""
    for _ in range(edits):
        places = [n for n, letter in enumerate(text) if letter.isalpha()] or [0]
        at = randomly.choice(places)
        match randomly.choice(["delete", "insert", "replace", "swap"]):
            case "delete":
                text = text[:at] + text[at + 1 :]
            case "insert":
                text = text[:at] + randomly.choice(LETTERS) + text[at:]
            case "replace":
                text = text[:at] + randomly.choice(LETTERS) + text[at + 1 :]
            case _ if at + 1 < len(text) and text[at + 1].isalpha():
                text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            case _:
                text = text[:at] + text[at + 1 :]
    return text


def swapped(name: str, randomly: random.Random) -> str | None:
    words = name.split()
    return " ".join([words[-1], *words[:-1]]) if len(words) > 1 else None


def without_marks(name: str, randomly: random.Random) -> str | None:
    plain = fold(name)
    return plain if plain != name.casefold() and not name.isascii() else None


def one_edit(name: str, randomly: random.Random) -> str | None:
    return edited(name.casefold(), randomly) if len(name) > 5 else None


def two_edits(name: str, randomly: random.Random) -> str | None:
    return edited(name.casefold(), randomly, 2) if len(name) > 7 else None


def family_and_initial(name: str, randomly: random.Random) -> str | None:
    words = name.split()
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 and len(words[-1]) > 3 else None


def prefixes(name: str, randomly: random.Random) -> str | None:
    words = name.split()
    if len(words) < 2 or min(len(words[0]), len(words[-1])) < 4:
        return None
    return f"{words[0][: max(3, len(words[0]) * 2 // 3)]} {words[-1][: max(4, len(words[-1]) * 3 // 4)]}"


def tells_apart(query: str, name: str, folded: Sequence[tuple[str, list[str]]]) -> bool:
    """Whether nobody of another name has words that begin as the query's do."""
    wanted = fold(query).split()
    own = " ".join(sorted(fold(name).split()))
    return not any(
        " ".join(sorted(words)) != own and all(any(word.startswith(one) for word in words) for one in wanted)
        for text, words in folded
        if all(one in text for one in wanted)
    )


def swapped_and_edited(name: str, randomly: random.Random) -> str | None:
    other = swapped(name, randomly)
    return edited(other.casefold(), randomly) if other and len(other) > 6 else None


CLASSES: dict[str, tuple[Maker, tuple[int, int]]] = {
    "order swapped": (swapped, (99, 100)),
    "diacritics dropped": (without_marks, (99, 100)),
    "one edit": (one_edit, (97, 99)),
    "two edits": (two_edits, (90, 96)),
    "family name + initial": (family_and_initial, (90, 98)),
    "prefixes of both words": (prefixes, (97, 99)),
    "order swapped and one edit": (swapped_and_edited, (92, 96)),
}
"""Each class of queries with the targets of rank 1 and rank 5, in per cent."""


def nobody(name: str, known: set[str], randomly: random.Random) -> str | None:
    """A name that nobody has, nor nearly: four edits away from one at least."""
    query = edited(name.casefold(), randomly, 5)
    near = process.extractOne(fold(query), known, scorer=OSA.distance, score_cutoff=2)
    return None if near else query


def rank(found: Sequence[str], names: set[str]) -> int:
    """From 1; 99 for none."""
    return next((n for n, name in enumerate(found, 1) if name in names), 99)


def measured(
    answer: Callable[[str], Sequence[str]], queries: Sequence[tuple[str, str]], equal: Callable[[str], set[str]]
) -> str:
    ranks = [rank(answer(query), equal(name)) for query, name in queries]
    first, five = (100 * sum(r <= limit for r in ranks) / len(ranks) for limit in (1, 5))
    return f"{first:5.1f} / {five:5.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=int, default=400, help="queries a class")
    parser.add_argument("--peers", type=int, default=25, help="queries a class that the peers are asked")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    randomly = random.Random(options.seed)
    known = people(ALL)
    names = [person.name for person in known]
    searcher = Searcher(snapshot_of(known))
    folded = [(fold(name), fold(name).split()) for name in names]
    by_words: dict[str, set[str]] = {}
    for name in names:
        by_words.setdefault(" ".join(sorted(fold(name).split())), set()).add(name)

    def same(name: str) -> set[str]:
        return by_words[" ".join(sorted(fold(name).split()))]

    def ours(query: str) -> list[str]:
        return [names[int(hit.id[1:])] for hit in searcher.search(query)[:5]]

    print(f"{len(names):,} names, {options.targets} queries a class, seed {options.seed}; rank 1 / among 5, per cent")
    print(f"{'':28}{'target':>14}{'dossier':>16}{'fzf':>16}{'WRatio':>16}{'Textual':>16}")
    for label, (make, target) in CLASSES.items():
        queries: list[tuple[str, str]] = []
        while len(queries) < options.targets:
            name = randomly.choice(names)
            query = make(name, randomly)
            if query and (make is not prefixes or tells_apart(query, name, folded)):
                queries.append((query, name))
        own = measured(ours, queries, same if label != "family name + initial" else _fitting(by_words, names))
        some = queries[: options.peers]
        peers = [measured(peer(names), some, same) for peer in (fzf, wratio, textual)]
        print(
            f"{label:28}{target[0]:>8} / {target[1]:<3}{own:>16}{''.join(f'{told:>16}' for told in peers)}", flush=True
        )
    _native(known, randomly, options.targets)
    _nobody(names, searcher, randomly, options.targets)


def _fitting(by_words: dict[str, set[str]], names: Sequence[str]) -> Callable[[str], set[str]]:
    """Everybody of this family name whose given name has this initial: the query cannot tell them apart."""
    fitting: dict[tuple[str, str], set[str]] = {}
    for name in names:
        words = fold(name).split()
        if len(words) > 1:
            fitting.setdefault((words[-1], words[0][0]), set()).add(name)

    def of(name: str) -> set[str]:
        words = fold(name).split()
        return fitting.get((words[-1], words[0][0]), {name})

    return of


def _native(known: list[Person], randomly: random.Random, targets: int) -> None:
    """People shown in another script, looked for by their Latin form, and by what the letters are romanized to."""
    native = Searcher(snapshot_of(known, native=True))
    forms: dict[str, set[str]] = {}
    for person in known:
        forms.setdefault(fold(person.name), set()).add(person.name)
    chosen = randomly.sample([person for person in known if person.others], targets)

    def answer(query: str) -> list[str]:
        return [known[int(hit.id[1:])].name for hit in native.search(query)[:5]]

    told = measured(answer, [(fold(person.name), person.name) for person in chosen], lambda name: forms[fold(name)])
    print(f"{'romanized, reading held':28}{95:>8} / {98:<3}{told:>16}")
    written = measured(answer, [(person.others[0], person.name) for person in chosen], lambda name: {name})
    print(f"{'as written in that script':28}{'':>14}{written:>16}")


def _nobody(names: Sequence[str], searcher: Searcher, randomly: random.Random, targets: int) -> None:
    folded = {fold(name) for name in names}
    asked = wrong = shown = 0
    while asked < targets:
        query = nobody(randomly.choice(names), folded, randomly)
        if query is None:
            continue
        asked += 1
        best = searcher.search(query)[:1]
        shown += bool(best)
        wrong += any({match.rule for match in hit.matches} <= {"exact", "prefix", "folded"} for hit in best)
    print(f"nobody of this name: somebody shown first {100 * shown / asked:.1f} %, ", end="")
    print(f"as an exact or prefix match {100 * wrong / asked:.1f} % (target: at most 1)")


def fzf(names: Sequence[str]) -> Callable[[str], list[str]]:
    if shutil.which("fzf") is None:
        return lambda query: []
    text = "\n".join(names)

    def answer(query: str) -> list[str]:
        run = subprocess.run(["fzf", "--filter", query, "-i"], input=text, capture_output=True, text=True, check=False)
        return run.stdout.splitlines()[:5]

    return answer


def wratio(names: Sequence[str]) -> Callable[[str], list[str]]:
    folded = [fold(name) for name in names]
    return lambda query: [names[n] for _, _, n in process.extract(fold(query), folded, scorer=fuzz.WRatio, limit=5)]


def textual(names: Sequence[str]) -> Callable[[str], list[str]]:
    from textual.fuzzy import Matcher

    def answer(query: str) -> list[str]:
        matcher = Matcher(query)
        scored = [(matcher.match(name), name) for name in names if len(name) < 60]
        return [name for score, name in sorted(scored, key=lambda pair: -pair[0])[:5] if score > 0]

    return answer


if __name__ == "__main__":
    main()
