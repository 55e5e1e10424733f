"""The mapping: a TOML file that says what the columns of some tables become. docs/import.md explains it by example."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, ValidationError

from dossier.library.hints import did_you_mean
from dossier.model.base import Strict

Template = str | tuple[str, ...]
"""Text with ``{column}`` in it; of several, the first whose columns are all filled."""

Kind = Literal["official", "engagement", "organization", "place", "topic"]


class MappingError(ValueError):
    """A mapping that cannot be used; the message says where and how to mend it."""


class People(Strict):
    """Where a text names people: “Met with Prime Minister X and King Y”."""

    text: str
    """Template of the text that is looked through."""

    after: tuple[str, ...]
    """Words that people are named after, such as ``Met with``."""


class ClaimTemplate(Strict):
    """A claim; its evidence is the line of the record."""

    id: str
    text: Template
    type: str = "fact"
    backs: tuple[str, ...] = ()


class Made(Strict):
    """A dossier: what its fields become."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    id: Template
    fields: dict[str, Template] = Field(default_factory=dict)
    inferred: dict[str, str] = Field(default_factory=dict)
    """Fields that no column gives, each with the reason for its value."""

    claims: tuple[ClaimTemplate, ...] = ()


class Items(Strict):
    """Tables inside a dossier, such as posts or participants: one, or one for each thing in the record."""

    field: str
    each: str | None = None
    """A column that holds a list of records; their columns are added to those of the record."""

    people: People | None = None
    """People named in a text; each has the columns ``person`` and ``title``."""

    item: dict[str, Template]
    creates: Made | None = None
    """A dossier that each item needs; of several with one id the first stands."""

    claims: tuple[ClaimTemplate, ...] = ()


class Records(Made):
    """A file whose records become dossiers of one kind."""

    file: str
    """CSV, TSV or JSON lines, also compressed (``.gz``); relative to the mapping."""

    source: str
    """Id of the source that the records are kept in."""

    title: str
    """Title of that source."""

    items: tuple[Items, ...] = ()
    creates: tuple[Made, ...] = ()


class Mapping(Strict):
    """Everything that an import does."""

    title: str
    publisher: str | None = None
    titles: tuple[str, ...] = ()
    """Titles that people are named with, such as ``Prime Minister``."""

    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Tables of words: ``{role:roles}`` is what ``[words.roles]`` has for the value of the column ``role``."""

    records: tuple[Records, ...]


def read_mapping(path: Path) -> Mapping:
    """Read the mapping at *path*.

    Raises:
        MappingError: it cannot be read, is not TOML, or has keys or values that a mapping does not have.
    """
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(f"{path}: {error}") from error
    except ValidationError as error:
        raise MappingError(_told(path, error)) from error


def _told(path: Path, error: ValidationError) -> str:
    """The first thing that is wrong, with its place and the mend."""
    first = error.errors(include_url=False)[0]
    at = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{path}: `{at}`: {first['msg'].lower()}"
    keys = {key for model in (Mapping, Records, Items, Made, People, ClaimTemplate) for key in model.model_fields}
    return f"{path}: unknown key `{at}` {did_you_mean(str(first['loc'][-1]), sorted(keys))}".rstrip()
