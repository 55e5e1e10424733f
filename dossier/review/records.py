"""What stands in a journal: verdicts and withdrawals, each sealed so that a torn or changed one is noticed.

A record in the file is one TOML table, every value on one line, the seal last::

    [[verdicts]]
    sequence = 3
    claim = "2026-01-12-bessent-katayama#talked-tax-and-rates"
    verdict = "supported"
    at = 2026-11-23T21:50:12.120000Z
    fingerprint = "5f0c…"
    previous = "91ab…"
    seal = "c3d4…"

The seal is the beginning of the SHA-256 (FIPS 180-4) of the bytes before its own line; `previous` is the seal of the
record before. So whoever cuts, changes or takes out a record leaves a trace.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, cast, get_args

from dossier.model.visible import visible_line

VerdictName = Literal["supported", "partly", "not-in-passage", "contradicted", "unsure"]
VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)

WANT_CORRECTION = frozenset({"partly", "not-in-passage", "contradicted"})
"""Verdicts that come with a correction: what the passage does support, or `NO_CORRECTION`."""

NO_CORRECTION = "none"
"""What a reviewer writes who has no correction to offer; an empty one would look forgotten."""

SEAL_DIGITS = 32
"""Hexadecimal digits of a seal or fingerprint: 128 bits, enough to notice every accident."""

_HEADER = b"[[verdicts]]\n"
_RECORD = re.compile(
    rb'^\[\[verdicts\]\]\n(?:(?!\[\[verdicts\]\]\n|seal = ").*\n)*(seal = "([0-9a-f]*)"\n)', re.MULTILINE
)
_ANY_HEADER = re.compile(rb"^\[\[verdicts\]\]\r?$", re.MULTILINE)
_COMMENTS = re.compile(rb"(?:[ \t]*(?:#.*)?\n)*")


class Record(NamedTuple):
    """One verdict, or the withdrawal of one.

    A record that is not saved yet has a negative sequence number of its session.
    """

    sequence: int
    claim: str
    """As ``<dossier-id>#<claim-id>``."""

    at: datetime
    """In UTC."""

    verdict: VerdictName | None = None
    """None for a withdrawal."""

    withdraws: int = 0
    """Sequence number of the verdict that this takes back; 0 for none."""

    note: str = ""
    correction: str = ""
    fingerprint: str = ""
    """Of what was judged; see `dossier.review.fingerprints`."""

    previous: str = ""
    seal: str = ""


class Trouble(NamedTuple):
    """A stretch of a journal that is no record. `line` counts from 1."""

    code: Literal["journal-changed", "journal-gap"]
    line: int
    message: str


class Reading(NamedTuple):
    """What a journal's bytes say."""

    records: list[Record]
    troubles: list[Trouble]
    whole: int
    """How many bytes are understood, from the beginning; what follows was torn off while it was written."""


