"""Line and column of every key and value of a TOML document.

tomllib reads a document but does not say where a value stood; a validation error without its line is half an error.
This scanner walks a document that tomllib has already accepted (TOML 1.0.0, toml.io/en/v1.0.0), so it may take the
syntax as right, and only keeps count of where things are. It is run when there is something to report.
"""

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""Where a value stands in a TOML document: keys, and zero-based positions in arrays."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_LITERAL = re.compile(r"'([^'\n]*)'")
_MULTILINE_BASIC = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")', re.DOTALL)
_MULTILINE_LITERAL = re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}#]+(?: [0-9]{2}:[^\s,\]}#]+)?")


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands: character offset in the document, line and column from 1, length in characters."""

    offset: int
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key and its value stand; a table's value is its header."""

    key: Position
    value: Position


def dotted(at: KeyPath) -> str:
    """Return a path as a reader writes it: ``participants[1].official``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at).removeprefix(".")


def locate(document: str) -> dict[KeyPath, Place]:
    """Map the path of every key, table and array element of *document* to where it stands."""
    scanner = _Scanner(document)
    scanner.run()
    return scanner.places


class _Scanner:
    def __init__(self, document: str) -> None:
        self.document = document
        self.offset = 0
        self.places: dict[KeyPath, Place] = {}
        self._array_lengths: dict[KeyPath, int] = {}
        self._line_starts = [0] + [match.end() for match in re.finditer("\n", document)]

    def run(self) -> None:
        table: KeyPath = ()
        while self._skip_space():
            if self.document.startswith("[", self.offset):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        start = self.offset
        is_array = self.document.startswith("[[", start)
        self.offset += 2 if is_array else 1
        keys = tuple(key for key, _ in self._keys())
        self.offset = self.document.index("]", self.offset) + (2 if is_array else 1)
        path = (*self._resolved(keys[:-1]), keys[-1])
        place = self._place(start, self.offset, start, self.offset)
        for depth in range(1, len(path)):
            self.places.setdefault(path[:depth], place)
        if is_array:
            self.places.setdefault(path, place)
            number = self._array_lengths.get(path, 0)
            self._array_lengths[path] = number + 1
            path = (*path, number)
        self.places[path] = place
        return path

    def _resolved(self, keys: tuple[str, ...]) -> KeyPath:
        """Insert, after each array of tables, the position of its latest table."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            if path in self._array_lengths:
                path = (*path, self._array_lengths[path] - 1)
        return path

    def _pair(self, table: KeyPath) -> None:
        keys = self._keys()
        key_start, key_end = keys[0][1].offset, keys[-1][1].offset + keys[-1][1].length
        self.offset = self.document.index("=", self.offset) + 1
        self._skip_space()
        path = (*table, *(key for key, _ in keys))
        value_start = self.offset
        self._value(path)
        place = self._place(key_start, key_end, value_start, self.offset)
        for depth in range(1, len(keys)):
            self.places.setdefault((*table, *(key for key, _ in keys[:depth])), place)
        self.places[path] = place

    def _keys(self) -> list[tuple[str, Position]]:
        keys = []
        while True:
            self._skip_space()
            start = self.offset
            match = (
                _BARE.match(self.document, start)
                or _BASIC.match(self.document, start)
                or _LITERAL.match(self.document, start)
            )
            if match is None:
                raise ValueError(f"no TOML key at offset {start}")
            self.offset = match.end()
            keys.append((_unquoted(match.group()), self._position(start, self.offset)))
            self._skip_space()
            if not self.document.startswith(".", self.offset):
                return keys
            self.offset += 1

    def _value(self, path: KeyPath) -> None:
        sign = self.document[self.offset]
        if sign == "[":
            self._array(path)
        elif sign == "{":
            self._inline_table(path)
        else:
            for pattern in (_MULTILINE_BASIC, _MULTILINE_LITERAL, _BASIC, _LITERAL, _SCALAR):
                match = pattern.match(self.document, self.offset)
                if match:
                    self.offset = match.end()
                    return
            raise ValueError(f"no TOML value at offset {self.offset}")

    def _array(self, path: KeyPath) -> None:
        self.offset += 1
        number = 0
        while self._skip_space() and self.document[self.offset] != "]":
            start = self.offset
            self._value((*path, number))
            self.places[(*path, number)] = self._place(start, self.offset, start, self.offset)
            number += 1
            self._skip_space()
            if self.document[self.offset] == ",":
                self.offset += 1
        self.offset += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.offset += 1
        while self._skip_space() and self.document[self.offset] != "}":
            self._pair(path)
            self._skip_space()
            if self.document[self.offset] == ",":
                self.offset += 1
        self.offset += 1

    def _skip_space(self) -> bool:
        match = _SPACE.match(self.document, self.offset)
        self.offset = match.end() if match else self.offset
        return self.offset < len(self.document)

    def _place(self, key_start: int, key_end: int, value_start: int, value_end: int) -> Place:
        return Place(self._position(key_start, key_end), self._position(value_start, value_end))

    def _position(self, start: int, end: int) -> Position:
        line = bisect_right(self._line_starts, start)
        return Position(start, line, start - self._line_starts[line - 1] + 1, end - start)


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        return str(tomllib.loads(f"key = {key}")["key"])
    return key
