"""Who is who: a model is found by its registry and name and carries a slug minted once."""

import difflib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from slugify import slugify
from sqlalchemy import ColumnElement, Connection, Row, Table, insert, select

from data.facts import ModelRef, Unit
from data.problems import Code, Problem, Rejected
from data.store.columns import storable
from data.store.grounds import pipelines
from data.store.histories import definitions, listings
from data.store.history import newest_last
from data.store.lock import Work, wait_for_turn
from data.store.tables import measures, models, series

NAMES_LOOKED_UP = 100
"""Unknown names for which one source learns what may be meant; finding that takes long."""

LETTERS_COMPARED = 200

SLUG_LENGTH = 80
"""Long enough to recognise a name by, short enough for an address in an e-mail."""


@dataclass
class Known:
    """Which models, measures and series there are. Kept in step while a source is read.

    ``listed`` are the models some published run told of, and those this run has told of so far.
    ``units`` holds the unit of every measure that somebody has defined; ``pipelines`` the names
    of each model's pipelines.
    """

    models: dict[tuple[str, str], int] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    measures: dict[tuple[int, str], int] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    series: dict[tuple[int, str], int] = field(default_factory=dict)
    pipelines: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_name: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    _nearest: dict[str, str] = field(default_factory=dict)

    def find(self, ref: ModelRef) -> int | None:
        """The model meant, or None. A name without a registry must be the only one of its kind."""
        registry = None if ref.registry is None else storable(ref.registry)
        known = self._by_name.get(_normal(ref.name), [])
        exact = [key for key in known if key == (registry, storable(ref.name))]
        meant = exact or [key for key in known if registry in (None, key[0])]
        ids = [self.models[key] for key in meant if self.models[key] in self.listed]
        return ids[0] if len(ids) == 1 else None

    def model(self, ref: ModelRef) -> int:
        """The model meant. Raises Rejected with the nearest names."""
        found = self.find(ref)
        if found is None:
            inputs = {"found": ref.name, "nearest": self._names_near(_normal(ref.name))}
            letter = _strange_letter(ref.name, inputs["nearest"])
            if letter:
                raise Rejected(Problem(Code.LETTER_OF_ANOTHER, {**inputs, "letter": letter}))
            raise Rejected(Problem(Code.UNKNOWN_MODEL, inputs))
        return found

    def shared_names(self) -> list[str]:
        """The names that several listed models have, as often: not all that are called so are meant
        by one of them."""
        listed = Counter(
            _normal(name) for (_, name), found in self.models.items() if found in self.listed
        )
        return sorted(name for name in listed.elements() if listed[name] > 1)

    def find_measure(self, model_id: int, key: str) -> int | None:
        """The defined measure of a model, or None."""
        found = self.measures.get((model_id, storable(key)))
        return found if found in self.units else None

    def measure(self, model_id: int, key: str) -> int:
        """The defined measure of a model. Raises Rejected with those there are."""
        found = self.find_measure(model_id, key)
        if found is None:
            inputs = {"found": key, "known": ", ".join(self._defined(model_id))}
            raise Rejected(Problem(Code.UNKNOWN_MEASURE, inputs))
        return found

    def check_pipeline(self, model_id: int, name: str) -> None:
        """Raises Rejected, with the nearest name, for a pipeline nobody told of."""
        known = self.pipelines[model_id]
        if storable(name) not in known:
            near = difflib.get_close_matches(name[:LETTERS_COMPARED], sorted(known), 1)
            raise Rejected(Problem(Code.UNKNOWN_KEY, {"key": name, "nearest": "".join(near)}))

    def add_model(self, registry: str, name: str, model_id: int, slug: str) -> None:
        self.models[registry, name] = model_id
        self._by_name[_normal(name)].append((registry, name))
        self.slugs.add(slug)

    def fresh_slug(self, name: str) -> str:
        """A slug nobody has: words of the name in Latin letters, numbered where taken."""
        base = slugify(name, max_length=SLUG_LENGTH, word_boundary=True) or "model"
        slug, number = base, 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _defined(self, model_id: int) -> list[str]:
        return sorted(
            key
            for (owner, key), found in self.measures.items()
            if owner == model_id and found in self.units
        )

    def _names_near(self, name: str) -> str:
        if name not in self._nearest and len(self._nearest) < NAMES_LOOKED_UP:
            same = [f"{registry}/{known}" for registry, known in self._by_name.get(name, ())]
            near = same or difflib.get_close_matches(
                name[:LETTERS_COMPARED], list(self._by_name), 3
            )
            self._nearest[name] = ", ".join(near)
        return self._nearest.get(name, "")


