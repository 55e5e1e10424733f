"""What the machine's administrator decides for everybody: a file that root owns."""

from pathlib import Path

from dossier.cli.output import leave


def rule(arguments: list[str], file: Path) -> list[str]:
    """Return the arguments as the file has them: ``restricted = true`` and a ``library`` leave no choice.

    Raises:
        SystemExit: the file is not root's alone to write, or says what makes no sense. Nothing is opened then.
    """
    import tomllib

    try:
        status = file.stat()
        if status.st_uid != 0 or status.st_mode & 0o022:
            leave(f"{file} is not root's alone to write, and says what everybody may do")
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        leave(f"{file} cannot be read: {error}")
    restricted, library = table.get("restricted", False), table.get("library", "")
    if not isinstance(restricted, bool) or not isinstance(library, str) or table.keys() - {"restricted", "library"}:
        leave(f"{file} has `restricted`, true or false, and `library`, a folder, and nothing else")
    if not restricted:
        return arguments
    if any(argument.startswith("--lib") for argument in arguments):
        leave("restricted: the library is not yours to choose")
    return ["--restricted", *(["--library", library] if library else []), *arguments]
