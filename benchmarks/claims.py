"""How well claims are judged: true claims, and the same with one thing changed, seeded.

    python benchmarks/claims.py [--seed 7] [--half tune|report|all] [--show]

True claims are those of the shipped library, and those of tests/evidence/readout_claims.toml over White House readouts,
which are found by path and hash in the folder that DOSSIER_CORPORA names, else in ../shared/corpora. They are split by
the hash of their text: rules were tuned on one half, and figures are reported on the other.

A mutation is caught if judging the changed claim raises a doubt; a doubt about a true claim is a false alarm. What
cannot be changed in a way (a claim without a number, say) is not counted for that way. Changes that leave a claim true
are avoided: a name is swapped for one that the text does not have, a day for another day, and a pair of names is turned
round only where a verb has a direction.
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dossier.evidence.judging import CitedText, judge
from dossier.evidence.language import DAYS, tokens
from dossier.evidence.locating import seek
from dossier.evidence.passages import passage_at
from dossier.library.catalogue import MemoryCatalogue
from dossier.library.library import Library

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("DOSSIER_CORPORA") or ROOT.parent / "shared" / "corpora")
CLAIMS = ROOT / "tests" / "evidence" / "readout_claims.toml"
KINDS = ("name", "day", "number", "polarity", "speaker", "place", "direction")
_PLACES = ("Paris", "Tokyo", "Nairobi", "Lima", "Oslo", "Canberra", "Cairo", "Guam", "Seoul", "Ankara")
_PEOPLE = ("Morrison", "Lula", "Modi", "Okafor", "Lindqvist", "Tanaka", "Petrov", "Hegseth", "Bessent", "Marchetti")
_DIRECTED = re.compile(
    r"\b(hosted|thanked|congratulated|welcomed|told|invited|assured|briefed|updated|lauded|offered|called|conveyed)\b"
)

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\b")


class TrueClaim(NamedTuple):
    """A claim, what it quotes, what its dossier names with evidence, and the people and places that it names."""

    text: str
    grounds: tuple[CitedText, ...]
    known: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    people: tuple[str, ...] = ()
    """Family names of the people whom the text names: those that a library would hold."""

    places: tuple[str, ...] = ()
    speaker: str = ""

    @property
    def is_for_tuning(self) -> bool:
        """Whether the claim is in the half that rules were tuned on."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def readout_claims() -> Iterator[TrueClaim]:
    """Yield the claims over readouts; none where the corpora are not at hand."""
    file = CORPORA / "readouts" / "readouts.jsonl.gz"
    if not file.exists():
        return
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = {row["path"]: row["text"] for row in map(json.loads, lines)}
    for readout in tomllib.loads(CLAIMS.read_text("utf-8"))["readouts"]:
        text = texts[readout["path"]]
        if hashlib.sha256(text.encode()).hexdigest() != readout["sha256"]:
            raise SystemExit(f"claims.py: {readout['path']} is not the text that the claims were written on")
        for claim, quote in readout["claims"]:
            yield TrueClaim(claim, (ground(text, [quote]),), people=people_in(text), places=_places_in(text))


def shipped_claims() -> Iterator[TrueClaim]:
    """Yield the claims of the shipped library."""
    from dossier.evidence.claims import aliases_of, grounds_of_claim, names_known, people_of, speaker_of

    library = Library.load(ROOT, MemoryCatalogue())
    people = tuple(people_of(library))
    places = tuple(entry.name for entry in library.by_kind("place"))
    aliases = tuple(aliases_of(library))
    for identifier in library.entries:
        dossier = library.get(identifier)
        for claim in dossier.claims if dossier else ():
            known = tuple(names_known(library, identifier, claim))
            grounds, speaker = tuple(grounds_of_claim(library, claim)), speaker_of(library, claim)
            yield TrueClaim(claim.text, grounds, known, aliases, people, places, speaker)


def ground(text: str, quotes: list[str]) -> CitedText:
    """Return quotes in a text as a ground."""
    passages = []
    for quote in quotes:
        found = seek(text, quote)
        if found.outcome not in ("exact", "folded"):
            raise SystemExit(f"claims.py: not in its text: {quote}")
        passages.append(passage_at(text, found.start, found.end))
    return CitedText(text, tuple(passages))


def people_in(text: str) -> tuple[str, ...]:
    """The family names of the people whom a text names."""
    from dossier.evidence.judging import people_named

    return tuple(name.capitalize() for name in people_named(text))


def _places_in(text: str) -> tuple[str, ...]:
    found = re.findall(r"\b(?:in|at|of|to) ((?:[A-Z][a-zü]+ ?)+)", " ".join(text.split()))
    return tuple(dict.fromkeys(place.strip() for place in found))


