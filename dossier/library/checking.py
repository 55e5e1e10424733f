"""Findings that no single file shows: dangling links, one id in two files, wholes that contain themselves."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from dossier.library.entry import Entry
from dossier.library.finding import Finding
from dossier.library.hints import did_you_mean
from dossier.library.snapshot import Snapshot


def across_files(root: Path, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the findings between the files of a library."""
    for number in snapshot.second_of_their_id():
        entry = snapshot.entry(number)
        first = snapshot.number(entry.id)
        assert first is not None
        yield Finding(
            entry.path, 1, 1, "duplicate-id", f"the id `{entry.id}` is taken by {snapshot.entry(first).path}",
            "rename one of the two files, its `id` and the links to it", dossier=snapshot.key(number),
        )  # fmt: skip
    ids_of = cache(snapshot.of_kind)
    for number in sorted(_with_links_that_do_not_fit(snapshot)):
        yield from _dangling(root, snapshot, snapshot.entry(number), ids_of)
    for entry in _that_contain_themselves(snapshot):
        yield Finding(
            entry.path, 1, 1, "part-of-itself", f"`part_of` leads from `{entry.id}` back to itself",
            "take one of these `part_of` out", dossier=entry.id,
        )  # fmt: skip


_KINDS_OF_ROLE = {
    "post": {"organization"},
    "place": {"place"},
    "topic": {"topic"},
    "cited in": {"source"},
    "evidence": {"source"},
    "participant": {"official", "organization"},
    "speaker": {"official", "organization"},
    "said to": {"official", "organization"},
    "said by": {"official", "organization", "source"},
}


def _with_links_that_do_not_fit(snapshot: Snapshot) -> set[int]:
    """A first, coarse look that needs no file: `_dangling` looks closely at what it finds."""
    found: set[int] = set()
    for role in snapshot.roles:
        for target, numbers in snapshot.links_by_target(role).items():
            number = snapshot.number(target)
            if number is None:
                found |= numbers
            elif role == "part of":
                found |= {one for one in numbers if snapshot.kind(one) != snapshot.kind(number)}
            elif snapshot.kind(number) not in _KINDS_OF_ROLE.get(role, {snapshot.kind(number)}):
                found |= numbers
    return found


def _dangling(root: Path, snapshot: Snapshot, entry: Entry, ids_of: Callable[[str], list[str]]) -> Iterator[Finding]:
    from dossier.library.links import references
    from dossier.library.positions import dotted
    from dossier.library.reading import positions_of, read

    try:
        data = (root / entry.path).read_bytes()
    except OSError:
        return
    dossier = read(entry.path, data).dossier
    if dossier is None:
        return
    places = positions_of(data)
    for reference in references(dossier):
        number = snapshot.number(reference.target)
        if number is not None and snapshot.kind(number) in reference.kinds:
            continue
        right = [identifier for kind in reference.kinds for identifier in ids_of(kind)]
        position = places[reference.at].value
        field = f"`{dotted(reference.at)}` = `{reference.target}`"
        expected = " or ".join(reference.kinds)
        problem = (
            "no such dossier"
            if number is None
            else f"this is a dossier of kind {snapshot.kind(number)}, not {expected}"
        )
        yield Finding(
            entry.path, position.line, position.column, "dangling-link", f"{field}: {problem}",
            did_you_mean(reference.target, right) or f"add data/{reference.kinds[0]}s/{reference.target}.toml",
            length=position.length, dossier=entry.id, field=dotted(reference.at),
        )  # fmt: skip


def _that_contain_themselves(snapshot: Snapshot) -> Iterator[Entry]:
    above = {number: target for target, numbers in snapshot.links_by_target("part of").items() for number in numbers}
    for start in sorted(above):
        seen: set[int] = set()
        number: int | None = start
        while number in above and number not in seen:
            seen.add(number)
            number = snapshot.number(above[number])
        if number == start:
            yield snapshot.entry(start)
