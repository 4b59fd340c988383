"""Which field a column of somebody's list holds, by its heading in the words people use."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from data.facts import FieldName
from data.sheets.headings import folded


class Key(StrEnum):
    """What tells which model a row is about."""

    NAME = "name"
    REGISTRY = "registry"


Column = Key | FieldName

COLUMNS: tuple[Column, ...] = (
    *Key,
    *(field for field in FieldName if field is not FieldName.MEASURE),
)
"""Everything a list can say. A measure is chosen by whoever agrees on what good means."""

_HEADINGS: Mapping[Column, str] = {
    Key.NAME: "technical name; name; model; model name; model id; id; unique reference; reference; "
    "key; modell; modellname; modell id; technischer name; nom du modèle; nombre del modelo",
    Key.REGISTRY: "registry; model registry; source registry; modellregister; registre",
    FieldName.BUSINESS_NAME: "business name; title; display name; plain name; common name; "
    "fachlicher name; bezeichnung; titel; nom métier; nombre de negocio",
    FieldName.WHAT_IT_DOES: "what it does; description; summary; model description; beschreibung; "
    "kurzbeschreibung; description du modèle; descripción",
    FieldName.PURPOSE: "purpose; business purpose; use; use case; intended use; decision; "
    "decision supported; business use; zweck; einsatzzweck; anwendungsfall; verwendung; finalité; "
    "objectif; propósito",
    FieldName.OWNER: "owner; model owner; business owner; accountable; accountable owner; "
    "responsible; responsible person; owned by; verantwortlich; verantwortliche; "
    "verantwortlicher; modellverantwortlicher; eigner; inhaber; responsable; propriétaire; "
    "propietario",
    FieldName.BACKUP_OWNER: "backup; backup owner; deputy; deputy owner; substitute; stand in; "
    "second owner; stellvertreter; stellvertretung; vertretung; suppléant; suplente",
    FieldName.TEAM: "team; model team; owning team; development team; group; mannschaft; équipe; "
    "equipo",
    FieldName.CONTACT: "contact; contact e mail; contact email; e mail; email; mail; team contact; "
    "kontakt; ansprechpartner; contacto; courriel",
    FieldName.EXPERT: "expert; subject expert; subject matter expert; sme; domain expert; "
    "fachexperte; experte; expert métier; experto",
    FieldName.UNIT: "unit; business unit; department; division; line of business; lob; "
    "organisation unit; organizational unit; bereich; abteilung; einheit; geschäftsbereich; "
    "unité; département; unidad; departamento",
    FieldName.IMPACT: "how much a mistake matters; impact; impact if wrong; risk; risk rating; "
    "risk level; risk class; materiality; model tier; criticality; severity; auswirkung; "
    "kritikalität; risikoklasse; wesentlichkeit; criticité; impacto",
    FieldName.IMPACT_REASON: "why a mistake matters; impact reason; reason for impact; "
    "risk rationale; rationale; rating rationale; begründung; raison de l impact",
    FieldName.AFFECTS_PEOPLE: "affects people; people affected; affects persons; "
    "decides about people; concerns people; betrifft personen; betrifft menschen; "
    "concerne des personnes; afecta a personas",
    FieldName.CADENCE: "reports how often; cadence; frequency; reporting frequency; rhythm; "
    "monitoring frequency; how often; run frequency; häufigkeit; frequenz; rhythmus; turnus; "
    "fréquence; frecuencia",
    FieldName.KIND: "sort of model; kind; sort; type; model type; kind of model; type of model; "
    "category; art; modellart; modelltyp; typ; type de modèle; tipo",
    FieldName.GROUPS: "groups to be checked; groups; protected groups; fairness groups; "
    "zu prüfende gruppen; gruppen; groupes; grupos",
    FieldName.EXPLAINED: "how a result is explained; explanation; explained; explainability; "
    "erklärung; erklärbarkeit; explication; explicación",
    FieldName.SUPPLIER_VERSION: "version at the supplier; supplier version; vendor version; "
    "version des anbieters; version du fournisseur",
}
"""What headings say, folded, by column; the first is what our own lists say."""


_BY_HEADING: Mapping[str, Column] = {
    folded(heading): column for column, told in _HEADINGS.items() for heading in told.split(";")
}
HEADINGS = frozenset(_BY_HEADING)
"""Every heading we know, folded."""


def understood(headings: Sequence[str]) -> dict[int, Column]:
    """The column at each place whose heading is known; of two that hold the same, the first."""
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        column = _BY_HEADING.get(folded(heading))
        if column is not None and column not in found.values():
            found[place] = column
    return found


def column_called(value: str) -> Column | None:
    """The column that is kept under this name."""
    return next((column for column in COLUMNS if column.value == value), None)


def names_models(mapping: Mapping[int, Column]) -> bool:
    """Whether a row can say which model it is about."""
    return bool({Key.NAME, FieldName.BUSINESS_NAME} & set(mapping.values()))
