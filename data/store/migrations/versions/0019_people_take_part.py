"""People take part"""

import sqlalchemy as sa
from alembic import op

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_BEFORE = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file')"
_NOW = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file', 'people')"
_ROLES = "'viewer', 'analyst', 'expert', 'manager', 'risk_officer', 'administrator'"
_KEPT = ("record_entries", "record_contents")


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)

    op.create_table(
        "accounts",
        sa.Column("id", kind, nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("first_at", moment, nullable=False),
        sa.Column("shut_out_at", moment, nullable=True),
        sa.CheckConstraint("issuer <> ''", name=op.f("ck_accounts_issuer_filled")),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_accounts_subject_filled")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_accounts_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_accounts_issuer_subject")),
    )
    op.create_table(
        "granted_roles",
        sa.Column("id", kind, nullable=False),
        sa.Column("account_id", kind, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(f"role IN ({_ROLES})", name=op.f("ck_granted_roles_role_known")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_granted_roles_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_granted_roles")),
        sa.UniqueConstraint("account_id", "role", name=op.f("uq_granted_roles_account_id_role")),
    )
    op.create_index(op.f("ix_granted_roles_account_id"), "granted_roles", ["account_id"])
    op.create_table(
        "sign_ins",
        sa.Column("id", kind, nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("account_id", kind, nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("began_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.CheckConstraint("began_at <= used_at", name=op.f("ck_sign_ins_began_at_before_used_at")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_ins_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_ins_token_digest")),
    )
    op.create_index(op.f("ix_sign_ins_account_id"), "sign_ins", ["account_id"])
    _make_record(kind, moment)


def _make_record(kind: sa.types.TypeEngine[int], moment: sa.DateTime) -> None:
    op.create_table(
        "record_entries",
        sa.Column("number", kind, autoincrement=False, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("slug", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_by_key", sa.String(64), nullable=True),
        sa.Column("contents_digest", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint("action <> ''", name=op.f("ck_record_entries_action_filled")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_record_entries_number_not_below_1")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_record_entries")),
        sa.UniqueConstraint("asked_by_key", name=op.f("uq_record_entries_asked_by_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_record_entries_digest")),
    )
    op.create_table(
        "record_contents",
        sa.Column("number", kind, nullable=False),
        sa.Column("salt", sa.String(64), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["number"], ["record_entries.number"], name=op.f("fk_record_contents_number")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_record_contents")),
    )
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    guard()


def _guard_sqlite() -> None:
    """Entries stay as they are; of what they say nothing can change but that it is taken out."""
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the record is never deleted'); END"
        )
    op.execute(
        "CREATE TRIGGER record_entries_keep BEFORE UPDATE ON record_entries "
        "BEGIN SELECT RAISE(ABORT, 'the record is never changed'); END"
    )
    op.execute(
        "CREATE TRIGGER record_contents_keep BEFORE UPDATE ON record_contents "
        "WHEN NEW.said IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.number <> OLD.number "
        "BEGIN SELECT RAISE(ABORT, 'the record is never changed'); END"
    )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION record_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record is never changed'; END $$"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_stay BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION record_stays()"
        )
    op.execute(
        "CREATE TRIGGER record_entries_keep BEFORE UPDATE ON record_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION record_stays()"
    )
    op.execute(
        "CREATE TRIGGER record_contents_keep BEFORE UPDATE ON record_contents FOR EACH ROW "
        "WHEN (NEW.said IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.number <> OLD.number) "
        "EXECUTE FUNCTION record_stays()"
    )


def downgrade() -> None:
    for table in ("record_contents", "record_entries", "sign_ins", "granted_roles", "accounts"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION record_stays()")
    forget_sources("people")
    kinds_of_sources_may_be(_BEFORE, _NOW)