def mutations(claim: TrueClaim, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield kinds of mutation, each with the changed text and the changed speaker of a claim."""
    for kind, changed in _changed_texts(claim, chance):
        yield kind, changed, claim.speaker
    if claim.speaker:
        others = [name for name in claim.people if name.casefold() != claim.speaker.casefold()]
        yield "speaker", claim.text, chance.choice(others)


def _changed_texts(claim: TrueClaim, chance: random.Random) -> Iterator[tuple[str, str]]:
    text = claim.text
    named = [name for name in claim.people if re.search(rf"\b{re.escape(name)}\b", text)]
    if named:
        name = chance.choice(named)
        other = chance.choice([one for one in _PEOPLE if one not in text and not _names(claim, one)])
        yield "name", _swap(text, name, other)
    others = [name for name in claim.people if name not in named and name.casefold() not in text.casefold()]
    if named and others and _opens_with(text, named[0]):
        yield "speaker", _swap(text, named[0], chance.choice(others))
    days = [token.text for token in tokens(text) if token.folded in DAYS - {"today", "yesterday", "tomorrow"}]
    dates = _DATE.findall(text)
    if days:
        yield (
            "day",
            _swap(text, days[0], chance.choice([day for day in ("Monday", "Thursday", "Sunday") if day not in days])),
        )
    if dates:
        number = re.findall(r"\d+", dates[0])[0]
        other_day = dates[0].replace(number, str(int(number) % 28 + chance.randint(1, 2)))
        yield "day", _swap(text, dates[0], other_day)
    counted = re.findall(r"(?<![\w-])\d+(?![\w-])", re.sub("|".join(map(re.escape, dates)) or "$^", "", text))
    words = [
        word for word in ("two", "three", "four", "both", "millions", "thousands") if re.search(rf"\b{word}\b", text)
    ]
    if counted:
        yield "number", _swap(text, counted[0], str(int(counted[0]) + chance.randint(1, 9)))
    elif words:
        yield "number", _swap(text, words[0], {"two": "seven", "three": "nine", "four": "six", "both": "all six",
                                               "millions": "12", "thousands": "40"}[words[0]])  # fmt: skip
    denied = _denied(text)
    if denied:
        yield "polarity", denied
    stood = [place for place in claim.places if re.search(rf"\b(?:in|at|to) {re.escape(place)}\b", text)]
    if stood:
        yield "place", _swap(text, stood[0], chance.choice([p for p in _PLACES if not _names(claim, p)]))
    first = min(named, key=text.index) if named else ""
    if len(named) >= 2 and _DIRECTED.search(text) and _opens_with(text, first):
        second = next(name for name in named if name != first)
        yield "direction", text.replace(first, "\0").replace(second, first).replace("\0", second)


def _opens_with(text: str, name: str) -> bool:
    return text.startswith(name) or text.split()[1:2] == [name]


def _names(claim: TrueClaim, word: str) -> bool:
    return any(word.casefold() in ground.text.casefold() for ground in claim.grounds)


def _swap(text: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}(?!\w)", new, text, count=1)


_AGREED = re.compile(r"\b(?:agreed|committed|pledged|promised)\b")
_DONE = re.compile(
    r"\b(?:discussed|spoke|met|reaffirmed|affirmed|thanked|welcomed|congratulated|expressed|stressed|underscored|lauded"
    r"|hosted|reiterated|emphasized|condemned|highlighted|conveyed|supports|visited|strengthens|said|called|noted)\b"
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|has|have|would)\b")


def _denied(text: str) -> str:
    """The claim denied, as English denies it; empty where it has no verb that we know."""
    for pattern, told in ((_AGREED, "did not agree"), (_DONE, "never {}"), (_AUXILIARY, "{} not")):
        match = pattern.search(text)
        if match:
            return text[: match.start()] + told.format(match.group()) + text[match.end() :]
    return ""


class Score(NamedTuple):
    """Figures of one half: per kind of mutation how many were caught of how many, and false alarms of how many."""

    caught: dict[str, tuple[int, int]]
    alarms: int
    claims: int

    @property
    def rate(self) -> float:
        """Share of mutations caught."""
        caught, total = (sum(pair[n] for pair in self.caught.values()) for n in (0, 1))
        return caught / total if total else 0.0


def score(claims: list[TrueClaim], seed: int, show: bool = False) -> Score:
    """Judge claims and their mutations."""
    chance = random.Random(seed)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    alarms = 0
    for claim in claims:
        doubts = judge(claim.text, claim.grounds, claim.known, claim.aliases, claim.people, speaker=claim.speaker)
        alarms += bool(doubts)
        if doubts and show:
            print("ALARM ", claim.text, doubts)
        for kind, changed, speaker in mutations(claim, chance):
            caught = bool(judge(changed, claim.grounds, claim.known, claim.aliases, claim.people, speaker=speaker))
            counts[kind][0] += caught
            counts[kind][1] += 1
            if not caught and show:
                print(f"MISSED {kind}: {changed} ({speaker})")
    return Score({kind: (counts[kind][0], counts[kind][1]) for kind in KINDS}, alarms, len(claims))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", choices=("tune", "report", "all"), default="report")
    parser.add_argument("--show", action="store_true", help="print what was missed and every false alarm")
    options = parser.parse_args()
    claims = [*shipped_claims(), *readout_claims()]
    if options.half != "all":
        claims = [claim for claim in claims if claim.is_for_tuning == (options.half == "tune")]
    if not claims:
        sys.exit("claims.py: no claims")
    result = score(claims, options.seed, options.show)
    print(f"{len(claims)} true claims, half: {options.half}, seed {options.seed}")
    for kind, (caught, total) in result.caught.items():
        print(f"{kind:<10} {caught:>4} of {total:<4} {caught / total if total else 0:7.1%}")
    print(f"{'all':<10} {'caught':>12} {result.rate:10.1%}")
    print(
        f"{'true':<10} {'false alarms':>12} {result.alarms / result.claims:10.1%}  ({result.alarms} of {result.claims})"
    )


if __name__ == "__main__":
    main()
