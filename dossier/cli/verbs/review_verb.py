"""`dossier review`."""

import argparse
from pathlib import Path

from dossier.cli.keeping import keep_unsaved
from dossier.cli.opening import desk_of, library_folder, open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json
from dossier.library.library import Library
from dossier.review.report import OfReviewer, Report, report_on
from dossier.review.reviews import Reviews


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to review, as whom, and what else to do with verdicts."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="only claims of dossiers that this query finds")
    add_desk_arguments(parser)
    parser.add_argument("--export", type=Path, metavar="FILE", help="where verdicts go that cannot be saved")
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--report", action="store_true", help="print who judged what, and how far reviewers agree")
    does.add_argument("--import", type=Path, metavar="FILE", dest="taken", help="save verdicts that --export kept")


def add_desk_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare who reviews, and where the journals are."""
    parser.add_argument(
        "--reviewer",
        default="",
        metavar="NAME",
        help="who reviews; else $DOSSIER_REVIEWER, the settings, the login name",
    )
    parser.add_argument(
        "--reviews", default="", metavar="DIR", help="where the journals are; else the library's reviews/"
    )


def run(options: argparse.Namespace) -> int:
    """Open the review, report, or import; exit 1 where claims are disputed or verdicts could not be saved."""
    if options.report:
        return _report(options)
    if options.taken:
        return _import(options)
    from dossier.cli.start import Start, explore

    start = Start.of(options)._replace(
        library=library_folder(options), reviewer=options.reviewer, reviews=options.reviews
    )
    return explore(start._replace(review=" ".join(options.query), keep=options.export))


def _report(options: argparse.Namespace) -> int:
    library = open_library(options)
    reviews = Reviews(desk_of(library.root, options).folder)
    reviews.refresh()
    report = report_on(library, reviews)
    for finding in reviews.findings(library.root):
        complain(str(finding))
    if options.json:
        say_json(_as_json(report))
    elif not report.reviewers:
        return complain("nobody has judged anything", NOTHING)
    else:
        _print(library, report)
    return NOTHING if any(dossier.disputed for dossier in report.dossiers) else FINE


def _import(options: argparse.Namespace) -> int:
    from dossier.review.records import read
    from dossier.review.session import Session

    library = open_library(options)
    desk = desk_of(library.root, options)
    try:
        reading = read(options.taken.read_bytes())
    except OSError as error:
        return complain(f"{options.taken} cannot be read: {error.strerror}")
    wrong = [trouble for trouble in reading.troubles if trouble.code == "journal-changed"]
    if wrong or not reading.records:
        told = f"line {wrong[0].line}: {wrong[0].message}" if wrong else "no verdict stands in it"
        return complain(f"{options.taken}: {told}; nothing was imported")
    session = Session(library, Reviews(desk.folder), desk.reviewer)
    session.adopt(reading.records)
    try:
        session.save()
    except OSError as error:
        complain(f"{session.journal.path} cannot be written: {error.strerror}")
        return keep_unsaved(session.pending, desk, None)
    say(f"{len(reading.records)} saved in {session.journal.path}")
    return FINE


def _print(library: Library, report: Report) -> None:
    judged = sum(dossier.claims - dossier.agreements["none"] for dossier in report.dossiers)
    say(f"{judged:,} of {report.claims:,} claims judged")
    say()
    width = max(map(len, report.reviewers))
    for who, of in report.reviewers.items():
        say(f"{who:<{width}}  {_counts(of)}")
    for (one, other), kappa in report.kappas.items():
        say(f"Cohen's kappa, {one} and {other}: {_number(kappa)}")
    if len(report.reviewers) > 1:
        say(f"Krippendorff's alpha, all {len(report.reviewers)} reviewers: {_number(report.alpha)}")
    for dossier in report.dossiers:
        say()
        counted = ", ".join(f"{number} {state}" for state, number in dossier.agreements.items() if number)
        say(f"{library.entries[dossier.id].name}  [{dossier.id}]  {counted}")
        for who, of in dossier.reviewers.items():
            say(f"  {who:<{width}}  {_counts(of)}")
        for claim, standing in dossier.disputed.items():
            say(f"  disputed: {claim}  {standing.told}")
    if report.gone:
        say()
        say(f"judged, and no longer in the library: {', '.join(report.gone)}")


def _counts(of: OfReviewer) -> str:
    told = [f"{number} {verdict}" for verdict, number in of.verdicts.most_common()]
    return ", ".join([*told, *([f"{of.stale} stale"] if of.stale else [])]) or "nothing that counts"


def _number(value: float | None) -> str:
    return "nothing to measure" if value is None else f"{value:.3f}"


def _as_json(report: Report) -> dict[str, object]:
    def of_reviewer(of: OfReviewer) -> dict[str, object]:
        return {"verdicts": dict(of.verdicts), "stale": of.stale}

    return {
        "claims": report.claims,
        "reviewers": {who: of_reviewer(of) for who, of in report.reviewers.items()},
        "kappas": [{"reviewers": list(pair), "kappa": kappa} for pair, kappa in report.kappas.items()],
        "alpha": report.alpha,
        "dossiers": [
            {
                "id": dossier.id,
                "claims": dossier.claims,
                "agreement": dict(dossier.agreements),
                "reviewers": {who: of_reviewer(of) for who, of in dossier.reviewers.items()},
                "disputed": {
                    claim: {who: record.verdict for who, record in standing.verdicts.items()}
                    for claim, standing in dossier.disputed.items()
                },
            }
            for dossier in report.dossiers
        ],
        "gone": report.gone,
    }