def now() -> datetime:
    """Return the moment, in UTC and to the millisecond."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def written(record: Record) -> bytes:
    """Return a record as it stands in a journal; its seal is made here."""
    import tomli_w

    table: dict[str, Any] = {"sequence": record.sequence, "claim": record.claim}
    if record.verdict is None:
        table["withdraws"] = record.withdraws
    else:
        table |= {"verdict": record.verdict}
    table["at"] = record.at
    texts = {key: visible_line(getattr(record, key)) for key in ("note", "correction", "fingerprint", "previous")}
    table |= {key: text for key, text in texts.items() if text}
    body = _HEADER + tomli_w.dumps(table).encode()
    return body + f'seal = "{seal_of(body)}"\n\n'.encode()


def kept(records: Iterable[Record]) -> bytes:
    """Return records that could not be saved as a file that `read` reads."""
    return b"".join(map(written, records))


def seal_of(body: bytes) -> str:
    """Return the seal of a record: of all its bytes before the line of the seal."""
    return hashlib.sha256(body).hexdigest()[:SEAL_DIGITS]


def block_sealed(data: bytes, seal: str) -> bytes:
    """Return the bytes of the record with this seal; nothing where there is none."""
    return next((match[0] for match in _RECORD.finditer(data) if match[2].decode() == seal), b"")


def read(data: bytes, line: int = 1, before: str = "") -> Reading:
    """Read the records in *data*, which begins in *line* of its file, behind a record sealed *before*.

    What is no record costs no other one: it becomes a trouble, or, at the end, what is not `whole`.
    """
    troubles: list[Trouble] = []
    sealed = list(_RECORD.finditer(data))
    intact: list[re.Match[bytes]] = []
    end = 0
    for match in sealed:
        if not _COMMENTS.fullmatch(data, end, match.start()):
            told = "something that is no sealed record stands before this one"
            troubles.append(Trouble("journal-changed", _line_at(data, line, match.start()), told))
        if seal_of(data[match.start() : match.start(1)]) == match[2].decode():
            intact.append(match)
        else:
            troubles.append(
                Trouble("journal-changed", _line_at(data, line, match.start()), "a record is not what was sealed")
            )
        end = match.end()
    comments = _COMMENTS.match(data, end)
    whole = comments.end() if comments else end
    if len(_ANY_HEADER.findall(data, whole)) > 1:  # more than one write can tear: somebody's editor was here
        troubles.append(Trouble("journal-changed", _line_at(data, line, whole), "from here on nothing is sealed"))
        whole = len(data)
    records = []
    for match, table in zip(intact, _tables([match[0] for match in intact]), strict=True):
        record = _record(table)
        if record is None:
            told = "a record has no verdict that this program knows"
            troubles.append(Trouble("journal-changed", _line_at(data, line, match.start()), told))
            continue
        if record.previous != before:
            told = "a record before this one was taken out or changed"
            troubles.append(Trouble("journal-gap", _line_at(data, line, match.start()), told))
        before = record.seal
        records.append(record)
    return Reading(records, sorted(troubles, key=lambda trouble: trouble.line), whole)


def _tables(blocks: list[bytes]) -> list[dict[str, Any] | None]:
    """The tables of records, all parsed at once; one by one where somebody has sealed what is no record."""
    try:
        return list(_parsed(b"".join(blocks), len(blocks)))
    except (ValueError, KeyError):
        return [_alone(block) for block in blocks]


def _alone(block: bytes) -> dict[str, Any] | None:
    try:
        return _parsed(block, 1)[0]
    except (ValueError, KeyError):
        return None


def _parsed(data: bytes, number: int) -> list[dict[str, Any]]:
    """The tables in *data*.

    Raises:
        ValueError: it is not TOML, or not so many tables.
        KeyError: it has no such tables.
    """
    if not number:
        return []
    import rtoml

    tables = rtoml.loads(data.decode())["verdicts"]
    if not isinstance(tables, list) or len(tables) != number:
        raise ValueError(f"not {number} tables")
    return cast("list[dict[str, Any]]", tables)


def _record(table: dict[str, Any] | None) -> Record | None:
    """The record of a table; None for a table that is none."""
    match table:
        case None:
            return None
        case {"sequence": int(sequence), "claim": str(claim), "at": datetime() as at, "seal": str(seal)}:
            verdict, withdraws = table.get("verdict"), table.get("withdraws", 0)
            if at.tzinfo is None or not isinstance(withdraws, int) or (verdict not in VERDICTS and not withdraws):
                return None
            texts = [table.get(key, "") for key in ("note", "correction", "fingerprint", "previous")]
            if not all(isinstance(text, str) for text in texts):
                return None
            note, correction, fingerprint, previous = (visible_line(text) for text in texts)
            return Record(
                sequence, visible_line(claim), at, verdict, withdraws, note, correction, fingerprint, previous, seal
            )
    return None


def _line_at(data: bytes, line: int, start: int) -> int:
    return line + data.count(b"\n", 0, start)
