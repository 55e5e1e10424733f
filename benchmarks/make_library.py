"""Make a library of N dossiers to try the explorer on: python benchmarks/make_library.py 100000 /tmp/large

Four fifths are officials with real names, where the corpus of names is there; the rest are engagements between them,
and the organizations, places and topics of these. Posts, dates and statements are made up and say so.
"""

import argparse
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import tomli_w
from names import Person, people

COUNTRIES = [
    "US",
    "JP",
    "GB",
    "FR",
    "DE",
    "IT",
    "KR",
    "IN",
    "AU",
    "BR",
    "CA",
    "MX",
    "ID",
    "PH",
    "VN",
    "TH",
    "EG",
    "SA",
    "IL",
    "TR",
]
TITLES = ["Minister", "Deputy Minister", "Ambassador", "Secretary", "Under Secretary", "Director", "Commander", "Envoy"]
FIELDS = ["Finance", "Defence", "Trade", "Foreign Affairs", "Energy", "Justice", "Health", "Transport", "Fisheries"]
TOPICS = ["Critical minerals", "Exchange rates", "Missile defence", "Sea lanes", "Grain trade", "Visa rules", "Space"]
CITIES = ["Washington", "Tokyo", "London", "Paris", "Berlin", "Rome", "Seoul", "Delhi", "Canberra", "Cairo", "Ankara"]
SENTENCE = "{who} welcomed the progress on {topic} and agreed to continue the talks in {city}."


def dossiers(number: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Yield the tables of so many dossiers."""
    randomly = random.Random(seed)
    fixed = [
        *({"kind": "topic", "id": _slug(topic), "name": topic} for topic in TOPICS),
        *({"kind": "place", "id": _slug(city), "name": city} for city in CITIES),
        *(
            {"kind": "organization", "id": f"{country.lower()}-{_slug(field)}",
             "name": f"{country} Ministry of {field}", "country": country}
            for country in COUNTRIES
            for field in FIELDS
        ),
        {"kind": "source", "id": "made-up", "title": "Made up for measurements", "path": "seeds/made-up.txt",
         "sha256": sha256(source_text().encode()).hexdigest()},
    ]  # fmt: skip
    yield from fixed[:number]
    rest = max(0, number - len(fixed))
    officials = rest * 4 // 5
    ids = [f"official-{n}" for n in range(officials)]
    for identifier, person in zip(ids, people(officials, seed), strict=True):
        yield _official(identifier, person, randomly)
    for n in range(rest - officials):
        yield _engagement(n, ids, randomly)


def source_text() -> str:
    """Return the text that the dossiers cite."""
    return "\n\n".join(SENTENCE.format(who="They", topic=t.lower(), city=c) for t in TOPICS for c in CITIES)


def _official(identifier: str, person: Person, randomly: random.Random) -> dict[str, object]:
    country, field = randomly.choice(COUNTRIES), randomly.choice(FIELDS)
    title = f"{randomly.choice(TITLES)} of {field}"
    others = {"names": [{"text": text} for text in person.others]} if person.others else {}
    return {
        "kind": "official", "id": identifier, "name": person.name, "country": country, **others,
        "posts": [{"title": title, "organization": f"{country.lower()}-{_slug(field)}",
                   "since": f"{randomly.randint(1990, 2025)}-{randomly.randint(1, 12):02}"}],
        "claims": [_claim(randomly, person.name)],
    }  # fmt: skip


def _engagement(n: int, ids: list[str], randomly: random.Random) -> dict[str, object]:
    topic, city = randomly.choice(TOPICS), randomly.choice(CITIES)
    day = f"{randomly.randint(1990, 2025)}-{randomly.randint(1, 12):02}-{randomly.randint(1, 28):02}"
    return {
        "kind": "engagement", "id": f"engagement-{n}", "title": f"Talks on {topic.lower()} in {city}", "type": "talks",
        "date": day, "place": _slug(city), "topics": [_slug(topic)],
        "participants": [{"official": one} for one in randomly.sample(ids, min(3, len(ids)))],
        "claims": [_claim(randomly, "They"), {**_claim(randomly, "Both sides"), "id": "again"}],
    }  # fmt: skip


def _claim(randomly: random.Random, who: str) -> dict[str, object]:
    topic, city = randomly.choice(TOPICS).lower(), randomly.choice(CITIES)
    quote = SENTENCE.format(who="They", topic=topic, city=city)
    return {
        "id": "welcomed", "type": "discussed", "text": SENTENCE.format(who=who, topic=topic, city=city),
        "evidence": [{"source": "made-up", "quote": quote}],
    }  # fmt: skip


def _slug(text: str) -> str:
    return text.lower().replace(" ", "-")


def write(root: Path, number: int, seed: int = 1) -> None:
    """Write a library of so many dossiers into the folder *root*."""
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / "seeds" / "made-up.txt").write_bytes(source_text().encode())
    for kind in ("official", "engagement", "organization", "place", "topic", "source"):
        (root / "data" / f"{kind}s").mkdir(parents=True, exist_ok=True)
    (root / "data" / "library.toml").write_text(tomli_w.dumps({"title": f"{number:,} made-up dossiers", "format": 1}))
    for table in dossiers(number, seed):
        (root / "data" / f"{table['kind']}s" / f"{table['id']}.toml").write_text(tomli_w.dumps(table), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, metavar="N")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.number, options.seed)
