"""What every model shares: nothing unknown is let in, nothing changes after it was read."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from dossier.model import dates
from dossier.model.edtf_date import EdtfDate
from dossier.model.text import SafeText, Slug


class Strict(BaseModel):
    """A model that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Date(Strict):
    """A date as the library holds it: what it is, how it was written, and why more is known than was written."""

    edtf: str
    """EDTF level 0 to 2 (ISO 8601-2:2019), see `dossier.model.dates`."""

    as_written: SafeText | None = None
    """The words of the source, such as ``January 15``."""

    basis: SafeText | None = None
    """Why `edtf` says more than `as_written`."""

    @field_validator("edtf")
    @classmethod
    def _is_edtf(cls, text: str) -> str:
        dates.parse(text)
        return text

    @property
    def parsed(self) -> EdtfDate:
        """Bounds, sort key and display."""
        return dates.parse(self.edtf)


def _date_from_string(value: Any) -> Any:
    return {"edtf": value} if isinstance(value, str) else value


DateField = Annotated[Date, BeforeValidator(_date_from_string, json_schema_input_type=Date | str)]
"""A date written as a plain EDTF string, or as the table of `Date`."""


class Evidence(Strict):
    """A verbatim quote in a source: a TextQuoteSelector of the W3C Web Annotation Data Model, section 4.2.4."""

    source: Slug
    """Id of the source dossier whose text holds the quote."""

    quote: SafeText
    """The words of the source, exactly (`exact` in W3C terms)."""

    prefix: SafeText | None = None
    """Words right before the quote, where it occurs more than once."""

    suffix: SafeText | None = None
    """Words right after the quote, where it occurs more than once."""


ClaimType = Literal["fact", "said", "discussed", "agreed", "assessed"]


class Claim(Strict):
    """One statement in our own words, with its evidence; the unit that is reviewed."""

    id: Slug
    """Stable within the file, never reused."""

    type: ClaimType = "fact"
    """What kind of statement it is; `said` is verbatim speech and needs a `speaker`."""

    text: SafeText
    """The statement, in our own words; only what stands in quotation marks is the source's."""

    backs: tuple[Annotated[str, Field(pattern=r"^[a-z_]+(\[[0-9]+\])?$")], ...] = ()
    """The fields of this dossier that the claim is the evidence for: ``posts``, or ``posts[0]`` for one of several."""

    speaker: Slug | None = None
    """Who said or holds it: id of an official or organization."""

    said_to: Slug | None = None
    """To whom it was said, if the source tells: id of an official or organization."""

    said_by: Slug | None = None
    """Who reports it, when that is not the source itself: id of an official, organization or (unseen) source."""

    about: tuple[Slug, ...] = ()
    """Ids of other dossiers that the claim concerns, beyond those that its dossier links to."""

    evidence: tuple[Evidence, ...] = ()
    """Where it stands. A claim without evidence is shown as having none."""

    @model_validator(mode="after")
    def _speech_has_a_speaker(self) -> "Claim":
        if self.type == "said" and self.speaker is None:
            raise ValueError('a claim of type "said" needs a `speaker`')
        return self


class NameForm(Strict):
    """A name as it is written in another script or language."""

    text: SafeText
    """As it is written."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """BCP 47 language tag, such as ``ja``."""

    script: Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")] | None = None
    """ISO 15924 code, such as ``Hani``."""

    reading: SafeText | None = None
    """How it is said, in letters that people type: kana, or romanized."""


class Dossier(Strict):
    """What the dossiers of all kinds share."""

    kind: str
    id: Slug
    """Unique over the whole library; also the name of the file."""

    status: Literal["accepted", "draft"] = "accepted"
    """A draft stays out of the accepted set until a person accepts it."""

    aliases: tuple[SafeText, ...] = ()
    """Other forms of the name as written anywhere: scripts, readings, misspellings worth finding."""

    names: tuple[NameForm, ...] = ()
    """The name in other scripts and languages, with its readings; each of them is found by a search."""

    inferred: dict[str, SafeText] = Field(default_factory=dict)
    """Fields that the sources do not state, each with the reason for its value."""

    claims: tuple[Claim, ...] = ()

    @property
    def display_name(self) -> str:
        """What lists and cards call this dossier."""
        raise NotImplementedError

    @field_validator("inferred")
    @classmethod
    def _names_fields(cls, inferred: dict[str, str]) -> dict[str, str]:
        for name in inferred:
            if name not in cls.model_fields:
                raise ValueError(f"`{name}` is not a field of this kind of dossier")
        return inferred

    @model_validator(mode="after")
    def _claims_fit(self) -> "Dossier":
        seen = set()
        for claim in self.claims:
            if claim.id in seen:
                raise ValueError(f"two claims have the id `{claim.id}`")
            seen.add(claim.id)
            for backed in claim.backs:
                if backed.partition("[")[0] not in type(self).model_fields:
                    raise ValueError(f"claim `{claim.id}` backs `{backed}`, which is not a field of this dossier")
        return self

    def claim_behind(self, field: str) -> Claim | None:
        """Return the first claim that backs *field*, such as ``place`` or ``posts[1]``, itself or as a whole."""
        whole = field.partition("[")[0]
        exact = (claim for claim in self.claims if field in claim.backs)
        return next(exact, None) or next((claim for claim in self.claims if whole in claim.backs), None)
