"""One dossier file, read whole: bytes to TOML table to model, or to findings with line and column."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any, get_args

import rtoml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dossier.library.finding import Finding
from dossier.library.hints import did_you_mean
from dossier.library.positions import KeyPath, Place, Position, dotted, locate
from dossier.model.base import Dossier
from dossier.model.kinds import KINDS
from dossier.model.visible import visible_line

FOLDERS = {f"{kind}s": kind for kind in KINDS}
"""Folder under ``data/`` → kind of the dossiers in it."""

_START = Position(0, 1, 1, 1)
_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_NOT_TOML_1_0 = re.compile(r",\s*\}|\{[^}\n]*$|\\[ex]|^\ufeff|\d:\d\d(?!:?\d)", re.MULTILINE)
"""What might be TOML 1.1, which rtoml reads too: inline tables over several lines or with a last comma, new escapes."""

_WRONG_TYPES = {"string_type", "tuple_type", "dict_type", "model_type", "model_attributes_type", "int_type"}


@dataclass(slots=True)
class Reading:
    """What became of one file: a dossier, or the findings that say why there is none."""

    path: str
    dossier: Dossier | None = None
    findings: list[Finding] = field(default_factory=list)


def read(path: str, data: bytes) -> Reading:
    """Read the dossier in *data*, the bytes of the file at *path* (relative to the library, with forward slashes)."""
    reading = Reading(path)
    document = _decoded(data, reading)
    table = None if document is None else _table(document, reading)
    if document is None or table is None:
        return reading
    _, folder, name = path.split("/")
    kind, identifier = FOLDERS[folder], name.removesuffix(".toml")
    report = _Report(reading, document)
    if "kind" in table and table["kind"] != kind:
        report.add(
            ("kind",),
            "kind-mismatch",
            f"`kind` = {_shown(table['kind'])}, but the file is in data/{folder}/",
            f'write kind = "{kind}", or move the file',
        )
    elif "id" in table and table["id"] != identifier:
        report.add(
            ("id",),
            "id-mismatch",
            f"`id` = {_shown(table['id'])}, but the file is named {name}",
            f'write id = "{identifier}", or rename the file',
        )
    model = KINDS[kind]
    try:
        dossier = model.model_validate(table | {"kind": kind})
    except ValidationError as error:
        for details in error.errors(include_url=False):
            report.validation_error(details, model)
    else:
        if not reading.findings:
            reading.dossier = dossier
    return reading


def positions_of(data: bytes) -> dict[KeyPath, Place]:
    """Return where the keys and values of a readable dossier stand, see `dossier.library.positions.locate`."""
    return locate(data.decode("utf-8-sig"))


def _decoded(data: bytes, reading: Reading) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        reading.findings.append(
            Finding(reading.path, line, column, "not-utf8", message, "save the file as UTF-8", dossier=_name(reading))
        )
        return None


def _table(document: str, reading: Reading) -> dict[str, Any] | None:
    try:
        return _parsed(document)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _SYNTAX_PLACE.search(str(error))
        if place and place[1]:
            line, column = int(place[1]), int(place[2])
        else:
            line, column = document.count("\n") + 1, len(document) - document.rfind("\n")
        reason = (
            _SYNTAX_PLACE.sub("", str(error)) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply"
        )
        reading.findings.append(
            Finding(
                reading.path,
                line,
                column,
                "syntax",
                visible_line(f"this is not TOML: {reason[:1].lower()}{reason[1:]}"),
                "nothing of this file is shown until it is mended",
                dossier=_name(reading),
            )
        )
        return None


def _parsed(document: str) -> dict[str, Any]:
    """Parse with rtoml, which takes a tenth of the time; what it will not have is judged by the standard library.

    Raises:
        tomllib.TOMLDecodeError, RecursionError: this is not TOML; the error says where.
    """
    if not _NOT_TOML_1_0.search(document):
        try:
            return rtoml.loads(document)
        except rtoml.TomlParsingError:
            pass
    return tomllib.loads(document)


def _name(reading: Reading) -> str:
    return reading.path.rpartition("/")[2].removesuffix(".toml")


class _Report:
    """Adds findings to a reading; scans the document for positions when the first one comes."""

    def __init__(self, reading: Reading, document: str) -> None:
        self._reading = reading
        self._document = document
        self._places: dict[KeyPath, Place] | None = None

    def add(self, at: KeyPath, code: str, message: str, hint: str, on_key: bool = False) -> None:
        position = self._position(at, on_key)
        self._reading.findings.append(
            Finding(
                self._reading.path,
                position.line,
                position.column,
                code,
                visible_line(message),
                visible_line(hint),
                length=max(1, position.length),
                dossier=_name(self._reading),
                field=dotted(at),
            )
        )

    def validation_error(self, details: ErrorDetails, model: type[BaseModel]) -> None:
        """Turn one error of pydantic into a finding with the words of a dossier."""
        at: KeyPath = details["loc"]
        name, given, type_ = dotted(at), details["input"], details["type"]
        match type_:
            case "extra_forbidden":
                right = _fields_at(model, at[:-1])
                hint = did_you_mean(str(at[-1]), right) or f"the keys here are {', '.join(right)}"
                self.add(at, "unknown-key", f"unknown key `{name}`", hint, on_key=True)
            case "missing":
                self.add(at[:-1], "missing-key", f"`{name}` is missing", "every file of this kind has it")
            case "literal_error":
                expected = str(details.get("ctx", {}).get("expected", ""))
                choices = re.findall(r"'([^']*)'", expected)
                hint = did_you_mean(str(given), choices) or f"write one of {', '.join(choices)}"
                self.add(at, "bad-value", f"`{name}` = {_shown(given)} is not one of the values it can have", hint)
            case "string_pattern_mismatch":
                hint = "ids are lower-case ASCII letters and digits joined by hyphens, hashes 64 hexadecimal digits"
                self.add(at, "bad-value", f"`{name}` = {_shown(given)} is not written as it should be", hint)
            case "string_too_short":
                self.add(at, "bad-value", f"`{name}` is empty", "leave the key out where there is nothing to say")
            case "value_error":
                reason, _, hint = str(details["ctx"]["error"]).partition("; ")
                code = "bad-date" if name.endswith("edtf") else "bad-value"
                self.add(at, code, f"`{name}`: {reason}" if name else reason, hint)
            case _ if type_ in _WRONG_TYPES:
                expected, hint = _EXPECTED.get(type_, ("a value of another type", ""))
                if type(given).__name__ in ("date", "datetime"):
                    hint = f'put it in quotes: "{given}"'
                self.add(at, "wrong-type", f"`{name}` is {_kind_of(given)}, not {expected}", hint)
            case _:
                self.add(at, "bad-value", f"`{name}` = {_shown(given)}: {details['msg'].lower()}", "")

    def _position(self, at: KeyPath, on_key: bool) -> Position:
        if self._places is None:
            self._places = locate(self._document)
        for depth in range(len(at), 0, -1):
            place = self._places.get(at[:depth])
            if place:
                return place.key if on_key and depth == len(at) else place.value
        return _START


_EXPECTED = {
    "string_type": ("text", "put it in quotes"),
    "tuple_type": ("a list", "put it in square brackets: [ … ]"),
    "dict_type": ("a table", "write it as a table"),
    "model_type": ("a table", "write it as a table"),
    "model_attributes_type": ("a table", "write it as a table"),
}


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _kind_of(value: object) -> str:
    names = {"str": "text", "int": "a number", "float": "a number", "bool": "true or false", "list": "a list"}
    return names.get(type(value).__name__, {"dict": "a table"}.get(type(value).__name__, "a bare date or time"))


def _fields_at(model: type[BaseModel], at: KeyPath) -> list[str]:
    """The keys that the table at *at* may have."""
    for step in at:
        if isinstance(step, str):
            found = _model_in(model.model_fields[step].annotation)
            if found is None:
                return []
            model = found
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
