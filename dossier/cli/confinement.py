"""Restricted mode: what the program itself must not do, whoever asks it to.

The screens of restricted mode offer nothing that reaches beyond one library. This is for what somebody has overlooked:
an audit hook (PEP 578) of the interpreter refuses to open any path outside the library, to write anything but the
reviewer's journal, and to start programs or connections. It cannot be taken back.
"""

import os
import sys
from pathlib import Path

from dossier.review.reviewer import Desk

_READABLE = ("/dev/null", "/dev/tty", "/dev/urandom", "/usr/share/zoneinfo/", "/etc/localtime")
_NEVER = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn",
    "socket.connect", "socket.bind", "webbrowser.open", "ctypes.dlopen", "shutil.copyfile", "shutil.move", "os.link",
    "os.symlink", "os.remove", "os.rename", "os.rmdir", "os.chmod", "os.chown",
)  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(root: Path, desk: Desk) -> None:
    """Confine this process to the library at *root* and the reviewer's journal, from now on."""
    journal = os.path.realpath(desk.folder / f"{desk.reviewer}.toml")
    reviews = os.path.realpath(desk.folder)
    package = os.path.realpath(Path(__file__).parents[2])
    own = {os.path.realpath(place) for place in (sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path) if place}
    roots = tuple(f"{place}/" for place in {os.path.realpath(root), reviews, package, *own} if place != "/")

    own_process = f"/proc/{os.getpid()}/"

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _NEVER:
            raise PermissionError(f"restricted: {event}")
        if event == "os.mkdir" and os.path.realpath(str(arguments[0])) != reviews:
            raise PermissionError("restricted: os.mkdir")
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, (str, bytes)):
                _check(os.path.realpath(os.fsdecode(path)), mode, flags)

    def _check(path: str, mode: object, flags: object) -> None:
        writes = (isinstance(flags, int) and flags & _WRITES) or (isinstance(mode, str) and set(mode) & set("wax+"))
        if writes and path not in (journal, "/dev/null", "/dev/tty") and not path.startswith(f"{journal}.torn-"):
            raise PermissionError(1, "restricted: only the journal is written", path)
        if not f"{path}/".startswith(roots) and not path.startswith((*_READABLE, own_process)):
            raise PermissionError(1, "restricted: outside the library", path)

    sys.addaudithook(refuse)
