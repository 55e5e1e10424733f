"""From file records to the arrays of a segment."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import TypeVar

from dossier.index.tables import UNSIGNED, Table
from dossier.index.vocabulary import Pairs
from dossier.library.catalogue import Contents, FileRecord
from dossier.library.entry import KINDS_IN_ORDER, Entry
from dossier.library.indexing import Days, days_of, names_of, words_of
from dossier.library.records import encoded
from dossier.library.segment import SEPARATOR, NameForms
from dossier.library.stamps import Stamp

_Value = TypeVar("_Value")

Lists = defaultdict[str, defaultdict[str, list[int]]]
"""By field or role, by word or id: the dossiers, by their place in a part."""


class Part:
    """Some dossiers on their way into a segment, in the order they came. Made in several processes at once."""

    def __init__(self) -> None:
        self.records: list[bytes] = []
        self.sort_keys: list[tuple[object, ...]] = []
        self.ids: list[str] = []
        self.kinds: list[str] = []
        self.paths: list[str] = []
        self.stamps: list[Stamp] = []
        self.names: list[str] = []
        self.days: list[Days] = []
        self.with_findings: list[int] = []
        self.texts: list[tuple[int, str, Stamp]] = []
        """Source texts that were read: place of the source, path of the text, stamp."""

        self.words: Lists = defaultdict(_lists)
        self.links: Lists = defaultdict(_lists)

    def add(self, record: FileRecord, source_text: str = "", text_stamp: Stamp | None = None) -> None:
        """Add one dossier."""
        entry, place = record.entry, len(self.records)
        self.records.append(encoded(record))
        self.sort_keys.append(entry.sort_key)
        self.ids.append(entry.id)
        self.kinds.append(entry.kind)
        self.paths.append(record.path)
        self.stamps.append(record.stamp)
        self.names.append(NameForms.FORM_END.join(names_of(entry)) + NameForms.DOSSIER_END)
        self.days.append(days_of(entry.date))
        if record.findings:
            self.with_findings.append(place)
        if text_stamp is not None:
            self.texts.append((place, entry.text_path, text_stamp))
        for field, words in words_of(entry, source_text):
            lists = self.words[field]
            for word in words:
                lists[word].append(place)
        for role, target in dict.fromkeys((link.role, link.target) for link in entry.links):
            self.links[role][target].append(place)


def assembled(parts: Sequence[Part], extra: Mapping[str, bytes] | None = None) -> Contents:
    """Return the contents of a segment of all dossiers in *parts*, in list order; *extra* arrays are kept as they are.

    The second dossier of one id gets the key `<folder>/<id>`.
    """
    sort_keys = [key for part in parts for key in part.sort_keys]
    order = sorted(range(len(sort_keys)), key=sort_keys.__getitem__)
    numbers = array(UNSIGNED, bytes(4 * len(order)))
    for number, place in enumerate(order):
        numbers[place] = number
    starts = _starts(parts)
    arrays: dict[str, bytes] = dict(extra or {})

    ids = _ordered(chain.from_iterable(part.ids for part in parts), order)
    paths = _ordered(chain.from_iterable(part.paths for part in parts), order)
    kinds = _ordered(chain.from_iterable(part.kinds for part in parts), order)
    arrays["paths"] = _strings(paths)
    arrays["stamps"] = array(
        "q", chain.from_iterable(_ordered(chain.from_iterable(part.stamps for part in parts), order))
    ).tobytes()
    arrays["kinds"] = _strings(KINDS_IN_ORDER)
    arrays["kind"] = array(UNSIGNED, map(KINDS_IN_ORDER.index, kinds)).tobytes()
    arrays["kind counts"] = array(UNSIGNED, map(kinds.count, KINDS_IN_ORDER)).tobytes()
    keys = _keys(ids, paths)
    _add_keys(arrays, keys)
    _add_names(arrays, _ordered(chain.from_iterable(part.names for part in parts), order))
    days = _ordered(chain.from_iterable(part.days for part in parts), order)
    arrays["first days"] = array("i", (day.first for day in days)).tobytes()
    arrays["last days"] = array("i", (day.last for day in days)).tobytes()

    words = _merged([part.words for part in parts], starts, numbers)
    vocabulary = sorted({word for lists in words.values() for word in lists})
    places = {word: place for place, word in enumerate(vocabulary)}
    arrays["words"], arrays["fields"] = _strings(vocabulary), _strings(sorted(words))
    for field, lists in words.items():
        _add_table(arrays, f"word {field}", Table.of(places, lists))
    pairs = Pairs.of(vocabulary)
    arrays["pairs"] = _strings(pairs.pairs)
    _add_table(arrays, "pair", pairs.table)

    links = _merged([part.links for part in parts], starts, numbers)
    targets = sorted({target for lists in links.values() for target in lists})
    _add_strings(arrays, "targets", targets)
    arrays["roles"] = _strings(sorted(links))
    places = {target: place for place, target in enumerate(targets)}
    for role, lists in links.items():
        _add_table(arrays, f"link {role}", Table.of(places, lists))
    arrays["prominence"] = _prominence(keys, links).tobytes()

    arrays["with findings"] = array(
        UNSIGNED, sorted(_numbered((part.with_findings for part in parts), starts, numbers))
    ).tobytes()
    texts = [
        (numbers[start + n], path, stamp)
        for part, start in zip(parts, starts, strict=True)
        for n, path, stamp in part.texts
    ]
    arrays["texts"] = array(UNSIGNED, (number for number, _, _ in texts)).tobytes()
    arrays["text paths"] = _strings([path for _, path, _ in texts])
    arrays["text stamps"] = array("q", chain.from_iterable(stamp for _, _, stamp in texts)).tobytes()
    return Contents(arrays, _ordered(chain.from_iterable(part.records for part in parts), order))


def part_of(entries: Iterable[Entry]) -> Part:
    """Return a part of entries that no file stands behind."""
    part = Part()
    for entry in entries:
        part.add(FileRecord(entry.path, (0, 0, 0), entry))
    return part


def _lists() -> defaultdict[str, list[int]]:
    return defaultdict(list)


def _starts(parts: Sequence[Part]) -> list[int]:
    starts, start = [], 0
    for part in parts:
        starts.append(start)
        start += len(part.records)
    return starts


def _ordered(values: Iterable[_Value], order: Sequence[int]) -> list[_Value]:
    listed = list(values)
    return [listed[place] for place in order]


def _numbered(lists: Iterable[Iterable[int]], starts: Sequence[int], numbers: "array[int]") -> Iterator[int]:
    for places, start in zip(lists, starts, strict=True):
        for place in places:
            yield numbers[start + place]


def _merged(parts: Sequence[Lists], starts: Sequence[int], numbers: "array[int]") -> dict[str, dict[str, list[int]]]:
    """The lists of all parts in one, dossiers by their number."""
    merged: dict[str, dict[str, list[int]]] = {}
    for lists, start in zip(parts, starts, strict=True):
        for field, by_word in lists.items():
            into = merged.setdefault(field, {})
            for word, places in by_word.items():
                into.setdefault(word, []).extend([numbers[start + place] for place in places])
    return merged


def _keys(ids: Sequence[str], paths: Sequence[str]) -> list[str]:
    """What the library knows each dossier by: its id, or for the second one of an id its folder and file name."""
    seen: set[str] = set()
    keys = []
    for identifier, path in zip(ids, paths, strict=True):
        keys.append(identifier if identifier not in seen else path.partition("/")[2].removesuffix(".toml"))
        seen.add(identifier)
    return keys


def _add_keys(arrays: dict[str, bytes], keys: Sequence[str]) -> None:
    by_key = sorted(range(len(keys)), key=keys.__getitem__)
    places = array(UNSIGNED, bytes(4 * len(keys)))
    for place, number in enumerate(by_key):
        places[number] = place
    _add_strings(arrays, "keys", [keys[number] for number in by_key])
    arrays["key numbers"] = array(UNSIGNED, by_key).tobytes()
    arrays["key places"] = places.tobytes()


def _add_strings(arrays: dict[str, bytes], name: str, values: Sequence[str]) -> None:
    arrays[name] = "".join(values).encode("utf-8", "surrogatepass")
    arrays[f"{name} ends"] = array(UNSIGNED, accumulate(map(len, values))).tobytes()


def _add_names(arrays: dict[str, bytes], names: Sequence[str]) -> None:
    encoded_names = [name.encode("utf-8", "surrogatepass") for name in names]
    arrays["names"] = b"".join(encoded_names)
    arrays["names ends"] = array(UNSIGNED, accumulate(map(len, encoded_names))).tobytes()


def _add_table(arrays: dict[str, bytes], name: str, table: Table) -> None:
    arrays[f"{name} words"] = table.words.tobytes()
    arrays[f"{name} offsets"] = table.offsets.tobytes()
    arrays[f"{name} numbers"] = table.numbers.tobytes()


def _prominence(keys: Sequence[str], links: Mapping[str, Mapping[str, Sequence[int]]]) -> "array[int]":
    counts: dict[str, int] = {}
    for lists in links.values():
        for target, numbers in lists.items():
            counts[target] = counts.get(target, 0) + len(numbers)
    return array(UNSIGNED, (counts.get(key, 0) for key in keys))


def _strings(values: Sequence[str]) -> bytes:
    return SEPARATOR.join(values).encode("utf-8", "surrogatepass")
