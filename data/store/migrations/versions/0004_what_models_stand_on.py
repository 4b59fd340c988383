"""What models stand on, quiet times, and what does not apply"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_FIELDS = (
    "name IN ('business_name', 'what_it_does', 'purpose', 'owner', 'backup_owner', 'team', "
    "'contact', 'expert', 'unit', 'impact', 'impact_reason', 'affects_people', 'measure', "
    "'cadence', 'kind'"
)
_NEW_FIELDS = ("groups", "explained", "supplier_version")
_QUESTIONS = (
    "question IN ('availability', 'freshness', 'performance', 'fairness', 'drift', 'value', "
    "'footing', 'ownership')"
)
_KEYS = {
    "quiet_times": ("measure_key", "start_on", "end_on", "every_year"),
    "does_not_apply": ("question",),
    "data_uses": ("name",),
    "runs_with": ("name",),
    "pipelines": ("name",),
    "pipeline_runs": ("pipeline", "ended_at"),
    "exams": (
        *("version", "measure_key", "digest", "start_at", "end_at"),
        *("definition", "selection", "group_name"),
    ),
}


def _words(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=None if needed else "", nullable=False)


def _number(name: str, *, needed: bool = True) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=not needed)


def _moment(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def _day(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=not needed)


def _one_of(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=32), nullable=False)


def _kept(table: str, *columns: sa.Column[Any], **checks: str) -> None:
    """A table about models, kept through time; ``checks`` by the end of their names."""
    checks |= {"known_from_before_known_to": "known_from <= known_to"}
    op.create_table(
        table,
        _number("id"),
        _number("model_id"),
        *columns,
        _number("source_id"),
        _number("run_id"),
        _moment("known_from", needed=True),
        _moment("known_to"),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in checks.items()
        ),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_{table}_{to}_id"))
            for to in ("model", "run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_{table}_{one}"), table, [one], unique=False)
    op.create_index(
        f"uq_{table}_still",
        table,
        ["source_id", "model_id", *_KEYS[table]],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )


def _facts_may_be(fields: str) -> None:
    """SQLite cannot change a rule, so there the table is copied."""
    with op.batch_alter_table("facts") as facts:
        facts.drop_constraint(op.f("ck_facts_name_known"), type_="check")
        facts.create_check_constraint(op.f("ck_facts_name_known"), sa.text(fields))


def _make_agreed() -> None:
    _kept(
        "quiet_times",
        _words("measure_key"),
        _day("start_on", needed=True),
        _day("end_on", needed=True),
        sa.Column("every_year", sa.Boolean(), nullable=False),
        _words("agreed_by", needed=True),
        _words("reason", needed=True),
        _words("place"),
        start_on_before_end_on="every_year OR start_on <= end_on",
    )
    _kept(
        "does_not_apply",
        _one_of("question"),
        _words("said_by", needed=True),
        _words("reason", needed=True),
        _day("review_by", needed=True),
        _words("place"),
        question_known=_QUESTIONS,
    )
    _kept(
        "data_uses",
        _words("name", needed=True),
        _words("approved_by"),
        _day("approved_on"),
        _day("until_on"),
        _words("place"),
        name_filled="name <> ''",
        approved_on_before_until_on="approved_on <= until_on",
    )


def _make_running() -> None:
    _kept(
        "runs_with",
        _words("name", needed=True),
        _words("installed", needed=True),
        _words("place"),
        name_filled="name <> ''",
        installed_filled="installed <> ''",
    )
    _kept(
        "pipelines",
        _words("name", needed=True),
        *(_words(name) for name in ("every", "grace", "reads", "writes", "place")),
        name_filled="name <> ''",
    )
    _kept(
        "pipeline_runs",
        _words("pipeline", needed=True),
        _moment("ended_at", needed=True),
        _one_of("outcome"),
        sa.Column("row_count", sa.BigInteger(), nullable=True),
        _words("place"),
        pipeline_filled="pipeline <> ''",
        outcome_known="outcome IN ('succeeded', 'failed', 'checks_failed')",
        row_count_not_below_0="row_count >= 0",
    )
    op.create_index(op.f("ix_pipeline_runs_ended_at"), "pipeline_runs", ["ended_at"], unique=False)


def _make_exams() -> None:
    _kept(
        "exams",
        _words("version", needed=True),
        _words("measure_key", needed=True),
        sa.Column("value", sa.Double(), nullable=False),
        _words("digest", needed=True),
        _moment("start_at"),
        _moment("end_at"),
        _words("definition"),
        _words("selection"),
        sa.Column("case_count", sa.BigInteger(), nullable=True),
        _words("group_name"),
        _words("place"),
        version_filled="version <> ''",
        measure_key_filled="measure_key <> ''",
        digest_filled="digest <> ''",
        value_finite="value = value AND abs(value) < 1.7e+308",
        case_count_not_below_0="case_count >= 0",
        start_at_before_end_at="start_at < end_at",
    )


def upgrade() -> None:
    op.add_column("agreements", _words("why"))
    _facts_may_be(f"{_FIELDS}, {', '.join(repr(field) for field in _NEW_FIELDS)})")
    _make_agreed()
    _make_running()
    _make_exams()


def downgrade() -> None:
    for table in reversed(_KEYS):
        op.drop_table(table)
    facts = sa.table("facts", sa.column("name"))
    op.execute(facts.delete().where(facts.c.name.in_(_NEW_FIELDS)))
    _facts_may_be(f"{_FIELDS})")
    op.drop_column("agreements", "why")
