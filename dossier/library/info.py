"""What a library says of itself, and where libraries are."""

from pathlib import Path
from typing import NamedTuple

from dossier.library.finding import Finding
from dossier.model.visible import visible_line

INFO_FILE = "data/library.toml"
FORMAT = 1


class Info(NamedTuple):
    """The contents of ``data/library.toml``: a title, and the version of the file format."""

    title: str
    format: int = FORMAT
    findings: tuple[Finding, ...] = ()


def read_info(root: Path) -> Info:
    """Read the title of the library at *root*; what is wrong with the file is in the findings, the folder names it."""
    import tomllib

    fallback = visible_line(root.resolve().name)
    try:
        table = tomllib.loads((root / INFO_FILE).read_text("utf-8"))
    except (OSError, ValueError) as error:
        return Info(fallback, findings=(_finding(f"the library's own file cannot be read: {error}"),))
    title, version = table.get("title", fallback), table.get("format", FORMAT)
    findings = []
    if not isinstance(title, str) or not title:
        findings.append(_finding("`title` is not text"))
        title = fallback
    if version != FORMAT:
        findings.append(_finding(f"`format` = {version!r}: this program reads format {FORMAT}"))
    findings += [_finding(f"unknown key `{key}`") for key in table.keys() - {"title", "format"}]
    return Info(visible_line(title), FORMAT, tuple(findings))


def nearest(folder: Path) -> Path | None:
    """Return the library that *folder* lies in: itself or the first folder above with ``data/library.toml``."""
    folder = folder.resolve()
    return next((place for place in (folder, *folder.parents) if (place / INFO_FILE).is_file()), None)


def shipped() -> Path:
    """Return the library that comes with the program: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


def _finding(message: str) -> Finding:
    return Finding(
        INFO_FILE, 1, 1, "library-file", visible_line(message), f'write title = "…" and format = {FORMAT} there'
    )
