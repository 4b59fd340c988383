"""The names of the business facts of a model, and the words for their fixed values."""

from collections.abc import Mapping

from app.language.sentence import Speech
from app.language.translating import N_, text
from data.facts import Better, FieldName, Impact, Kind, Origin, Unit

_FIELDS: Mapping[FieldName, str] = {
    FieldName.BUSINESS_NAME: N_("Business name"),
    FieldName.WHAT_IT_DOES: N_("What it does"),
    FieldName.PURPOSE: N_("Purpose"),
    FieldName.OWNER: N_("Owner"),
    FieldName.BACKUP_OWNER: N_("Backup"),
    FieldName.TEAM: N_("Team"),
    FieldName.CONTACT: N_("Contact"),
    FieldName.EXPERT: N_("Expert"),
    FieldName.UNIT: N_("Unit"),
    FieldName.IMPACT: N_("How much a mistake matters"),
    FieldName.IMPACT_REASON: N_("Why a mistake matters"),
    FieldName.AFFECTS_PEOPLE: N_("Affects people"),
    FieldName.MEASURE: N_("Business measure"),
    FieldName.CADENCE: N_("Reports how often"),
    FieldName.KIND: N_("Sort of model"),
    FieldName.GROUPS: N_("Groups to be checked"),
    FieldName.EXPLAINED: N_("How a result is explained"),
    FieldName.SUPPLIER_VERSION: N_("Version at the supplier"),
}
_KINDS: Mapping[Kind, str] = {
    Kind.REGISTRY: N_("Model from the registry"),
    Kind.VENDOR: N_("Bought from a supplier"),
    Kind.LANGUAGE: N_("Language model application"),
    Kind.SPREADSHEET: N_("Spreadsheet"),
    Kind.RULES: N_("Rules written by people"),
}
_IMPACTS: Mapping[Impact, str] = {
    Impact.LOW: N_("little"),
    Impact.MEDIUM: N_("somewhat"),
    Impact.HIGH: N_("a lot"),
}
_ORIGINS: Mapping[Origin, str] = {
    Origin.READ: N_("Read from a system"),
    Origin.TYPED: N_("Given by a person"),
    Origin.ASSUMED: N_("Assumed"),
}
_BETTER: Mapping[Better, str] = {
    Better.HIGHER: N_("Higher is better"),
    Better.LOWER: N_("Lower is better"),
}
_UNITS: Mapping[Unit, str] = {
    Unit.SHARE: N_("So many in a hundred"),
    Unit.MONEY: N_("Money"),
    Unit.COUNT: N_("A count"),
    Unit.NUMBER: N_("A number"),
    Unit.SECONDS: N_("Time, in seconds"),
    Unit.MINUTES: N_("Time, in minutes"),
    Unit.HOURS: N_("Time, in hours"),
    Unit.DAYS: N_("Time, in days"),
}


def field_words(name: FieldName, speech: Speech) -> str:
    """The label of a business fact."""
    return text(_FIELDS[name], speech)


def kind_words(kind: Kind, speech: Speech) -> str:
    """What sort of thing answers."""
    return text(_KINDS[kind], speech)


def impact_words(impact: Impact, speech: Speech) -> str:
    """How much it matters when the model is wrong: little, somewhat, a lot."""
    return text(_IMPACTS[impact], speech)


def origin_words(origin: Origin, speech: Speech) -> str:
    """How a value came to us."""
    return text(_ORIGINS[origin], speech)


def better_words(better: Better, speech: Speech) -> str:
    """Which way a measure is good."""
    return text(_BETTER[better], speech)


def unit_words(unit: Unit, speech: Speech) -> str:
    """What one number of a measure counts."""
    return text(_UNITS[unit], speech)
