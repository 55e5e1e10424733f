"""Sentences of English prose, by rules.

A sentence ends at ``.``, ``!`` or ``?``, with the quotation marks and brackets that close behind it, where white space
and then something that can begin a sentence follow, and the full stop is no abbreviation's.
"""

import re

_END = re.compile(r"[.!?…]+[”’\"')\]»]*(?=\s+[“‘\"'(\[«]*[^\W_a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Adm|Amb|Brig|Capt|Cmdr|Col|Cpl|Dr|Fr|Gen|Gov|Hon|Jr|Lt|Maj|Mr|Mrs|Ms|Mt|Pres|Prof|Rear|Rep|Rev|Sec|Sen|Sgt"
    r"|Sr|St|Vice|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Fig|pp|cf|approx)"
    r"|\b[A-Z](?:\.[A-Z])*|\be\.g|\bi\.e)\.$"
)
_SURELY_ENDS = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp)\.$")
_OPENER = re.compile(r"\s+[“\"(]*(?:The|This|That|These|Those|He|She|It|They|We|I|In|On|At|A|An|But|And|Both|After)\b")


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the start and end offsets of the sentences of one paragraph, without the white space between them."""
    spans = []
    start = len(paragraph) - len(paragraph.lstrip())
    for match in _END.finditer(paragraph):
        if _is_end(paragraph, match):
            spans.append((start, match.end()))
            start = match.end() + len(paragraph[match.end() :]) - len(paragraph[match.end() :].lstrip())
    end = len(paragraph.rstrip())
    return [*spans, (start, end)] if start < end else spans


def _is_end(paragraph: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark != ".":  # “No.” and … end a sentence where an abbreviation alone does not
        return True
    before = paragraph[max(0, match.start() - 24) : match.start() + 1]
    if not _ABBREVIATION.search(before):
        return True
    # "in the U.S. The two met": an abbreviation that can close a sentence, and a word that mostly opens one.
    return bool(_SURELY_ENDS.search(before) and _OPENER.match(paragraph, match.end()))
