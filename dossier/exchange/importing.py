"""From mapped records to the files of a library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from dossier.exchange.mapping import ClaimTemplate, Items, Made, Mapping, MappingError, Records
from dossier.exchange.people import named_people
from dossier.exchange.rows import Row, line_of, rows
from dossier.exchange.templates import filled, filled_loosely, slug
from dossier.library.building import LARGEST_SOURCE
from dossier.model.kinds import KINDS

_LINKS = {"official", "organization", "place", "part_of"}
"""Fields that hold the id of another dossier."""

_LOOSE = {"name", "title"}
"""Fields whose template may have empty columns: few people have a middle name."""


@dataclass(slots=True)
class Import:
    """What an import made: dossiers by id, source texts by path, and what could not be taken over."""

    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def imported(mapping: Mapping, folder: Path) -> Import:
    """Return what *mapping* makes of its files, which are relative to *folder*. Nothing is written.

    A record that makes no valid dossier becomes a problem, with its file and number; the rest are taken over.

    Raises:
        MappingError: a file cannot be read, or the mapping names columns that there are not.
    """
    result = Import()
    made_besides: dict[str, dict[str, Any]] = {}
    for records in mapping.records:
        _Importer(mapping, records, result, made_besides).take_over(folder / records.file)
    for identifier, table in made_besides.items():
        result.dossiers.setdefault(identifier, table)
    return result


def write(result: Import, mapping: Mapping, root: Path) -> None:
    """Write a library of its own into *root*.

    Raises:
        FileExistsError: *root* holds something already: people's files are theirs.
        OSError: it cannot be written.
    """
    if root.exists() and any(root.iterdir()):
        raise FileExistsError(f"{root} is not empty")
    for folder in {f"data/{table['kind']}s" for table in result.dossiers.values()} | {"seeds"}:
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "data" / "library.toml").write_text(tomli_w.dumps({"title": mapping.title, "format": 1}), "utf-8")
    for path, text in result.texts.items():
        (root / path).write_bytes(text.encode())
    for identifier, table in result.dossiers.items():
        (root / "data" / f"{table['kind']}s" / f"{identifier}.toml").write_text(tomli_w.dumps(table), "utf-8")


class _Importer:
    """Takes the records of one file over."""

    def __init__(
        self, mapping: Mapping, records: Records, result: Import, made_besides: dict[str, dict[str, Any]]
    ) -> None:
        self._mapping = mapping
        self._records = records
        self._result = result
        self._made_besides = made_besides
        self._lines: list[str] = []
        self._size = 0
        self._part = 1

    def take_over(self, file: Path) -> None:
        for number, row in rows(file):
            line = line_of(row)
            if self._size + len(line.encode()) + 2 > LARGEST_SOURCE:
                self._close_source()
            self._lines.append(line)
            self._size += len(line.encode()) + 2
            try:
                self._take_over(row, line)
            except MappingError as error:
                raise MappingError(f"{file}, record {number}: {error}") from error
            except _NoDossierError as error:
                self._result.problems.append(f"{file.name}, record {number}: {error}")
        self._close_source()

    def _take_over(self, row: Row, line: str) -> None:
        identifier = self._add(self._records, row, line, self._result.dossiers)
        table = self._result.dossiers[identifier]
        for items in self._records.items:
            for n, one in enumerate(self._things(items, row)):
                self._add_item(table, items, one | {"n": str(n)}, line)
        try:
            KINDS[table["kind"]].model_validate(table)
        except ValidationError as error:
            del self._result.dossiers[identifier]
            first = error.errors(include_url=False)[0]
            raise _NoDossierError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        for made in self._records.creates:
            self._add_besides(made, row, line)

    def _add_item(self, table: dict[str, Any], items: Items, row: Row, line: str) -> None:
        item = self._fields(items.item, row)
        if not item:
            return
        if items.creates is not None:
            created = self._add_besides(items.creates, row, line)
            if created is None:
                return
        table.setdefault(items.field, []).append(item)
        row = row | {"n": str(len(table[items.field]) - 1)}
        table.setdefault("claims", []).extend(self._claims(items.claims, row, line))

    def _things(self, items: Items, row: Row) -> Iterator[Row]:
        if items.each is not None:
            things = row.get(items.each, [])
            yield from (row | thing for thing in things if isinstance(thing, dict))
        elif items.people is not None:
            text = filled(items.people.text, row, self._mapping.words)
            for one in named_people(text, items.people.after, self._mapping.titles):
                yield row | one._asdict()
        else:
            yield row

    def _add_besides(self, made: Made, row: Row, line: str) -> str | None:
        """Make a dossier that a record needs; None where its id cannot be written."""
        try:
            return self._add(made, row, line, self._made_besides)
        except _NoDossierError:
            identifier = slug(filled(made.id, row, self._mapping.words))
            return identifier if identifier in self._made_besides else None

    def _add(self, made: Made, row: Row, line: str, into: dict[str, dict[str, Any]]) -> str:
        identifier = slug(filled(made.id, row, self._mapping.words))
        if not identifier:
            raise _NoDossierError("its id is empty")
        if identifier in into:
            raise _NoDossierError(f"another record has made the id `{identifier}`")
        table: dict[str, Any] = {"kind": made.kind, "id": identifier, **self._fields(made.fields, row)}
        inferred = {name: reason for name, reason in made.inferred.items() if name in table}
        if inferred:
            table["inferred"] = inferred
        if claims := self._claims(made.claims, row, line):
            table["claims"] = claims
        into[identifier] = table
        return identifier

    def _fields(self, templates: dict[str, Any], row: Row) -> dict[str, str]:
        fields = {}
        for name, template in templates.items():
            fill = filled_loosely if name in _LOOSE else filled
            value = fill(template, row, self._mapping.words)
            value = slug(value) if name in _LINKS else value
            if value:
                fields[name] = value
        return fields

    def _claims(self, templates: tuple[ClaimTemplate, ...], row: Row, line: str) -> list[dict[str, Any]]:
        claims = []
        for template in templates:
            text = filled(template.text, row, self._mapping.words)
            if text:
                claim = {
                    "id": slug(filled(template.id, row, self._mapping.words)),
                    "type": template.type,
                    "text": text,
                    "backs": [filled(one, row, self._mapping.words) for one in template.backs],
                    "evidence": [{"source": self._source, "quote": line}],
                }
                claims.append({key: value for key, value in claim.items() if value})
        return claims

    @property
    def _source(self) -> str:
        return self._records.source if self._part == 1 else f"{self._records.source}-{self._part}"

    def _close_source(self) -> None:
        """Make a source of the lines that there are; another one is begun for those that follow."""
        if not self._lines:
            return
        text = "\n\n".join(self._lines) + "\n"
        path = f"seeds/{self._source}.txt"
        self._result.texts[path] = text
        told = {"publisher": self._mapping.publisher} if self._mapping.publisher else {}
        title = self._records.title + (f", part {self._part}" if self._part > 1 else "")
        self._result.dossiers[self._source] = {
            "kind": "source", "id": self._source, "title": title, **told, "language": "en",
            "path": path, "sha256": sha256(text.encode()).hexdigest(),
        }  # fmt: skip
        self._lines, self._size, self._part = [], 0, self._part + 1


class _NoDossierError(ValueError):
    """A record that makes no dossier; the message says why."""
