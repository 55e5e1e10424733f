"""What is read of a journal that somebody cut, changed or wrote into."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.review.records import SEAL_DIGITS, Record, now, read, written
from tests.review.making import verdict


def journal(number: int = 4) -> tuple[bytes, list[Record]]:
    """A journal with a title and so many records."""
    data, previous = b"# Verdicts of anna.\n\n", ""
    for sequence in range(1, number + 1):
        data += written(verdict("unsure", note=f"nøte {sequence}")._replace(sequence=sequence, previous=previous))
        previous = read(data).records[-1].seal
    return data, read(data).records


DATA, RECORDS = journal()


def test_what_was_written_is_read() -> None:
    record = verdict("contradicted", note='"quoted" \\ back', correction="[[verdicts]]")._replace(sequence=7)
    [found] = read(written(record)).records
    assert found._replace(seal="") == record
    assert len(found.seal) == SEAL_DIGITS
    withdrawal = Record(8, "guam#ocean", now(), withdraws=7)
    assert read(written(withdrawal)).records[0]._replace(seal="") == withdrawal


def test_a_note_cannot_smuggle_in_a_record_or_a_control_character() -> None:
    record = verdict("unsure", note='x"\n\n[[verdicts]]\nsequence = 9\x1b[2J\u009b')._replace(sequence=1)
    reading = read(written(record))
    assert len(reading.records) == 1
    assert "\x1b" not in reading.records[0].note
    assert "<ESC>" in reading.records[0].note
    assert b"\x1b" not in written(record)
    assert "\u009b".encode() not in written(record)


@given(st.integers(0, len(DATA)))
def test_a_torn_journal_keeps_every_whole_record(length: int) -> None:
    reading = read(DATA[:length])
    assert reading.records == RECORDS[: len(reading.records)]
    assert not reading.troubles
    # What is not understood holds no whole record: no seal stands in it.
    rest = DATA[reading.whole : length]
    assert not any(b'seal = "' + record.seal.encode() + b'"\n' in rest for record in RECORDS)
    assert reading.whole <= length


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_changed_byte_costs_one_record_at_most_and_is_told(at: int, change: int) -> None:
    changed = bytearray(DATA)
    changed[at] ^= change
    reading = read(bytes(changed))
    lost = [record for record in RECORDS if record not in reading.records]
    assert len(lost) <= 1
    if lost:
        assert reading.troubles or reading.whole < len(DATA)
    assert all(record in RECORDS for record in reading.records)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    reading = read(data)
    assert 0 <= reading.whole <= len(data)
    assert not reading.records


@given(st.integers(0, len(RECORDS) - 2))
def test_a_record_that_was_taken_out_is_missed(number: int) -> None:
    block = written(RECORDS[number])
    assert block in DATA
    reading = read(DATA.replace(block, b""))
    assert [trouble.code for trouble in reading.troubles] == ["journal-gap"]
    assert len(reading.records) == len(RECORDS) - 1


def test_comments_between_records_are_nobody_s_trouble() -> None:
    first, second = DATA.split(b"[[verdicts]]\n")[1:3]
    data = b"# mine\n[[verdicts]]\n" + first + b"\n# and mine\n\n[[verdicts]]\n" + second
    reading = read(data)
    assert len(reading.records) == 2
    assert not reading.troubles


def test_a_journal_whose_line_ends_were_changed_is_not_taken_for_torn() -> None:
    data = DATA.replace(b"\n", b"\r\n")
    reading = read(data)
    assert not reading.records
    assert reading.whole == len(data)
    assert reading.troubles[0].code == "journal-changed"
