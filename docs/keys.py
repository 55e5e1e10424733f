"""Write docs/keys.md from the command table: `python docs/keys.py`."""

from pathlib import Path

from dossier.tui.commands import COMMANDS, commands_at

PLACES = {
    "explorer": "In the list, the card, the passage",
    "query": "In the search line",
    "list": "In a list: timeline, backlinks, network, findings",
    "source": "In a source text",
    "jump": "In the palette",
    "help": "In help",
    "review": "In the review",
    "entry": "In the review, while writing",
}


def page() -> str:
    """Return the page."""
    lines = [
        "# Keys",
        "",
        "Made by `python docs/keys.py` from the program's own table. `[keys]` in the settings remaps a command by id.",
    ]
    for place, title in PLACES.items():
        lines += ["", f"## {title}", "", "| keys | does | id |", "| --- | --- | --- |"]
        for command in commands_at(place):  # type: ignore[arg-type]
            if command.keys:
                keys = " ".join(f"`{key}`" for key in command.shown_keys.split())
                lines.append(f"| {keys} | {command.help} | {command.id} |")
    without = ", ".join(f"{command.help} ({command.id})" for command in COMMANDS if not command.keys)
    return "\n".join([*lines, "", f"Only in the palette: {without}.", ""])


if __name__ == "__main__":
    (Path(__file__).parent / "keys.md").write_text(page())
