"""What is written down about a model of the pretend company, apart from its readings."""

from collections.abc import Iterator

from slugify import slugify

from data.facts import (
    Acknowledgement,
    Agreement,
    Confirmation,
    Decision,
    DoesNotApply,
    Fact,
    FieldName,
    Keeping,
    Kind,
    Library,
    Measure,
    Model,
    ModelRef,
    Origin,
    Pause,
    Person,
    QuietTime,
    Retirement,
    Review,
    Rhythm,
    Unit,
    Version,
)
from data.sample.calendar_days import at
from data.sample.outline import (
    CompanyOutline,
    MeasureOutline,
    ModelOutline,
    PersonOutline,
    Terms,
    UnitOutline,
    VersionOutline,
)
from data.sample.setting import Setting

CURRENCY = "GBP"
MAIL_DOMAIN = "hollinwake.example"
LIBRARY_FILE = "requirements.txt"
AGREEMENT_LASTS = 730
"""Agreements are looked at again after two years, where nothing else is written; in days."""
OFFICE_HOUR = 10
"""Versions are made and put to use in the morning, when people are there to watch."""
LISTED_BY_HAND = {Kind.VENDOR, Kind.SPREADSHEET}
"""No registry knows these; somebody typed what is known about them."""


def model(setting: Setting, ref: ModelRef, outline: ModelOutline) -> Model:
    """The model as a registry would list it, since its first version was made."""
    made = min(version.made for version in outline.versions)
    return Model(ref, at(setting.day(made), setting.zone, OFFICE_HOUR), outline.what_it_does)


def facts(ref: ModelRef, outline: ModelOutline, unit: UnitOutline, contact: str) -> Iterator[Fact]:
    """The business facts that somebody wrote down; what nobody wrote is left out."""
    origin = Origin.TYPED if outline.kind in LISTED_BY_HAND else Origin.READ
    for name, value in _written(outline, unit, contact).items():
        if value:
            yield Fact(ref, name, value, origin, unit.file)


def _written(outline: ModelOutline, unit: UnitOutline, contact: str) -> dict[FieldName, str]:
    leading = outline.measure[0] if outline.measure else None
    return {
        FieldName.BUSINESS_NAME: outline.name,
        FieldName.WHAT_IT_DOES: outline.what_it_does,
        FieldName.PURPOSE: outline.purpose,
        FieldName.OWNER: outline.owner,
        FieldName.BACKUP_OWNER: outline.backup,
        FieldName.TEAM: outline.team,
        FieldName.CONTACT: contact,
        FieldName.EXPERT: outline.expert,
        FieldName.UNIT: unit.unit,
        FieldName.IMPACT: outline.impact.value if outline.impact else "",
        FieldName.IMPACT_REASON: outline.impact_reason,
        FieldName.AFFECTS_PEOPLE: "yes" if outline.affects_people else "no",
        FieldName.MEASURE: leading.key if leading else "",
        FieldName.CADENCE: leading.every if leading else "",
        FieldName.KIND: outline.kind.value,
        FieldName.GROUPS: outline.groups,
        FieldName.EXPLAINED: outline.explained,
        FieldName.SUPPLIER_VERSION: outline.supplier_version,
    }


def version(setting: Setting, ref: ModelRef, outline: VersionOutline) -> Version:
    """One version; who made it is named where that is known."""
    made = at(setting.day(outline.made), setting.zone, OFFICE_HOUR)
    return Version(ref, outline.number, made, outline.note, outline.by)


def libraries(ref: ModelRef, outline: VersionOutline, company: CompanyOutline) -> Iterator[Library]:
    """What a version was built with, line by line, as its library list has it."""
    for line in company.stacks[outline.stack] if outline.stack else ():
        name, _, exact = line.partition("==")
        bare = name.split(">")[0]
        yield Library(ref, outline.number, bare, line, exact, LIBRARY_FILE)


def measure(ref: ModelRef, outline: MeasureOutline) -> Measure:
    """The measure in the company's words."""
    return Measure(
        ref,
        outline.key,
        outline.question,
        outline.kind,
        outline.unit,
        outline.better,
        outline.phrase,
        outline.things,
        CURRENCY if outline.unit is Unit.MONEY else "",
    )


def rhythm(ref: ModelRef, outline: MeasureOutline, company: CompanyOutline, place: str) -> Rhythm:
    """How often the measure should report."""
    grace = company.grace[outline.every]
    return Rhythm(ref, outline.every, grace, outline.key, place=place)


