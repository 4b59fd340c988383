"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pretend", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_company_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("pretend", name=op.f("uq_company_pretend")),
    )
    op.create_table(
        "judged",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_judged_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judged")),
    )
    op.create_table(
        "models",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registry", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_models_name_filled")),
        sa.CheckConstraint("registry <> ''", name=op.f("ck_models_registry_filled")),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_models_slug_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_models")),
        sa.UniqueConstraint("registry", "name", name=op.f("uq_models_registry_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_models_slug")),
    )
    op.create_table(
        "measures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("measure_key", sa.Text(), nullable=False),
        sa.CheckConstraint("measure_key <> ''", name=op.f("ck_measures_measure_key_filled")),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_measures_model_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint(
            "model_id", "measure_key", name=op.f("uq_measures_model_id_measure_key")
        ),
    )
    op.create_index(op.f("ix_measures_model_id"), "measures", ["model_id"], unique=False)
    op.create_table(
        "outlooks",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("technical_name", sa.Text(), nullable=False),
        sa.Column("registry", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("live_version", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("care", sa.String(length=32), nullable=False),
        sa.Column("last_heard", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brief", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("status <> ''", name=op.f("ck_outlooks_status_filled")),
        sa.CheckConstraint("from_at < until_at", name=op.f("ck_outlooks_from_at_before_until_at")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_outlooks_slug")),
        sa.PrimaryKeyConstraint("slug", "from_at", name=op.f("pk_outlooks")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pretend", sa.Boolean(), nullable=False),
        sa.Column("first_ok", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_ok", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_tried", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem_code", sa.String(length=64), nullable=True),
        sa.Column("problem_inputs", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('mlflow', 'sql', 'files', 'sample', 'company_file')",
            name=op.f("ck_sources_kind_known"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_sources_name_filled")),
        sa.CheckConstraint("first_ok <= last_ok", name=op.f("ck_sources_first_ok_before_last_ok")),
        sa.ForeignKeyConstraint(["pretend"], ["company.pretend"], name=op.f("fk_sources_pretend")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_sources_kind_name")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kept_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("refused_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("problem_code", sa.String(length=64), nullable=True),
        sa.Column("problem_inputs", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'failed') = (problem_code IS NOT NULL)",
            name=op.f("ck_runs_failed_for_a_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'running') = (finished IS NULL)", name=op.f("ck_runs_finished_when_over")
        ),
        sa.CheckConstraint(
            "state IN ('running', 'published', 'failed')", name=op.f("ck_runs_state_known")
        ),
        sa.CheckConstraint("kept_count >= 0", name=op.f("ck_runs_kept_count_not_below_0")),
        sa.CheckConstraint("read_count >= 0", name=op.f("ck_runs_read_count_not_below_0")),
        sa.CheckConstraint("refused_count >= 0", name=op.f("ck_runs_refused_count_not_below_0")),
        sa.CheckConstraint("started <= finished", name=op.f("ck_runs_started_before_finished")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_runs_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_source_id"), "runs", ["source_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_series_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint(
            "measure_id", "group_name", name=op.f("uq_series_measure_id_group_name")
        ),
    )
    op.create_index(op.f("ix_series_measure_id"), "series", ["measure_id"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("minimum", sa.Double(), nullable=False),
        sa.Column("agreed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("expected", sa.Double(), nullable=True),
        sa.Column("stop_line", sa.Double(), nullable=True),
        sa.Column("minimum_cases", sa.Integer(), nullable=True),
        sa.Column("largest_gap", sa.Double(), nullable=True),
        sa.Column("outcomes_after", sa.Text(), server_default="", nullable=False),
        sa.Column("outcomes_known_for", sa.Text(), server_default="", nullable=False),
        sa.Column("worth_low", sa.Double(), nullable=True),
        sa.Column("worth_high", sa.Double(), nullable=True),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "expected = expected AND abs(expected) < 1.7e+308",
            name=op.f("ck_agreements_expected_finite"),
        ),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_agreements_known_from_before_known_to")
        ),
        sa.CheckConstraint(
            "largest_gap = largest_gap AND abs(largest_gap) < 1.7e+308",
            name=op.f("ck_agreements_largest_gap_finite"),
        ),
        sa.CheckConstraint(
            "minimum = minimum AND abs(minimum) < 1.7e+308",
            name=op.f("ck_agreements_minimum_finite"),
        ),
        sa.CheckConstraint(
            "minimum_cases >= 0", name=op.f("ck_agreements_minimum_cases_not_below_0")
        ),
        sa.CheckConstraint(
            "stop_line = stop_line AND abs(stop_line) < 1.7e+308",
            name=op.f("ck_agreements_stop_line_finite"),
        ),
        sa.CheckConstraint(
            "worth_high = worth_high AND abs(worth_high) < 1.7e+308",
            name=op.f("ck_agreements_worth_high_finite"),
        ),
        sa.CheckConstraint(
            "worth_low <= worth_high", name=op.f("ck_agreements_worth_low_before_worth_high")
        ),
        sa.CheckConstraint(
            "worth_low = worth_low AND abs(worth_low) < 1.7e+308",
            name=op.f("ck_agreements_worth_low_finite"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_agreements_measure_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_agreements_run_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_agreements_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_index(op.f("ix_agreements_measure_id"), "agreements", ["measure_id"], unique=False)
    op.create_index(op.f("ix_agreements_run_id"), "agreements", ["run_id"], unique=False)
    op.create_index(op.f("ix_agreements_source_id"), "agreements", ["source_id"], unique=False)
    op.create_index(
        "uq_agreements_still",
        "agreements",
        ["source_id", "measure_id", "agreed_on"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "definitions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("better", sa.String(length=32), nullable=False),
        sa.Column("phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("things", sa.Text(), server_default="", nullable=False),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "better IN ('higher', 'lower')", name=op.f("ck_definitions_better_known")
        ),
        sa.CheckConstraint(
            "question IN ('availability', 'freshness', 'performance', 'fairness', 'drift', "
            "'value', 'footing', 'ownership')",
            name=op.f("ck_definitions_question_known"),
        ),
        sa.CheckConstraint(
            "unit IN ('share', 'money', 'count', 'number', 'seconds', 'minutes', 'hours', 'days')",
            name=op.f("ck_definitions_unit_known"),
        ),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_definitions_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_definitions_measure_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_definitions_run_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_definitions_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definitions")),
    )
    op.create_index(op.f("ix_definitions_measure_id"), "definitions", ["measure_id"], unique=False)
    op.create_index(op.f("ix_definitions_run_id"), "definitions", ["run_id"], unique=False)
    op.create_index(op.f("ix_definitions_source_id"), "definitions", ["source_id"], unique=False)
    op.create_index(
        "uq_definitions_still",
        "definitions",
        ["source_id", "measure_id"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "name IN ('business_name', 'what_it_does', 'purpose', 'owner', 'backup_owner', "
            "'team', 'contact', 'expert', 'unit', 'impact', 'impact_reason', "
            "'affects_people', 'measure', 'cadence', 'kind')",
            name=op.f("ck_facts_name_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('read', 'typed', 'assumed')", name=op.f("ck_facts_origin_known")
        ),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_facts_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_facts_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_facts_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_facts_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index(op.f("ix_facts_model_id"), "facts", ["model_id"], unique=False)
    op.create_index(op.f("ix_facts_run_id"), "facts", ["run_id"], unique=False)
    op.create_index(op.f("ix_facts_source_id"), "facts", ["source_id"], unique=False)
    op.create_index(
        "uq_facts_still",
        "facts",
        ["source_id", "model_id", "name", "place"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "libraries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("requirement", sa.Text(), server_default="", nullable=False),
        sa.Column("pinned", sa.Text(), server_default="", nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_libraries_name_filled")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_libraries_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_libraries_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_libraries_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_libraries_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libraries")),
    )
    op.create_index(op.f("ix_libraries_model_id"), "libraries", ["model_id"], unique=False)
    op.create_index(op.f("ix_libraries_run_id"), "libraries", ["run_id"], unique=False)
    op.create_index(op.f("ix_libraries_source_id"), "libraries", ["source_id"], unique=False)
    op.create_index(
        "uq_libraries_still",
        "libraries",
        ["source_id", "model_id", "version", "name", "requirement", "file"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "listings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_listings_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_listings_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_listings_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_listings_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listings")),
    )
    op.create_index(op.f("ix_listings_model_id"), "listings", ["model_id"], unique=False)
    op.create_index(op.f("ix_listings_run_id"), "listings", ["run_id"], unique=False)
    op.create_index(op.f("ix_listings_source_id"), "listings", ["source_id"], unique=False)
    op.create_index(
        "uq_listings_still",
        "listings",
        ["source_id", "model_id"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "live_spells",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("live_by", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("start_known", sa.Boolean(), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "live_by IN ('alias', 'stage', 'tag', 'readings', 'imported')",
            name=op.f("ck_live_spells_live_by_known"),
        ),
        sa.CheckConstraint(
            "start_at <= end_at", name=op.f("ck_live_spells_start_at_before_end_at")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_live_spells_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_live_spells_run_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_live_spells_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_spells")),
    )
    op.create_index(op.f("ix_live_spells_model_id"), "live_spells", ["model_id"], unique=False)
    op.create_index(op.f("ix_live_spells_run_id"), "live_spells", ["run_id"], unique=False)
    op.create_index(op.f("ix_live_spells_source_id"), "live_spells", ["source_id"], unique=False)
    op.create_index(
        "uq_live_spells_still",
        "live_spells",
        ["source_id", "model_id", "version"],
        unique=True,
        sqlite_where=sa.text("end_at IS NULL"),
        postgresql_where=sa.text("end_at IS NULL"),
    )
    op.create_table(
        "past_spells",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("live_by", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("start_known", sa.Boolean(), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "live_by IN ('alias', 'stage', 'tag', 'readings', 'imported')",
            name=op.f("ck_past_spells_live_by_known"),
        ),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_past_spells_known_from_before_known_to")
        ),
        sa.CheckConstraint("start_at < end_at", name=op.f("ck_past_spells_start_at_before_end_at")),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_past_spells_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_past_spells_run_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_past_spells_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_spells")),
    )
    op.create_index(op.f("ix_past_spells_model_id"), "past_spells", ["model_id"], unique=False)
    op.create_index(op.f("ix_past_spells_run_id"), "past_spells", ["run_id"], unique=False)
    op.create_index(op.f("ix_past_spells_source_id"), "past_spells", ["source_id"], unique=False)
    op.create_index(
        "uq_past_spells_still",
        "past_spells",
        ["source_id", "model_id", "version", "start_at"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "pauses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("still_used", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_pauses_known_from_before_known_to")
        ),
        sa.CheckConstraint("start_at < end_at", name=op.f("ck_pauses_start_at_before_end_at")),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_pauses_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_pauses_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_pauses_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    op.create_index(op.f("ix_pauses_model_id"), "pauses", ["model_id"], unique=False)
    op.create_index(op.f("ix_pauses_run_id"), "pauses", ["run_id"], unique=False)
    op.create_index(op.f("ix_pauses_source_id"), "pauses", ["source_id"], unique=False)
    op.create_index(
        "uq_pauses_still",
        "pauses",
        ["source_id", "model_id", "start_at"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("person_key <> ''", name=op.f("ck_people_person_key_filled")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_people_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_people_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_people_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_run_id"), "people", ["run_id"], unique=False)
    op.create_index(op.f("ix_people_source_id"), "people", ["source_id"], unique=False)
    op.create_index(
        "uq_people_still",
        "people",
        ["source_id", "person_key"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("case_count", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("case_count >= 0", name=op.f("ck_readings_case_count_not_below_0")),
        sa.CheckConstraint(
            "received_at <= superseded_at",
            name=op.f("ck_readings_received_at_before_superseded_at"),
        ),
        sa.CheckConstraint("start_at < end_at", name=op.f("ck_readings_start_at_before_end_at")),
        sa.CheckConstraint(
            "value = value AND abs(value) < 1.7e+308", name=op.f("ck_readings_value_finite")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_readings_run_id")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_readings_series_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_readings_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "series_id",
            "end_at",
            "start_at",
            "source_id",
            "run_id",
            name=op.f("uq_readings_series_id_end_at_start_at_source_id_run_id"),
        ),
    )
    op.create_index(op.f("ix_readings_run_id"), "readings", ["run_id"], unique=False)
    op.create_table(
        "refusals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("row_text", sa.JSON(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "refused_at <= gone_at", name=op.f("ck_refusals_refused_at_before_gone_at")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_refusals_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_refusals_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
    )
    op.create_index(op.f("ix_refusals_run_id"), "refusals", ["run_id"], unique=False)
    op.create_index(op.f("ix_refusals_source_id"), "refusals", ["source_id"], unique=False)
    op.create_index(
        "uq_refusals_still",
        "refusals",
        ["source_id", "digest"],
        unique=True,
        sqlite_where=sa.text("gone_at IS NULL"),
        postgresql_where=sa.text("gone_at IS NULL"),
    )
    op.create_table(
        "retirements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_retirements_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_retirements_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_retirements_run_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_retirements_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retirements")),
    )
    op.create_index(op.f("ix_retirements_model_id"), "retirements", ["model_id"], unique=False)
    op.create_index(op.f("ix_retirements_run_id"), "retirements", ["run_id"], unique=False)
    op.create_index(op.f("ix_retirements_source_id"), "retirements", ["source_id"], unique=False)
    op.create_index(
        "uq_retirements_still",
        "retirements",
        ["source_id", "model_id"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "rhythms",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("measure_key", sa.Text(), server_default="", nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("grace", sa.Text(), server_default="", nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("every <> ''", name=op.f("ck_rhythms_every_filled")),
        sa.CheckConstraint(
            "origin IN ('read', 'typed', 'assumed')", name=op.f("ck_rhythms_origin_known")
        ),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_rhythms_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_rhythms_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_rhythms_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_rhythms_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythms")),
    )
    op.create_index(op.f("ix_rhythms_model_id"), "rhythms", ["model_id"], unique=False)
    op.create_index(op.f("ix_rhythms_run_id"), "rhythms", ["run_id"], unique=False)
    op.create_index(op.f("ix_rhythms_source_id"), "rhythms", ["source_id"], unique=False)
    op.create_index(
        "uq_rhythms_still",
        "rhythms",
        ["source_id", "model_id", "measure_key"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("model_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("registry_run", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("version <> ''", name=op.f("ck_versions_version_filled")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_versions_known_from_before_known_to")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_versions_model_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_versions_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_versions_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_model_id"), "versions", ["model_id"], unique=False)
    op.create_index(op.f("ix_versions_run_id"), "versions", ["run_id"], unique=False)
    op.create_index(op.f("ix_versions_source_id"), "versions", ["source_id"], unique=False)
    op.create_index(
        "uq_versions_still",
        "versions",
        ["source_id", "model_id", "version"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_versions_still",
        table_name="versions",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_versions_source_id"), table_name="versions")
    op.drop_index(op.f("ix_versions_run_id"), table_name="versions")
    op.drop_index(op.f("ix_versions_model_id"), table_name="versions")
    op.drop_table("versions")
    op.drop_index(
        "uq_rhythms_still",
        table_name="rhythms",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_rhythms_source_id"), table_name="rhythms")
    op.drop_index(op.f("ix_rhythms_run_id"), table_name="rhythms")
    op.drop_index(op.f("ix_rhythms_model_id"), table_name="rhythms")
    op.drop_table("rhythms")
    op.drop_index(
        "uq_retirements_still",
        table_name="retirements",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_retirements_source_id"), table_name="retirements")
    op.drop_index(op.f("ix_retirements_run_id"), table_name="retirements")
    op.drop_index(op.f("ix_retirements_model_id"), table_name="retirements")
    op.drop_table("retirements")
    op.drop_index(
        "uq_refusals_still",
        table_name="refusals",
        sqlite_where=sa.text("gone_at IS NULL"),
        postgresql_where=sa.text("gone_at IS NULL"),
    )
    op.drop_index(op.f("ix_refusals_source_id"), table_name="refusals")
    op.drop_index(op.f("ix_refusals_run_id"), table_name="refusals")
    op.drop_table("refusals")
    op.drop_index(op.f("ix_readings_run_id"), table_name="readings")
    op.drop_table("readings")
    op.drop_index(
        "uq_people_still",
        table_name="people",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_people_source_id"), table_name="people")
    op.drop_index(op.f("ix_people_run_id"), table_name="people")
    op.drop_table("people")
    op.drop_index(
        "uq_pauses_still",
        table_name="pauses",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_pauses_source_id"), table_name="pauses")
    op.drop_index(op.f("ix_pauses_run_id"), table_name="pauses")
    op.drop_index(op.f("ix_pauses_model_id"), table_name="pauses")
    op.drop_table("pauses")
    op.drop_index(
        "uq_past_spells_still",
        table_name="past_spells",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_past_spells_source_id"), table_name="past_spells")
    op.drop_index(op.f("ix_past_spells_run_id"), table_name="past_spells")
    op.drop_index(op.f("ix_past_spells_model_id"), table_name="past_spells")
    op.drop_table("past_spells")
    op.drop_index(
        "uq_live_spells_still",
        table_name="live_spells",
        sqlite_where=sa.text("end_at IS NULL"),
        postgresql_where=sa.text("end_at IS NULL"),
    )
    op.drop_index(op.f("ix_live_spells_source_id"), table_name="live_spells")
    op.drop_index(op.f("ix_live_spells_run_id"), table_name="live_spells")
    op.drop_index(op.f("ix_live_spells_model_id"), table_name="live_spells")
    op.drop_table("live_spells")
    op.drop_index(
        "uq_listings_still",
        table_name="listings",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_listings_source_id"), table_name="listings")
    op.drop_index(op.f("ix_listings_run_id"), table_name="listings")
    op.drop_index(op.f("ix_listings_model_id"), table_name="listings")
    op.drop_table("listings")
    op.drop_index(
        "uq_libraries_still",
        table_name="libraries",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_libraries_source_id"), table_name="libraries")
    op.drop_index(op.f("ix_libraries_run_id"), table_name="libraries")
    op.drop_index(op.f("ix_libraries_model_id"), table_name="libraries")
    op.drop_table("libraries")
    op.drop_index(
        "uq_facts_still",
        table_name="facts",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_facts_source_id"), table_name="facts")
    op.drop_index(op.f("ix_facts_run_id"), table_name="facts")
    op.drop_index(op.f("ix_facts_model_id"), table_name="facts")
    op.drop_table("facts")
    op.drop_index(
        "uq_definitions_still",
        table_name="definitions",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_definitions_source_id"), table_name="definitions")
    op.drop_index(op.f("ix_definitions_run_id"), table_name="definitions")
    op.drop_index(op.f("ix_definitions_measure_id"), table_name="definitions")
    op.drop_table("definitions")
    op.drop_index(
        "uq_agreements_still",
        table_name="agreements",
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )
    op.drop_index(op.f("ix_agreements_source_id"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_run_id"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_measure_id"), table_name="agreements")
    op.drop_table("agreements")
    op.drop_index(op.f("ix_series_measure_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("ix_runs_source_id"), table_name="runs")
    op.drop_table("runs")
    op.drop_table("sources")
    op.drop_table("outlooks")
    op.drop_index(op.f("ix_measures_model_id"), table_name="measures")
    op.drop_table("measures")
    op.drop_table("models")
    op.drop_table("judged")
    op.drop_table("company")
