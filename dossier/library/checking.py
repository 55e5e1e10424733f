"""Findings that no single file shows: dangling links, one id in two files, wholes that contain themselves."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier.library.entry import Entry, Link
from dossier.library.finding import Finding
from dossier.library.hints import did_you_mean


def across_files(root: Path, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield the findings between the files of a library."""
    for identifier, entry in entries.items():
        if identifier != entry.id:
            first = entries[entry.id].path
            yield Finding(
                entry.path, 1, 1, "duplicate-id", f"the id `{entry.id}` is taken by {first}",
                "rename one of the two files, its `id` and the links to it", dossier=identifier,
            )  # fmt: skip
        if any(not _fits(entry, link, entries) for link in entry.links):
            yield from _dangling(root, entry, entries)
        if entry.part_of and _contains_itself(entry, entries):
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


def _fits(entry: Entry, link: Link, entries: Mapping[str, Entry]) -> bool:
    """A first, coarse look that needs no file: `_dangling` looks closely where this says no."""
    target = entries.get(link.target)
    if target is None:
        return False
    return target.kind in ({entry.kind} if link.role == "part of" else _KINDS_OF_ROLE.get(link.role, {target.kind}))


def _dangling(root: Path, entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Finding]:
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
        target = entries.get(reference.target)
        if target is not None and target.kind in reference.kinds:
            continue
        right = [identifier for identifier, other in entries.items() if other.kind in reference.kinds]
        position = places[reference.at].value
        field = f"`{dotted(reference.at)}` = `{reference.target}`"
        expected = " or ".join(reference.kinds)
        problem = "no such dossier" if target is None else f"this is a dossier of kind {target.kind}, not {expected}"
        yield Finding(
            entry.path, position.line, position.column, "dangling-link", f"{field}: {problem}",
            did_you_mean(reference.target, right) or f"add data/{reference.kinds[0]}s/{reference.target}.toml",
            length=position.length, dossier=entry.id, field=dotted(reference.at),
        )  # fmt: skip


def _contains_itself(entry: Entry, entries: Mapping[str, Entry]) -> bool:
    seen: set[str] = set()
    above: Entry | None = entry
    while above is not None and above.part_of:
        if above.part_of == entry.id:
            return True
        if above.id in seen:
            return False
        seen.add(above.id)
        above = entries.get(above.part_of)
    return False
