"""The models and measures that results may be about, by what people call them. Pure."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.connections import MeasureShape
from data.facts import Measure, ModelRef


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One model: its address, what the business calls it, and what somebody defined of it."""

    slug: str
    ref: ModelRef
    called: str
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class KnownModels:
    """Every model, and the measures that the configuration describes, by their keys."""

    models: tuple[KnownModel, ...]
    described: Mapping[str, MeasureShape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_name: dict[str, dict[ModelRef, KnownModel]] = defaultdict(dict)
        technical: dict[str, dict[ModelRef, KnownModel]] = defaultdict(dict)
        for each in self.models:
            technical[each.ref.name][each.ref] = each
            registry = f"{each.ref.registry}/{each.ref.name}"
            for name in (each.ref.name, each.called, registry):
                by_name[_alike(name)][each.ref] = each
        self._technical: Mapping[str, Mapping[ModelRef, KnownModel]]
        object.__setattr__(self, "_technical", technical)
        self._by_name: Mapping[str, Mapping[ModelRef, KnownModel]]
        object.__setattr__(self, "_by_name", by_name)

    def named(self, written: str) -> KnownModel | None:
        """The one model that is called so: by its technical name, else by any name, whatever its
        case and spaces."""
        found = self._technical.get(written) or self._by_name.get(_alike(written), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def ref(self, model: KnownModel) -> ModelRef:
        """How a reading names it: with its registry only where the name alone would not do."""
        alone = len(self._technical[model.ref.name]) == 1
        return ModelRef(model.ref.name) if alone else model.ref

    def names(self) -> Iterable[str]:
        """Everything that models are called."""
        return (name for each in self.models for name in (each.ref.name, each.called))

    def shapes(self, model: KnownModel | None = None) -> Mapping[str, MeasureShape]:
        """The measures of one model, or of all, with what the configuration describes."""
        models = self.models if model is None else (model,)
        own = {one.key: _shape(one) for each in models for one in each.measures}
        return {**self.described, **own}


def _shape(measure: Measure) -> MeasureShape:
    return MeasureShape(
        measure.question,
        measure.kind,
        measure.unit,
        measure.better,
        measure.phrase,
        measure.things,
        measure.currency,
    )


def _alike(name: str) -> str:
    """A name as it is compared with others: case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
