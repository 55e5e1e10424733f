"""What the records of one reviewer come to: which verdict on which claim holds."""

from collections.abc import Iterable, Iterator, Sequence

from dossier.review.records import Record


class Ledger:
    """Records of one reviewer, by claim.

    The verdict that holds on a claim is the last one that was not withdrawn: a withdrawal brings back the one before.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._by_claim: dict[str, list[Record]] = {}
        self._verdicts: list[Record] = []
        self._withdrawn: set[tuple[int, str]] = set()
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Take over the next record."""
        if record.verdict is None:
            self._withdrawn.add((record.withdraws, record.claim))
        else:
            self._by_claim.setdefault(record.claim, []).append(record)
            self._verdicts.append(record)

    def holding(self, claim: str, pending: Sequence[Record] = ()) -> Record | None:
        """Return the verdict that holds on *claim*, *pending* records counted in; None where there is none."""
        verdicts = [*self._by_claim.get(claim, ()), *(one for one in pending if one.claim == claim and one.verdict)]
        return self._last(verdicts, pending)

    def latest(self, pending: Sequence[Record] = ()) -> Record | None:
        """Return the last verdict of all that was not withdrawn, *pending* records counted in."""
        waiting = [one for one in pending if one.verdict]
        return self._last(waiting, pending) or self._last(self._verdicts, pending)

    def claims(self) -> Iterator[str]:
        """Yield every claim on which a verdict holds, in the order in which they were first judged."""
        return (claim for claim in list(self._by_claim) if self.holding(claim))

    def _last(self, verdicts: Sequence[Record], pending: Sequence[Record]) -> Record | None:
        taken_back = {(one.withdraws, one.claim) for one in pending if one.verdict is None}
        for one in reversed(verdicts):
            key = (one.sequence, one.claim)
            if key not in self._withdrawn and key not in taken_back:
                return one
        return None
