"""The two lines of the review: how far it is, and what was done last or is being written."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.reactive import var

from dossier.tui.layout import Piece, cut, cut_row, split, spread, width_of
from dossier.tui.widgets.lines import LineWidget, Row, cells

_BAR = 10
"""Cells of the progress bar."""


class Progress(NamedTuple):
    """Where the review is."""

    reviewer: str = ""
    judged: int = 0
    total: int = 0
    """Claims in the queue. No place in it is told: that changes as claims are judged."""

    query: str = ""
    unsaved: int = 0
    view_only: bool = False


class ReviewBar(LineWidget):
    """The uppermost line of the review."""

    state: var[Progress] = var(Progress(), init=False)

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the one line."""
        state = self.state
        left: list[Piece] = [
            (" review ", "brand"),
            (f"  {state.judged:,} of {state.total:,} judged by {state.reviewer}", ""),
        ]
        if state.query:
            left.append((f"  {state.query}", "dim"))
        right: list[Piece] = []
        if state.view_only:
            right.append(("view-only  ", "warning"))
        if state.unsaved:
            right.append((f"{state.unsaved:,} not saved  ", "warning"))
        done = state.judged * _BAR // state.total if state.total else 0
        right += [
            ("━" * done, "key"),
            ("─" * (_BAR - done), "frame"),
            (" ", ""),
        ]
        if width_of(left) + width_of(right) > width:
            right = [piece for piece in right if piece[1] == "warning"]
        return [spread(left, right, width)]

    def watch_state(self) -> None:
        """Paint the new state."""
        self.paint()


class Field(NamedTuple):
    """One line of text that is being written."""

    name: str
    prompt: str
    text: str = ""
    cursor: int = 0
    """Before which character the cursor is."""


class EntryBar(LineWidget, can_focus=True):
    """One line of text, edited in place; elsewhere what was done last.

    While it has the focus only Enter, Esc, Tab and the keys of editing do anything.
    """

    told: var[str] = var("", init=False)

    class Done(Message):
        """The user has finished: the texts by the names of their fields."""

        def __init__(self, texts: dict[str, str]) -> None:
            super().__init__()
            self.texts = texts

    class Cancelled(Message):
        """The user wants none of it."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[Field] = []
        self._here = 0

    def ask(self, *fields: Field) -> None:
        """Have the user write the first of some fields; Tab goes to the next."""
        self._fields = [field._replace(cursor=len(field.text)) for field in fields]
        self._here = 0
        self.focus()
        self.paint()

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the one line, in writing with its cursor reversed."""
        if not self._fields:
            return [cut_row([(f" {self.told}", "")], width)]
        field = self._fields[self._here]
        prompt: list[Piece] = [(f" {field.prompt} ", "key")]
        room = max(4, width - width_of(prompt) - 2)
        before = field.text[: field.cursor]
        while cells(before) > room - 1:  # the end of what is written stays in sight
            before = before[1:]
        under = field.text[field.cursor : field.cursor + 1] or " "
        after = split(field.text[field.cursor + 1 :], max(0, room - cells(before) - cells(under)))[0]
        others = [cut(f" {other.prompt} {other.text}", width) for other in self._fields if other is not field]
        right: list[Piece] = [(f"Tab:{other} ", "dim") for other in others if cells(before + after) + 30 < width // 2]
        return [spread([*prompt, (before, ""), (under, "cursor"), (after, "")], right, width)]

    def takes(self, event: events.Key) -> bool:
        """Tell whether a key is written or edits: in writing, every key but the one that cancels everything."""
        return bool(self._fields) and event.key != "ctrl+c"

    def on_key(self, event: events.Key) -> None:
        """Edit; no key goes on to the screen but the one that cancels everything."""
        if not self.takes(event):
            return
        event.stop()
        event.prevent_default()
        match event.key:
            case "enter":
                fields, self._fields = self._fields, []
                self.post_message(self.Done({field.name: field.text.strip() for field in fields}))
            case "escape":
                self.cancel()
            case "tab" | "shift+tab":
                self._here = (self._here + 1) % len(self._fields)
                self.paint()
            case _:
                self._fields[self._here] = edited(self._fields[self._here], event.key, event.character)
                self.paint()

    def cancel(self) -> None:
        """Forget what was written."""
        self._fields = []
        self.paint()
        self.post_message(self.Cancelled())

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text, on one line."""
        event.stop()
        if self._fields:
            field = self._fields[self._here]
            self._fields[self._here] = _inserted(field, " ".join(event.text.split()))
            self.paint()

    def watch_told(self) -> None:
        """Paint what was done."""
        self.paint()


def edited(field: Field, key: str, character: str | None) -> Field:
    """Return a field after a key: a character goes in at the cursor, a key of editing does what it does elsewhere."""
    text, at = field.text, field.cursor
    match key:
        case "left":
            return field._replace(cursor=max(0, at - 1))
        case "right":
            return field._replace(cursor=min(len(text), at + 1))
        case "home":
            return field._replace(cursor=0)
        case "end":
            return field._replace(cursor=len(text))
        case "backspace":
            return field._replace(text=text[: max(0, at - 1)] + text[at:], cursor=max(0, at - 1))
        case "delete":
            return field._replace(text=text[:at] + text[at + 1 :])
        case "ctrl+u":
            return field._replace(text=text[at:], cursor=0)
        case "ctrl+w":
            kept = text[:at].rstrip(" ")
            kept = kept[: kept.rfind(" ") + 1]
            return field._replace(text=kept + text[at:], cursor=len(kept))
    return _inserted(field, character) if character and character.isprintable() else field


def _inserted(field: Field, text: str) -> Field:
    at = field.cursor
    return field._replace(text=field.text[:at] + text + field.text[at:], cursor=at + len(text))
