"""The kinds of column the store is made of, the same on SQLite and PostgreSQL."""

import math
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
    case,
    literal,
)

LARGEST = 1.7e308
"""Beyond this is infinity: MLflow keeps infinity as 1.797e308, the largest double."""

LARGEST_JUDGED = 1e150
"""Judging takes squares and sums: those of larger numbers are infinity."""

Identity = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the type is exactly INTEGER."""


class Moment(TypeDecorator[datetime]):
    """A moment: aware datetimes go in, UTC comes out. A naive datetime raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        at = value.astimezone(UTC)
        return at.replace(tzinfo=None) if dialect.name == "sqlite" else at

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """Text as both databases can keep it: without NUL and without halves of characters."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """Text from anywhere. PostgreSQL refuses NUL and SQLite takes it, so both get none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        return None if value is None else storable(value)


class OneOf(TypeDecorator[StrEnum]):
    """A member of one enumeration, kept as its value; pair it with ``among``."""

    impl = String(32)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | str | None, _: Dialect) -> str | None:
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, _: Dialect) -> StrEnum | None:
        return None if value is None else self.members(value)


def among(column: str, members: type[StrEnum]) -> CheckConstraint:
    """Only the values of this enumeration."""
    values = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")


def finite(column: str) -> CheckConstraint:
    """Neither NaN nor infinity. PostgreSQL holds NaN equal to itself but above every number."""
    return CheckConstraint(
        f"{column} = {column} AND abs({column}) < {LARGEST}", name=f"{column}_finite"
    )


def at_least(column: str, least: int) -> CheckConstraint:
    return CheckConstraint(f"{column} >= {least}", name=f"{column}_not_below_{least}")


def in_order(earlier: str, later: str, *, may_touch: bool = False) -> CheckConstraint:
    """``earlier`` comes before ``later``; an unknown moment passes."""
    sign = "<=" if may_touch else "<"
    return CheckConstraint(f"{earlier} {sign} {later}", name=f"{earlier}_before_{later}")


def filled(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} <> ''", name=f"{column}_filled")


def identity() -> Column[int]:
    return Column("id", Identity, primary_key=True)


def text_column(name: str) -> Column[str]:
    """Text that is empty where nobody said anything."""
    return Column(name, Words, nullable=False, server_default="")


def points_to(name: str, target: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Identity, ForeignKey(target), nullable=optional, index=True)


def known() -> tuple[Any, ...]:
    """The columns of a row kept through time: who said it, in which run, known from and until."""
    return (
        points_to("source_id", "sources.id"),
        points_to("run_id", "runs.id"),
        Column("known_from", Moment, nullable=False),
        Column("known_to", Moment),
        in_order("known_from", "known_to", may_touch=True),
    )


def not_before(column: Column[datetime], now: datetime) -> ColumnElement[datetime]:
    """``now``, or the row's own beginning where the machine's clock has been set back since."""
    return case((column > now, column), else_=literal(now, Moment))


def is_finite(value: float) -> bool:
    """Whether the store takes this number: it is one, and it can be judged."""
    return math.isfinite(value) and abs(value) < LARGEST_JUDGED
