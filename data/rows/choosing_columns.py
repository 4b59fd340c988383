"""Which column most likely holds which part of a reading, by its name and its contents. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from data.rows import cells, contents
from data.rows.column_names import NO_MEASURES, fit, plain
from data.rows.contents import Column
from data.rows.looking import Seen
from data.rows.proposals import COLUMN_KEYS, Choice, Known, Why

Fits = Callable[[Column], bool]


@dataclass
class Choosing:
    """Chooses one part after the other; a column is used once, and what a person said is kept."""

    seen: Seen
    known: Known
    told: Mapping[str, str]
    taken: dict[str, Choice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = [contents.column(each, self.seen.column(each)) for each in self.seen.columns]
        for key in COLUMN_KEYS:
            if self.told.get(key):
                self.taken[key] = Choice(key, (self.told[key],), Why.TOLD)

    def all(self) -> Iterator[Choice]:
        """Every choice, in the order in which people read them."""
        self._model()
        self._dates()
        for key, fits in (("count", _numeric), ("group", _wordy), ("version", _any)):
            self._named(key, fits)
        if self.told.get("values"):
            names = [each.strip() for each in self.told["values"].split(",")]
            self.taken["values"] = Choice("values", tuple(filter(None, names)), Why.TOLD)
        elif not self._long():
            self._wide()
        order = (*COLUMN_KEYS[:5], "values", *COLUMN_KEYS[5:])
        yield from (self.taken[key] for key in order if key in self.taken)

    def _open(self, key: str) -> bool:
        """Nobody said anything of this part, not even that it is left out."""
        return key not in self.told and key not in self.taken

    def _free(self) -> list[Column]:
        used = {name for choice in self.taken.values() for name in choice.chosen}
        return [each for each in self.columns if each.name not in used]

    def _take(self, key: str, column: Column, why: Why, **inputs: int) -> None:
        self.taken[key] = Choice(key, (column.name,), why, inputs)

    def _named(self, key: str, fits: Fits) -> None:
        """The column whose name fits best, where what it holds fits as well."""
        if not self._open(key):
            return
        fitting = [each for each in self._free() if fit(each.name, key) and fits(each)]
        if fitting:
            self._take(key, max(fitting, key=lambda each: fit(each.name, key)), Why.NAME)

    def _model(self) -> None:
        if not self._open("model"):
            return
        found = {each.name: self._models_in(each) for each in self._free()}
        best = max(self._free(), key=lambda each: found[each.name], default=None)
        if best is not None and found[best.name]:
            self._take("model", best, Why.KNOWN_MODELS, found=found[best.name], of=best.different)
            return
        self._named("model", lambda each: each.filled > 0 and not each.is_dates)
        if self._open("model"):
            texts = [each for each in self._free() if each.is_text and not _spoken_for(each.name)]
            if len(texts) == 1:
                self._take("model", texts[0], Why.ONLY_TEXT)

    def _models_in(self, column: Column) -> int:
        """How many of the entries of a column are models we know."""
        names = {cells.shown(cell).strip() for cell in self.seen.column(column.name)}
        return len(names & set(self.known.models))

    def _dates(self) -> None:
        for key in ("start", "end"):
            self._named(key, lambda each: each.is_dates)
        dates = [each for each in self._free() if each.is_dates]
        if "start" not in self.taken and "end" not in self.taken and len(dates) == 1:
            if self._open("end"):
                self._take("end", dates[0], Why.ONLY_DATES)
            elif self._open("start"):
                self._take("start", dates[0], Why.ONLY_DATES)

    def _long(self) -> bool:
        """One measure a row: a column with its name and a column with its value."""
        self._named("measure", _wordy)
        if self._open("measure"):
            for each in self._free():
                names = {cells.shown(cell).strip() for cell in self.seen.column(each.name)} - {""}
                if each.is_text and names and names <= set(self.known.measures):
                    self._take("measure", each, Why.KNOWN_MEASURES)
                    break
        if "measure" not in self.taken:
            return False
        self._named("value", _numeric)
        numbers = [each for each in self._free() if each.is_numbers and _measured(each)]
        if self._open("value") and len(numbers) == 1:
            self._take("value", numbers[0], Why.ONLY_NUMBERS)
        return True

    def _wide(self) -> None:
        """Several measures a row: every column of numbers that is nothing else."""
        self.taken.pop("value", None)
        names = tuple(each.name for each in self._free() if each.is_numbers and _measured(each))
        if names and "values" not in self.told:
            self.taken["values"] = Choice("values", names, Why.HOLDS_NUMBERS)


def _measured(column: Column) -> bool:
    return plain(column.name) not in NO_MEASURES and bool(column.name.strip())


def _numeric(column: Column) -> bool:
    return column.is_numbers


def _wordy(column: Column) -> bool:
    """Groups such as 1 to 5 look like numbers, and many groups are empty: everybody."""
    return not column.is_dates


def _any(column: Column) -> bool:
    return column.filled > 0


def _spoken_for(name: str) -> bool:
    return any(fit(name, key) == 2 for key in COLUMN_KEYS if key != "model")
