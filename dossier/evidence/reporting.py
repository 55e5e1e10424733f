"""Findings on dossiers that can be read: where a value stands is looked up when there is something to say about it."""

from dossier.library.finding import Finding, Severity
from dossier.library.library import Library
from dossier.library.positions import KeyPath, Place, dotted
from dossier.model.visible import visible_line


class Reporter:
    """Makes findings with line and column, reading each file once at most."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places: dict[str, dict[KeyPath, Place]] = {}

    def finding(
        self, dossier: str, at: KeyPath, code: str, message: str, hint: str = "", *, severity: Severity = "error"
    ) -> Finding:
        """Return a finding at the value *at* of a dossier, or at the nearest table around it that is written."""
        path = self._library.entries[dossier].path
        places = self._of_file(path)
        position = None
        for depth in range(len(at), 0, -1):
            if at[:depth] in places:
                position = places[at[:depth]].value
                break
        line, column, length = (position.line, position.column, position.length) if position else (1, 1, 1)
        told, mend = visible_line(message), visible_line(hint)
        return Finding(path, line, column, code, told, mend, severity, max(1, length), dossier, dotted(at))

    def _of_file(self, path: str) -> dict[KeyPath, Place]:
        from dossier.library.reading import positions_of

        if path not in self._places:
            try:
                self._places[path] = positions_of((self._library.root / path).read_bytes())
            except (OSError, UnicodeDecodeError, ValueError):
                self._places[path] = {}
        return self._places[path]