def agreements(
    setting: Setting, ref: ModelRef, outline: MeasureOutline, signer: str, place: str
) -> Iterator[Agreement]:
    """What was agreed about the measure, oldest first; ``signer`` signs where nobody is named."""
    for terms in (*outline.earlier, outline.agreed):
        if terms:
            yield _agreement(setting, ref, outline.key, terms, signer, place)


def _agreement(
    setting: Setting, ref: ModelRef, measure: str, terms: Terms, signer: str, place: str
) -> Agreement:
    review = terms.on + AGREEMENT_LASTS if terms.review is None else terms.review
    return Agreement(
        ref,
        measure,
        terms.minimum,
        terms.by or signer,
        setting.day(terms.on),
        expected=terms.expected,
        stop_line=terms.stop_line,
        minimum_cases=terms.minimum_cases,
        largest_gap=terms.largest_gap,
        outcomes_after=terms.outcomes_after,
        outcomes_known_for=terms.outcomes_known_for,
        worth_low=terms.worth_low,
        worth_high=terms.worth_high,
        currency=CURRENCY if terms.worth_low is not None else "",
        review_by=setting.day(review),
        why=terms.why,
        place=place,
    )


def pauses(setting: Setting, ref: ModelRef, outline: ModelOutline, place: str) -> Iterator[Pause]:
    """The pause of a model, if it has one; the model stays in use."""
    if outline.pause:
        start, end = (
            at(setting.day(day), setting.zone) for day in (outline.pause.start, outline.pause.end)
        )
        yield Pause(ref, start, end, outline.pause.by, outline.pause.reason, True, place)


def quiet_times(
    setting: Setting, ref: ModelRef, outline: ModelOutline, place: str
) -> Iterator[QuietTime]:
    """The days on which nothing is expected, as agreed."""
    for quiet in outline.quiet:
        start, end = setting.day(quiet.start), setting.day(quiet.end)
        yield QuietTime(ref, start, end, quiet.by, quiet.reason, place=place)


def excused(
    setting: Setting, ref: ModelRef, outline: ModelOutline, place: str
) -> Iterator[DoesNotApply]:
    """The questions that somebody said do not apply to the model."""
    for each in outline.excused:
        review = setting.day(each.review)
        yield DoesNotApply(ref, each.question, each.by, each.reason, review, place)


def acknowledged(
    setting: Setting, ref: ModelRef, outline: ModelOutline, place: str
) -> Iterator[Acknowledgement]:
    """What somebody took on, with the day of the news that was promised."""
    for each in outline.acknowledged:
        on, news = setting.day(each.on), setting.day(each.news)
        yield Acknowledgement(ref, on, each.by, news, each.note, place)


def decisions(
    setting: Setting, ref: ModelRef, outline: ModelOutline, place: str
) -> Iterator[Decision | Keeping]:
    """What somebody decided about using the model on, and about keeping it."""
    for each in outline.decided:
        made, until = at(setting.day(each.on), setting.zone, OFFICE_HOUR), setting.day(each.until)
        yield Decision(ref, made, each.by, each.use, until, each.why, place)
    for kept in outline.kept:
        made, until = at(setting.day(kept.on), setting.zone, OFFICE_HOUR), setting.day(kept.until)
        yield Keeping(ref, made, kept.by, until, kept.why, place)


def confirmed(
    setting: Setting, ref: ModelRef, outline: ModelOutline, place: str
) -> Iterator[Confirmation]:
    """That somebody looked at everything recorded and found it right."""
    if outline.confirmed is not None:
        on = setting.day(outline.confirmed.on)
        yield Confirmation(ref, on, outline.confirmed.by, place)


def reviews(setting: Setting, ref: ModelRef, outline: ModelOutline, place: str) -> Iterator[Review]:
    """That somebody looked at the whole model, and what they signed."""
    if signed := outline.reviewed:
        made = at(setting.day(signed.on), setting.zone, OFFICE_HOUR)
        told = signed.outcome, setting.day(signed.until), signed.why, signed.conditions
        yield Review(ref, made, signed.by, *told, place)


def retirements(
    setting: Setting, ref: ModelRef, outline: ModelOutline, place: str
) -> Iterator[Retirement]:
    """The end of a model that is no longer used."""
    if outline.retired is not None:
        yield Retirement(ref, setting.day(outline.retired), place)


def person(setting: Setting, outline: PersonOutline, place: str) -> Person:
    """Somebody of the company, called by the full name everywhere."""
    left = None if outline.left is None else setting.day(outline.left)
    email = f"{slugify(outline.name, separator='.')}@{MAIL_DOMAIN}"
    return Person(outline.name, outline.name, email, outline.unit, left, place)
