"""Beside its case: a model's versions and libraries; and the models that are not in use."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from data.facts import FieldName, Kind, Library, ModelRef, Origin, Version
from data.store import histories
from data.store.histories import facts, listings, past_spells
from data.store.history import known_at
from data.store.tables import live_spells, models


@dataclass(frozen=True, slots=True)
class NotDeployed:
    """A model some registry lists, that nothing says is or was in use."""

    slug: str
    name: str
    registry: str
    created_at: datetime | None
    description: str


def not_deployed(conn: Connection) -> list[NotDeployed]:
    """Models that are listed but not in use, by name."""
    typed_kind = exists().where(
        facts.c.model_id == models.c.id,
        facts.c.known_to.is_(None),
        facts.c.name == FieldName.KIND,
        facts.c.origin == Origin.TYPED,
        facts.c.value != Kind.REGISTRY.value,
    )
    imported = exists().where(
        past_spells.c.model_id == models.c.id, past_spells.c.known_to.is_(None)
    )
    query = (
        select(models, listings.c.created_at, listings.c.description)
        .join(listings, listings.c.model_id == models.c.id)
        .where(listings.c.known_to.is_(None), ~typed_kind, ~imported)
        .where(~exists().where(live_spells.c.model_id == models.c.id))
        .order_by(models.c.name, models.c.slug, listings.c.id)
    )
    found = {row.slug: row for row in conn.execute(query)}
    return [
        NotDeployed(row.slug, row.name, row.registry, row.created_at, row.description)
        for row in found.values()
    ]


def versions(conn: Connection, slug: str, as_of: datetime) -> list[Version]:
    """The versions of this model that were known to be listed at ``as_of``, newest first."""
    table = histories.versions
    query = _known(table, slug, as_of).order_by(table.c.created_at.desc(), table.c.id.desc())
    return [_version(row) for row in conn.execute(query)]


def libraries(conn: Connection, slug: str, version: str, as_of: datetime) -> list[Library]:
    """The library list of one version as known at ``as_of``, by name."""
    table = histories.libraries
    query = _known(table, slug, as_of).where(table.c.version == version)
    rows = conn.execute(query.order_by(table.c.name, table.c.file, table.c.requirement))
    return [
        Library(_ref(row), row.version, row.name, row.requirement, row.pinned, row.file)
        for row in rows
    ]


def _known(table: Any, slug: str, as_of: datetime) -> Any:
    return (
        select(table, models.c.registry, models.c.name.label("model_name"))
        .join(models, models.c.id == table.c.model_id)
        .where(models.c.slug == slug, known_at(table, as_of))
    )


def _version(row: Row[Any]) -> Version:
    return Version(
        _ref(row), row.version, row.created_at, row.description, row.author, row.registry_run
    )


def _ref(row: Row[Any]) -> ModelRef:
    return ModelRef(row.model_name, row.registry)
