"""Every command of the explorer, declared once: name, keys, help and where it works.

Bindings, palette, status line, help screen, `dossier keys` and docs/keys.md are all made from this table.
"""

from typing import Literal, NamedTuple

PlaceName = Literal["explorer", "query", "source", "list", "jump", "help", "review", "entry"]


class Command(NamedTuple):
    """One thing that a key, or the palette, does.

    `keys` are Textual's key names, or the characters themselves; `action` is the action on the screen. `label` is the
    word for the status line; a command without a label does not stand there.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    help: str
    places: tuple[PlaceName, ...]
    label: str = ""

    @property
    def shown_keys(self) -> str:
        """The keys as help shows them."""
        return " ".join(_SHOWN.get(key, key) for key in self.keys)


_SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc", "tab": "Tab",
    "shift+tab": "Shift+Tab", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "backspace": "Backspace", "ctrl+u": "Ctrl+U", "ctrl+w": "Ctrl+W", "ctrl+c": "Ctrl+C", "ctrl+z": "Ctrl+Z",
    "space": "Space",
}  # fmt: skip

_LISTS: tuple[PlaceName, ...] = ("explorer", "list", "help")
_BROWSING: tuple[PlaceName, ...] = ("explorer", "source", "list", "help", "review")
_PAGED: tuple[PlaceName, ...] = ("explorer", "query", "source", "list", "jump", "help", "review")
_EVERYWHERE: tuple[PlaceName, ...] = (*_PAGED, "entry")

COMMANDS = (
    Command("supported", ("y",), "judge('supported')", "the passage supports the claim", ("review",), "supported"),
    Command("partly", ("p",), "judge('partly')", "it supports a part; asks which", ("review",), "partly"),
    Command(
        "not-in-passage",
        ("n",),
        "judge('not-in-passage')",
        "the passage does not say this; asks what it says",
        ("review",),
        "not there",
    ),
    Command(
        "contradicted",
        ("c",),
        "judge('contradicted')",
        "the passage says otherwise; asks what",
        ("review",),
        "contradicted",
    ),
    Command("unsure", ("u",), "judge('unsure')", "unsure", ("review",), "unsure"),
    Command("skip", ("space", "j", "down"), "claim(1)", "the next claim, without a verdict", ("review",), "skip"),
    Command("previous-claim", ("k", "up"), "claim(-1)", "the claim before", ("review",)),
    Command("undo", ("z",), "undo", "take the last verdict back, and go to its claim", ("review",), "undo"),
    Command("redo", ("Z",), "redo", "give the verdict again that was taken back last", ("review",)),
    Command("note", ("a",), "note", "write a note, saved with your verdict", ("review",), "note"),
    Command("save-again", ("w",), "save", "save again what could not be saved", ("review",)),
    Command("choose", ("/",), "search", "choose which claims to review, by a query", ("review",)),
    Command("open-claim", ("enter", "l", "right"), "open", "leave for the dossier of this claim", ("review",)),
    Command("finish-entry", ("enter",), "", "keep what is written", ("entry",), "keep"),
    Command("next-field", ("tab",), "", "to the note, and back", ("entry",), "note"),
    Command("leave-entry", ("escape",), "", "cancel", ("entry",), "cancel"),
    Command(
        "search",
        ("/",),
        "search",
        "search all dossiers; Esc leaves the line and keeps the query",
        ("explorer",),
        "search",
    ),
    Command(
        "open", ("enter", "l", "right"), "open", "open, or follow the link under the cursor", ("explorer",), "open"
    ),
    Command("open-hit", ("enter",), "open", "open the dossier under the cursor", ("query", "jump"), "open"),
    Command("open-row", ("enter", "l", "right"), "open", "open the dossier under the cursor", ("list",), "open"),
    Command(
        "claims",
        ("enter", "l", "right"),
        "open",
        "list the claims that stand here, or go to the one",
        ("source",),
        "claims",
    ),
    Command("up", ("h", "-", "left"), "up", "to what this is a part of; from there to the list", ("explorer",)),
    Command("move-down", ("j", "down"), "move(1)", "one line down", _LISTS),
    Command("move-up", ("k", "up"), "move(-1)", "one line up", _LISTS),
    Command("next-sentence", ("j", "down"), "move(1)", "the next sentence", ("source",), "sentence"),
    Command("previous-sentence", ("k", "up"), "move(-1)", "the sentence before", ("source",)),
    Command("move-down-typing", ("down",), "move(1)", "one line down", ("query", "jump"), "move"),
    Command("move-up-typing", ("up",), "move(-1)", "one line up", ("query", "jump")),
    Command("page-down", ("pagedown",), "page(1)", "one page down", _PAGED),
    Command("page-up", ("pageup",), "page(-1)", "one page up", _PAGED),
    Command("first", ("g", "home"), "end(-1)", "to the first line", _BROWSING),
    Command("last", ("G", "end"), "end(1)", "to the last line", _BROWSING),
    Command("next-pane", ("tab",), "pane_by(1)", "to the next pane", ("explorer", "query"), "pane"),
    Command("previous-pane", ("shift+tab",), "pane_by(-1)", "to the previous pane", ("explorer", "query")),
    Command("pane-1", ("1",), "pane(0)", "to the list", ("explorer",)),
    Command("pane-2", ("2",), "pane(1)", "to the card", ("explorer",)),
    Command("pane-3", ("3",), "pane(2)", "to the passage", ("explorer",)),
    Command("pane-4", ("4",), "pane(3)", "to what the line is linked with (from 120 columns)", ("explorer",)),
    Command("history-back", ("[",), "history(-1)", "back to the dossier before", ("explorer",), "before"),
    Command("history-forward", ("]",), "history(1)", "forward again", ("explorer",)),
    Command(
        "review",
        ("r",),
        "review",
        "review claims: where you stopped, or the claim under the cursor",
        ("explorer",),
        "review",
    ),
    Command("source", ("o",), "source", "the whole source, at the passage", ("explorer", "review"), "source"),
    Command("evidence-next", ("e",), "evidence(1)", "the next piece of evidence of this claim", ("explorer", "review")),
    Command("context-less", ("{",), "context(-1)", "less text around the passage", ("explorer", "review")),
    Command("context-more", ("}",), "context(1)", "more text around the passage", ("explorer", "review")),
    Command("next-quote", ("n",), "quote(1)", "to the next quote that a claim stands on", ("source",), "next quote"),
    Command("previous-quote", ("N",), "quote(-1)", "to the quote before", ("source",)),
    Command("backlinks", ("b",), "backlinks", "what links to this dossier", ("explorer",), "backlinks"),
    Command("timeline", ("t",), "timeline", "all engagements by date", ("explorer",), "timeline"),
    Command("network", ("x",), "network", "who met whom", ("explorer",)),
    Command("findings", ("f",), "findings", "what is wrong with the library", ("explorer",)),
    Command("copy", ("Y",), "copy", "copy the citation of this line, and show it as text", ("explorer",)),
    Command("jump", (":",), "jump", "command palette, and jump by kind and name", ("explorer",), "jump"),
    Command("help", ("?",), "help", "what the keys do here", ("explorer", "source", "list", "review"), "help"),
    Command("back", ("q", "escape"), "back", "back: leave this screen or pane; in the list, quit", _BROWSING, "back"),
    Command("leave-typing", ("escape",), "back", "leave this line; what is typed stays", ("query", "jump"), "keys"),
    Command("quit", ("Q",), "quit", "quit at once", _BROWSING, "quit"),
    Command("cancel", ("ctrl+c",), "cancel", "cancel; twice quits", _EVERYWHERE),
    Command("suspend", ("ctrl+z",), "app.suspend", "give the terminal to the shell; fg comes back", _EVERYWHERE),
    Command("theme-dark", (), "theme('dark')", "theme: dark", ("explorer",)),
    Command("theme-light", (), "theme('light')", "theme: light", ("explorer",)),
    Command("theme-ansi-dark", (), "theme('ansi-dark')", "theme: 16 colours of a dark terminal", ("explorer",)),
    Command("theme-ansi-light", (), "theme('ansi-light')", "theme: 16 colours of a light terminal", ("explorer",)),
)

BY_ID = {command.id: command for command in COMMANDS}


def commands_at(place: PlaceName) -> list[Command]:
    """Return the commands that work in a place, in the order of the table."""
    return [command for command in COMMANDS if place in command.places]
