"""The user's settings: one TOML file, `dossier/config.toml` in the XDG configuration folder.

``theme`` is the name of a theme; ``[keys]`` maps the id of a command (see `dossier keys`) to the keys that run it;
``[searches]`` gives names to queries, which are then run by ``@name``; ``[review]`` says who reviews, and where.
What is wrong with the file is told, and the rest of it holds.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from dossier.review.reviewer import DeskSettings

THEMES = ("dark", "light", "ansi-dark", "ansi-light")
DEFAULT_THEME = "ansi-dark"


@dataclass(slots=True)
class Settings:
    """What the user has chosen. `problems` are the lines to tell the user."""

    theme: str = DEFAULT_THEME
    keys: dict[str, str] = field(default_factory=dict)
    searches: dict[str, str] = field(default_factory=dict)
    """Saved searches: queries by name."""

    review: DeskSettings = field(default_factory=DeskSettings)
    problems: list[str] = field(default_factory=list)


def settings_file() -> Path:
    """Return where the settings are (XDG Base Directory Specification 0.8); the file need not exist."""
    configured = os.environ.get("XDG_CONFIG_HOME") or ""
    folder = Path(configured) if Path(configured).is_absolute() else Path.home() / ".config"
    return folder / "dossier" / "config.toml"


def read_settings(file: Path | None = None) -> Settings:
    """Read the settings; the defaults where there is no file."""
    file = file or settings_file()
    try:
        data = file.read_bytes()
    except OSError:
        return Settings()
    import tomllib

    from dossier.library.hints import did_you_mean
    from dossier.model.visible import visible_line

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        return Settings(problems=[f"{file}: {visible_line(str(error))}; the defaults hold"])
    settings = Settings()
    for key, value in table.items():
        match key, value:
            case "theme", str() if value in THEMES:
                settings.theme = value
            case "theme", _:
                settings.problems.append(f"{file}: `theme` is one of {', '.join(THEMES)}")
            case "keys", dict():
                _read_keys(value, file, settings)
            case "searches", dict():
                _read_searches(value, file, settings)
            case "review", dict():
                _read_review(value, file, settings)
            case _:
                hint = did_you_mean(key, ("theme", "keys", "searches", "review"))
                settings.problems.append(visible_line(f"{file}: unknown key `{key}`{f', {hint}' if hint else ''}"))
    return settings


def _read_keys(table: dict[str, object], file: Path, settings: Settings) -> None:
    """Take over the keys of the commands that there are."""
    from dossier.library.hints import did_you_mean
    from dossier.model.visible import visible_line
    from dossier.tui.commands import BY_ID

    for command, keys in table.items():
        if command not in BY_ID:
            hint = did_you_mean(command, BY_ID)
            told = f"{file}: `keys.{command}`: no command has this id{f', {hint}' if hint else ''}"
            settings.problems.append(visible_line(told))
        elif isinstance(keys, str):
            settings.keys[command] = keys
        else:
            settings.problems.append(f'{file}: `keys.{command}` is the keys as text, such as "j,down"')


def _read_searches(table: dict[str, object], file: Path, settings: Settings) -> None:
    """Take over the saved searches that are text, under names that can be typed."""
    from dossier.model.visible import visible_line

    for name, query in table.items():
        if isinstance(query, str) and name and not any(character.isspace() for character in name):
            settings.searches[name] = query
        else:
            told = f'{file}: `searches.{name}` is a query as text, such as "kind:official country:JP"'
            settings.problems.append(visible_line(told))


def _read_review(table: dict[str, object], file: Path, settings: Settings) -> None:
    """Take over what is of the right type."""
    from dossier.library.hints import did_you_mean
    from dossier.model.visible import visible_line

    for name, value in table.items():
        match name, value:
            case "reviewer", str():
                settings.review = settings.review._replace(reviewer=value)
            case "folder", str():
                settings.review = settings.review._replace(folder=value)
            case "show_others", bool():
                settings.review = settings.review._replace(show_others=value)
            case "reviewer" | "folder" | "show_others", _:
                wanted = "true or false" if name == "show_others" else "text"
                settings.problems.append(f"{file}: `review.{name}` is {wanted}")
            case _:
                hint = did_you_mean(name, ("reviewer", "folder", "show_others"))
                told = f"{file}: unknown key `review.{name}`{f', {hint}' if hint else ''}"
                settings.problems.append(visible_line(told))


def write_theme(theme: str, file: Path | None = None) -> None:
    """Keep the chosen theme; everything else in the file's tables stays.

    Raises:
        OSError: the file cannot be written.
        ValueError: the file is there and is not TOML; it is left as it is.
    """
    import tomllib

    import tomli_w

    file = file or settings_file()
    table = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.partial-{os.getpid()}")
    try:
        partial.write_text(tomli_w.dumps(table | {"theme": theme}), "utf-8")
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