def _normal(name: str) -> str:
    """A name in the one form that its letters have: ü may also be written as u and two dots."""
    return unicodedata.normalize("NFC", storable(name))


def _strange_letter(name: str, known: str) -> str:
    """What Unicode calls the first sign of a name that is not seen, or of another script than
    the known names: the с of Cyrillic looks like a c. Empty where there is none."""
    scripts = {_script(letter) for letter in known}
    for letter in name if known else "":
        unseen = unicodedata.category(letter) == "Cf"
        if unseen or (letter.isalpha() and _script(letter) not in scripts):
            return unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
    return ""


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def load(conn: Connection) -> Known:
    """Everything minted so far."""
    known = Known()
    for row in conn.execute(select(models)):
        known.add_model(row.registry, row.name, row.id, row.slug)
    known.listed = set(conn.scalars(select(listings.c.model_id).distinct()))
    known.measures = {
        (row.model_id, row.measure_key): row.id for row in conn.execute(select(measures))
    }
    known.units = {row.measure_id: row.unit for row in conn.execute(newest_last(definitions))}
    known.series = {
        (row.measure_id, row.group_name): row.id for row in conn.execute(select(series))
    }
    told = select(pipelines.c.model_id, pipelines.c.name).where(pipelines.c.known_to.is_(None))
    for model_id, name in conn.execute(told):
        known.pipelines[model_id].add(name)
    return known


def mint_models(conn: Connection, known: Known, names: Iterable[tuple[str, str]]) -> None:
    """Give every (registry, name) an identity and a slug, and count it as listed."""
    wanted = list(names)
    if any(key not in known.models for key in wanted):
        # People add models while a source is read.
        known.slugs |= set(conn.scalars(select(models.c.slug)))
    for key in wanted:
        if key not in known.models:
            slug = known.fresh_slug(key[1])
            row = {"registry": key[0], "name": key[1], "slug": slug}
            made = insert(models).values(row).returning(models.c.id)
            known.add_model(*key, conn.execute(made).scalar_one(), slug)
        known.listed.add(known.models[key])


def mint_measures(conn: Connection, known: Known, keys: Iterable[tuple[int, str]]) -> None:
    """Give every (model, measure key) an identity."""
    wanted = [key for key in dict.fromkeys(keys) if key not in known.measures]
    if not wanted:
        return
    owners = {model_id for model_id, _ in wanted}
    minted = _minted(conn, measures, measures.c.model_id.in_(owners))
    known.measures |= {(row.model_id, row.measure_key): row.id for row in minted}
    left = [key for key in wanted if key not in known.measures]
    rows = [{"model_id": model_id, "measure_key": key} for model_id, key in left]
    if rows:
        made = conn.execute(insert(measures).returning(measures), rows)
        known.measures |= {(row.model_id, row.measure_key): row.id for row in made}


def mint_series(conn: Connection, known: Known, keys: Iterable[tuple[int, str]]) -> None:
    """Give every (measure, group) an identity."""
    wanted = [key for key in dict.fromkeys(keys) if key not in known.series]
    if not wanted:
        return
    owners = {measure_id for measure_id, _ in wanted}
    minted = _minted(conn, series, series.c.measure_id.in_(owners))
    known.series |= {(row.measure_id, row.group_name): row.id for row in minted}
    left = [key for key in wanted if key not in known.series]
    rows = [{"measure_id": measure_id, "group_name": group} for measure_id, group in left]
    if rows:
        made = conn.execute(insert(series).returning(series), rows)
        known.series |= {(row.measure_id, row.group_name): row.id for row in made}


def _minted(conn: Connection, table: Table, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """What somebody else has minted meanwhile: a report comes in beside a sync. Until this
    transaction ends nobody else mints."""
    wait_for_turn(conn, Work.MINT)
    return conn.execute(select(table).where(which)).all()
